namespace CarbonRegistry.Local.DurableTask;

/// <summary>
/// The nearest timer of every sleeping instance in a heap, and one armed timer of the clock for the nearest of them:
/// ten thousand sleepers cost their entries and nothing else.
/// </summary>
internal sealed class TimerQueue : IDisposable
{
    /// <summary>
    /// The longest time for which the clock's timer is armed. A clock that is set, or a machine that slept, is noticed
    /// at the next look; the framework's own timers also end at 49 days.
    /// </summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    private const int FewEntries = 1_000;

    private readonly PriorityQueue<string, DateTimeOffset> heap = new();
    private readonly Dictionary<string, DateTimeOffset> due = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly Action<string> wake;
    private readonly ITimer timer;
    private bool stopped;

    public TimerQueue(TimeProvider time, Action<string> wake)
    {
        this.time = time;
        this.wake = wake;
        timer = time.CreateTimer(
            static queue => ((TimerQueue)queue!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public DateTimeOffset? Next
    {
        get
        {
            lock (gate)
                return Nearest();
        }
    }

    /// <summary>Sets or removes the nearest timer of an instance.</summary>
    public void Set(string instanceId, DateTimeOffset? at)
    {
        lock (gate)
        {
            if (at is not { } moment)
            {
                due.Remove(instanceId);
                return;
            }

            if (due.TryGetValue(instanceId, out var before) && before == moment)
                return;
            due[instanceId] = moment;
            heap.Enqueue(instanceId, moment);
            Compact();
            if (Nearest() == moment)
                Arm(moment);
        }
    }

    /// <summary>Wakes every instance whose timer is due, and arms for the next one.</summary>
    public void Fire()
    {
        var woken = new List<string>();
        lock (gate)
        {
            if (stopped)
                return;
            var now = time.GetUtcNow();
            while (Nearest() is { } moment && moment <= now)
            {
                var instanceId = heap.Dequeue();
                due.Remove(instanceId);
                woken.Add(instanceId);
            }

            if (Nearest() is { } next)
                Arm(next);
        }

        foreach (var instanceId in woken)
            wake(instanceId);
    }

    public void Stop()
    {
        lock (gate)
            stopped = true;
        timer.Dispose();
    }

    public void Dispose() => Stop();

    /// <summary>Drops entries that were moved or removed, then looks at the top.</summary>
    private DateTimeOffset? Nearest()
    {
        while (heap.TryPeek(out var instanceId, out var at))
        {
            if (due.TryGetValue(instanceId, out var valid) && valid == at)
                return at;
            heap.Dequeue();
        }

        return null;
    }

    /// <summary>Timers that were cancelled long before their time would otherwise stay until then.</summary>
    private void Compact()
    {
        if (heap.Count <= (2 * due.Count) + FewEntries)
            return;
        heap.Clear();
        foreach (var (instanceId, moment) in due)
            heap.Enqueue(instanceId, moment);
    }

    private void Arm(DateTimeOffset moment)
    {
        if (stopped)
            return;

        // The clock's timers count whole milliseconds and may come a little early; rounding up spares a second look.
        var wait = moment - time.GetUtcNow();
        var rounded = TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(wait.TotalMilliseconds)));
        timer.Change(rounded < LongestWait ? rounded : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
