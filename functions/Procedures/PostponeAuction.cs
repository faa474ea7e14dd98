using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Order 221 ¶19: moves a planned auction to a later day.</summary>
public static class PostponeAuction
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(PostponeAuction))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
