using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶4: takes units out of circulation by decision of the authority.</summary>
public static class WithdrawUnits
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(WithdrawUnits))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
