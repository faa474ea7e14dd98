using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>¶21: records another operator, name or legal form.</summary>
public static class ChangeOperator
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(ChangeOperator))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
