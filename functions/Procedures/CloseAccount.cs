using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶3: closes an account that holds nothing.</summary>
public static class CloseAccount
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(CloseAccount))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
