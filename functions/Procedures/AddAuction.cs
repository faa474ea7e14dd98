using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Order 221 ¶20: keeps an auction of December beyond the calendar.</summary>
public static class AddAuction
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(AddAuction))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
