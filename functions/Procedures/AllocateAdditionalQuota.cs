using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶19: credits additional quota for an increase of capacity.</summary>
public static class AllocateAdditionalQuota
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(AllocateAdditionalQuota))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
