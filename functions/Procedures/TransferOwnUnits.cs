using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Code 289(7): moves quota between installations of one operator.</summary>
public static class TransferOwnUnits
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(TransferOwnUnits))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
