using System.Globalization;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Plans;

/// <summary>Reads what a row says of an installation besides its units.</summary>
internal sealed class InstallationCells(FoundTable table, SheetRow row, PlanFindings issues)
{
    internal const int MaxTextLength = 500;

    private const int MaxCodeLength = 40;

    // Year and month stand in front, so a number loses three zeros at most.
    private const int MinDigits = 9;

    private const string CyrillicTwins = "АВЕКМНОРСТУХІЅЈ";
    private const string LatinTwins = "ABEKMHOPCTYXISJ";

    internal UnitsLine Read(long?[] units, long? statedTotal) => new()
    {
        Table = table,
        Row = row.Number,
        Units = units,
        StatedTotal = statedTotal,
        Operator = Bin(),
        OperatorName = Text(Heading.OperatorName),
        Code = Code(),
        Name = Text(Heading.InstallationName),
        Sector = Text(Heading.Sector),
        Region = Text(Heading.Region),
    };

    private bool TryCell(Heading heading, out Cell cell, out CellPlace place)
    {
        cell = default;
        place = default;
        // A missing column was reported once, at the headings.
        if (!table.Columns.TryGetValue(heading, out var column))
            return false;
        (cell, place) = (row.At(column), table.Place(row.Number, column));
        if (cell.IsEmpty)
            issues.Add(PlanIssues.TextMissing(place, Headings.NameOf(heading)));
        return !cell.IsEmpty && !Amounts.ReportUnreadable(cell, place, issues);
    }

    private IdentificationNumber Bin()
    {
        if (!TryCell(Heading.Bin, out var cell, out var place))
            return default;
        var digits = cell.Kind == CellKind.Number
            ? cell.Number.ToString("F0", CultureInfo.InvariantCulture)
            : string.Concat(cell.Text!.Where(letter => !PlainText.IsGap(letter))).TrimStart('\'');
        var isWhole = cell.Kind != CellKind.Number || cell.Number == Math.Floor(cell.Number);
        if (!isWhole || digits.Length is < MinDigits or > 12 || !digits.All(char.IsAsciiDigit))
            issues.Add(PlanIssues.BinForm(place, PlainText.Quote(cell)));
        else if (!IdentificationNumber.TryParse(digits.PadLeft(12, '0'), out var number))
            issues.Add(PlanIssues.BinCheckDigit(place, PlainText.Quote(cell)));
        else
        {
            if (digits.Length < 12)
                issues.Warn(PlanIssues.LeadingZeroRestored(place, PlainText.Quote(cell), number.Text));
            return number;
        }
        return default;
    }

    private string Code()
    {
        if (!TryCell(Heading.Code, out var cell, out var place))
            return "";
        var written = cell.Kind == CellKind.Number ? PlainText.Quote(cell) : PlainText.OneLine(cell.Text!);
        var code = string.Concat(written.ToUpperInvariant().Select(Latin));
        code = code.Replace(" -", "-", StringComparison.Ordinal).Replace("- ", "-", StringComparison.Ordinal);
        if (code.Length > MaxCodeLength || !code.All(letter =>
            char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.' or '_' or '/'))
        {
            issues.Add(PlanIssues.BadInstallationCode(place, PlainText.Quote(cell)));
            return "";
        }
        if (code != written)
            issues.Warn(PlanIssues.CodeNormalised(place, written, code));
        return code;
    }

    private static char Latin(char letter)
    {
        if (letter is '‐' or '‑' or '–' or '—' or '−')
            return '-';
        var twin = CyrillicTwins.IndexOf(letter, StringComparison.Ordinal);
        return twin < 0 ? letter : LatinTwins[twin];
    }

    private string Text(Heading heading)
    {
        if (!TryCell(heading, out var cell, out var place))
            return "";
        var text = cell.Kind == CellKind.Number ? PlainText.Quote(cell) : PlainText.OneLine(cell.Text!);
        if (text.Length <= MaxTextLength)
            return text;
        issues.Add(PlanIssues.TextTooLong(place, MaxTextLength));
        return "";
    }
}
