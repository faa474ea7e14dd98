using System.Diagnostics;
using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Local.DurableTask;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarbonRegistry.Benchmarks;

/// <summary>
/// What sleeping orchestrations cost: the memory of a process that has begun them, the time in which another process
/// finds them again, the requests that it makes while they sleep, and the sweep over their due dates. The floor of a
/// start is one bare reading of their rows.
/// </summary>
internal static class SleeperBenchmark
{
    private const int Sleepers = 10_000;
    private const int BegunAtOnce = 64;
    private const int DueDates = 100_000;
    private const double BytesPerMebibyte = 1024 * 1024;
    private static readonly TimeSpan Sleep = TimeSpan.FromDays(3650);
    private static readonly TimeSpan Watched = TimeSpan.FromMinutes(1);

    /// <summary>Measures and prints two lines.</summary>
    /// <param name="connectionString">A storage account, best an emulator on an empty folder.</param>
    public static async Task RunAsync(string connectionString)
    {
        var hub = string.Create(CultureInfo.InvariantCulture, $"Sleepers{Environment.ProcessId}");
        var begun = await BeginAsync(connectionString, hub);
        var (start, floor, requests, memory, next) = await RestAsync(connectionString, hub);
        if (next is null)
            throw new InvalidOperationException("The sleepers were not found again.");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"sleepers: {Sleepers} begun in {begun:0.0} s; a new engine finds them in {start:0.00} s (bare reading "
            + $"of their rows {floor:0.00} s); {requests} requests to storage in the {Watched.TotalMinutes:0} min "
            + $"after it; process {memory:0} MiB, benchmarks and both engines included"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"due dates: {DueDates} set in {Sweep(out var fired):0} ms, all found due and woken in {fired:0} ms"));
    }

    private static async Task<double> BeginAsync(string connectionString, string hub)
    {
        var watch = Stopwatch.StartNew();
        await using var engine = Engine(connectionString, hub, new RequestCount());
        await engine.StartAsync(CancellationToken.None);
        var options = new ParallelOptions { MaxDegreeOfParallelism = BegunAtOnce };
        await Parallel.ForEachAsync(Enumerable.Range(0, Sleepers), options, async (at, cancellation) =>
            await engine.Client.ScheduleNewOrchestrationInstanceAsync(
                "Sleep", null, new StartOrchestrationOptions($"sleeper-{at}"), cancellation));
        await engine.WhenIdleAsync(CancellationToken.None);
        await engine.StopAsync(CancellationToken.None);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<(double Start, double Floor, int Requests, double Memory, DateTimeOffset? Next)>
        RestAsync(string connectionString, string hub)
    {
        var count = new RequestCount();
        await using var engine = Engine(connectionString, hub, count);
        var watch = Stopwatch.StartNew();
        await engine.StartAsync(CancellationToken.None);
        await engine.WhenIdleAsync(CancellationToken.None);
        var start = watch.Elapsed.TotalSeconds;
        var floor = await ReadBareAsync(connectionString, hub);

        // What the start has left behind is no cost of a sleeper.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var before = count.Requests;
        await Task.Delay(Watched, TimeProvider.System);
        var requests = count.Requests - before;
        using var process = Process.GetCurrentProcess();
        var memory = process.WorkingSet64 / BytesPerMebibyte;
        var next = engine.NextTimer;
        await engine.StopAsync(CancellationToken.None);
        return (start, floor, requests, memory, next);
    }

    private static async Task<double> ReadBareAsync(string connectionString, string hub)
    {
        var watch = Stopwatch.StartNew();
        var service = new TableServiceClient(connectionString);
        var rows = 0;
        await foreach (var table in service.QueryAsync())
        {
            if (!table.Name.StartsWith(hub, StringComparison.OrdinalIgnoreCase))
                continue;
            var all = service.GetTableClient(table.Name)
                .QueryAsync<TableEntity>((string?)null, null, ["PartitionKey", "RowKey"]);
            await foreach (var row in all)
                rows += row.RowKey.Length > 0 ? 1 : 0;
        }

        return rows < Sleepers
            ? throw new InvalidOperationException($"Only {rows} rows were read.")
            : watch.Elapsed.TotalSeconds;
    }

    /// <summary>Sets due dates in the queue that the engine keeps them in, and lets all of them come.</summary>
    /// <param name="fired">Milliseconds until all were woken.</param>
    /// <returns>Milliseconds until all were set.</returns>
    private static double Sweep(out double fired)
    {
        var time = new LateTime();
        var woken = 0;
        using var queue = new TimerQueue(time, _ => woken++);
        var names = Enumerable.Range(0, DueDates).Select(at => $"sleeper-{at}").ToList();
        var random = new Random(1);
        var watch = Stopwatch.StartNew();
        foreach (var name in names)
            queue.Set(name, LateTime.Begin.AddMinutes(random.Next(1, 1_000_000)));
        var set = watch.Elapsed.TotalMilliseconds;
        time.IsLate = true;
        watch.Restart();
        queue.Fire();
        fired = watch.Elapsed.TotalMilliseconds;
        return woken == DueDates ? set : throw new InvalidOperationException($"Only {woken} were woken.");
    }

    private static DurableEngine Engine(string connectionString, string hub, RequestCount count)
    {
        var tables = new TableClientOptions();
        tables.AddPolicy(count, HttpPipelinePosition.PerRetry);
        var blobs = new BlobClientOptions();
        blobs.AddPolicy(count, HttpPipelinePosition.PerRetry);
        return new DurableEngine(
            new TableServiceClient(connectionString, tables),
            new BlobServiceClient(connectionString, blobs),
            new DurableFunctions(
                new Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>>
                {
                    ["Sleep"] = async context =>
                    {
                        await context.CreateTimer(context.CurrentUtcDateTime + Sleep, CancellationToken.None);
                        return null;
                    },
                },
                new Dictionary<string, Func<TaskActivityContext, string?, CancellationToken, Task<object?>>>()),
            new DurableEngineOptions { HubName = hub },
            TimeProvider.System,
            NullLoggerFactory.Instance);
    }

    private sealed class RequestCount : HttpPipelinePolicy
    {
        private int requests;

        public int Requests => Volatile.Read(ref requests);

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Interlocked.Increment(ref requests);
            ProcessNext(message, pipeline);
        }

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Interlocked.Increment(ref requests);
            return ProcessNextAsync(message, pipeline);
        }
    }

    /// <summary>A clock that stands before all due dates, and then behind them; its timers never come.</summary>
    private sealed class LateTime : TimeProvider
    {
        public static DateTimeOffset Begin { get; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

        public bool IsLate { get; set; }

        public override DateTimeOffset GetUtcNow() => IsLate ? Begin.AddYears(3) : Begin;

        public override ITimer CreateTimer(
            TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
