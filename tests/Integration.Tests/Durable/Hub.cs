using System.Collections.Concurrent;
using System.Text.Json;
using CarbonRegistry.Local.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;

namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>An engine with the functions of one test, on a store that outlives it.</summary>
internal sealed class Hub(RowStore store, string hubName = "Test") : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, Func<TaskOrchestrationContext, Task<object?>>> orchestrations = [];
    private readonly Dictionary<string, Func<TaskActivityContext, string?, CancellationToken, Task<object?>>>
        activities = [];

    private DurableEngine? engine;

    public ManualTime Time { get; init; } = new(new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    /// <summary>What activities wrote down, in order.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public DurableEngine Engine => engine ?? throw new InvalidOperationException("The engine has not started.");

    public DurableTaskClient Client => Engine.Client;

    public int MaxConcurrentActivities { get; init; } = 16;

    public Hub Orchestrator<T>(string name, Func<TaskOrchestrationContext, Task<T>> code)
    {
        orchestrations[name] = async context => await code(context);
        return this;
    }

    public Hub Activity<TInput>(string name, Func<TInput, object?> code) =>
        ActivityAsync<TInput>(name, input => Task.FromResult(code(input)));

    public Hub ActivityAsync<TInput>(string name, Func<TInput, Task<object?>> code)
    {
        activities[name] = (_, json, _) => code(json is null ? default! : JsonSerializer.Deserialize<TInput>(json)!);
        return this;
    }

    /// <summary>Starts an engine, as a process would.</summary>
    public async Task<Hub> StartAsync(RowStore? through = null)
    {
        engine = new DurableEngine(
            through ?? store,
            new(orchestrations, activities),
            new() { HubName = hubName, MaxConcurrentActivities = MaxConcurrentActivities },
            Time,
            NullLoggerFactory.Instance);
        await engine.StartAsync(CancellationToken.None);
        return this;
    }

    /// <summary>Dies and starts again on the same rows.</summary>
    public async Task RestartAsync(RowStore? through = null)
    {
        await Engine.DisposeAsync();
        await StartAsync(through);
    }

    public async Task SettleAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await Engine.WhenIdleAsync(limit.Token);
    }

    public async Task AdvanceAsync(TimeSpan span)
    {
        Time.Advance(span);
        await SettleAsync();
    }

    /// <summary>Starts an instance and lets it run as far as it comes.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string name, object? input = null, string id = "one")
    {
        await Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id));
        await SettleAsync();
        return await GetAsync(id);
    }

    public async Task<OrchestrationMetadata> GetAsync(string id = "one") =>
        await Client.GetInstanceAsync(id, true) ?? throw new InvalidOperationException($"There is no {id}.");

    public async ValueTask DisposeAsync()
    {
        if (engine is not null)
            await engine.DisposeAsync();
    }
}
