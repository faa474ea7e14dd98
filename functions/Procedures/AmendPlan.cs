using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶12: brings a new version of a plan in force, which two registrars decide on.</summary>
public static class AmendPlan
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(AmendPlan))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
