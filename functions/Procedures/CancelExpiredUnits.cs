using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶29: cancels the units of a plan whose term is over.</summary>
public static class CancelExpiredUnits
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(CancelExpiredUnits))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
