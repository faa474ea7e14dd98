using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Domain.Tests.Flow;

/// <summary>
/// One procedure from receipt to end, with the real terms, calendar and count of decisions; the tables are a record.
/// </summary>
internal sealed class FlowPlay
{
    public static readonly DateTimeOffset Received = new(2022, 10, 20, 10, 0, 0, TimeSpan.FromHours(6));

    private readonly bool discretion;
    private readonly Queue<StartState> starts = new();

    public FlowPlay(RegulatedAct act, DateTimeOffset? begins = null, int approvals = 2)
    {
        Context = new FakeContext(begins ?? Received);
        discretion = act == RegulatedAct.AccountApplication;
        var eventOn = KazakhstanTime.DateOf(Received);
        Deadline = DeadlineRule.Compute(
            Terms.For(act, eventOn), eventOn, WorkingCalendar.Kazakhstan, DeadlineRule.DefaultExecuteAt)!;
        Record = SomeRecords.Of("procedure") with { ApprovalsNeeded = approvals };
        Script();
    }

    public FakeContext Context { get; }

    public Deadline Deadline { get; }

    public ProcedureRecord Record { get; private set; }

    /// <summary>The clock runs, with all steps of the deadline.</summary>
    public StartState Running
    {
        get
        {
            var atHour = discretion ? DeadlineStepKind.Escalate : DeadlineStepKind.CarryOut;
            return new StartState(true, false, null,
            [
                new DeadlineStep(Deadline.RemindAt!.Value, DeadlineStepKind.Remind),
                new DeadlineStep(Deadline.ExecuteAt, atHour),
                new DeadlineStep(Deadline.OverdueFrom, DeadlineStepKind.Overdue),
            ]);
        }
    }

    /// <summary>What the first looks find, before the clock runs.</summary>
    public FlowPlay First(params StartState[] states)
    {
        foreach (var state in states)
            starts.Enqueue(state);
        return this;
    }

    /// <summary>A registrar decides at a moment, and the door nudges so many times: none when it died.</summary>
    public FlowPlay Decide(DateTimeOffset at, string who, bool approved = true, int nudges = 1)
    {
        Context.At(at, () =>
        {
            Write(who, approved);
            for (var nudge = 0; nudge < nudges; nudge++)
                Context.Raise();
        });
        return this;
    }

    public FlowPlay Nudge(DateTimeOffset at)
    {
        Context.At(at, Context.Raise);
        return this;
    }

    public void Write(string who, bool approved = true) => Record = Record with
    {
        Decisions = [.. Record.Decisions, new StoredDecision(who, approved, null, Context.Now)],
    };

    public string? Run() => Context.Run(ProcedureFlow.RunAsync);

    /// <summary>The calls without the two that only look.</summary>
    public IEnumerable<string> Deeds => Context.Trace.Where(call =>
        !call.EndsWith(nameof(PrepareProcedure), StringComparison.Ordinal)
        && !call.EndsWith(nameof(CountDecisions), StringComparison.Ordinal));

    /// <summary>How often an activity was called.</summary>
    public int Calls(string activity) =>
        Context.Trace.Count(call => call.Split(' ')[2] == activity);

    private void Script()
    {
        Context.Activities[nameof(PrepareProcedure)] = _ => starts.TryDequeue(out var state) ? state : Running;
        Context.Activities[nameof(CountDecisions)] = _ => CountDecisions.Tally(Record);
        Context.Activities[nameof(TellOfDeadline)] = _ => null;
        Context.Activities[nameof(CarryOut)] = order => Close(((CarryOutOrder)order!).Verdict);
        Context.Activities[nameof(Announce)] = _ => Record.Stage.ToString();
        Context.Activities[nameof(RecordFault)] = _ => nameof(ProcedureStage.Failed);
    }

    private object? Close(Verdict verdict)
    {
        var stage = verdict == Verdict.Refused ? ProcedureStage.Refused : ProcedureStage.Executed;
        Record = Record with { Stage = stage };
        return null;
    }
}
