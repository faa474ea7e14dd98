using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>
/// Gives live instances their turns: of one instance one at a time, of different instances several at once. A turn
/// that fails is tried again after a growing pause and holds nobody else up.
/// </summary>
internal sealed class InstanceHost(
    BoundedRunner turns, IdleGate idle, TimeProvider time, ILogger logger, CancellationToken aborted)
{
    /// <summary>Sleeping instances that stay in memory, so that a lively one is not read anew for each event.</summary>
    private const int MaxResting = 256;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, LiveInstance> live = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<LiveInstance> resting = new();

    /// <summary>Carries out one turn.</summary>
    public required Func<LiveInstance, CancellationToken, Task> Turn { get; init; }

    /// <summary>Cancelled when the engine stops: pauses between tries end, the rows keep what is to do.</summary>
    public required CancellationToken Stopping { get; init; }

    public void Wake(string instanceId) => With(instanceId, static _ => { });

    public void Reload(string instanceId) => With(instanceId, static instance => instance.MustReload = true);

    public void Deliver(string instanceId, InboxMessage message) =>
        With(instanceId, instance => instance.Inbox[message.Key] = message);

    /// <summary>Takes the result of an activity; an instance that has ended takes none.</summary>
    public void Complete(LiveInstance instance, HistoryEvent result)
    {
        lock (instance.Gate)
        {
            instance.Running.Remove((result.Execution!, result.Id!.Value));
            if (instance.IsGone)
                return;
            instance.Results.Add(result);
            Schedule(instance);
        }
    }

    /// <summary>Whether it is known here, without reading, that the instance goes on.</summary>
    public bool IsKnownActive(string instanceId) =>
        live.TryGetValue(instanceId, out var instance) && instance.State is { HasEnded: false };

    private void With(string instanceId, Action<LiveInstance> change)
    {
        while (true)
        {
            var instance = live.GetOrAdd(instanceId, static id => new(id));
            lock (instance.Gate)
            {
                if (instance.IsGone)
                    continue;
                change(instance);
                Schedule(instance);
                return;
            }
        }
    }

    private void Schedule(LiveInstance instance)
    {
        if (instance.IsScheduled)
        {
            instance.IsWanted = true;
            return;
        }

        instance.IsScheduled = true;
        idle.Enter();
        turns.Post(() => RunAsync(instance));
    }

    private async Task RunAsync(LiveInstance instance)
    {
        try
        {
            aborted.ThrowIfCancellationRequested();
            await Turn(instance, aborted);
            instance.Failures = 0;
        }
#pragma warning disable CA1031 // Whatever goes wrong in one instance must not stop the others.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            instance.Forget();
            instance.Failures++;
            if (aborted.IsCancellationRequested)
                idle.Leave();
            else
                _ = TryAgainAsync(instance, failure);
            return;
        }

        Finish(instance);
    }

    private void Finish(LiveInstance instance)
    {
        lock (instance.Gate)
        {
            if (instance.IsWanted)
            {
                instance.IsWanted = false;
                turns.Post(() => RunAsync(instance));
                return;
            }

            instance.IsScheduled = false;
            if (instance.State is null or { HasEnded: true })
                Drop(instance);
            else if (instance.IsAtRest)
                resting.Enqueue(instance);
        }

        Trim();
        idle.Leave();
    }

    private void Trim()
    {
        while (resting.Count > MaxResting && resting.TryDequeue(out var oldest))
        {
            lock (oldest.Gate)
            {
                if (!oldest.IsScheduled && oldest.IsAtRest)
                    Drop(oldest);
            }
        }
    }

    private void Drop(LiveInstance instance)
    {
        instance.IsGone = true;
        live.TryRemove(new(instance.Id, instance));
    }

    private async Task TryAgainAsync(LiveInstance instance, Exception failure)
    {
        // A row that has changed is read again at once: it is our own earlier try, whose answer was lost.
        var pause = failure is RowConflictException && instance.Failures == 1
            ? TimeSpan.Zero
            : TimeSpan.FromMilliseconds(100 * Math.Pow(2, Math.Min(instance.Failures, 20)));
        logger.LogWarning(
            failure, "A turn of {Instance} failed for the {Count}. time in a row", instance.Id, instance.Failures);
        try
        {
            if (pause > TimeSpan.Zero)
                await Task.Delay(pause < LongestPause ? pause : LongestPause, time, Stopping);
        }
        catch (OperationCanceledException)
        {
            idle.Leave();
            return;
        }

        turns.Post(() => RunAsync(instance));
    }
}
