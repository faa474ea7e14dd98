using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Calendar;
using CarbonRegistry.Infra.Procedures;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// Finds out whether a procedure's clock can start, computes the due date once and keeps it: a calendar that changes
/// later must not move it silently. May run any number of times.
/// </summary>
public sealed class PrepareProcedure(
    ProcedureStore procedures,
    StartConditions conditions,
    Announcements announcements,
    TimeProvider time)
{
    /// <summary>Stands in <c>awaiting</c> while the other paper about a contract is missing.</summary>
    internal const string AwaitsOtherEvidence = "otherEvidence";

    /// <summary>Stands in <c>awaiting</c> of an announcement until its auction is settled (Order 221 ¶26).</summary>
    internal const string AwaitsAuction = "auctionSettlement";

    /// <summary>How often a procedure looks whether the calendar has grown.</summary>
    private static readonly TimeSpan CalendarLook = TimeSpan.FromDays(1);

    /// <summary>The step.</summary>
    [Function(nameof(PrepareProcedure))]
    public async Task<StartState> RunAsync([ActivityTrigger] string procedure, CancellationToken cancellation)
    {
        var record = await procedures.GetAsync(procedure, cancellation);
        if (record.Ended || record.Refusal is not null)
            return new StartState(false, true, null, []);
        if (record.Deadline is not null)
        {
            var taken = await TakeUpAsync(record, cancellation);
            return Running(taken, taken.Deadline!);
        }
        var condition = await conditions.FindAsync(record, cancellation);
        var state = await MeetAsync(record, condition, cancellation);
        if (condition is not (StartCondition.PlanCarriedOut or StartCondition.FollowedEnds
            or StartCondition.OtherEvidence or StartCondition.AuctionSettled))
            return state;
        // What is waited for may have ended between the look and the note that this procedure waits for it; whoever
        // ends it reads the notes afterwards, so one of the two sees the other.
        var again = await conditions.FindAsync(record, cancellation);
        return again == condition ? state : await MeetAsync(record, again, cancellation);
    }

    /// <summary>
    /// A procedure that a fault had stopped stands where it stood before, and one whose term was moved gets its steps.
    /// </summary>
    private async Task<ProcedureRecord> TakeUpAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        // The letters come first: as long as the mark stands, this step is made again.
        var told = record.Deadline is { Rearm: true } ? await announcements.MovedAsync(record, cancellation) : [];
        return await procedures.ChangeAsync(
            record.Id,
            known =>
            {
                var taken = known.Stage == ProcedureStage.Failed
                    ? known with { Stage = ProcedureStage.AwaitingDecision }
                    : known;
                // Another act may have moved the term since it was told of; then the mark stays for another round.
                return taken.Deadline is { Rearm: true } moved
                    && moved.MovedFrom.Count == record.Deadline?.MovedFrom.Count
                    ? taken with
                    {
                        Deadline = moved with { Rearm = false },
                        Outbox = Announcements.Joined(taken.Outbox, told),
                    }
                    : taken;
            },
            cancellation);
    }

    private async Task<StartState> MeetAsync(
        ProcedureRecord record,
        StartCondition condition,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        switch (condition)
        {
            case StartCondition.AtOnce:
                await WriteAsync(record, ProcedureStage.Executing, [], null, cancellation);
                return new StartState(true, false, null, []);
            case StartCondition.MissingPapers papers:
                var told = await announcements.PapersMissingAsync(record, papers.Pointers, cancellation);
                await WriteAsync(record, ProcedureStage.AwaitingDocuments, papers.Pointers,
                    Happenings.PapersMissing(now, papers.Pointers), cancellation, told);
                return new StartState(false, false, null, []);
            case StartCondition.PlanCarriedOut:
                await WriteAsync(record, ProcedureStage.Received, [ProcedureKinds.Plan],
                    Happenings.WaitsForPlan(now), cancellation);
                return new StartState(false, false, null, []);
            case StartCondition.FollowedEnds followed:
                await WriteAsync(record, ProcedureStage.Received, [followed.Procedure],
                    Happenings.WaitsForFollowed(now, followed.Procedure), cancellation);
                return new StartState(false, false, null, []);
            case StartCondition.OtherEvidence:
                await WriteAsync(record, ProcedureStage.Received, [AwaitsOtherEvidence],
                    Happenings.WaitsForOtherEvidence(now), cancellation);
                return new StartState(false, false, null, []);
            case StartCondition.AuctionSettled auction:
                await WriteAsync(record, ProcedureStage.Received, [AwaitsAuction],
                    AuctionTexts.WaitsForSettlement(now, auction.Auction, auction.HeldOn), cancellation);
                return new StartState(false, false, auction.At, []);
            case StartCondition.DayOfForce day:
                await WriteAsync(record, ProcedureStage.Received, ["inForceOn"],
                    Happenings.WaitsForDay(now, day.Day), cancellation);
                return new StartState(false, false, day.At, []);
            case StartCondition.EndOfTerm end:
                await WriteAsync(record, ProcedureStage.Received, ["endOfTerm"],
                    Happenings.WaitsForEndOfTerm(now, end.Day), cancellation);
                return new StartState(false, false, end.At, []);
            case StartCondition.Hopeless hopeless:
                return await RefuseAsync(record, hopeless.Refusal, cancellation);
            case StartCondition.TermFrom:
                throw new InvalidOperationException("A term is computed before a procedure meets it.");
            case StartCondition.Clock { Deadline: null }:
                await WriteAsync(record, ProcedureStage.Received, [CalendarSweep.Awaited],
                    Happenings.WaitsForCalendar(now), cancellation);
                return new StartState(false, false, now + CalendarLook, []);
            case StartCondition.Clock { Deadline: { } deadline } clock:
                return await StartClockAsync(record, deadline, clock.NotBefore, cancellation);
            default:
                throw new InvalidOperationException($"No such condition: {condition}.");
        }
    }

    private async Task<StartState> StartClockAsync(
        ProcedureRecord record,
        Deadline deadline,
        DateTimeOffset? notBefore,
        CancellationToken cancellation)
    {
        var stored = new StoredDeadline(
            deadline.EventOn,
            deadline.DueOn,
            deadline.WorkingDays,
            deadline.Statutory,
            deadline.CalendarVersion,
            deadline.ExecuteAt,
            deadline.RemindAt,
            deadline.OverdueFrom)
        {
            CodeDueOn = deadline.CodeDueOn,
            BreachOn = deadline.CodeDueOn is null ? null : deadline.BreachOn,
            NotBefore = notBefore,
        };
        var started = await procedures.ChangeAsync(
            record.Id,
            known => known.Deadline is not null ? known : (known with
            {
                Stage = ProcedureStage.AwaitingDecision,
                RuleSet = deadline.RuleSet,
                Deadline = stored,
                Awaiting = [],
            }).Noting(Happenings.ClockStarted(time.GetUtcNow(), stored)),
            cancellation);
        return Running(started, started.Deadline!);
    }

    private async Task<StartState> RefuseAsync(ProcedureRecord record, Refusal refusal, CancellationToken cancellation)
    {
        var stored = new StoredRefusal(refusal.Code, refusal.Paragraph, refusal.Text);
        await procedures.ChangeAsync(
            record.Id,
            known => known.Refusal is not null ? known : known with { Refusal = stored, Awaiting = [] },
            cancellation);
        return new StartState(false, true, null, []);
    }

    private Task<ProcedureRecord> WriteAsync(
        ProcedureRecord record,
        ProcedureStage stage,
        IReadOnlyList<string> awaiting,
        HistoryEvent? happened,
        CancellationToken cancellation,
        params string[] written) =>
        procedures.ChangeAsync(
            record.Id,
            known =>
            {
                if (known.Stage == stage && known.Awaiting.SequenceEqual(awaiting))
                    return known;
                var outbox = Announcements.Joined(known.Outbox, written);
                var changed = known with { Stage = stage, Awaiting = awaiting, Outbox = outbox };
                return happened is null ? changed : changed.Noting(happened);
            },
            cancellation);

    /// <summary>The steps that are still to come; the act itself comes even when its moment has passed.</summary>
    private StartState Running(ProcedureRecord record, StoredDeadline deadline)
    {
        var now = time.GetUtcNow();
        var carriesItself = !ProcedureKinds.Of(record.Kind).LeavesDiscretion;
        var steps = new List<DeadlineStep>();
        if (deadline.RemindAt is { } remindAt && remindAt > now)
            steps.Add(new DeadlineStep(remindAt, DeadlineStepKind.Remind));
        if (carriesItself)
            steps.Add(new DeadlineStep(deadline.ExecuteAt, DeadlineStepKind.CarryOut));
        else
            steps.Add(new DeadlineStep(deadline.ExecuteAt, DeadlineStepKind.Escalate));
        steps.Add(new DeadlineStep(deadline.OverdueFrom, DeadlineStepKind.Overdue));
        return new StartState(true, false, null, steps);
    }
}
