using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶14: opens an installation's account and allocates its units.</summary>
public static class OpenAccount
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(OpenAccount))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
