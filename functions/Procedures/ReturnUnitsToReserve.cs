using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶20, first part: returns units of an installation to the reserve.</summary>
public static class ReturnUnitsToReserve
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(ReturnUnitsToReserve))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
