using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶16: lifts such a block.</summary>
public static class UnblockAccount
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(UnblockAccount))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
