using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶13, ¶14: adds papers to an application that lacked them.</summary>
public static class SupplementPapers
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(SupplementPapers))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
