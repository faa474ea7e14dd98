using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶28: records how many offset units a holder gives for its surrender.</summary>
public static class RecordOffsetUse
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(RecordOffsetUse))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
