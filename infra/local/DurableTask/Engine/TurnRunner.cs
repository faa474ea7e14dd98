using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>
/// Carries out one turn of an instance: takes what has come, feeds it to the code, writes what the code decided.
/// </summary>
/// <remarks>
/// <para>A turn is one transaction. It ends the messages that it took, appends the events that it took and the
/// decisions that followed, and replaces the head under its version. So a process that dies before it leaves
/// everything as it was, and one that dies after it finds the decisions recorded.</para>
/// <para>Nothing that a turn decided is carried out before the transaction is acknowledged: an activity starts only
/// when its TaskScheduled stands. To start it earlier, beside the transaction, would save one round trip of about a
/// millisecond, but a crash could then lose the result on which the decision rested; the repeated activity may answer
/// differently, the code may decide otherwise, and an effect would stand in the world that no history knows.</para>
/// <para>The result of an activity, on the other hand, goes to the next turn in memory and is recorded by that turn
/// together with what follows from it. If the process dies in between, the activity runs again, as it may at any time
/// (at least once). A sequence of n activities costs n + 2 writes: the start, the first turn, one a result.</para>
/// <para>The code stays in memory between turns and is fed only with what is new; it is replayed from its history when
/// it is loaded again, after a rest, a failed write or a start of the process.</para>
/// </remarks>
internal sealed class TurnRunner(
    InstanceStore store, DurableFunctions functions, TimeProvider time, TimerQueue timers, ILoggerFactory loggers)
{
    private readonly ILogger logger = loggers.CreateLogger("DurableTask.Turns");

    public required InstanceHost Host { get; init; }

    public required ActivityRunner Activities { get; init; }

    public required Outbox Outbox { get; init; }

    public required StatusWaiters Waiters { get; init; }

    public async Task RunAsync(LiveInstance instance, CancellationToken cancellation)
    {
        DropOutdated(instance);
        if (instance.State is null && !await LoadAsync(instance, cancellation))
            return;
        await DeliverAsync(instance, cancellation);
        var state = instance.State!;
        var now = time.GetUtcNow();
        var input = TurnInput.Take(instance);
        if (state.HasEnded)
        {
            // Whoever writes to an instance that has ended writes to nobody.
            if (state.Outbox is not null || input.Messages.Count > 0)
                await CommitAsync(instance, state with { Outbox = null }, [], input.Messages, cancellation);
            input.Remove(instance);
            return;
        }

        if (!state.HasBegun && state.NextTimer > now && !input.Ends)
        {
            timers.Set(instance.Id, state.NextTimer);
            return;
        }

        if (input.HasNews(instance, now) || state.Outbox is not null)
            await TurnAsync(instance, input, now, cancellation);
        else
            input.Remove(instance);
        await FollowUpAsync(instance, cancellation);
    }

    private static void DropOutdated(LiveInstance instance)
    {
        lock (instance.Gate)
        {
            if (!instance.MustReload)
                return;
            instance.MustReload = false;
        }

        instance.Forget();
    }

    private async Task<bool> LoadAsync(LiveInstance instance, CancellationToken cancellation)
    {
        LoadedInstance? loaded;
        try
        {
            loaded = await store.LoadAsync(instance.Id, historyOfEnded: false, cancellation);
        }
        catch (InvalidDataException broken)
        {
            await SetAsideAsync(instance, broken, cancellation);
            return false;
        }

        if (loaded is null)
        {
            instance.Forget();
            return false;
        }

        instance.ETag = loaded.ETag;
        instance.Pages.AddRange(loaded.Pages);
        instance.Stale.AddRange(loaded.Stale);
        lock (instance.Gate)
        {
            foreach (var message in loaded.Inbox)
                instance.Inbox[message.Key] = message;
        }

        if (!loaded.State.HasEnded)
        {
            instance.Run = await NewRunAsync(loaded.State, instance, cancellation);
            instance.Run.Replay(loaded.History);
        }

        instance.State = loaded.State;
        return true;
    }

    private async Task<OrchestrationRun> NewRunAsync(
        InstanceState state, LiveInstance instance, CancellationToken cancellation)
    {
        var parent = state.Parent is { } link ? new ParentOrchestrationInstance(link.Name, link.InstanceId) : null;
        var carried = await store.GetTextAsync(state.Carried, cancellation) ?? "";
        var start = new RunStart(
            state.Name,
            state.Id,
            state.Execution,
            parent,
            await store.GetTextAsync(state.Input, cancellation),
            HistoryText.Read(carried));
        var run = new OrchestrationRun(start, functions.Orchestrations.GetValueOrDefault(state.Name), loggers);
        run.Thread.Entered = () => Host.Wake(instance.Id);
        return run;
    }

    /// <summary>Ends an instance whose history cannot be read, so that it is seen and nothing waits for it.</summary>
    private async Task SetAsideAsync(LiveInstance instance, InvalidDataException broken, CancellationToken cancellation)
    {
        logger.LogError(broken, "The history of {Instance} cannot be read; the instance is set aside", instance.Id);
        if (await store.ReadAsync(instance.Id, cancellation) is not { } head || head.State.HasEnded)
            return;
        var end = new RunEnd(OrchestrationRuntimeStatus.Failed, Failure: TaskFailureDetails.FromException(broken));
        var state = await EndedAsync(head.State, end, [], cancellation);
        var committed = await store.CommitAsync(new(state, head.ETag, [], [], []), cancellation);
        timers.Set(instance.Id, null);
        Waiters.Tell(committed.State);
        if (state.Outbox is not null)
            Host.Wake(instance.Id);
    }

    private async Task TurnAsync(
        LiveInstance instance, TurnInput input, DateTimeOffset now, CancellationToken cancellation)
    {
        var run = instance.Run!;
        var news = input.News(instance, now, out var messages);
        var decisions = (IReadOnlyList<HistoryEvent>)[];
        if (news.Count > 0 && run.End is null)
        {
            (var taken, decisions) = run.Turn(news);

            // After continue-as-new, what the old execution did not take is left to the new one.
            if (run.End is { ContinuesAsNew: true } && taken < news.Count)
            {
                var left = news.Skip(taken).ToHashSet(ReferenceEqualityComparer.Instance);
                messages = [.. messages.Where(one => !left.Contains(one.Event))];
                news = [.. news.Take(taken)];
            }
        }

        var state = await NextStateAsync(instance, now, decisions, cancellation);
        if (run.End is { ContinuesAsNew: true })
        {
            instance.Stale.AddRange(instance.Pages);
            instance.Pages.Clear();
            await CommitAsync(instance, state, [], messages, cancellation);
            input.Remove(instance, messages);
            instance.Run = await NewRunAsync(instance.State!, instance, cancellation);
            Host.Wake(instance.Id);
            return;
        }

        await CommitAsync(instance, state, [.. news, .. decisions], messages, cancellation);
        input.Remove(instance);
        if (run.End is not null)
        {
            // What the code called and did not wait for is carried out once, as long as the process lives.
            Activities.Start(
                instance, state.Execution, decisions.Where(one => one.Kind == EventKind.TaskScheduled));
        }
    }

    private async Task<InstanceState> NextStateAsync(
        LiveInstance instance,
        DateTimeOffset now,
        IReadOnlyList<HistoryEvent> decisions,
        CancellationToken cancellation)
    {
        var run = instance.Run!;
        var due = run.OpenOf(EventKind.TimerCreated).Min(timer => timer.At);
        var sends = decisions
            .Where(one => one.Kind is EventKind.SubOrchestrationCreated or EventKind.EventSent).ToList();
        var state = instance.State! with
        {
            Updated = now,
            Status = run.IsSuspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running,
            CustomStatus = run.CustomStatus is null && KeepsStatus(instance.State!, run)
                ? instance.State!.CustomStatus
                : await PutAsync(instance.Id, run.CustomStatus, cancellation),
            OpenCalls = run.OpenOf(EventKind.TaskScheduled).Count(),
            NextTimer = due is { } moment ? new DateTimeOffset(moment, TimeSpan.Zero) : null,
            Outbox = await PutEventsAsync(instance.Id, sends, cancellation),
        };
        return run.End switch
        {
            null => state,
            { ContinuesAsNew: true } end => await RenewedAsync(state, end, cancellation),
            { } end => await EndedAsync(state, end, [.. sends, .. Terminations(run, end)], cancellation),
        };
    }

    /// <summary>
    /// Whether the status of the generation before still stands: Durable Task shows it until the first turn of the new
    /// one has ended, unless the new code sets its own. From the second turn on only the new code counts.
    /// </summary>
    private static bool KeepsStatus(InstanceState before, OrchestrationRun run) =>
        before is { Generation: > 0, HasBegun: false } && run.End is not { ContinuesAsNew: true };

    private async Task<InstanceState> RenewedAsync(InstanceState state, RunEnd end, CancellationToken cancellation) =>
        state with
        {
            Execution = Executions.Next(state.Execution, state.Generation + 1),
            Generation = state.Generation + 1,
            Input = await PutAsync(state.Id, end.Output, cancellation),
            Carried = await PutEventsAsync(state.Id, end.Carried ?? [], cancellation),
            OpenCalls = 0,
            NextTimer = null,
            Pages = 0,
            History = "",
        };

    private async Task<InstanceState> EndedAsync(
        InstanceState state, RunEnd end, IReadOnlyList<HistoryEvent> sends, CancellationToken cancellation)
    {
        var output = end.Failure is { } failure
            ? JsonDataConverter.Default.Serialize(failure.ToString())
            : end.Output;
        if (state.Parent is { } parent)
            sends = [.. sends, Outbox.Answer(state, parent, end)];
        return state with
        {
            Status = end.Status,
            Output = await PutAsync(state.Id, output, cancellation),
            Failure = await PutAsync(
                state.Id, end.Failure is null ? null : HistoryText.WriteFailure(end.Failure), cancellation),
            OpenCalls = 0,
            NextTimer = null,
            Outbox = await PutEventsAsync(state.Id, sends, cancellation),
        };
    }

    private static IEnumerable<HistoryEvent> Terminations(OrchestrationRun run, RunEnd end) => end.Recursive
        ? run.OpenOf(EventKind.SubOrchestrationCreated).Select(child => new HistoryEvent
        {
            Kind = EventKind.ExecutionTerminated,
            Target = child.Target,
            Data = end.Output,
            Recursive = true,
        })
        : [];

    private async Task CommitAsync(
        LiveInstance instance,
        InstanceState state,
        IReadOnlyList<HistoryEvent> news,
        IReadOnlyList<InboxMessage> taken,
        CancellationToken cancellation)
    {
        var stale = instance.Stale.Take(InstanceStore.MaxStalePerTurn).ToList();
        var committed = await store.CommitAsync(new(state, instance.ETag, news, taken, stale), cancellation);
        instance.State = committed.State;
        instance.ETag = committed.ETag;
        instance.IsOutboxDelivered = false;
        instance.Pages.AddRange(committed.NewPages);
        instance.Stale.RemoveRange(0, stale.Count);
        Waiters.Tell(committed.State);
    }

    private async Task FollowUpAsync(LiveInstance instance, CancellationToken cancellation)
    {
        var state = instance.State!;
        timers.Set(instance.Id, state.HasEnded || !state.HasBegun ? null : state.NextTimer);
        if (!state.HasEnded)
            Activities.Start(instance, state.Execution, instance.Run!.OpenOf(EventKind.TaskScheduled).ToList());
        await DeliverAsync(instance, cancellation);
        bool more;
        lock (instance.Gate)
            more = instance.Inbox.Count > 0 && !state.HasEnded;
        if (more || state.Outbox is not null)
            Host.Wake(instance.Id);
    }

    /// <summary>Sends what was decided; the next transaction then strikes it from the head.</summary>
    private async Task DeliverAsync(LiveInstance instance, CancellationToken cancellation)
    {
        if (instance.IsOutboxDelivered || instance.State?.Outbox is not { } stored)
            return;
        var text = await store.GetTextAsync(stored, cancellation);
        await Outbox.DeliverAsync(instance.State, HistoryText.Read(text!), cancellation);
        instance.IsOutboxDelivered = true;
    }

    private async Task<string?> PutAsync(string instanceId, string? text, CancellationToken cancellation) =>
        text is null ? null : await store.PutTextAsync(instanceId, text, cancellation);

    private async Task<string?> PutEventsAsync(
        string instanceId, IReadOnlyList<HistoryEvent> events, CancellationToken cancellation) =>
        events.Count == 0 ? null : await store.PutTextAsync(instanceId, HistoryText.Write(events), cancellation);
}
