using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶23: tops a subaccount of the reserve up from the fullest other one.</summary>
public static class TopUpSubaccount
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(TopUpSubaccount))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
