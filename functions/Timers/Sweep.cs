using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions.Calendar;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Timers;

/// <summary>
/// Finds procedures that a crash left behind and sets them going again: one that was let in and never started, one
/// whose registrars decided and that was not woken, one that waits for a plan that is carried out, one whose term
/// an act of the calendar moves.
/// </summary>
public sealed class Sweep(
    ProcedureStore procedures,
    PlanStore plans,
    CalendarSweep calendar,
    OpaqueIds opaque,
    ILogger<Sweep> log)
{
    /// <summary>Runs every five minutes, and when the host starts.</summary>
    [Function(nameof(Sweep))]
    public async Task RunAsync(
        [TimerTrigger("0 */5 * * * *", RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var carriedOut = (await plans.AllAsync(cancellation))
            .Where(known => known.CarriedOut)
            .Select(known => known.Plan)
            .ToList();
        var round = await calendar.BeginAsync(cancellation);
        await foreach (var record in procedures.AllAsync(new ProcedureFilter { Open = true }, cancellation))
        {
            await Orchestrations.StartAsync(durable, record, cancellation);
            await calendar.LookAsync(round, record, durable, cancellation);
            if (!IsStuck(record, carriedOut))
                continue;
            log.LogInformation(
                "Waking {Procedure}, which waits in {Stage}.", JournalNames.Of(record, opaque), record.Stage);
            await Orchestrations.NudgeAsync(durable, record.Id, cancellation);
        }
        await calendar.EndAsync(round, cancellation);
    }

    /// <summary>True when everything that the procedure waits for has happened.</summary>
    internal static bool IsStuck(ProcedureRecord record, IReadOnlyList<NationalPlan> carriedOut) => record.Stage switch
    {
        ProcedureStage.AwaitingDecision => CountDecisions.Tally(record) != Verdict.Open,
        ProcedureStage.Received => record.Awaiting.Contains(ProcedureKinds.Plan)
            && carriedOut.Any(plan => plan.Find(record.Installation ?? "") is not null),
        // Papers and their nudge come from a step that is repeated until both are done.
        ProcedureStage.AwaitingDocuments or ProcedureStage.Executing or ProcedureStage.Executed => false,
        ProcedureStage.Refused or ProcedureStage.Failed => false,
        _ => throw new ArgumentOutOfRangeException(nameof(record), record.Stage, null),
    };
}
