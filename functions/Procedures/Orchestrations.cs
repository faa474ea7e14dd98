using CarbonRegistry.Infra.Procedures;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>How the orchestration of a procedure is started exactly once, and woken.</summary>
internal static class Orchestrations
{
    /// <summary>
    /// Starts the procedure's orchestration unless it runs. One that ended while its procedure is open was terminated
    /// or broke off: the term of the law runs on, so it begins anew, and finds in the row what was done already.
    /// </summary>
    public static async Task StartAsync(
        DurableTaskClient durable,
        ProcedureRecord record,
        CancellationToken cancellation)
    {
        if (record.Ended || await durable.GetInstanceAsync(record.Id, cancellation) is { IsCompleted: false })
            return;
        var options = new Microsoft.DurableTask.StartOrchestrationOptions(record.Id);
        try
        {
            var name = ProcedureKinds.Of(record.Kind).Orchestration;
            await durable.ScheduleNewOrchestrationInstanceAsync(name, record.Id, options, cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Two doors may start the same procedure at once; whoever lost finds it there.
            if (await durable.GetInstanceAsync(record.Id, cancellation) is null)
                throw;
        }
    }

    /// <summary>Wakes a procedure so that it looks at the tables again.</summary>
    public static async Task NudgeAsync(DurableTaskClient durable, string id, CancellationToken cancellation)
    {
        if (await durable.GetInstanceAsync(id, cancellation) is { IsRunning: true })
            await durable.RaiseEventAsync(id, ProcedureFlow.Woken, null, cancellation);
    }

    /// <summary>
    /// Wakes the other papers about the contract of a direct sale: what has become of this one may be what they wait
    /// for, or may leave them nothing to do. A nudge that is lost is made up for by the sweep.
    /// </summary>
    public static async Task NudgeOtherPapersAsync(
        DurableTaskClient durable,
        ProcedureStore procedures,
        ProcedureRecord record,
        CancellationToken cancellation)
    {
        if (record.Deal is not { } deal)
            return;
        var filter = new ProcedureFilter { Deal = deal.Key, Open = true };
        await foreach (var other in procedures.AllAsync(filter, cancellation))
        {
            if (other.Id != record.Id)
                await NudgeAsync(durable, other.Id, cancellation);
        }
    }
}
