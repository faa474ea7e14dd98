using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Order 221 ¶13–16: keeps an exchange's price of a day.</summary>
public static class RecordQuotation
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(RecordQuotation))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
