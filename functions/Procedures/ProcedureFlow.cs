using Microsoft.DurableTask;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// The shared body of every regulated procedure: wait until it can start, let registrars decide while the term runs,
/// carry it out, tell everybody. Control flow only; the waits, timers and ifs of the law stand here and nowhere else.
/// </summary>
internal static class ProcedureFlow
{
    /// <summary>
    /// The event that wakes a procedure. It carries nothing: the truth stands in the tables, and a nudge that is lost
    /// or comes twice changes nothing, since the sweep nudges again.
    /// </summary>
    public const string Woken = "woken";

    /// <summary>
    /// A step is tried for about half an hour, and every step may run again. After that the board shows the fault, and
    /// the sweep begins the orchestration anew until it comes through.
    /// </summary>
    private static readonly TaskOptions Patiently = TaskOptions.FromRetryPolicy(new RetryPolicy(
        maxNumberOfAttempts: 12,
        firstRetryInterval: TimeSpan.FromSeconds(1),
        backoffCoefficient: 2,
        maxRetryInterval: TimeSpan.FromMinutes(10)));

    /// <summary>Runs the procedure whose id is the instance's id.</summary>
    /// <returns>The stage in which it ended.</returns>
    public static async Task<string> RunAsync(TaskOrchestrationContext context)
    {
        try
        {
            var nudges = new Nudges(context);
            var start = await AwaitStartAsync(context, nudges);
            if (start.Ended)
                return await AnnounceAsync(context);
            var verdict = await AwaitVerdictAsync(context, nudges, start);
            await context.CallActivityAsync(
                nameof(CarryOut), new CarryOutOrder(context.InstanceId, verdict), Patiently);
            return await AnnounceAsync(context);
        }
        catch (TaskFailedException fault)
        {
            var order = new FaultOrder(context.InstanceId, fault.FailureDetails.ErrorMessage);
            return await context.CallActivityAsync<string>(nameof(RecordFault), order, Patiently);
        }
    }

    /// <summary>
    /// Waits until papers are complete, the plan stands, and a plan's own day has come. Each look follows a document,
    /// a moment or the sweep's nudge, so the history stays short and need not be cut by continuing as new.
    /// </summary>
    private static async Task<StartState> AwaitStartAsync(TaskOrchestrationContext context, Nudges nudges)
    {
        var state = await PrepareAsync(context);
        while (!state.Ended && !state.Started)
        {
            await ComesFirstAsync(context, nudges.Next(), state.LookAgainAt);
            state = await PrepareAsync(context);
        }
        return state;
    }

    /// <summary>
    /// Lets registrars decide. On the way the deadline's steps come: a reminder, then the act itself where the law
    /// leaves no discretion, otherwise an escalation, then the first midnight after the term. An act of the calendar
    /// may move the term meanwhile; its steps are read again then.
    /// </summary>
    private static async Task<Verdict> AwaitVerdictAsync(
        TaskOrchestrationContext context,
        Nudges nudges,
        StartState start)
    {
        var steps = new Queue<DeadlineStep>(start.Steps);
        var verdict = await CountAsync(context);
        while (verdict is Verdict.Open or Verdict.Redated)
        {
            if (verdict == Verdict.Redated)
                steps = new Queue<DeadlineStep>((await PrepareAsync(context)).Steps);
            verdict = await AwaitCountAsync(context, nudges, steps);
        }
        return verdict;
    }

    /// <summary>Takes the deadline's steps as they come, until a nudge or the act itself asks for a count.</summary>
    private static async Task<Verdict> AwaitCountAsync(
        TaskOrchestrationContext context,
        Nudges nudges,
        Queue<DeadlineStep> steps)
    {
        while (await ComesFirstAsync(context, nudges.Next(), steps.TryPeek(out var next) ? next.At : null))
        {
            var step = steps.Dequeue();
            if (step.Kind == DeadlineStepKind.CarryOut)
                return await LastCountAsync(context);
            var order = new DeadlineOrder(context.InstanceId, step.Kind);
            await context.CallActivityAsync(nameof(TellOfDeadline), order, Patiently);
        }
        return await CountAsync(context);
    }

    private static Task<StartState> PrepareAsync(TaskOrchestrationContext context) =>
        context.CallActivityAsync<StartState>(nameof(PrepareProcedure), context.InstanceId, Patiently);

    private static Task<Verdict> CountAsync(TaskOrchestrationContext context) =>
        context.CallActivityAsync<Verdict>(nameof(CountDecisions), context.InstanceId, Patiently);

    /// <summary>
    /// Decisions whose nudge was lost still count, and stand in the journal under the names of those who made them.
    /// </summary>
    private static async Task<Verdict> LastCountAsync(TaskOrchestrationContext context)
    {
        var verdict = await CountAsync(context);
        return verdict == Verdict.Open ? Verdict.CarriedByDeadline : verdict;
    }

    /// <summary>
    /// Waits for the nudge or the moment, whichever is first. The storage provider's timers were seen to fire up to a
    /// second early, so the clock is read again and the rest is waited for.
    /// </summary>
    /// <returns>True when the moment came first.</returns>
    internal static async Task<bool> ComesFirstAsync(TaskOrchestrationContext context, Task nudge, DateTimeOffset? at)
    {
        if (at is not { } moment)
        {
            await nudge;
            return false;
        }
        while (!nudge.IsCompleted && context.CurrentUtcDateTime < moment.UtcDateTime)
        {
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(moment.UtcDateTime, stop.Token);
            // A timer that lost must be cancelled, or the instance would stay alive until it fires; and at once, since
            // an orchestrator may await nothing but its own context.
            if (await Task.WhenAny(nudge, timer) == nudge)
                stop.Cancel();
        }
        return !nudge.IsCompleted;
    }

    private static Task<string> AnnounceAsync(TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>(nameof(Announce), context.InstanceId, Patiently);

    /// <summary>
    /// One wait for the event at a time: a second one beside it would share the events with it and lose some.
    /// </summary>
    internal sealed class Nudges(TaskOrchestrationContext context)
    {
        private Task<string?>? pending;

        /// <summary>The next nudge that nobody has seen yet.</summary>
        public Task Next() =>
            pending = pending is { IsCompleted: false } ? pending : context.WaitForExternalEvent<string?>(Woken);
    }
}
