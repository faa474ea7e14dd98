using System.Globalization;
using System.Text;

namespace CarbonRegistry.Domain.Plans;

/// <summary>Text of a cell without the accidents of typing.</summary>
public static class PlainText
{
    private const string LatinTwins = "abcehkmoptxyi";
    private const string CyrillicTwins = "авсенкмортхуі";

    /// <summary>True for nothing but white space, control and zero-width characters.</summary>
    public static bool IsBlank(string? text) => text is null || text.All(IsGap);

    /// <summary>
    /// The text on one line: white space, control and zero-width characters become single spaces, none at the ends.
    /// Nothing else changes, so a text that looks like a formula stays that text.
    /// </summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (!IsGap(letter))
                line.Append(letter);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        return line.ToString().TrimEnd(' ');
    }

    /// <summary>
    /// The words of a heading in lower case: ё is е, and Latin letters that look like Cyrillic ones are those, since
    /// people type both without seeing it. Only letters and digits make words.
    /// </summary>
    public static string[] Words(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter))
                words.Append(Fold(char.ToLowerInvariant(letter)));
            else if (!IsSoft(letter))
                words.Append(' ');
        }
        return words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>White space, control characters, the zero-width space and the byte order mark.</summary>
    public static bool IsGap(char letter) =>
        char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is '\u200B' or '\u2060' or '\uFEFF';

    /// <summary>The beginning of a text, fit to be quoted in a message.</summary>
    internal static string Quote(Cell cell) => cell.Kind switch
    {
        CellKind.Number => cell.Number.ToString("R", CultureInfo.InvariantCulture),
        CellKind.Text or CellKind.Error => OneLine(cell.Text![..Math.Min(60, cell.Text!.Length)]),
        CellKind.Empty or CellKind.FormulaWithoutValue => "",
        _ => "",
    };

    // A soft hyphen and a zero-width space stand inside a word and part nothing.
    private static bool IsSoft(char letter) => letter is '\u00AD' or '\u200B' or '\u2060' or '\uFEFF';

    private static char Fold(char letter)
    {
        if (letter == 'ё')
            return 'е';
        var twin = LatinTwins.IndexOf(letter, StringComparison.Ordinal);
        return twin < 0 ? letter : CyrillicTwins[twin];
    }
}
