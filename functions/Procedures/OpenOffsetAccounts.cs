using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶24, ¶25: opens an account for each applicant of an offset project.</summary>
public static class OpenOffsetAccounts
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(OpenOffsetAccounts))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
