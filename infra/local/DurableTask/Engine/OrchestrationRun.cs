using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>What an orchestration starts from.</summary>
internal sealed record RunStart(
    string Name,
    string InstanceId,
    string Execution,
    ParentOrchestrationInstance? Parent,
    string? Input,
    IReadOnlyList<HistoryEvent> Carried);

/// <summary>How an execution ended.</summary>
internal sealed record RunEnd(
    OrchestrationRuntimeStatus Status,
    string? Output = null,
    TaskFailureDetails? Failure = null,
    bool ContinuesAsNew = false,
    IReadOnlyList<HistoryEvent>? Carried = null,
    bool Recursive = false);

/// <summary>
/// One execution of an orchestrator, held as running code. It is fed with events: first with its history, then turn by
/// turn with what is new; either way the same code takes the same path. It knows nothing of storage.
/// </summary>
internal sealed class OrchestrationRun
{
    private readonly Dictionary<int, OpenCall> open = [];
    private readonly SortedDictionary<int, HistoryEvent> decided = [];
    private readonly Queue<Action> held = new();
    private readonly HashSet<string> sources = new(StringComparer.Ordinal);
    private readonly Func<TaskOrchestrationContext, Task<object?>>? function;
    private readonly RunContext context;
    private Task<object?>? main;

    public OrchestrationRun(
        RunStart start,
        Func<TaskOrchestrationContext, Task<object?>>? function,
        Microsoft.Extensions.Logging.ILoggerFactory loggers)
    {
        Start = start;
        this.function = function;
        context = new RunContext(this, loggers);
        foreach (var carried in start.Carried.Where(one => one.Source is not null))
            sources.Add(carried.Source!);
    }

    public RunStart Start { get; }

    public OrchestratorThread Thread { get; } = new();

    public bool IsReplaying { get; private set; }

    public DateTime Now { get; private set; }

    public bool IsSuspended { get; private set; }

    public string? CustomStatus { get; set; }

    /// <summary>Null while the execution goes on.</summary>
    public RunEnd? End { get; private set; }

    public IEnumerable<HistoryEvent> OpenOf(EventKind kind) =>
        open.Values.Where(call => call.Event.Kind == kind).Select(call => call.Event);

    public bool IsOpen(int id) => open.ContainsKey(id);

    /// <summary>Whether a message of this sender was taken before.</summary>
    public bool HasTaken(string source) => sources.Contains(source);

    /// <summary>Repeats recorded turns; a difference ends the execution as failed.</summary>
    public void Replay(IEnumerable<HistoryEvent> history)
    {
        IsReplaying = true;
        Feed(history);
        if (End is null && decided.Count > 0)
            Break($"The code calls {decided.First().Value.Describe()}, of which the history knows nothing.");
        IsReplaying = false;
    }

    /// <summary>Takes new events and says what the code decided, in the order of its calls.</summary>
    /// <returns>The number of events that were taken before the execution ended, and the decisions.</returns>
    public (int Taken, IReadOnlyList<HistoryEvent> Decisions) Turn(IReadOnlyList<HistoryEvent> news)
    {
        var taken = Feed(news);
        var decisions = decided.Values.ToList();
        decided.Clear();
        return (taken, decisions);
    }

    /// <summary>Records a decision of the code and gives the task of its outcome.</summary>
    public Task<HistoryEvent> Call(Func<int, HistoryEvent> decision)
    {
        var call = Decide(decision);
        var source = new TaskCompletionSource<HistoryEvent>();
        open[call.Id!.Value] = new(call, source);
        return source.Task;
    }

    /// <summary>Records a decision that has no outcome.</summary>
    public HistoryEvent Decide(Func<int, HistoryEvent> decision)
    {
        CheckThread();
        var made = decision(context.NextId());
        if (End is null)
            decided[made.Id!.Value] = made;
        return made;
    }

    /// <summary>Ends an open timer before its time.</summary>
    public void CancelTimer(int id, CancellationToken cancellation)
    {
        if (Thread.IsCurrent && open.Remove(id, out var call))
            call.Source.TrySetCanceled(cancellation);
    }

    public void CheckThread()
    {
        if (!Thread.IsCurrent)
        {
            throw new InvalidOperationException(
                "An orchestrator may use its context only on its own thread: it must not await anything but the "
                + "tasks that the context gives.");
        }
    }

    /// <summary>Ends the execution as failed by the orchestrator's own fault.</summary>
    public void Break(string message)
    {
        // What such code decided cannot be trusted; nothing of it leaves the instance.
        decided.Clear();
        Fail(new NonDeterministicOrchestrationException(message));
    }

    private int Feed(IEnumerable<HistoryEvent> events)
    {
        var taken = 0;
        foreach (var one in events)
        {
            if (End is not null)
                return taken;
            Apply(one);
            taken++;
        }

        if (End is null)
            CheckProgress();
        return taken;
    }

    private void Apply(HistoryEvent one)
    {
        if (one.Source is not null)
            sources.Add(one.Source);
        switch (one.Kind)
        {
            case EventKind.TurnStarted:
                BeginTurn(one);
                break;
            case EventKind.ExecutionStarted:
                BeginExecution();
                break;
            case EventKind.TaskScheduled or EventKind.TimerCreated
                or EventKind.SubOrchestrationCreated or EventKind.EventSent:
                Confirm(one);
                break;
            case EventKind.TaskCompleted or EventKind.TaskFailed or EventKind.TimerFired
                or EventKind.SubOrchestrationCompleted or EventKind.SubOrchestrationFailed:
                if (open.Remove(one.Id ?? -1, out var call))
                    Resume(() => call.Source.TrySetResult(one));
                break;
            case EventKind.EventRaised:
                Resume(() => context.Deliver(one));
                break;
            case EventKind.ExecutionSuspended:
                IsSuspended = true;
                break;
            case EventKind.ExecutionResumed:
                Release();
                break;
            case EventKind.ExecutionTerminated:
                End = new(OrchestrationRuntimeStatus.Terminated, one.Data, Recursive: one.Recursive ?? false);
                break;
            case EventKind.ExecutionCompleted:
                break;
            default:
                throw new InvalidDataException($"The history has an event of unknown kind {one.Kind}.");
        }
    }

    private void BeginTurn(HistoryEvent turn)
    {
        // Every recorded turn recorded all that it decided: what is left over now was not decided then.
        if (decided.Count > 0)
            Break($"The code calls {decided.First().Value.Describe()}, of which the history knows nothing.");
        Now = turn.At ?? Now;
    }

    private void BeginExecution()
    {
        foreach (var carried in Start.Carried)
            context.Deliver(carried);
        if (function is null)
        {
            Fail(new InvalidOperationException($"There is no orchestrator named '{Start.Name}'."));
            return;
        }

        Thread.Start(() =>
        {
            try
            {
                main = function(context);
            }
#pragma warning disable CA1031 // Whatever the orchestrator throws is its result.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                main = Task.FromException<object?>(thrown);
            }
        });
        Settle();
    }

    private void Confirm(HistoryEvent recorded)
    {
        if (!decided.Remove(recorded.Id ?? -1, out var now))
        {
            Break($"The history has {recorded.Describe()}, which the code did not call.");
        }
        else if (now.Kind != recorded.Kind
            || !string.Equals(now.Name, recorded.Name, StringComparison.OrdinalIgnoreCase))
        {
            Break($"The history has {recorded.Describe()} where the code calls {now.Describe()}.");
        }
        else if (open.TryGetValue(recorded.Id!.Value, out var call))
        {
            open[recorded.Id.Value] = call with { Event = recorded };
        }
    }

    private void Resume(Action step)
    {
        if (IsSuspended)
        {
            held.Enqueue(step);
            return;
        }

        Thread.Run(step);
        Settle();
    }

    private void Release()
    {
        IsSuspended = false;
        while (End is null && held.TryDequeue(out var step))
            Resume(step);
    }

    /// <summary>Looks whether the code has returned.</summary>
    private void Settle()
    {
        if (End is not null || main is not { IsCompleted: true })
            return;
        if (!main.IsCompletedSuccessfully)
        {
            Fail(ExceptionOf(main));
            return;
        }

        try
        {
            End = context.NextInput is { } next
                ? new(OrchestrationRuntimeStatus.Running, next.Input, ContinuesAsNew: true,
                    Carried: next.KeepsEvents ? context.Undelivered() : [])
                : new(OrchestrationRuntimeStatus.Completed, context.Converter.Serialize(main.Result));
        }
#pragma warning disable CA1031 // A result that cannot be written is the orchestrator's failure, not the engine's.
        catch (Exception unwritable)
#pragma warning restore CA1031
        {
            Fail(unwritable);
        }
    }

    private void CheckProgress()
    {
        if (Thread.WasEntered)
        {
            Break("The orchestrator awaited a task that its context did not give.");
        }
        else if (main is { IsCompleted: false } && !IsSuspended && open.Count == 0 && !context.IsWaiting)
        {
            Break("The orchestrator has not returned and waits for nothing that the context gave: "
                + "it awaits another kind of task.");
        }
    }

    private void Fail(Exception thrown) =>
        End = new(OrchestrationRuntimeStatus.Failed, Failure: TaskFailureDetails.FromException(thrown));

    private static Exception ExceptionOf(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // The exception is what is asked for.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return thrown;
        }

        throw new InvalidOperationException("The task has not failed.");
    }

    private sealed record OpenCall(HistoryEvent Event, TaskCompletionSource<HistoryEvent> Source);
}
