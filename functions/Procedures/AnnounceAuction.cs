using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Order 221 ¶24: announces an auction, whose units it keeps locked until the sales are settled.</summary>
public static class AnnounceAuction
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(AnnounceAuction))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
