using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Under which names a procedure posts its acts (interfaces, section 7, Instruction).</summary>
internal static class ProcedureActs
{
    /// <summary>The names, in the order of posting.</summary>
    public static IReadOnlyList<string> NamesOf(string kind)
    {
        if (kind == Orchestrations.PlanKind)
            return ["open", "issue", "reserve", "split", "auction"];
        if (!DocumentKinds.TryParse(kind, out var document))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        return document switch
        {
            DocumentKind.AccountApplication => ["open", "allocate"],
            DocumentKind.DocumentSupplement => [],
            DocumentKind.MonitoringPlanDefault => ["block"],
            DocumentKind.MonitoringPlanAccepted => ["unblock"],
            DocumentKind.InstallationLiquidation => ["return"],
            DocumentKind.ReserveAssignment => ["assign"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }
}
