namespace CarbonRegistry.Domain.Plans;

/// <summary>
/// Reads a National Plan from the cells of its workbook, whichever reader gave them. The tables are found by what they
/// say, not by the names of the sheets.
/// </summary>
public static class PlanTablesReader
{
    /// <summary>Reads and checks; never throws for what a workbook may contain.</summary>
    /// <param name="book">The cells.</param>
    /// <param name="known">The budget periods, which say over what a cap is set; those of the registry by
    /// default.</param>
    public static PlanReading Read(BookCells book, IReadOnlyList<BudgetPeriod>? known = null)
    {
        var issues = new PlanFindings();
        var tables = FindTables(book, null, issues);
        var requisites = ReadRequisites(book, tables, issues);
        if (BudgetPeriods.CapOf(requisites.Period, known ?? BudgetPeriods.All) == CapScope.Period)
        {
            // Only the particulars say that one column of units is enough, and where they end is known by the tables.
            issues = new PlanFindings();
            tables = FindTables(book, requisites.Period, issues);
            requisites = ReadRequisites(book, tables, issues);
        }
        var found = tables.SelectMany(pair => pair.Tables).ToList();
        if (found.TrueForAll(table => table.IsReserve))
            issues.Add(PlanIssues.PlanTableMissing());
        if (!found.Exists(table => table.IsReserve))
            issues.Add(PlanIssues.ReserveTableMissing());
        var period = requisites.Period ?? PeriodOf(found);
        if (period is null)
            return new PlanReading(null, issues.Issues, issues.Warnings);
        var draft = ReadTables(requisites, tables, period.Value, issues);
        if (draft.Installations.All(line => line.IsSum) && issues.Issues.Count == 0)
            issues.Add(PlanIssues.PlanTableMissing());
        PlanCheck.Check(draft, period.Value, issues);
        var plan = issues.Issues.Count == 0 ? PlanOf(draft, period.Value) : null;
        return new PlanReading(plan, issues.Issues, issues.Warnings);
    }

    private static List<(SheetCells Sheet, List<FoundTable> Tables)> FindTables(
        BookCells book, PlanPeriod? capped, PlanFindings issues) =>
        [.. book.Sheets.Select(sheet => (sheet, TableFinder.Find(sheet, capped, issues).ToList()))];

    private static Requisites ReadRequisites(
        BookCells book, List<(SheetCells Sheet, List<FoundTable> Tables)> tables, PlanFindings issues)
    {
        var reader = new RequisiteReader(book.StartsIn1904, issues);
        foreach (var (sheet, found) in tables)
            reader.Scan(sheet, found.Count == 0 ? sheet.Rows.Count : found[0].HeaderIndex);
        return reader.Read();
    }

    // Without a readable period the tables are still read, so that all their faults are told at once.
    private static PlanPeriod? PeriodOf(List<FoundTable> tables)
    {
        var years = tables.SelectMany(table => table.Years.Keys).ToList();
        return years.Count == 0 ? null : new PlanPeriod(years.Min(), years.Max());
    }

    private static PlanDraft ReadTables(Requisites requisites,
        List<(SheetCells Sheet, List<FoundTable> Tables)> tables, PlanPeriod period, PlanFindings issues)
    {
        var installations = new List<UnitsLine>();
        var reserve = new List<UnitsLine>();
        foreach (var (sheet, found) in tables)
        {
            for (var index = 0; index < found.Count; index++)
            {
                var end = index + 1 < found.Count ? found[index + 1].HeaderIndex : sheet.Rows.Count;
                new TableReader(found[index], period, issues).Read(end, found[index].IsReserve
                    ? reserve : installations);
            }
        }
        var firstReserve = tables.SelectMany(pair => pair.Tables).FirstOrDefault(table => table.IsReserve);
        return new PlanDraft(requisites, installations, reserve, firstReserve?.HeaderPlace() ?? default);
    }

    private static NationalPlan PlanOf(PlanDraft draft, PlanPeriod period) => new(
        period,
        draft.Requisites.Order!,
        draft.Requisites.ApprovedOn.Value!.Value,
        draft.Requisites.InForceOn.Value!.Value,
        draft.Requisites.Total.Value!.Value,
        [.. draft.Installations.Where(line => !line.IsSum).Select(line => new PlanInstallation(
            line.Code, line.Name, new PlanOperator(line.Operator, line.OperatorName), line.Sector, line.Region,
            UnitsOf(line, period)))],
        [.. draft.Reserve.Where(line => !line.IsSum).OrderBy(line => line.Category)
            .Select(line => new ReserveLine(line.Category, UnitsOf(line, period)))]);

    private static YearUnits UnitsOf(UnitsLine line, PlanPeriod period) =>
        new(period, line.Units.Select(units => units!.Value));
}
