using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Infra.Plans;

/// <summary>A plan that the registry received.</summary>
/// <param name="Plan">The plan as read.</param>
/// <param name="Procedure">The procedure that puts it into force.</param>
/// <param name="CarriedOut">True once its units are in circulation (¶12).</param>
public sealed record KnownPlan(NationalPlan Plan, string Procedure, bool CarriedOut)
{
    /// <summary>The number of the version in force: 1 until a new version is approved.</summary>
    public int Version { get; init; } = 1;
}
