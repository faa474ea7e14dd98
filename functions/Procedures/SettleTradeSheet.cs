using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶27: carries out the trades of an exchange's sheet, each for itself.</summary>
public static class SettleTradeSheet
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(SettleTradeSheet))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
