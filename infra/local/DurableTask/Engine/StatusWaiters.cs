namespace CarbonRegistry.Local.DurableTask;

/// <summary>Those who wait for an instance to begin or to end.</summary>
internal sealed class StatusWaiters
{
    private readonly Dictionary<string, List<Waiter>> waiters = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Waits until a recorded state is as wished.</summary>
    /// <param name="instanceId">The instance; it need not exist yet.</param>
    /// <param name="isWished">What is waited for.</param>
    /// <param name="read">Reads the state as it is now.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<InstanceState> WaitAsync(
        string instanceId,
        Func<InstanceState, bool> isWished,
        Func<Task<InstanceState?>> read,
        CancellationToken cancellation)
    {
        var waiter = new Waiter(isWished);
        lock (gate)
        {
            if (!waiters.TryGetValue(instanceId, out var list))
                waiters[instanceId] = list = [];
            list.Add(waiter);
        }

        try
        {
            // It listens before it reads, so that no change falls between the two.
            return await read() is { } now && isWished(now) ? now : await waiter.Source.Task.WaitAsync(cancellation);
        }
        finally
        {
            lock (gate)
            {
                if (waiters.TryGetValue(instanceId, out var list) && list.Remove(waiter) && list.Count == 0)
                    waiters.Remove(instanceId);
            }
        }
    }

    public void Tell(InstanceState state)
    {
        lock (gate)
        {
            if (!waiters.TryGetValue(state.Id, out var list))
                return;
            foreach (var waiter in list.Where(one => one.IsWished(state)))
                waiter.Source.TrySetResult(state);
        }
    }

    private sealed class Waiter(Func<InstanceState, bool> isWished)
    {
        public Func<InstanceState, bool> IsWished { get; } = isWished;

        public TaskCompletionSource<InstanceState> Source { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
