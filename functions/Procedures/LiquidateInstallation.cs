using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶22, first part: returns the unused units of a liquidated installation to the reserve.</summary>
public static class LiquidateInstallation
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(LiquidateInstallation))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
