using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶27: carries out a direct sale on the authority's notice.</summary>
public static class SettleDirectSale
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(SettleDirectSale))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
