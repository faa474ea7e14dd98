namespace CarbonRegistry.Local.DurableTask;

/// <summary>Counts the work that is waiting or running, and tells when there is none.</summary>
internal sealed class IdleGate
{
    private readonly Lock gate = new();
    private TaskCompletionSource idle = NewSource();
    private int working;

    public bool IsIdle
    {
        get
        {
            lock (gate)
                return working == 0;
        }
    }

    public void Enter()
    {
        lock (gate)
            working++;
    }

    public void Leave()
    {
        TaskCompletionSource? told = null;
        lock (gate)
        {
            working--;
            if (working == 0)
                (told, idle) = (idle, NewSource());
        }

        told?.SetResult();
    }

    public Task WhenIdleAsync(CancellationToken cancellation)
    {
        lock (gate)
            return working == 0 ? Task.CompletedTask : idle.Task.WaitAsync(cancellation);
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
