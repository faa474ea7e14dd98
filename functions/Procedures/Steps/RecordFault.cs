using CarbonRegistry.Infra.Procedures;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Shows on the board that a procedure stopped because of a fault of the registry.</summary>
public sealed class RecordFault(ProcedureStore procedures, TimeProvider time)
{
    /// <summary>The step.</summary>
    /// <returns>The stage in which the procedure ended.</returns>
    [Function(nameof(RecordFault))]
    public async Task<string> RunAsync([ActivityTrigger] FaultOrder order, CancellationToken cancellation)
    {
        var record = await procedures.ChangeAsync(
            order.Procedure,
            known => known.Ended ? known : (known with { Stage = ProcedureStage.Failed })
                .Noting(Happenings.Fault(time.GetUtcNow(), order.Message)),
            cancellation);
        return record.Stage.ToString();
    }
}
