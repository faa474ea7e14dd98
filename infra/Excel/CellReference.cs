using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Infra.Excel;

/// <summary>Reads references such as <c>H5</c> and <c>A1:L2</c>.</summary>
internal static class CellReference
{
    /// <summary>
    /// Reads one cell's reference; rows up to 9,999,999 and columns up to ZZZ are told apart from nonsense.
    /// </summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out int row, out int column)
    {
        (row, column) = (0, 0);
        var at = 0;
        for (; at < text.Length && char.IsAsciiLetter(text[at]) && at < 3; at++)
            column = column * 26 + (text[at] & ~0x20) - 'A' + 1;
        if (column == 0 || text.Length - at is < 1 or > 7)
            return false;
        for (; at < text.Length; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
                return false;
            row = row * 10 + text[at] - '0';
        }
        return row > 0;
    }

    /// <summary>Reads a range; a single cell is a range of one.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out MergedRange range)
    {
        range = default;
        var colon = text.IndexOf(':');
        if (!TryParse(colon < 0 ? text : text[..colon], out var firstRow, out var firstColumn)
            || !TryParse(colon < 0 ? text : text[(colon + 1)..], out var lastRow, out var lastColumn))
            return false;
        range = new MergedRange(firstRow, firstColumn, lastRow, lastColumn);
        return lastRow >= firstRow && lastColumn >= firstColumn;
    }
}
