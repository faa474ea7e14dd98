namespace CarbonRegistry.Simulation.Machine;

/// <summary>
/// Runs the work of all simulated processes on one thread. Which of the pieces that could run comes next is drawn from
/// the seed, so that a run can be repeated to the last step.
/// </summary>
internal sealed class SeededPump(Random random)
{
    private readonly object gate = new();
    private readonly List<(Lane Lane, Task Task)> ready = [];

    /// <summary>Runs one piece of work; false when there is none.</summary>
    public bool TryRun()
    {
        (Lane Lane, Task Task) next;
        lock (gate)
        {
            if (ready.Count == 0)
                return false;
            var at = random.Next(ready.Count);
            next = ready[at];
            ready.RemoveAt(at);
        }
        next.Lane.Run(next.Task);
        return true;
    }

    /// <summary>
    /// Runs nothing but the lane's work until the task is done. What a process does on threads of its own is waited
    /// for, and since nothing else moves meanwhile, its threads decide nothing.
    /// </summary>
    public void RunAlone(Lane lane, Task until)
    {
        until.ContinueWith(_ => Wake(), TaskScheduler.Default);
        while (!until.IsCompleted)
        {
            if (TakeOf(lane, until) is { } task)
                lane.Run(task);
        }
    }

    /// <summary>Forgets the work of a process that died.</summary>
    public void Drop(Lane lane)
    {
        lock (gate)
            ready.RemoveAll(one => one.Lane == lane);
    }

    internal void Add(Lane lane, Task task)
    {
        lock (gate)
        {
            ready.Add((lane, task));
            Monitor.PulseAll(gate);
        }
    }

    private Task? TakeOf(Lane lane, Task until)
    {
        lock (gate)
        {
            var at = ready.FindIndex(one => one.Lane == lane);
            if (at < 0)
            {
                if (!until.IsCompleted)
                    Monitor.Wait(gate);
                return null;
            }
            var task = ready[at].Task;
            ready.RemoveAt(at);
            return task;
        }
    }

    private void Wake()
    {
        lock (gate)
            Monitor.PulseAll(gate);
    }
}

/// <summary>The threads of one simulated process. When it dies, what it was about to do is never done.</summary>
internal sealed class Lane(SeededPump pump) : TaskScheduler
{
    /// <summary>True once the process is gone.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Starts something in the process.</summary>
    public Task Start(Func<Task> work) => Task.Factory.StartNew(
        work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Ends the process at once, wherever it stands.</summary>
    public void Kill()
    {
        IsDead = true;
        pump.Drop(this);
    }

    internal void Run(Task task) => TryExecuteTask(task);

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        if (!IsDead)
            pump.Add(this, task);
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
