namespace CarbonRegistry.Domain.Plans;

/// <summary>What a new version of a plan, or a draft beside it, changes.</summary>
/// <param name="Added">Installations that only the new plan names, in its order.</param>
/// <param name="Removed">Installations that only the old plan names, in its order.</param>
/// <param name="Changed">Installations of both plans that differ in anything, in the order of the new one.</param>
/// <param name="Reserve">Categories of the reserve whose units differ, in the order of the Code.</param>
/// <param name="Years">Years whose sum of allocations and reserve differs, in order.</param>
/// <param name="Before">The total of the old plan.</param>
/// <param name="After">The total of the new plan.</param>
public sealed record PlanDifference(
    IReadOnlyList<PlanInstallation> Added,
    IReadOnlyList<PlanInstallation> Removed,
    IReadOnlyList<InstallationChange> Changed,
    IReadOnlyList<ReserveChange> Reserve,
    IReadOnlyList<YearChange> Years,
    long Before,
    long After)
{
    /// <summary>Compares two plans of any periods; a year that one of them lacks counts as 0 units.</summary>
    public static PlanDifference Of(NationalPlan before, NationalPlan after)
    {
        var old = before.Installations.ToDictionary(line => line.Code, StringComparer.Ordinal);
        var kept = after.Installations.Select(line => line.Code).ToHashSet(StringComparer.Ordinal);
        var changed = after.Installations
            .Where(line => old.ContainsKey(line.Code))
            .Select(line => InstallationChange.Of(old[line.Code], line))
            .Where(change => change.Fields.Count > 0);
        return new PlanDifference(
            [.. after.Installations.Where(line => !old.ContainsKey(line.Code))],
            [.. before.Installations.Where(line => !kept.Contains(line.Code))],
            [.. changed],
            [.. ReserveCategoryName.All.Select(category => ReserveOf(category, before, after))
                .Where(change => change.Years.Count > 0)],
            YearChange.Between(SumsOf(before), SumsOf(after)),
            before.Total,
            after.Total);
    }

    /// <summary>The lines of the plan whose units the change would touch: codes, then categories.</summary>
    public IEnumerable<string> LinesWithOtherVolumes =>
        Added.Concat(Removed).Where(line => line.Total > 0).Select(line => line.Code)
            .Concat(Changed.Where(change => change.Years.Count > 0).Select(change => change.After.Code))
            .Concat(Reserve.Select(change => ReserveCategoryName.Of(change.Category)));

    /// <summary>Allocations and reserve of each year.</summary>
    public static IEnumerable<KeyValuePair<int, long>> SumsOf(NationalPlan plan) =>
        plan.Period.Years.Select(year => KeyValuePair.Create(
            year,
            plan.Installations.Sum(line => line.YearUnits[year]) + plan.Reserve.Sum(line => line.YearUnits[year])));

    private static ReserveChange ReserveOf(ReserveCategory category, NationalPlan before, NationalPlan after) =>
        new(category, YearChange.Between(UnitsOf(category, before), UnitsOf(category, after)));

    private static IEnumerable<KeyValuePair<int, long>> UnitsOf(ReserveCategory category, NationalPlan plan) =>
        plan.Reserve.FirstOrDefault(line => line.Category == category)?.YearUnits.InOrder ?? [];
}

/// <summary>An installation that both plans name and that differs.</summary>
/// <param name="Before">The line of the old plan.</param>
/// <param name="After">The line of the new plan.</param>
/// <param name="Fields">
/// What differs, of <c>name</c>, <c>operator</c>, <c>operatorName</c>, <c>sector</c>, <c>region</c>, <c>volumes</c>.
/// </param>
/// <param name="Years">The years whose units differ.</param>
public sealed record InstallationChange(
    PlanInstallation Before,
    PlanInstallation After,
    IReadOnlyList<string> Fields,
    IReadOnlyList<YearChange> Years)
{
    internal static InstallationChange Of(PlanInstallation before, PlanInstallation after)
    {
        var years = YearChange.Between(before.YearUnits.InOrder, after.YearUnits.InOrder);
        (string Field, bool Differs)[] fields =
        [
            ("name", before.Name != after.Name),
            ("operator", before.Operator.Id != after.Operator.Id),
            ("operatorName", before.Operator.Name != after.Operator.Name),
            ("sector", before.Sector != after.Sector),
            ("region", before.Region != after.Region),
            ("volumes", years.Count > 0),
        ];
        return new(before, after, [.. fields.Where(field => field.Differs).Select(field => field.Field)], years);
    }
}

/// <summary>A category of the reserve whose units differ.</summary>
/// <param name="Category">Which of the five.</param>
/// <param name="Years">The years whose units differ.</param>
public sealed record ReserveChange(ReserveCategory Category, IReadOnlyList<YearChange> Years);

/// <summary>Units of one year before and after.</summary>
/// <param name="Year">The year.</param>
/// <param name="Before">Units in the old plan, 0 or greater.</param>
/// <param name="After">Units in the new plan, 0 or greater.</param>
public sealed record YearChange(int Year, long Before, long After)
{
    internal static IReadOnlyList<YearChange> Between(
        IEnumerable<KeyValuePair<int, long>> before, IEnumerable<KeyValuePair<int, long>> after)
    {
        var old = before.ToDictionary();
        var now = after.ToDictionary();
        return
        [
            .. old.Keys.Union(now.Keys).Order()
                .Select(year => new YearChange(year, old.GetValueOrDefault(year), now.GetValueOrDefault(year)))
                .Where(change => change.Before != change.After),
        ];
    }
}
