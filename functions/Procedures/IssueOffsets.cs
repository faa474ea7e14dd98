using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶26: puts offset units into circulation and shares them out.</summary>
public static class IssueOffsets
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(IssueOffsets))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
