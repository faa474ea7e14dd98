using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Code, article 295(10): surrenders the left-over reserve for additional quota.</summary>
public static class SurrenderLeftOverReserve
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(SurrenderLeftOverReserve))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
