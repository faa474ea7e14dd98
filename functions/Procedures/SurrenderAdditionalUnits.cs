using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶28, second part: surrenders units of an additional quota.</summary>
public static class SurrenderAdditionalUnits
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(SurrenderAdditionalUnits))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
