using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶12, ¶13: puts a National Plan into force.</summary>
public static class PutPlanIntoForce
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(PutPlanIntoForce))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
