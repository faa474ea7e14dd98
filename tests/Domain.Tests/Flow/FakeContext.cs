using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Functions.Procedures;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarbonRegistry.Domain.Tests.Flow;

/// <summary>
/// An orchestration's context on a virtual clock: activities are delegates that take no time, and the clock jumps to
/// the next timer or outside happening. One thread runs everything, in the order in which it falls due.
/// </summary>
internal sealed class FakeContext(DateTimeOffset start) : TaskOrchestrationContext
{
    private readonly PumpedContext pump = new();
    private readonly PriorityQueue<Happening, (DateTime At, int Order)> later = new();
    private readonly Queue<TaskCompletionSource<object?>> waiters = new();
    private DateTime now = start.UtcDateTime;
    private int unseenEvents;
    private int happenings;

    /// <summary>What each activity does, by its name.</summary>
    public Dictionary<string, Func<object?, object?>> Activities { get; } = [];

    /// <summary>How much too early the next timers fire; later ones are punctual.</summary>
    public Queue<TimeSpan> Earliness { get; } = new();

    /// <summary>Each call of an activity: Kazakhstan's time, name, and what matters of its input.</summary>
    public List<string> Trace { get; } = [];

    public List<TaskOptions?> Options { get; } = [];

    public int TimersCreated { get; private set; }

    public int TimersPending { get; private set; }

    public int MostWaiters { get; private set; }

    public DateTimeOffset Now => new(now, TimeSpan.Zero);

    public override TaskName Name => "Procedure";

    public override string InstanceId => "procedure";

    public override ParentOrchestrationInstance? Parent => null;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => false;

    protected override ILoggerFactory LoggerFactory => NullLoggerFactory.Instance;

    /// <summary>Lets something happen outside at a moment.</summary>
    public void At(DateTimeOffset moment, Action happening) => Enqueue(new Happening(happening), moment.UtcDateTime);

    /// <summary>Raises the event for which procedures wait.</summary>
    public void Raise()
    {
        if (waiters.TryDequeue(out var waiter))
            waiter.SetResult(null);
        else
            unseenEvents++;
    }

    /// <summary>Runs until the end; null when it waits for something that never comes.</summary>
    public string? Run(Func<TaskOrchestrationContext, Task<string>> orchestrator)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(pump);
        try
        {
            var running = orchestrator(this);
            pump.Drain();
            while (!running.IsCompleted && later.TryDequeue(out var next, out var due))
            {
                if (!next.Stands())
                    continue;
                now = due.At > now ? due.At : now;
                next.Do();
                pump.Drain();
            }
            return running.IsCompleted ? running.GetAwaiter().GetResult() : null;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    public override Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null)
    {
        var call = Trace.Count;
        Trace.Add($"{KazakhstanTime.Local(Now):MM-dd HH:mm:ss} {name}{Detail(input)}");
        Options.Add(options);
        var result = new TaskCompletionSource<TResult>();
        pump.Post(_ => Complete(result, name, call, input), null);
        return result.Task;
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        TimersCreated++;
        TimersPending++;
        var timer = new TaskCompletionSource();
        cancellationToken.Register(() => End(() => timer.TrySetCanceled(cancellationToken)));
        var early = Earliness.TryDequeue(out var span) ? span : TimeSpan.Zero;
        Enqueue(
            new Happening(() => End(() => timer.TrySetResult())) { Stands = () => !timer.Task.IsCompleted },
            fireAt - early);
        return timer.Task;

        void End(Func<bool> end) => TimersPending -= end() ? 1 : 0;
    }

    public override async Task<T> WaitForExternalEvent<T>(
        string eventName, CancellationToken cancellationToken = default)
    {
        Assert.Equal(ProcedureFlow.Woken, eventName);
        if (unseenEvents > 0)
        {
            unseenEvents--;
            return default!;
        }
        var waiter = new TaskCompletionSource<object?>();
        waiters.Enqueue(waiter);
        MostWaiters = Math.Max(MostWaiters, waiters.Count);
        await waiter.Task;
        return default!;
    }

    public override T? GetInput<T>()
        where T : default => default;

    public override void SetCustomStatus(object? customStatus)
    {
    }

    public override void SendEvent(string instanceId, string eventName, object payload) =>
        throw new InvalidOperationException("A procedure sends no events.");

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        throw new InvalidOperationException("A procedure has no children.");

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true) =>
        throw new InvalidOperationException("A procedure runs once.");

    public override Guid NewGuid() => throw new InvalidOperationException("A procedure draws no ids.");

    private void Complete<TResult>(TaskCompletionSource<TResult> result, TaskName name, int call, object? input)
    {
        try
        {
            result.SetResult((TResult)Activities[name](input)!);
        }
        catch (InvalidOperationException failure)
        {
            result.SetException(new TaskFailedException(name, call, failure));
        }
    }

    private void Enqueue(Happening happening, DateTime at) => later.Enqueue(happening, (at, happenings++));

    private static string Detail(object? input) => input switch
    {
        CarryOutOrder order => $" {order.Verdict}",
        DeadlineOrder order => $" {order.Kind}",
        FaultOrder order => $" {order.Message}",
        _ => "",
    };

    private sealed record Happening(Action Do)
    {
        public Func<bool> Stands { get; init; } = () => true;
    }
}

/// <summary>Runs continuations one after another on the thread that drains it.</summary>
internal sealed class PumpedContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posted = new();

    public override void Post(SendOrPostCallback d, object? state) => posted.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public void Drain()
    {
        while (posted.TryDequeue(out var next))
            next.Callback(next.State);
    }
}
