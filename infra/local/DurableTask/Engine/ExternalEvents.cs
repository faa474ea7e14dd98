using Microsoft.DurableTask;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>
/// Events by name, without regard to case: those that came first wait for a listener, listeners wait for those that
/// come later. Both are served in the order in which they came; a cancelled listener takes nothing.
/// </summary>
internal sealed class ExternalEvents
{
    private readonly List<HistoryEvent> waiting = [];
    private readonly List<Listener> listeners = [];

    public bool IsWaiting => listeners.Exists(listener => !listener.Task.IsCompleted);

    public void Deliver(HistoryEvent raised, DataConverter converter)
    {
        var listener = listeners.Find(one => one.Listens(raised) && !one.Task.IsCompleted);
        if (listener is null)
        {
            waiting.Add(raised);
            return;
        }

        listeners.Remove(listener);
        listener.Take(raised, converter);
    }

    public Task<T> WaitAsync<T>(string name, DataConverter converter, CancellationToken cancellation)
    {
        listeners.RemoveAll(one => one.Task.IsCompleted);
        var listener = new Listener<T>(name);
        var first = waiting.FindIndex(listener.Listens);
        if (first >= 0)
        {
            var raised = waiting[first];
            waiting.RemoveAt(first);
            listener.Take(raised, converter);
        }
        else
        {
            listeners.Add(listener);
            cancellation.Register(() => listener.Cancel(cancellation));
        }

        return listener.Result;
    }

    /// <summary>Those that nobody took, in order.</summary>
    public IReadOnlyList<HistoryEvent> Undelivered() => [.. waiting];

    private abstract class Listener(string name)
    {
        public abstract Task Task { get; }

        public bool Listens(HistoryEvent raised) =>
            string.Equals(raised.Name, name, StringComparison.OrdinalIgnoreCase);

        public abstract void Take(HistoryEvent raised, DataConverter converter);
    }

    private sealed class Listener<T>(string name) : Listener(name)
    {
        private readonly TaskCompletionSource<T> source = new();

        public override Task Task => source.Task;

        public Task<T> Result => source.Task;

        public void Cancel(CancellationToken cancellation) => source.TrySetCanceled(cancellation);

        public override void Take(HistoryEvent raised, DataConverter converter)
        {
            try
            {
                source.TrySetResult(converter.Deserialize<T>(raised.Data)!);
            }
            catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or NotSupportedException)
            {
                // An event of the wrong shape is thrown where it is awaited, where the orchestrator can answer it.
                source.TrySetException(unreadable);
            }
        }
    }
}
