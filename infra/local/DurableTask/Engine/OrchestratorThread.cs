namespace CarbonRegistry.Local.DurableTask;

/// <summary>
/// The one thread of an orchestrator during a turn. What its awaits resume goes into a queue and runs here, in the
/// order in which the history completed it, so that a replay resumes in the same order.
/// </summary>
internal sealed class OrchestratorThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> work = new();
    private readonly Lock gate = new();
    private int threadId;

    /// <summary>
    /// Whether something from outside tried to resume the orchestrator: it awaited what is not recorded, and a replay
    /// could not repeat it.
    /// </summary>
    public bool WasEntered { get; private set; }

    /// <summary>Told once when that happens.</summary>
    public Action? Entered { get; set; }

    public bool IsCurrent => threadId == Environment.CurrentManagedThreadId;

    public override SynchronizationContext CreateCopy() => this;

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("An orchestrator cannot be entered synchronously.");

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (gate)
        {
            if (IsCurrent)
            {
                work.Enqueue((d, state));
                return;
            }

            if (WasEntered)
                return;
            WasEntered = true;
        }

        Entered?.Invoke();
    }

    /// <summary>Runs a step and all that it resumes.</summary>
    public void Run(Action step)
    {
        var before = Current;
        threadId = Environment.CurrentManagedThreadId;
        try
        {
            // Completions are set without a context: a continuation that was captured here is posted and keeps its
            // place in the queue, one that asked for no context runs at once and on this thread all the same.
            SetSynchronizationContext(null);
            step();
            SetSynchronizationContext(this);
            while (work.TryDequeue(out var next))
                next.Callback(next.State);
        }
        finally
        {
            SetSynchronizationContext(before);
            threadId = 0;
        }
    }

    /// <summary>Runs a step under this context, for the first call of the orchestrator.</summary>
    public void Start(Action first) => Run(() =>
    {
        SetSynchronizationContext(this);
        first();
    });
}
