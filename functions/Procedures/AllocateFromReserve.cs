using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶18: credits units of the reserve to an installation that the plan does not name.</summary>
public static class AllocateFromReserve
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(AllocateFromReserve))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
