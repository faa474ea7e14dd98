using System.Globalization;
using System.Text;

namespace CarbonRegistry.Domain.Plans;

/// <summary>Reads units and dates from cells; what has two readings is reported, not guessed.</summary>
internal static class Amounts
{
    /// <summary>
    /// A thousand times all carbon units that Kazakhstan could issue in a century; also exact in a double.
    /// </summary>
    internal const long MaxUnits = 1_000_000_000_000_000;

    // A sum of whole numbers that a spreadsheet saved can miss the whole number by a rounding error.
    private const double RoundingError = 1e-6;

    /// <summary>Whole units of a cell, or null after reporting why not.</summary>
    internal static long? Units(Cell cell, CellPlace at, PlanFindings issues)
    {
        switch (cell.Kind)
        {
            case CellKind.Number:
                return FromNumber(cell.Number, cell, at, issues);
            case CellKind.Text:
                return FromText(cell, at, issues);
            case CellKind.Empty:
                issues.Add(PlanIssues.UnitsMissing(at));
                return null;
            case CellKind.Error:
            case CellKind.FormulaWithoutValue:
            default:
                ReportUnreadable(cell, at, issues);
                return null;
        }
    }

    /// <summary>Reports a cell that has an error or a formula without its value; false for any other.</summary>
    internal static bool ReportUnreadable(Cell cell, CellPlace at, PlanFindings issues)
    {
        if (cell.Kind == CellKind.Error)
            issues.Add(PlanIssues.CellError(at, PlainText.Quote(cell)));
        else if (cell.Kind == CellKind.FormulaWithoutValue)
            issues.Add(PlanIssues.FormulaWithoutValue(at));
        else
            return false;
        return true;
    }

    /// <summary>A day from a serial number or a text (dd.mm.yyyy or yyyy-mm-dd); null when it is neither.</summary>
    internal static DateOnly? Date(Cell cell, bool startsIn1904)
    {
        if (cell.Kind == CellKind.Number)
        {
            var serial = cell.Number + (startsIn1904 ? 1462 : 0);
            return serial is > 40000 and < 74000
                ? DateOnly.FromDateTime(DateTime.FromOADate(Math.Floor(serial))) : null;
        }
        if (cell.Kind != CellKind.Text)
            return null;
        var text = PlainText.OneLine(cell.Text!);
        foreach (var ending in (string[])[" года", " год", " г.", "г.", " ж.", "ж.", " 00:00:00", "T00:00:00"])
        {
            if (text.EndsWith(ending, StringComparison.Ordinal))
                text = text[..^ending.Length];
        }
        return DateOnly.TryParseExact(text, ["dd.MM.yyyy", "d.M.yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var day) && day.Year is >= 2009 and <= 2100 ? day : null;
    }

    private static long? FromNumber(double number, Cell cell, CellPlace at, PlanFindings issues)
    {
        var whole = Math.Round(number);
        if (number < -RoundingError)
            issues.Add(PlanIssues.UnitsNegative(at, PlainText.Quote(cell)));
        else if (!(whole <= MaxUnits))
            issues.Add(PlanIssues.UnitsTooLarge(at, PlainText.Quote(cell)));
        else if (Math.Abs(number - whole) > RoundingError)
            issues.Add(PlanIssues.UnitsFractional(at, PlainText.Quote(cell)));
        else
            return (long)whole;
        return null;
    }

    private static long? FromText(Cell cell, CellPlace at, PlanFindings issues)
    {
        var text = WithOnePlainGap(cell.Text!);
        var quote = PlainText.Quote(cell);
        if (text is "-" or "–" or "—" or "−")
        {
            issues.Warn(PlanIssues.DashReadAsZero(at));
            return 0;
        }
        if (text.Length > 1 && text[0] is '-' or '−' or '–' && char.IsAsciiDigit(text[1]))
            issues.Add(PlanIssues.UnitsNegative(at, quote));
        else if (text.Length == 0 || text.Length > 40 || !text.All(letter => char.IsAsciiDigit(letter)
            || letter is ' ' or '.' or ','))
            issues.Add(PlanIssues.UnitsNotANumber(at, quote));
        else
            return FromDigits(text, quote, cell, at, issues);
        return null;
    }

    private static long? FromDigits(string text, string quote, Cell cell, CellPlace at, PlanFindings issues)
    {
        var mark = text.AsSpan().IndexOfAny('.', ',');
        var whole = mark < 0 ? text : text[..mark];
        var rest = mark < 0 ? "" : text[(mark + 1)..];
        // "1 234" has one reading, "12 34" has none; "1,234" and "1.234" have two.
        if (!AreThousands(whole.Split(' ')) || rest.AsSpan().IndexOfAny(' ', '.', ',') >= 0
            || (mark >= 0 && (rest.Length == 0 || (rest.Length == 3 && whole.Length <= 3))))
        {
            issues.Add(PlanIssues.UnitsAmbiguous(at, quote));
            return null;
        }
        if (rest.Any(digit => digit != '0'))
        {
            issues.Add(PlanIssues.UnitsFractional(at, quote));
            return null;
        }
        return long.TryParse(whole.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None,
            CultureInfo.InvariantCulture, out var units) && units <= MaxUnits
            ? units
            : FromNumber(double.MaxValue, cell, at, issues);
    }

    private static bool AreThousands(string[] groups) =>
        groups.Length == 1 ? groups[0].Length > 0
            : groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3);

    // Every kind of space and apostrophe parts thousands alike; the apostrophe at the front marks text in Excel.
    private static string WithOnePlainGap(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text)
            plain.Append(letter is '\'' or '’' or '‘' or 'ʼ' or '`' or '´' ? ' ' : letter);
        return PlainText.OneLine(plain.ToString()).TrimStart(' ');
    }
}
