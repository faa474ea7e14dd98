using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶20, ¶22, second part: assigns returned units to a subaccount of the reserve.</summary>
public static class AssignToSubaccount
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(AssignToSubaccount))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
