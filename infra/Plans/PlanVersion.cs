using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Infra.Plans;

/// <summary>Where a version of a plan stands. The names are part of stored rows.</summary>
public enum PlanVersionStage
{
    /// <summary>Received, not decided yet.</summary>
    Proposed,

    /// <summary>Approved; the latest approved version is the plan in force.</summary>
    Approved,

    /// <summary>Refused.</summary>
    Refused,
}

/// <summary>One version of a period's plan.</summary>
/// <param name="Number">1 for the plan that was put into force (¶12), then in the order in which they came.</param>
/// <param name="Plan">The plan as read.</param>
/// <param name="Procedure">The procedure that decides on it.</param>
/// <param name="Stage">Where it stands.</param>
public sealed record PlanVersion(int Number, NationalPlan Plan, string Procedure, PlanVersionStage Stage);
