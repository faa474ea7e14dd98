using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>
/// Runs orchestrations on Table storage, in one process. What it knows lies in the rows: after a crash a start reads
/// which instances have timers, messages or open calls, and goes on.
/// </summary>
internal sealed class DurableEngine : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource aborted = new();
    private readonly IdleGate idle = new();
    private readonly StatusWaiters waiters = new();
    private readonly InstanceStore store;
    private readonly InstanceHost host;
    private readonly TimerQueue timers;
    private readonly TimeProvider time;
    private readonly EngineClient client;
    private bool isDisposed;

    /// <summary>An engine on Table and Blob storage; <see cref="StartAsync"/> starts it.</summary>
    public DurableEngine(
        TableServiceClient tables,
        BlobServiceClient blobs,
        DurableFunctions functions,
        DurableEngineOptions options,
        TimeProvider time,
        ILoggerFactory loggers)
        : this(new TableRowStore(tables, blobs, options.HubName), functions, options, time, loggers)
    {
    }

    internal DurableEngine(
        RowStore rows,
        DurableFunctions functions,
        DurableEngineOptions options,
        TimeProvider time,
        ILoggerFactory loggers)
    {
        this.time = time;
        functions = IgnoringCase(functions);
        store = new InstanceStore(rows);
        TurnRunner? turns = null;
        host = new InstanceHost(
            new BoundedRunner(options.MaxConcurrentOrchestrations),
            idle,
            time,
            loggers.CreateLogger("DurableTask.Instances"),
            aborted.Token)
        {
            Turn = (instance, cancellation) => turns!.RunAsync(instance, cancellation),
            Stopping = stopping.Token,
        };
        timers = new TimerQueue(time, host.Wake);
        turns = new TurnRunner(store, functions, time, timers, loggers)
        {
            Host = host,
            Waiters = waiters,
            Outbox = new Outbox(store, time, loggers.CreateLogger("DurableTask.Outbox")) { Host = host },
            Activities = new ActivityRunner(
                functions,
                new BoundedRunner(options.MaxConcurrentActivities),
                idle,
                loggers.CreateLogger("DurableTask.Activities"),
                aborted.Token)
            {
                Stopping = stopping.Token,
                Completed = host.Complete,
            },
        };
        client = new EngineClient(options.HubName, store, host, waiters, time);
    }

    /// <summary>Starts and steers orchestrations; usable once the engine has started.</summary>
    public DurableTaskClient Client => client;

    /// <summary>The nearest timer of any instance, or null.</summary>
    public DateTimeOffset? NextTimer => timers.Next;

    /// <summary>Makes the table and the container, finds what was left to do, and goes on with it.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await store.InitializeAsync(cancellation);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        string? lastKey = null;
        await foreach (var (instanceId, key) in store.InboxesAsync(cancellation))
        {
            wanted.Add(instanceId);
            lastKey = string.CompareOrdinal(key, lastKey) > 0 ? key : lastKey;
        }

        store.NumberMessagesFrom(time.GetUtcNow(), lastKey);
        await foreach (var state in store.ActiveAsync(cancellation))
        {
            timers.Set(state.Id, state.NextTimer);
            if (state.WantsTurn)
                wanted.Add(state.Id);
        }

        foreach (var instanceId in wanted)
            host.Wake(instanceId);
    }

    /// <summary>Finishes the turns and activities that run, and begins nothing new; the rows keep the rest.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await stopping.CancelAsync();
        timers.Stop();
        try
        {
            await idle.WhenIdleAsync(cancellation);
        }
        finally
        {
            await aborted.CancelAsync();
        }
    }

    /// <summary>Ends when nothing waits or runs; timers of the future do not count, timers that are due do.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await idle.WhenIdleAsync(cancellation);
            timers.Fire();
            if (idle.IsIdle)
                return;
        }
    }

    /// <summary>Ends at once, as a crash would: what is not recorded is done again after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        await stopping.CancelAsync();
        await aborted.CancelAsync();
        timers.Dispose();
    }

    private static DurableFunctions IgnoringCase(DurableFunctions functions) => new(
        new Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>>(
            functions.Orchestrations, StringComparer.OrdinalIgnoreCase),
        new Dictionary<string, Func<TaskActivityContext, string?, CancellationToken, Task<object?>>>(
            functions.Activities, StringComparer.OrdinalIgnoreCase));
}
