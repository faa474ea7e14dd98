using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶15: blocks an account for its monitoring plan.</summary>
public static class BlockAccount
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(BlockAccount))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
