using CarbonRegistry.Infra.Procedures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// Shows on the board that a procedure stopped because of a fault of the registry. The procedure stays open: the sweep
/// begins its orchestration anew, which goes on from what stands in the journal and in its row.
/// </summary>
public sealed class RecordFault(ProcedureStore procedures, TimeProvider time, ILogger<RecordFault> log)
{
    /// <summary>The step.</summary>
    /// <returns>The stage in which the procedure ended.</returns>
    [Function(nameof(RecordFault))]
    public async Task<string> RunAsync([ActivityTrigger] FaultOrder order, CancellationToken cancellation)
    {
        var record = await procedures.ChangeAsync(
            order.Procedure,
            known => known.Ended || IsFrozen(known) ? known : (known with { Stage = ProcedureStage.Failed })
                .Noting(Happenings.Fault(time.GetUtcNow())),
            cancellation);
        if (IsFrozen(record))
            log.LogWarning("A procedure waits for a freeze to be lifted: {Message}", order.Message);
        else
            log.LogError("A procedure stopped and will be taken up again: {Message}", order.Message);
        return record.Stage.ToString();
    }

    /// <summary>True while an audit's freeze stands in the way, which is no fault: two people lift it.</summary>
    private static bool IsFrozen(ProcedureRecord record) =>
        !record.Ended && record.Awaiting.Contains(CarryOut.Frozen);
}
