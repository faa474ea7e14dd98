namespace CarbonRegistry.Domain.Plans;

/// <summary>
/// The carbon budgeting periods of Kazakhstan as dated data (Code, article 286), and what ¶6 asks of them: the registry
/// of a period is formed before its first day.
/// </summary>
public static class BudgetPeriods
{
    private const string Factsheet = "ICAP, Kazakhstan Emissions Trading System, factsheet";

    /// <summary>
    /// On which days before a period the lack of its plan is called to mind. ¶6 names no number of days; these are the
    /// registry's own.
    /// </summary>
    public static IReadOnlyList<int> ReminderDays { get; } = [90, 30, 10];

    /// <summary>Every period that is known, in order.</summary>
    public static IReadOnlyList<BudgetPeriod> All { get; } =
    [
        new(new(2013, 2013), CapScope.Year, false, Factsheet + ": phase 1, 147 + 20.6 Mt"),
        new(new(2014, 2015), CapScope.Year, false, Factsheet + ": phase 2, 154.9 + 18 and 152.8 + 20.5 Mt"),
        new(new(2016, 2017), CapScope.Period, true, Factsheet + ": the system was suspended"),
        new(new(2018, 2020), CapScope.Period, false, Factsheet + ": phase 3, 485.9 + 35.3 Mt, no annual caps"),
        new(new(2021, 2021), CapScope.Year, false, Factsheet + ": phase 4, 159.9 + 11.5 Mt"),
        new(new(2022, 2025), CapScope.Year, false, Factsheet + ": phase 5, 650.1 + 41.9 Mt"),
        new(new(2026, 2030), CapScope.Year, false, Factsheet + ": phase 6, no plan approved; a draft of October 2025"),
    ];

    /// <summary>
    /// What stands in the way of a plan of these years: a known period that it cuts across, or one in which the system
    /// is suspended. Null when the years are those of a known period, or share no year with any.
    /// </summary>
    public static BudgetPeriod? InTheWayOf(PlanPeriod years) =>
        All.FirstOrDefault(known => known.Years.Overlaps(years) && (known.Suspended || known.Years != years));

    /// <summary>Over what the cap of a plan's years is set: by year, unless a period says otherwise.</summary>
    /// <param name="years">The years of the plan; null when they are not known.</param>
    /// <param name="known">The periods to look in, such as <see cref="All"/>.</param>
    public static CapScope CapOf(PlanPeriod? years, IReadOnlyList<BudgetPeriod> known) =>
        known.FirstOrDefault(period => period.Years == years && !period.Suspended)?.CapBy ?? CapScope.Year;

    /// <summary>The known periods and those of plans that lie on none of them, in order.</summary>
    /// <param name="plans">The periods of every plan that was received.</param>
    public static IReadOnlyList<BudgetPeriod> With(IEnumerable<PlanPeriod> plans) =>
    [
        .. plans.Where(years => !All.Any(known => known.Years == years))
            .Select(years => new BudgetPeriod(years, CapScope.Year, false, "¶6, ¶12"))
            .Concat(All)
            .OrderBy(period => period.Years.FirstYear),
    ];

    /// <summary>The reminder that is due so many days before a period's first day; null when none is.</summary>
    /// <param name="daysLeft">Calendar days from today to the first day.</param>
    public static int? ReminderAt(int daysLeft) =>
        daysLeft > 0 ? ReminderDays.Where(days => daysLeft <= days).Select(days => (int?)days).Min() : null;

    /// <summary>The periods that are still to be formed and of which a reminder is due (¶6).</summary>
    /// <param name="today">The day in Kazakhstan.</param>
    /// <param name="plans">The periods of every plan that was received.</param>
    public static IEnumerable<(BudgetPeriod Period, int Days)> Due(DateOnly today, IReadOnlyList<PlanPeriod> plans)
    {
        foreach (var period in All.Where(known => !known.Suspended))
        {
            if (ReminderAt(period.FirstDay.DayNumber - today.DayNumber) is { } days
                && !plans.Any(years => years.Overlaps(period.Years)))
                yield return (period, days);
        }
    }
}
