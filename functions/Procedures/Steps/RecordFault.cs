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
        log.LogError("A procedure stopped and will be taken up again: {Message}", order.Message);
        var record = await procedures.ChangeAsync(
            order.Procedure,
            known => known.Ended ? known : (known with { Stage = ProcedureStage.Failed })
                .Noting(Happenings.Fault(time.GetUtcNow())),
            cancellation);
        return record.Stage.ToString();
    }
}
