using System.Runtime.CompilerServices;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>What was found when an invariant broke; while it holds, no text is put together on the hot path.</summary>
[InterpolatedStringHandler]
internal ref struct InvariantDetail
{
    private DefaultInterpolatedStringHandler text;

    public InvariantDetail(int literalLength, int formattedCount, bool holds, out bool isNeeded)
    {
        isNeeded = !holds;
        text = holds
            ? default
            : new DefaultInterpolatedStringHandler(
                literalLength, formattedCount, System.Globalization.CultureInfo.InvariantCulture);
    }

    public void AppendLiteral(string value) => text.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    public string ToText() => text.ToStringAndClear();
}
