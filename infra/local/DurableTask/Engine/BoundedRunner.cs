namespace CarbonRegistry.Local.DurableTask;

/// <summary>Runs pieces of work on the thread pool, at most so many at once, in the order in which they came.</summary>
internal sealed class BoundedRunner(int limit)
{
    private readonly Queue<Func<Task>> waiting = new();
    private readonly Lock gate = new();
    private int running;

    /// <summary>Takes work that throws nothing.</summary>
    public void Post(Func<Task> work)
    {
        lock (gate)
        {
            if (running == limit)
            {
                waiting.Enqueue(work);
                return;
            }

            running++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(
            static state => _ = state.Runner.DrainAsync(state.Work), (Runner: this, Work: work), true);
    }

    private async Task DrainAsync(Func<Task> work)
    {
        while (true)
        {
            await work();
            lock (gate)
            {
                if (!waiting.TryDequeue(out var next))
                {
                    running--;
                    return;
                }

                work = next;
            }
        }
    }
}
