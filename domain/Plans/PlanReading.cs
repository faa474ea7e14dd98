using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Plans;

/// <summary>What reading a workbook gave. Reading never fails and never stops at the first fault.</summary>
/// <param name="Plan">The plan, or null as soon as there is one issue: half a plan is never used.</param>
/// <param name="Issues">The faults that keep the plan out.</param>
/// <param name="Warnings">What was put right or looks odd, and does not keep the plan out.</param>
public sealed record PlanReading(
    NationalPlan? Plan, IReadOnlyList<Issue> Issues, IReadOnlyList<Issue> Warnings)
{
    /// <summary>The reading of a file that could not be opened, or must not be.</summary>
    public static PlanReading Refused(Issue issue) => new(null, [issue], []);
}
