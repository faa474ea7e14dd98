using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>T26 (¶8): reverses a wrong entry exactly.</summary>
public static class CorrectEntry
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(CorrectEntry))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
