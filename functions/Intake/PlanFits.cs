using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Plans;

namespace CarbonRegistry.Functions.Intake;

/// <summary>Whether a plan fits to the plans that the registry knows, and to its calendar. Pure.</summary>
internal static class PlanFits
{
    /// <summary>What stands against the plan.</summary>
    /// <param name="plan">A plan whose sums were checked.</param>
    /// <param name="others">The plans of other orders.</param>
    /// <param name="calendar">The calendar in force.</param>
    /// <param name="settings">The hour at which acts are carried out.</param>
    public static IReadOnlyList<Issue> Check(
        NationalPlan plan,
        IReadOnlyList<KnownPlan> others,
        WorkingCalendar calendar,
        RegistrySettings settings)
    {
        var issues = new List<Issue>();
        foreach (var other in others.Where(known => known.Plan.Period.Overlaps(plan.Period)))
            issues.Add(PeriodTaken(other));
        // No rule set reaches back to such a period: neither a term nor the end of its units could be computed.
        if (RuleSet.On(new DateOnly(plan.Period.LastYear, 12, 31)) is null)
            issues.Add(Of(RefusalCode.CalendarNotCovered, plan.Period));
        else if (RuleSet.On(plan.InForceOn) is null
            || DeadlineRule.ComputePlan(plan.InForceOn, plan.ApprovedOn, calendar, settings.ExecuteAt) is null)
            issues.Add(Of(RefusalCode.CalendarNotCovered, plan.InForceOn.ToString("yyyy-MM-dd", null)));
        return issues;
    }

    /// <summary>¶6: a plan has the years of a carbon budgeting period, or of one that nobody knew before.</summary>
    public static IReadOnlyList<Issue> Period(PlanPeriod period) => BudgetPeriods.InTheWayOf(period) is { } known
        ? [Of(RefusalCode.PeriodNotKnown, period, known.Years)]
        : [];

    /// <summary>A period has one plan (¶6, ¶12). Named is the period that is taken; the new one may be wider.</summary>
    public static Issue PeriodTaken(KnownPlan other) =>
        Of(RefusalCode.PlanPeriodTaken, other.Plan.Period.ToString());

    private static Issue Of(RefusalCode code, params object[] particulars) =>
        new(RefusalNames.Of(code), RefusalCatalogue.Refuse(code, particulars).Text);
}
