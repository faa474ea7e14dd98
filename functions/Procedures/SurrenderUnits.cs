using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶28, first part: surrenders the units that a registered report calls for.</summary>
public static class SurrenderUnits
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(SurrenderUnits))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
