using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶27, Order 221 ¶33: carries out a direct sale on the buyer's copy of the contract.</summary>
public static class SettleSaleContract
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(SettleSaleContract))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
