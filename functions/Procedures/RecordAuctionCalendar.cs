using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Order 221 ¶18: keeps the annual calendar of auctions.</summary>
public static class RecordAuctionCalendar
{
    /// <summary>The orchestration; its instance id is the procedure's id.</summary>
    [Function(nameof(RecordAuctionCalendar))]
    public static Task<string> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        ProcedureFlow.RunAsync(context);
}
