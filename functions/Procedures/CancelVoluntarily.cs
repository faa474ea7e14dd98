using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶30: cancels units at their owner's request.</summary>
public static class CancelVoluntarily
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(CancelVoluntarily))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
