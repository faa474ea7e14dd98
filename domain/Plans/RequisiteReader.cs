using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Plans;

/// <summary>Reads the particulars of the plan from rows of the shape «name, value», wherever they stand.</summary>
internal sealed class RequisiteReader(bool startsIn1904, PlanFindings issues)
{
    private enum Key
    {
        Order,
        ApprovedOn,
        InForceOn,
        FirstYear,
        LastYear,
        Period,
        Total,
    }

    // The first rule whose words all begin a word of the name wins.
    private static readonly (Key Key, string[] Beginnings)[] Rules =
    [
        (Key.InForceOn, Headings.Fold(["вступл", "сил"])),
        (Key.InForceOn, Headings.Fold(["введен", "действ"])),
        (Key.InForceOn, Headings.Fold(["күш", "енг"])),
        (Key.InForceOn, Headings.Fold(["күш", "ену"])),
        (Key.InForceOn, Headings.Fold(["қолданысқа"])),
        (Key.InForceOn, Headings.Fold(["force"])),
        (Key.ApprovedOn, Headings.Fold(["дата", "утвержд"])),
        (Key.ApprovedOn, Headings.Fold(["дата", "приказ"])),
        (Key.ApprovedOn, Headings.Fold(["бекіт", "күн"])),
        (Key.ApprovedOn, Headings.Fold(["бұйры", "күн"])),
        (Key.ApprovedOn, Headings.Fold(["approv"])),
        (Key.Order, Headings.Fold(["приказ"])),
        (Key.Order, Headings.Fold(["бұйры"])),
        (Key.Order, Headings.Fold(["order"])),
        (Key.FirstYear, Headings.Fold(["период", "с"])),
        (Key.FirstYear, Headings.Fold(["начал", "период"])),
        (Key.FirstYear, Headings.Fold(["первый", "год"])),
        (Key.FirstYear, Headings.Fold(["бас", "кезең"])),
        (Key.FirstYear, Headings.Fold(["first", "year"])),
        (Key.LastYear, Headings.Fold(["период", "по"])),
        (Key.LastYear, Headings.Fold(["период", "до"])),
        (Key.LastYear, Headings.Fold(["кон", "период"])),
        (Key.LastYear, Headings.Fold(["последний", "год"])),
        (Key.LastYear, Headings.Fold(["соң", "кезең"])),
        (Key.LastYear, Headings.Fold(["last", "year"])),
        (Key.Total, Headings.Fold(["общ", "объем"])),
        (Key.Total, Headings.Fold(["общ", "количеств"])),
        (Key.Total, Headings.Fold(["жалпы"])),
        (Key.Total, Headings.Fold(["всего"])),
        (Key.Total, Headings.Fold(["итого"])),
        (Key.Total, Headings.Fold(["барлығы"])),
        (Key.Total, Headings.Fold(["total"])),
        (Key.Period, Headings.Fold(["период"])),
        (Key.Period, Headings.Fold(["кезең"])),
        (Key.Period, Headings.Fold(["period"])),
    ];

    private const int MaxRows = 200;

    private readonly Dictionary<Key, (Cell Cell, CellPlace Place)> found = [];

    /// <summary>Looks for particulars in the rows of a sheet up to an index.</summary>
    internal void Scan(SheetCells sheet, int rowCount)
    {
        var pairs = Pairs(sheet, Math.Min(rowCount, MaxRows)).ToList();
        // A summary of sectors has a row «Всего» too; only a sheet that says more of the order is believed.
        if (pairs.TrueForAll(pair => pair.Key == Key.Total))
            return;
        foreach (var (key, value, place) in pairs)
        {
            if (!found.TryGetValue(key, out var known) || known.Cell.IsEmpty)
                found[key] = (value, place);
            else if (!value.IsEmpty && !SameContent(known.Cell, value))
                issues.Add(PlanIssues.RequisiteRepeated(place, NameOf(key)));
        }
    }

    /// <summary>The particulars that were found; what is missing or wrong is reported.</summary>
    internal Requisites Read()
    {
        if (found.Count == 0)
        {
            issues.Add(PlanIssues.RequisitesMissing());
            return new(null, default, default, null, default);
        }
        var requisites = new Requisites(Order(), Date(Key.ApprovedOn), Date(Key.InForceOn), Period(), Total());
        if (requisites.InForceOn is { Value: { } inForce, Place: var place }
            && requisites.ApprovedOn.Value is { } approved
            && inForce < approved)
            issues.Add(PlanIssues.InForceBeforeApproval(place, inForce, approved));
        return requisites;
    }

    private static IEnumerable<(Key Key, Cell Value, CellPlace Place)> Pairs(SheetCells sheet, int rowCount)
    {
        for (var index = 0; index < rowCount; index++)
        {
            var row = sheet.Rows[index];
            var name = row.Cells.FirstOrDefault(cell => !cell.IsEmpty);
            if (name.Kind != CellKind.Text || name.Text!.Length > 200 || KeyOf(name.Text) is not { } key)
                continue;
            var value = row.Cells.FirstOrDefault(cell => cell.Column > name.Column && !cell.IsEmpty);
            yield return (key, value, new(sheet.Name, row.Number, value.Column > 0 ? value.Column : name.Column + 1));
        }
    }

    private static Key? KeyOf(string text)
    {
        var words = PlainText.Words(text);
        foreach (var (key, beginnings) in Rules)
        {
            if (Array.TrueForAll(beginnings, beginning => Headings.Begins(words, [beginning])))
                return key;
        }
        return null;
    }

    private static bool SameContent(Cell one, Cell other) =>
        one.Kind == other.Kind && one.Text == other.Text && one.Number.Equals(other.Number);

    private bool TryFind(Key key, out Cell cell, out CellPlace place)
    {
        (cell, place) = found.GetValueOrDefault(key);
        if (cell.IsEmpty)
        {
            var sheet = place.Sheet ?? found.Values.First().Place.Sheet;
            issues.Add(PlanIssues.RequisiteMissing(place.Row > 0 ? place : new(sheet, 0, 0), NameOf(key)));
            return false;
        }
        return !Amounts.ReportUnreadable(cell, place, issues);
    }

    private string? Order()
    {
        if (!TryFind(Key.Order, out var cell, out var place))
            return null;
        var order = cell.Kind == CellKind.Number ? PlainText.Quote(cell) : PlainText.OneLine(cell.Text!);
        if (order.StartsWith('№'))
            order = order[1..].TrimStart();
        if (order.Length is >= 1 and <= 100)
            return order;
        issues.Add(PlanIssues.BadOrderNumber(place));
        return null;
    }

    private Stated<DateOnly> Date(Key key)
    {
        if (!TryFind(key, out var cell, out var place))
            return default;
        var day = Amounts.Date(cell, startsIn1904);
        if (day is null)
            issues.Add(PlanIssues.BadDate(place, PlainText.Quote(cell)));
        return new(day, place);
    }

    private Stated<long> Total() => TryFind(Key.Total, out var cell, out var place)
        ? new(Amounts.Units(cell, place, issues), place)
        : default;

    private PlanPeriod? Period()
    {
        if (found.ContainsKey(Key.Period) && !found.ContainsKey(Key.FirstYear) && !found.ContainsKey(Key.LastYear))
            return TryFind(Key.Period, out var cell, out var place) ? WholePeriod(cell, place) : null;
        if (!TryFind(Key.FirstYear, out var first, out var at) | !TryFind(Key.LastYear, out var last, out var lastAt))
            return null;
        if (YearOf(first) is not { } firstYear)
            issues.Add(PlanIssues.BadPeriod(at, PlainText.Quote(first)));
        else if (YearOf(last) is not { } lastYear || lastYear < firstYear)
            issues.Add(PlanIssues.BadPeriod(lastAt, PlainText.Quote(last)));
        else
            return new PlanPeriod(firstYear, lastYear);
        return null;
    }

    private PlanPeriod? WholePeriod(Cell cell, CellPlace place)
    {
        if (YearOf(cell) is { } only)
            return new PlanPeriod(only, only);
        var years = cell.Kind == CellKind.Text
            ? PlainText.Words(cell.Text!).Where(word => char.IsAsciiDigit(word[0])).ToArray()
            : [];
        if (years.Length == 2 && PlanPeriod.TryParse($"{years[0]}-{years[1]}", out var period))
            return period;
        issues.Add(PlanIssues.BadPeriod(place, PlainText.Quote(cell)));
        return null;
    }

    private static int? YearOf(Cell cell) => Headings.Recognise(cell) is { Heading: Heading.Year } known
        ? known.Year : null;

    private static LocalizedText NameOf(Key key) => key switch
    {
        Key.Order => new("бұйрық нөмірі", "номер приказа", "number of the order"),
        Key.ApprovedOn => new("бекітілген күні", "дата утверждения", "date of approval"),
        Key.InForceOn => new("күшіне енген күні", "дата вступления в силу", "date of entry into force"),
        Key.FirstYear => new("кезеңнің бірінші жылы", "период с", "first year of the period"),
        Key.LastYear => new("кезеңнің соңғы жылы", "период по", "last year of the period"),
        Key.Period => new("кезең", "период", "period"),
        Key.Total => new("бірліктердің жалпы көлемі", "общий объем единиц", "total of units"),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No such particular."),
    };
}
