namespace CarbonRegistry.Domain.Plans;

/// <summary>Reads the rows below the headings of a table.</summary>
internal sealed class TableReader(FoundTable table, PlanPeriod period, PlanFindings issues)
{
    private readonly int[] years = [.. period.Years];
    private readonly HashSet<int> unitColumns = [.. table.Years.Values, .. OtherColumnsOf(table)];
    private readonly List<SheetRow> unknown = [];
    private bool sawGrandTotal;

    /// <summary>Reads rows up to an index of the sheet, and adds a line for each that has units.</summary>
    internal void Read(int end, List<UnitsLine> lines)
    {
        ReportColumns();
        for (var index = table.FirstRow; index < end; index++)
        {
            var row = table.Sheet.Rows[index];
            if (row.Cells.All(cell => cell.IsEmpty) || (index == table.FirstRow && IsNumbering(row)))
                continue;
            if (TotalLabel(row) is { } label)
                lines.Add(SumOf(row, label));
            else if (IsRemark(row))
                continue;
            else if (table.IsReserve)
                lines.Add(CategoryOf(row));
            else
                lines.Add(new InstallationCells(table, row, issues).Read(Units(row), StatedTotal(row)));
            ReportUnknown();
        }
    }

    private static IEnumerable<int> OtherColumnsOf(FoundTable table)
    {
        if (table.Columns.TryGetValue(Heading.Total, out var column))
            yield return column;
        if (table.WholePeriod is { } whole)
            yield return whole;
    }

    private void ReportColumns()
    {
        if (!table.IsReserve)
        {
            foreach (var heading in Headings.OfInstallation.Where(heading => !table.Columns.ContainsKey(heading)))
                issues.Add(PlanIssues.ColumnMissing(table.HeaderPlace(), Headings.NameOf(heading)));
        }
        foreach (var year in years.Where(year => table.WholePeriod is null && !table.Years.ContainsKey(year)))
            issues.Add(PlanIssues.YearColumnMissing(table.HeaderPlace(), year));
        foreach (var (year, column) in table.Years.Where(pair => !period.Contains(pair.Key)))
            issues.Add(PlanIssues.YearOutsidePeriod(table.HeaderPlace(column), year, period));
    }

    // Official tables number their columns 1, 2, 3… in a row of their own.
    private static bool IsNumbering(SheetRow row)
    {
        var expected = 0;
        foreach (var cell in row.Cells.Where(cell => !cell.IsEmpty))
        {
            expected++;
            var number = cell.Kind == CellKind.Number ? cell.Number
                : cell.Kind == CellKind.Text && int.TryParse(cell.Text, out var typed) ? typed : 0;
            if (number.CompareTo(expected) != 0)
                return false;
        }
        return expected > 2;
    }

    private string? TotalLabel(SheetRow row)
    {
        var key = KeyCell(row);
        if (!key.IsEmpty && !(key.Kind == CellKind.Text && Headings.IsTotalLabel(key.Text!)))
            return null;
        foreach (var cell in row.Cells)
        {
            if (cell.Kind == CellKind.Text && !unitColumns.Contains(cell.Column) && Headings.IsTotalLabel(cell.Text!))
                return cell.Text;
        }
        return null;
    }

    // What an installation or a category cannot be without.
    private Cell KeyCell(SheetRow row) =>
        table.Columns.TryGetValue(table.IsReserve ? Heading.Category : Heading.Code, out var column)
            ? row.At(column)
            : default;

    /// <summary>
    /// True for a heading of a group, a note or a signature. Such rows have no units; with more than one cell they are
    /// reported when rows of the table follow.
    /// </summary>
    private bool IsRemark(SheetRow row)
    {
        var filled = row.Cells.Count(cell => !cell.IsEmpty);
        var hasUnits = row.Cells.Any(cell => !cell.IsEmpty && unitColumns.Contains(cell.Column));
        var bin = table.Columns.TryGetValue(Heading.Bin, out var column) ? row.At(column) : default;
        var hasKey = !KeyCell(row).IsEmpty || !bin.IsEmpty;
        if (!hasKey && hasUnits)
        {
            issues.Add(PlanIssues.UnknownRow(table.Place(row.Number, row.Cells.First(cell => !cell.IsEmpty).Column)));
            return true;
        }
        if (hasKey && (hasUnits || IsKey(KeyCell(row)) || IsKey(bin) || !(sawGrandTotal || IsProse(row, filled))))
            return false;
        if (filled > 1)
            unknown.Add(row);
        return true;
    }

    // Below the total stand notes and signatures; a code or a BIN there is still an installation.
    private static bool IsKey(Cell cell) => cell.Kind == CellKind.Number
        || (cell.Kind == CellKind.Text && cell.Text!.Any(char.IsDigit) && !PlainText.OneLine(cell.Text!).Contains(' '));

    // A single cell without a digit under «БИН» or «Код» is a remark, not an installation.
    private static bool IsProse(SheetRow row, int filled) =>
        filled == 1 && row.Cells.All(cell => cell.Kind is CellKind.Empty or CellKind.Text
            && cell.Text?.Any(char.IsDigit) != true);

    private void ReportUnknown()
    {
        foreach (var row in unknown)
            issues.Add(PlanIssues.UnknownRow(table.Place(row.Number, row.Cells.First(cell => !cell.IsEmpty).Column)));
        unknown.Clear();
    }

    private UnitsLine SumOf(SheetRow row, string label)
    {
        var isGrand = Headings.IsGrandTotalLabel(label);
        sawGrandTotal |= isGrand;
        // A sum may leave years out; what it states is checked.
        return new UnitsLine
        {
            Table = table,
            Row = row.Number,
            Units = [.. years.Select(year =>
                table.TryColumnOf(year, period, out var column) ? Stated(row, column) : Absent)],
            StatedTotal = StatedTotal(row),
            IsSum = true,
            IsGrand = isGrand,
        };
    }

    private UnitsLine CategoryOf(SheetRow row)
    {
        var cell = KeyCell(row);
        var place = table.Place(row.Number, cell.Column > 0 ? cell.Column : table.Columns[Heading.Category]);
        var category = cell.Kind == CellKind.Text ? CategoryWords.Recognise(cell.Text!) : null;
        if (category is null && !Amounts.ReportUnreadable(cell, place, issues))
            issues.Add(PlanIssues.ReserveCategoryUnknown(place, PlainText.Quote(cell)));
        return new UnitsLine
        {
            Table = table,
            Row = row.Number,
            Units = Units(row),
            StatedTotal = StatedTotal(row),
            Category = category ?? default,
        };
    }

    // The later years of a period with one cap have no column, and no units of their own.
    private long? Absent => table.WholePeriod is null ? null : 0;

    private long?[] Units(SheetRow row) => [.. years.Select(year => table.TryColumnOf(year, period, out var column)
        ? Amounts.Units(row.At(column), table.Place(row.Number, column), issues)
        : Absent)];

    // Where the total is the only column of units, it has nothing to be compared with.
    private long? StatedTotal(SheetRow row) =>
        table.Columns.TryGetValue(Heading.Total, out var column) && column != table.WholePeriod
            ? Stated(row, column)
            : null;

    private long? Stated(SheetRow row, int column)
    {
        var cell = row.At(column);
        return cell.IsEmpty ? null : Amounts.Units(cell, table.Place(row.Number, column), issues);
    }
}
