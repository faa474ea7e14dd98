using System.Globalization;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Plans;

/// <summary>What a column of a plan's tables holds.</summary>
internal enum Heading
{
    RowNumber,
    Bin,
    OperatorName,
    Code,
    InstallationName,
    Sector,
    Region,
    Category,
    Year,
    Period,
    Total,
}

/// <summary>Recognises the headings of columns in Russian, Kazakh and English.</summary>
internal static class Headings
{
    /// <summary>The columns that tell of an installation, in the order in which their absence is reported.</summary>
    internal static readonly Heading[] OfInstallation =
        [Heading.Bin, Heading.OperatorName, Heading.Code, Heading.InstallationName, Heading.Sector, Heading.Region];

    // The first rule that fits wins: a total may name years, and the code of an installation names the installation.
    private static readonly (Heading Heading, string[] Beginnings)[] Rules =
    [
        (Heading.Bin, ["бин", "иин", "бсн", "жсн", "bin", "идентификационн", "сәйкестендіру"]),
        (Heading.Code, ["код", "code", "идентификатор"]),
        (Heading.Category, ["категори", "санат", "category", "направлени"]),
        (Heading.Sector, ["сектор", "отрасл", "сала", "sector"]),
        (Heading.Region, ["област", "регион", "облыс", "өңір", "region", "местонахожд"]),
        (Heading.OperatorName,
            ["оператор", "субъект", "природопользовател", "кәсіпорын", "предприяти", "компани", "организаци", "ұйым",
                "operator"]),
        (Heading.InstallationName, ["установ", "қондырғы", "объект", "наименовани", "атауы", "installation", "name"]),
        (Heading.RowNumber, ["п", "р", "пп", "рс", "рет", "номер", "порядков"]),
    ];

    private static readonly string[] Totals = Fold(
        ["итог", "всего", "подытог", "жиын", "барлығы", "жалпы", "total", "sum", "сумма"]);

    private static readonly string[] GrandTotals = Fold(["всего", "барлығы", "жалпы", "grand", "общий"]);

    // Columns such as «Количество установок» count something and name nothing.
    private static readonly string[] Counts = Fold(["количество", "кол", "число", "саны", "number", "доля", "үлес"]);

    private static readonly (Heading Heading, string[] Beginnings)[] FoldedRules =
        [.. Rules.Select(rule => (rule.Heading, Fold(rule.Beginnings)))];

    /// <summary>What a cell of a heading means; null when it is no heading that is known.</summary>
    internal static (Heading Heading, int Year)? Recognise(Cell cell)
    {
        if (cell.Kind == CellKind.Number)
            return IsYear(cell.Number) ? (Heading.Year, (int)cell.Number) : null;
        if (cell.Kind != CellKind.Text || cell.Text!.Length > 200)
            return null;
        var words = PlainText.Words(cell.Text);
        if (words.Length == 0 || Begins(words, Counts))
            return cell.Text.AsSpan().Trim() is "№" ? (Heading.RowNumber, 0) : null;
        if (Begins(words, Totals))
            return (Heading.Total, 0);
        if (YearIn(words) is { } year)
            return (Heading.Year, year);
        foreach (var (heading, beginnings) in FoldedRules)
        {
            if (Begins(words, beginnings))
                return (heading, 0);
        }
        return null;
    }

    /// <summary>True for the heading of a column that speaks of a whole period, such as «2018–2020 годы».</summary>
    internal static bool IsOfPeriod(Cell cell, PlanPeriod period)
    {
        if (cell.Kind != CellKind.Text || cell.Text!.Length > 200)
            return false;
        var words = PlainText.Words(cell.Text);
        return words.Any(word => StartsWithYear(word, period.FirstYear))
            && words.Any(word => StartsWithYear(word, period.LastYear));
    }

    /// <summary>True for the label of a row that sums up the rows above it.</summary>
    internal static bool IsTotalLabel(string text) => Begins(PlainText.Words(text).Take(2), Totals);

    /// <summary>True for a label that sums up the whole table rather than a group of rows.</summary>
    internal static bool IsGrandTotalLabel(string text) => Begins(PlainText.Words(text).Take(2), GrandTotals);

    /// <summary>The heading in the words of the three languages.</summary>
    internal static LocalizedText NameOf(Heading heading) => heading switch
    {
        Heading.RowNumber => new("р/с", "№ п/п", "row number"),
        Heading.Bin => new("БСН (ЖСН)", "БИН (ИИН)", "BIN (IIN)"),
        Heading.OperatorName => new("қондырғы операторы", "оператор установки", "installation operator"),
        Heading.Code => new("қондырғы коды", "код установки", "installation code"),
        Heading.InstallationName => new("қондырғы", "установка", "installation"),
        Heading.Sector => new("реттелетін сектор", "регулируемый сектор", "regulated sector"),
        Heading.Region => new("облыс", "область", "region"),
        Heading.Category => new("резерв санаты", "категория резерва", "reserve category"),
        Heading.Year => new("жыл", "год", "year"),
        Heading.Period => new("барлық кезең", "весь период", "whole period"),
        Heading.Total => new("жиыны", "итого", "total"),
        _ => throw new ArgumentOutOfRangeException(nameof(heading), heading, "No such heading."),
    };

    /// <summary>True for a whole number that can be a year of a plan.</summary>
    internal static bool IsYear(double number) => number is >= 2013 and <= 2100 && number == Math.Floor(number);

    /// <summary>True when a word begins with one of the beginnings; both are folded.</summary>
    internal static bool Begins(IEnumerable<string> words, string[] beginnings) => words.Any(
        word => beginnings.Any(beginning => beginning.Length > 2
            ? word.StartsWith(beginning, StringComparison.Ordinal)
            : word == beginning));

    /// <summary>Words as <see cref="PlainText.Words"/> folds them.</summary>
    internal static string[] Fold(IEnumerable<string> words) => [.. words.SelectMany(PlainText.Words)];

    private static bool StartsWithYear(string word, int year) =>
        word.StartsWith(year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        && (word.Length == 4 || !char.IsDigit(word[4]));

    // One year alone makes a year's column; «2022-2025» is the whole period.
    private static int? YearIn(string[] words)
    {
        int? found = null;
        foreach (var word in words)
        {
            var digits = word.Length > 4 && !char.IsDigit(word[4]) ? word[..4] : word;
            if (digits.Length != 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture,
                out var year))
                continue;
            if (!IsYear(year) || found is not null)
                return null;
            found = year;
        }
        return found;
    }
}
