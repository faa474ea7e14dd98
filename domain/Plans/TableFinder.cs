namespace CarbonRegistry.Domain.Plans;

/// <summary>
/// Finds the tables of a plan by their headings, below any title rows, whatever the order of the columns and the name
/// of the sheet. Headings may take up to four rows, as merged headings do.
/// </summary>
internal static class TableFinder
{
    private const int MaxHeaderRows = 4;

    /// <param name="sheet">The sheet.</param>
    /// <param name="capped">
    /// A period with one cap for all its years: its tables may have one column of units. Null when units stand by year.
    /// </param>
    /// <param name="issues">Takes what is wrong with the headings.</param>
    internal static IEnumerable<FoundTable> Find(SheetCells sheet, PlanPeriod? capped, PlanFindings issues)
    {
        for (var index = 0; index < sheet.Rows.Count; index++)
        {
            if (!MayBeHeader(sheet.Rows[index], index, capped)
                || TryHeader(sheet, index, capped, issues) is not { } table)
                continue;
            yield return table;
            index = table.FirstRow - 1;
        }
    }

    // Deep in a sheet only a row that has something like a year is worth the look.
    private static bool MayBeHeader(SheetRow row, int index, PlanPeriod? capped) =>
        index < 200 || row.Cells.Any(cell =>
        cell.Kind == CellKind.Number ? Headings.IsYear(cell.Number)
            : cell.Kind == CellKind.Text && cell.Text!.Length < 20 && cell.Text.Contains("20",
                StringComparison.Ordinal)
            || (capped is not null && Headings.Recognise(cell) is { Heading: Heading.Total }));

    private static FoundTable? TryHeader(SheetCells sheet, int index, PlanPeriod? capped, PlanFindings issues)
    {
        var rows = sheet.Rows;
        var found = new HeaderColumns(capped);
        found.Add(rows[index]);
        if (!found.NamesInstallations && !found.Columns.ContainsKey(Heading.Category) && found.Years.Count == 0)
            return null;
        var last = index;
        // Years may stand below a common heading; the rows between repeat merged headings.
        for (var next = index + 1; found.Years.Count == 0 && next < Math.Min(rows.Count, index + MaxHeaderRows); next++)
        {
            var below = new HeaderColumns(capped);
            below.Add(rows[next]);
            // Where one column of units is enough, a number like a year may be units: all years, or none.
            if (below.Years.Count == 0 || capped?.Years.All(below.Years.ContainsKey) == false)
                continue;
            for (var row = index + 1; row <= next; row++)
                found.Add(rows[row]);
            last = next;
        }
        var isReserve = !found.NamesInstallations;
        if (isReserve && !IsReserve(sheet, last, found))
            return null;
        while (last + 1 < rows.Count && found.Repeats(rows[last + 1]))
            last++;
        foreach (var (column, heading) in found.Repeated)
            issues.Add(PlanIssues.ColumnRepeated(new(sheet.Name, rows[last].Number, column), heading));
        return new FoundTable(sheet, rows[last].Number, index, last + 1, found.Columns, found.Years, isReserve)
        {
            WholePeriod = found.WholePeriod,
        };
    }

    // A reserve names its categories' column, or shows one of the categories in the first rows below the years.
    private static bool IsReserve(SheetCells sheet, int last, HeaderColumns found)
    {
        if (!found.HasUnits)
            return false;
        if (found.Columns.ContainsKey(Heading.Category))
            return true;
        for (var index = last + 1; index < Math.Min(sheet.Rows.Count, last + 6); index++)
        {
            foreach (var cell in sheet.Rows[index].Cells)
            {
                if (cell.Kind != CellKind.Text || CategoryWords.Recognise(cell.Text!) is null)
                    continue;
                // A title such as «Резерв на 2022 год» stands above the categories and is no year's column.
                if (found.Years.ContainsValue(cell.Column) || found.WholePeriod == cell.Column)
                    return false;
                found.Columns[Heading.Category] = cell.Column;
                return true;
            }
        }
        return false;
    }

    private sealed class HeaderColumns(PlanPeriod? capped)
    {
        internal Dictionary<Heading, int> Columns { get; } = [];

        internal Dictionary<int, int> Years { get; } = [];

        internal List<(int Column, Law.LocalizedText Heading)> Repeated { get; } = [];

        internal bool NamesInstallations =>
            Headings.OfInstallation.Count(Columns.ContainsKey) >= 2
            && (Columns.ContainsKey(Heading.Bin) || Columns.ContainsKey(Heading.Code));

        /// <summary>The one column of units of a period without annual caps; null where there is none.</summary>
        internal int? WholePeriod => capped is null || Years.Count > 0 ? null
            : Columns.TryGetValue(Heading.Period, out var column) || Columns.TryGetValue(Heading.Total, out column)
                ? column
                : null;

        internal bool HasUnits => Years.Count > 0 || WholePeriod is not null;

        internal void Add(SheetRow row)
        {
            foreach (var cell in row.Cells)
            {
                if (capped is { } period && Headings.IsOfPeriod(cell, period))
                {
                    if (!Columns.ContainsValue(cell.Column))
                        Note(Columns, Heading.Period, cell.Column, Headings.NameOf(Heading.Period));
                    continue;
                }
                if (Headings.Recognise(cell) is not { } known)
                    continue;
                if (known.Heading == Heading.Year)
                    Note(Years, known.Year, cell.Column, new(Text(known.Year), Text(known.Year), Text(known.Year)));
                else if (!Columns.ContainsValue(cell.Column))
                    Note(Columns, known.Heading, cell.Column, Headings.NameOf(known.Heading));
            }
        }

        /// <summary>
        /// True for a row that says the same headings again, in another language or as merged cells do.
        /// </summary>
        internal bool Repeats(SheetRow row) => row.Cells.Count > 1 && row.Cells.All(cell => cell.IsEmpty
            || (Headings.Recognise(cell) is { } known && (known.Heading == Heading.Year
                ? Years.TryGetValue(known.Year, out var column)
                : Columns.TryGetValue(known.Heading, out column)) && column == cell.Column));

        private void Note<TKey>(Dictionary<TKey, int> columns, TKey key, int column, Law.LocalizedText name)
            where TKey : notnull
        {
            if (columns.TryAdd(key, column) || columns[key] == column)
                return;
            // A second column with a general name, such as «Наименование», is a remark; a second BIN or year is not.
            if (key is not Heading.InstallationName and not Heading.OperatorName and not Heading.RowNumber
                and not Heading.Sector and not Heading.Total)
                Repeated.Add((column, name));
        }

        private static string Text(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
