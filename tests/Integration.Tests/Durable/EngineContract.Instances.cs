using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>What clients do to instances: start, stop, look.</summary>
public abstract partial class EngineContract
{
    [Fact]
    public async Task Terminate_OfAWaitingInstance_EndsItAndItsChildren()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Child", context => context.WaitForExternalEvent<int>("never"))
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>(
                "Child", new SubOrchestrationOptions(instanceId: "child")))
            .StartAsync();
        await hub.RunAsync("Parent");

        await hub.Client.TerminateInstanceAsync("one", new TerminateInstanceOptions("enough", Recursive: true));
        await hub.SettleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.GetAsync()).RuntimeStatus);
        Assert.Equal("enough", (await hub.GetAsync()).ReadOutputAs<string>());
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.GetAsync("child")).RuntimeStatus);
        var refused = await Assert.ThrowsAsync<RpcException>(() => hub.Client.RaiseEventAsync("one", "never", 1));
        Assert.Equal(StatusCode.Unknown, refused.StatusCode);
    }

    [Fact]
    public async Task Suspend_OfAnInstance_HoldsEventsAndTimersUntilResume()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Both", async context =>
            {
                await context.CreateTimer(Day, CancellationToken.None);
                return await context.WaitForExternalEvent<int>("go");
            })
            .StartAsync();
        await hub.RunAsync("Both");
        await hub.Client.SuspendInstanceAsync("one", "pause");
        await hub.Client.RaiseEventAsync("one", "go", 7);
        await hub.AdvanceAsync(Day);
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await hub.GetAsync()).RuntimeStatus);
        await hub.RestartAsync();

        await hub.Client.ResumeInstanceAsync("one");
        await hub.SettleAsync();

        Assert.Equal(7, (await hub.GetAsync()).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Schedule_OfAnIdInUse_IsRefusedAndOfAnEndedOneReplacesIt()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Wait", context => context.WaitForExternalEvent<int>("go"))
            .StartAsync();
        await hub.RunAsync("Wait", "first");
        var refused = await Assert.ThrowsAsync<RpcException>(() => hub.RunAsync("Wait", "second"));
        Assert.Equal(StatusCode.AlreadyExists, refused.StatusCode);
        await hub.Client.RaiseEventAsync("one", "go", 1);
        await hub.SettleAsync();

        var again = await hub.RunAsync("Wait", "third");

        Assert.Equal(OrchestrationRuntimeStatus.Running, again.RuntimeStatus);
        Assert.Equal("third", again.ReadInputAs<string>());
        await hub.Client.RaiseEventAsync("one", "go", 2);
        await hub.SettleAsync();
        Assert.Equal(2, (await hub.GetAsync()).ReadOutputAs<int>());
    }

    [Fact]
    public async Task StartAt_InTheFuture_WaitsForItsMoment()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Now", context => Task.FromResult(context.CurrentUtcDateTime))
            .StartAsync();
        var due = hub.Time.GetUtcNow().AddDays(3);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Now", new StartOrchestrationOptions("one", due));
        await hub.SettleAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await hub.GetAsync()).RuntimeStatus);
        await hub.RestartAsync();

        await hub.AdvanceAsync(TimeSpan.FromDays(3));

        Assert.Equal(due.UtcDateTime, (await hub.GetAsync()).ReadOutputAs<DateTime>());
    }

    [Fact]
    public async Task LargeTexts_OfAnyKind_ComeBackWhole()
    {
        var large = new string('қ', 70_000);
        await using var hub = await new Hub(NewStore())
            .Activity<string>("Echo", text => text + "!")
            .Orchestrator("Large", async context =>
            {
                context.SetCustomStatus(large);
                var said = await context.CallActivityAsync<string>("Echo", context.GetInput<string>());
                return said + await context.WaitForExternalEvent<string>("more");
            })
            .StartAsync();
        await hub.RunAsync("Large", large);
        await hub.Client.RaiseEventAsync("one", "more", large);
        await hub.RestartAsync();
        await hub.SettleAsync();

        var ended = await hub.GetAsync();

        Assert.Equal(large + "!" + large, ended.ReadOutputAs<string>());
        Assert.Equal(large, ended.ReadInputAs<string>());
        Assert.Equal(large, ended.ReadCustomStatusAs<string>());
        Assert.Equal(1, (await hub.Client.PurgeInstanceAsync("one")).PurgedInstanceCount);
        Assert.Null(await hub.Client.GetInstanceAsync("one"));
    }

    [Fact]
    public async Task LongHistory_OverSeveralPages_IsReplayed()
    {
        await using var hub = await new Hub(NewStore())
            .Activity<string>("Echo", text => text)
            .Orchestrator("Long", async context =>
            {
                var length = 0;
                for (var step = 0; step < 40; step++)
                    length += (await context.CallActivityAsync<string>("Echo", new string('x', 2_000))).Length;
                await context.WaitForExternalEvent<int>("go");
                return length;
            })
            .StartAsync();
        await hub.RunAsync("Long");
        await hub.RestartAsync();

        await hub.Client.RaiseEventAsync("one", "go", 1);
        await hub.SettleAsync();

        Assert.Equal(80_000, (await hub.GetAsync()).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Query_ByPrefixStatusAndTime_GivesPages()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Quick", context => Task.FromResult(1))
            .Orchestrator("Slow", context => context.WaitForExternalEvent<int>("go"))
            .StartAsync();
        for (var number = 0; number < 5; number++)
        {
            await hub.RunAsync("Quick", id: $"план.1#{number}~/?");
            await hub.RunAsync("Slow", id: $"other-{number}");
            hub.Time.Advance(TimeSpan.FromHours(1));
        }

        var pages = new List<int>();
        var ids = new List<string>();
        var plans = new OrchestrationQuery(InstanceIdPrefix: "план.1#", PageSize: 2);
        await foreach (var page in hub.Client.GetAllInstancesAsync(plans).AsPages())
        {
            pages.Add(page.Values.Count);
            ids.AddRange(page.Values.Select(one => one.InstanceId));
        }

        Assert.Equal([2, 2, 1], pages);
        Assert.Equal(Enumerable.Range(0, 5).Select(number => $"план.1#{number}~/?"), ids);
        Assert.Equal(5, await CountAsync(hub, new(Statuses: [OrchestrationRuntimeStatus.Running])));
        Assert.Equal(4, await CountAsync(hub, new(CreatedFrom: hub.Time.GetUtcNow().AddHours(-2))));
        var purged = await hub.Client.PurgeAllInstancesAsync(new(CreatedTo: hub.Time.GetUtcNow().AddHours(-4)));
        Assert.Equal(2, purged.PurgedInstanceCount);
        Assert.Equal(8, await CountAsync(hub, new()));
    }

    [Fact]
    public async Task Stop_WhileAnActivityRuns_WaitsForItAndBeginsNothing()
    {
        var entered = new TaskCompletionSource();
        var leave = new TaskCompletionSource();
        await using var hub = new Hub(NewStore());
        hub.ActivityAsync<int>("Slow", async number =>
            {
                hub.Log.Enqueue($"slow {number}");
                entered.TrySetResult();
                await leave.Task;
                return number;
            })
            .Orchestrator("Two", async context => await context.CallActivityAsync<int>("Slow", 1)
                + await context.CallActivityAsync<int>("Slow", 2));
        await hub.StartAsync();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Two", new StartOrchestrationOptions("one"));
        await entered.Task;

        var stopped = hub.Engine.StopAsync(CancellationToken.None);
        Assert.False(stopped.IsCompleted);
        leave.SetResult();
        await stopped;
        Assert.Equal(["slow 1"], hub.Log);
        await hub.RestartAsync();
        await hub.SettleAsync();

        Assert.Equal(3, (await hub.GetAsync()).ReadOutputAs<int>());
        Assert.Equal(["slow 1", "slow 2"], hub.Log);
    }

    [Fact]
    public async Task WaitForCompletion_OfARunningInstance_EndsWithIt()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Wait", context => context.WaitForExternalEvent<int>("go"))
            .StartAsync();
        var ended = hub.Client.WaitForInstanceCompletionAsync("one", true);
        await hub.RunAsync("Wait");
        Assert.True((await hub.Client.WaitForInstanceStartAsync("one")).IsRunning);
        Assert.False(ended.IsCompleted);

        await hub.Client.RaiseEventAsync("one", "go", 5);

        Assert.Equal(5, (await ended).ReadOutputAs<int>());
    }

    private static async Task<int> CountAsync(Hub hub, OrchestrationQuery query)
    {
        var count = 0;
        await foreach (var _ in hub.Client.GetAllInstancesAsync(query))
            count++;
        return count;
    }
}
