using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>A story with every kind of step, whose process dies at each of its writes in turn.</summary>
public sealed class CrashTests
{
    private const int MoreThanTheStoryWrites = 200;
    private static readonly string Large = new('ұ', 40_000);

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    public async Task Story_WhoseProcessDiesAtAnyWrite_EndsTheSame(Death death)
    {
        var lastWrite = 0;
        while (await DiesAsync(++lastWrite, death))
            Assert.InRange(lastWrite, 1, MoreThanTheStoryWrites);
        Assert.InRange(lastWrite, 20, MoreThanTheStoryWrites);
    }

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    public async Task Story_WhoseProcessDiesAgainInItsRecovery_EndsTheSame(Death death)
    {
        for (var first = 1; first < 30; first += 5)
        {
            for (var second = 1; second < 12; second += 4)
                await DiesAsync(first, death, second);
        }
    }

    [Theory]
    [InlineData(Death.Before)]
    [InlineData(Death.After)]
    public async Task Story_InWhichOneWriteFails_EndsTheSameWithoutARestart(Death death)
    {
        var failing = 0;
        for (var failed = true; failed;)
        {
            var rows = new MemoryRowStore();
            var store = new DyingRowStore(rows, ++failing, death, recovers: true);
            await using var hub = NewHub(rows);
            await hub.StartAsync(store);
            await TellAsync(hub, settled => MoveClockUntilAsync(hub, settled), triesAgain: true);
            await CheckAsync(hub);
            failed = store.Died.IsCompleted;
        }

        Assert.InRange(failing, 20, MoreThanTheStoryWrites);
    }

    private static async Task<bool> DiesAsync(int lastWrite, Death death, int? again = null)
    {
        var rows = new MemoryRowStore();
        await using var hub = NewHub(rows);
        var died = await TellUntilDeathAsync(hub, new(rows, lastWrite, death));
        if (died && again is { } second)
            await TellUntilDeathAsync(hub, new(rows, second, death));
        await hub.RestartAsync();
        await TellAsync(hub, settled => settled);
        await CheckAsync(hub);
        return died;
    }

    private static async Task<bool> TellUntilDeathAsync(Hub hub, DyingRowStore store)
    {
        await hub.StartAsync(store);
        var told = TellAsync(hub, async settled =>
        {
            // A turn that fails is tried again when the clock moves, which it does not: the process is dead by then.
            if (await Task.WhenAny(settled, store.Died) == store.Died)
                throw new IOException("dead");
        });
        try
        {
            await told;
        }
        catch (IOException)
        {
            // The client's own call was cut off, or the wait for the engine was.
        }

        await hub.Engine.DisposeAsync();
        return store.Died.IsCompleted;
    }

    /// <summary>What a caller does who may have done some of it before.</summary>
    private static async Task TellAsync(Hub hub, Func<Task, Task> settle, bool triesAgain = false)
    {
        for (var attempt = 0; attempt < 30; attempt++)
        {
            var status = await hub.Client.GetInstanceAsync("story", true);
            if (status is { IsCompleted: true })
                return;
            try
            {
                if (status is null)
                {
                    await hub.Client.ScheduleNewOrchestrationInstanceAsync(
                        "Story", Large, new StartOrchestrationOptions("story"));
                }
                else if (status.SerializedCustomStatus == "\"deciding\"")
                    await hub.Client.RaiseEventAsync("story", "decision", "approve");
            }
            catch (IOException) when (triesAgain)
            {
                continue;
            }

            await settle(hub.SettleAsync());
            hub.Time.Advance(TimeSpan.FromDays(1));
            await settle(hub.SettleAsync());
        }
    }

    private static async Task MoveClockUntilAsync(Hub hub, Task settled)
    {
        while (!settled.IsCompleted)
        {
            hub.Time.Advance(TimeSpan.FromSeconds(31));
            await Task.Yield();
        }

        await settled;
    }

    private static Hub NewHub(MemoryRowStore rows)
    {
        var hub = new Hub(rows);
        return hub
            .Activity<string>("Note", text =>
            {
                hub.Log.Enqueue(text);
                return text.Length;
            })
            .Orchestrator("Child", async context =>
                await context.CallActivityAsync<int>("Note", "child " + context.GetInput<int>()))
            .Orchestrator("Listener", async context =>
            {
                var heard = await context.WaitForExternalEvent<int>("tell");
                await context.CallActivityAsync("Note", $"heard {heard}");
                return heard;
            })
            .Orchestrator<int>("Story", TellStoryAsync);
    }

    private static async Task<int> TellStoryAsync(TaskOrchestrationContext context)
    {
        var input = context.GetInput<string>()!;
        if (input != "second")
        {
            await context.CallActivityAsync("Note", "first");
            await Task.WhenAll(
                context.CallSubOrchestratorAsync("Child", 1), context.CallSubOrchestratorAsync("Child", 2));
            context.SetCustomStatus("deciding");
            using var stop = new CancellationTokenSource();
            var timer = context.CreateTimer(TimeSpan.FromDays(90), stop.Token);
            await Task.WhenAny(timer, context.WaitForExternalEvent<string>("decision"));
            stop.Cancel();
            context.SetCustomStatus("decided");
            await context.CreateTimer(TimeSpan.FromDays(2), CancellationToken.None);
            context.ContinueAsNew("second");
            return 0;
        }

        var listening = context.CallSubOrchestratorAsync<int>(
            "Listener", new SubOrchestrationOptions(instanceId: "listener"));
        await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
        context.SendEvent("listener", "tell", 42);
        return await listening;
    }

    private static async Task CheckAsync(Hub hub)
    {
        var ended = await hub.GetAsync("story");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(42, ended.ReadOutputAs<int>());
        Assert.Equal(["child 1", "child 2", "first", "heard 42"], hub.Log.Distinct().Order());
        await foreach (var one in hub.Client.GetAllInstancesAsync())
            Assert.True(one.IsCompleted, one.ToString());
        Assert.Null(hub.Engine.NextTimer);
    }
}
