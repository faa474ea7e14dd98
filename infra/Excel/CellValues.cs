using System.Globalization;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Infra.Excel;

/// <summary>Makes cells in the same way for both readers.</summary>
internal static class CellValues
{
    private static readonly string[] Errors =
        ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"];

    /// <summary>
    /// A text cell; text that spells an error value is that error, since one reader cannot tell them apart.
    /// </summary>
    internal static Cell OfText(int column, string text) =>
        text.StartsWith('#') && Errors.Contains(text) ? Cell.OfError(column, text) : Cell.OfText(column, text);

    /// <summary>
    /// A number as the file writes it; anything else is kept as text, to be reported where it matters.
    /// </summary>
    internal static Cell OfNumber(int column, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? Cell.OfNumber(column, number)
            : OfText(column, text);

    /// <summary>The words of a logical value.</summary>
    internal static Cell OfBoolean(int column, bool value) => Cell.OfText(column, value ? "TRUE" : "FALSE");

    /// <summary>Text with the escapes _xHHHH_ of ECMA-376 (22.9.2.19) put back.</summary>
    internal static string Unescape(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
            return text;
        var plain = new System.Text.StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '_' && at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_'
                && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
                    out var code))
            {
                plain.Append((char)code);
                at += 6;
            }
            else
                plain.Append(text[at]);
        }
        return plain.ToString();
    }
}
