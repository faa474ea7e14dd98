using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Calendar;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Procedures;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Calendar;

/// <summary>
/// Brings an approved act to the procedures: re-dates those whose term it moves, and wakes those that could not be
/// counted before. It runs when an act is approved and with every sweep, so whatever a crash left is done later: a new
/// date is written first, and its procedure is woken until it has armed its timers anew.
/// </summary>
public sealed class CalendarSweep(
    ProcedureStore procedures,
    CalendarStore store,
    RegistryCalendar calendars,
    CaseFiles files,
    OpaqueIds opaque,
    TimeProvider time,
    ILogger<CalendarSweep> log)
{
    /// <summary>What a procedure waits for when its term leaves the years of the calendar.</summary>
    public const string Awaited = "calendar";

    /// <summary>Looks at every open procedure.</summary>
    public async Task RunAsync(DurableTaskClient durable, CancellationToken cancellation)
    {
        var round = await BeginAsync(cancellation);
        await foreach (var record in procedures.AllAsync(new ProcedureFilter { Open = true }, cancellation))
            await LookAsync(round, record, durable, cancellation);
        await EndAsync(round, cancellation);
    }

    /// <summary>Reads what is in force.</summary>
    internal async Task<Round> BeginAsync(CancellationToken cancellation)
    {
        var head = await store.HeadAsync(cancellation);
        var calendar = await calendars.FindAsync(head.Version, cancellation)
            ?? throw new InvalidOperationException($"The calendar {head.Version} is in force and is not kept.");
        var acts = new List<CalendarActRecord>();
        foreach (var id in head.Acts)
        {
            if (await store.FindActAsync(id, cancellation) is { } act)
                acts.Add(act);
        }
        return new Round(calendar, acts, IsNew: head.SweptVersion != head.Version);
    }

    /// <summary>Looks at one open procedure.</summary>
    internal async Task LookAsync(
        Round round, ProcedureRecord record, DurableTaskClient durable, CancellationToken cancellation)
    {
        if (record.Deadline is not { } deadline)
        {
            if (round.IsNew && record.Awaiting.Contains(Awaited))
                await Orchestrations.NudgeAsync(durable, record.Id, cancellation);
            return;
        }
        if (deadline.CalendarVersion != round.Calendar.Version)
            record = await RedateAsync(round, record, cancellation);
        if (record.Deadline is { Rearm: true })
            await Orchestrations.NudgeAsync(durable, record.Id, cancellation);
    }

    /// <summary>Notes that every open procedure was looked at with this calendar.</summary>
    internal Task EndAsync(Round round, CancellationToken cancellation) => round.IsNew
        ? store.MarkSweptAsync(round.Calendar.Version, cancellation)
        : Task.CompletedTask;

    private async Task<ProcedureRecord> RedateAsync(
        Round round, ProcedureRecord record, CancellationToken cancellation)
    {
        var approvedOn = record.Kind == ProcedureKinds.Plan
            ? (await files.PlanAsync(record, cancellation)).ApprovedOn
            : (DateOnly?)null;
        var now = time.GetUtcNow();
        if (ReferenceEquals(record, Redating.Of(record, round.Calendar, approvedOn, round.Acts, now)))
            return record;
        var changed = await procedures.ChangeAsync(
            record.Id,
            known => Redating.Of(known, round.Calendar, approvedOn, round.Acts, now),
            cancellation);
        log.LogInformation(
            "{Procedure} is due on {DueOn} by the calendar {Version}.",
            JournalNames.Of(changed, opaque), changed.Deadline?.DueOn, round.Calendar.Version);
        return changed;
    }

    /// <summary>What one round goes by.</summary>
    /// <param name="Calendar">The calendar in force.</param>
    /// <param name="Acts">Its acts, in the order of approval.</param>
    /// <param name="IsNew">True until a round with this calendar has come to its end.</param>
    internal sealed record Round(WorkingCalendar Calendar, IReadOnlyList<CalendarActRecord> Acts, bool IsNew);
}
