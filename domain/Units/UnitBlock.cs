using System.Globalization;

namespace CarbonRegistry.Domain.Units;

/// <summary>
/// Consecutive units of one series: <c>KZ-Q-2022-2025-1:692000000</c>, both serials inclusive. One unit is printed
/// without the colon: <c>KZ-Q-2022-2025-1</c>.
/// </summary>
/// <param name="Series">Kind and years of the units.</param>
/// <param name="Range">Their serials.</param>
public readonly record struct UnitBlock(UnitSeries Series, SerialRange Range)
{
    /// <summary>How many units the block has.</summary>
    public long Count => Range.Count;

    /// <summary>The first <paramref name="count"/> units.</summary>
    public UnitBlock Take(long count) => this with { Range = Range.Take(count) };

    /// <summary>Reads a block or one unit, only in the form in which it is printed.</summary>
    public static bool TryParse(string? text, out UnitBlock block)
    {
        block = default;
        if (text is not { Length: > 15 } || text[14] != '-' || !UnitSeries.TryParse(text.AsSpan(0, 14), out var series))
            return false;
        var serials = text.AsSpan(15);
        var colon = serials.IndexOf(':');
        if (!TrySerial(colon < 0 ? serials : serials[..colon], out var first))
            return false;
        var last = first;
        if (colon >= 0 && (!TrySerial(serials[(colon + 1)..], out last) || last <= first))
            return false;
        block = new UnitBlock(series, new SerialRange(first, last));
        return true;
    }

    /// <summary>Reads a block that is known to be right.</summary>
    /// <exception cref="FormatException">The text is no block.</exception>
    public static UnitBlock Parse(string text) =>
        TryParse(text, out var block) ? block : throw new FormatException($"'{text}' is no block of units.");

    /// <summary>The block as it is printed.</summary>
    public override string ToString() => Count == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Series}-{Range.First}")
        : string.Create(CultureInfo.InvariantCulture, $"{Series}-{Range.First}:{Range.Last}");

    private static bool TrySerial(ReadOnlySpan<char> text, out long serial)
    {
        serial = 0;
        return text.Length is > 0 and <= 18 && text[0] != '0'
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out serial);
    }
}
