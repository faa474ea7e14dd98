using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Local.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarbonRegistry.Benchmarks;

/// <summary>
/// Orchestrations of five activities in sequence: how many a second with many at once, and how long one takes alone.
/// The floor is the same number of bare row writes in the same run, since a turn is one write.
/// </summary>
internal static class OrchestrationBenchmark
{
    private const int Rounds = 3;
    private const int AtOnce = 250;
    private const int Alone = 50;

    /// <summary>One write to start it, one for each turn.</summary>
    private const int WritesEach = 7;

    private static int hubs;

    /// <summary>Measures and prints one line.</summary>
    /// <param name="connectionString">A storage account, best an emulator on an empty folder.</param>
    public static async Task RunAsync(string connectionString)
    {
        var hub = string.Create(CultureInfo.InvariantCulture, $"Benchmark{Environment.ProcessId}x{hubs++}");
        await using var engine = new DurableEngine(
            new TableServiceClient(connectionString),
            new BlobServiceClient(connectionString),
            Functions(),
            new DurableEngineOptions { HubName = hub },
            TimeProvider.System,
            NullLoggerFactory.Instance);
        await engine.StartAsync(CancellationToken.None);
        var floor = new TableServiceClient(connectionString).GetTableClient(hub + "Floor");
        await floor.CreateIfNotExistsAsync();

        var (rates, floors, latencies) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            var name = round;
            var alone = await TimesAsync(Alone, 1, at => RunOneAsync(engine.Client, $"alone-{name}-{at}"));
            var many = await TimesAsync(AtOnce, AtOnce, at => RunOneAsync(engine.Client, $"many-{name}-{at}"));
            var bare = await TimesAsync(AtOnce, AtOnce, at => WriteAsync(floor, $"bare-{name}-{at}"));
            // The first round warms up the compiler and the emulator.
            if (round == 0)
                continue;
            rates.Add(AtOnce / many.Seconds);
            floors.Add(AtOnce / bare.Seconds);
            latencies.Add(alone.Seconds / Alone * 1000);
        }
        await engine.StopAsync(CancellationToken.None);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"orchestrations/s: {AtOnce} at once {Say(rates)} (floor of {WritesEach} bare writes each {Say(floors)}); "
            + $"one alone {Say(latencies)} ms"));
    }

    private static DurableFunctions Functions() => new(
        new Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>>
        {
            ["Five"] = async context =>
            {
                var value = context.GetInput<int>();
                for (var step = 0; step < 5; step++)
                    value = await context.CallActivityAsync<int>("AddOne", value);
                return value;
            },
        },
        new Dictionary<string, Func<TaskActivityContext, string?, CancellationToken, Task<object?>>>
        {
            ["AddOne"] = (_, input, _) =>
                Task.FromResult<object?>(int.Parse(input!, CultureInfo.InvariantCulture) + 1),
        });

    private static async Task RunOneAsync(DurableTaskClient client, string id)
    {
        await client.ScheduleNewOrchestrationInstanceAsync("Five", 1, new StartOrchestrationOptions(id));
        var ended = await client.WaitForInstanceCompletionAsync(id);
        if (ended.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
            throw new InvalidOperationException($"{id} is {ended.RuntimeStatus}.");
    }

    private static async Task WriteAsync(TableClient table, string id)
    {
        var row = new TableEntity(id, "state") { ["History"] = new string('h', 200) };
        var written = await table.AddEntityAsync(row);
        for (var write = 1; write < WritesEach; write++)
        {
            row["History"] = new string('h', 200 * (write + 1));
            written = await table.UpdateEntityAsync(row, written.Headers.ETag!.Value, TableUpdateMode.Replace);
        }
    }

    private static async Task<(double Seconds, int Count)> TimesAsync(int count, int atOnce, Func<int, Task> run)
    {
        var watch = Stopwatch.StartNew();
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce };
        await Parallel.ForEachAsync(Enumerable.Range(0, count), options, async (at, _) => await run(at));
        return (watch.Elapsed.TotalSeconds, count);
    }

    private static string Say(List<double> values)
    {
        values.Sort();
        return string.Create(
            CultureInfo.InvariantCulture, $"{values[values.Count / 2]:0.#} [{values[0]:0.#}–{values[^1]:0.#}]");
    }
}
