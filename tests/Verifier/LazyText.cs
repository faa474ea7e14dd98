using System.Runtime.CompilerServices;
using System.Text;

namespace CarbonRegistry.Verifier;

/// <summary>An interpolated text that is only made when a check has failed.</summary>
[InterpolatedStringHandler]
internal readonly ref struct LazyText
{
    private readonly StringBuilder? text;

    public LazyText(int literalLength, int formattedCount, bool holds, out bool append)
    {
        append = !holds;
        text = append ? new StringBuilder(literalLength + (formattedCount * 8)) : null;
    }

    public void AppendLiteral(string literal) => text?.Append(literal);

    public void AppendFormatted(long value) => text?.Append(value);

    public void AppendFormatted(long value, string format) =>
        text?.Append(value.ToString(format, System.Globalization.CultureInfo.InvariantCulture));

    public override string ToString() => text?.ToString() ?? "";
}
