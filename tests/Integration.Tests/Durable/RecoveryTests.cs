using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>What a start finds: old histories under new code, broken rows, many sleepers.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public async Task Replay_OfChangedCode_FailsAndNamesBothCalls()
    {
        var failure = await ReplayAsync(
            context => context.CallActivityAsync("Old"), context => context.CallActivityAsync("New"));

        Assert.Contains(
            "TaskScheduled 'Old' #0 where the code calls TaskScheduled 'New' #0", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfCodeWithACallLess_FailsAndNamesIt()
    {
        var failure = await ReplayAsync(
            async context =>
            {
                await context.CallActivityAsync("Old");
                await context.CallActivityAsync("New");
            },
            context => context.CallActivityAsync("Old"));

        Assert.Contains("TaskScheduled 'New' #1", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OfCodeWithACallMore_FailsAndNamesIt()
    {
        var failure = await ReplayAsync(
            context => context.CallActivityAsync("Old"),
            context => Task.WhenAll(context.CallActivityAsync("Old"), context.CallActivityAsync("New")));

        Assert.Contains("TaskScheduled 'New' #1", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrator_ThatAwaitsAForeignTask_Fails()
    {
        var foreign = new TaskCompletionSource();
        await using var hub = await new Hub(new MemoryRowStore())
            .Orchestrator("Stuck", async context =>
            {
                await foreign.Task;
                return 1;
            })
            .StartAsync();

        var ended = await hub.RunAsync("Stuck");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Contains("awaits another kind of task", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrator_ThatAForeignThreadResumes_Fails()
    {
        var foreign = new TaskCompletionSource();
        await using var hub = await new Hub(new MemoryRowStore())
            .Orchestrator("Foreign", async context =>
            {
                var timer = context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                await foreign.Task;
                await timer;
                return 1;
            })
            .StartAsync();
        await hub.RunAsync("Foreign");

        foreign.SetResult();
        var ended = await hub.Client.WaitForInstanceCompletionAsync("one", true);

        Assert.Contains("its context did not give", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrator_ThatLeavesItsThread_Fails()
    {
        await using var hub = await new Hub(new MemoryRowStore())
            .Activity<int>("Next", number => number + 1)
            .Orchestrator("Leaves", async context =>
            {
                await context.CallActivityAsync<int>("Next", 1).ConfigureAwait(false);
                return await context.CallActivityAsync<int>("Next", 2);
            })
            .StartAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await hub.RunAsync("Leaves")).RuntimeStatus);
    }

    [Fact]
    public async Task Replay_GivesTheSameGuidsAndLogsOnce()
    {
        var guids = new ConcurrentQueue<Guid>();
        var fresh = 0;
        await using var hub = await new Hub(new MemoryRowStore())
            .Orchestrator("Guids", async context =>
            {
                guids.Enqueue(context.NewGuid());
                guids.Enqueue(context.NewGuid());
                if (!context.IsReplaying)
                    fresh++;
                return await context.WaitForExternalEvent<int>("go");
            })
            .StartAsync();
        await hub.RunAsync("Guids");
        await hub.RestartAsync();
        await hub.Client.RaiseEventAsync("one", "go", 1);
        await hub.SettleAsync();

        Assert.Equal(4, guids.Count);
        Assert.Equal(2, guids.Distinct().Count());
        Assert.Equal(1, fresh);
    }

    [Fact]
    public async Task Instance_WhoseHistoryIsBroken_IsSetAsideAndHoldsNobodyUp()
    {
        var rows = new MemoryRowStore();
        await using var hub = await new Hub(rows)
            .Orchestrator("Wait", context => context.WaitForExternalEvent<int>("go"))
            .StartAsync();
        await hub.RunAsync("Wait", id: "broken");
        await hub.RunAsync("Wait", id: "sound");
        rows.Damage("broken", "state", row =>
            new Dictionary<string, object>(row.Values) { ["History"] = "{ \"k\": \"Nothing\" }" });
        await hub.RestartAsync();

        await hub.Client.RaiseEventAsync("broken", "go", 1);
        await hub.Client.RaiseEventAsync("sound", "go", 1);
        await hub.SettleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.GetAsync("sound")).RuntimeStatus);
        var broken = await hub.GetAsync("broken");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, broken.RuntimeStatus);
        Assert.True(broken.FailureDetails!.IsCausedBy<InvalidDataException>());
    }

    [Fact]
    public async Task Parent_OfABrokenChild_LearnsOfItsFailure()
    {
        var rows = new MemoryRowStore();
        await using var hub = await new Hub(rows)
            .Orchestrator("Wait", context => context.WaitForExternalEvent<int>("go"))
            .Orchestrator("Parent", context => context.CallSubOrchestratorAsync<int>(
                "Wait", new SubOrchestrationOptions(instanceId: "child")))
            .StartAsync();
        await hub.RunAsync("Parent");
        rows.Damage("child", "state", row => new Dictionary<string, object>(row.Values) { ["History"] = "?" });
        await hub.RestartAsync();

        await hub.Client.RaiseEventAsync("child", "go", 1);
        await hub.SettleAsync();

        var failure = (await hub.GetAsync()).FailureDetails!.InnerFailure!;
        Assert.True(failure.IsCausedBy<InvalidDataException>());
    }

    [Fact]
    public async Task Termination_OfAnInstanceThatHasNotBegun_KeepsItFromBeginning()
    {
        await using var hub = new Hub(new MemoryRowStore());
        hub.Orchestrator("Begins", context =>
        {
            hub.Log.Enqueue("begun");
            return Task.FromResult(1);
        });
        await hub.StartAsync();
        var start = new StartOrchestrationOptions("one", hub.Time.GetUtcNow().AddDays(1));
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Begins", start);

        await hub.Client.TerminateInstanceAsync("one");
        await hub.AdvanceAsync(TimeSpan.FromDays(2));

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.GetAsync()).RuntimeStatus);
        Assert.Empty(hub.Log);
    }

    [Fact]
    public async Task Orchestrator_ThatIsNotThere_FailsItsInstance()
    {
        await using var hub = await new Hub(new MemoryRowStore()).StartAsync();

        var ended = await hub.RunAsync("Nobody");

        Assert.Equal("There is no orchestrator named 'Nobody'.", ended.FailureDetails!.ErrorMessage);
    }

    [Fact]
    public async Task Activity_ThatIsNotThere_IsNotRetried()
    {
        await using var hub = await new Hub(new MemoryRowStore())
            .Orchestrator<int>("Calls", context => context.CallActivityAsync<int>(
                "Nobody", 0, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromHours(1)))))
            .StartAsync();

        var ended = await hub.RunAsync("Calls");

        Assert.Contains("no activity named 'Nobody'", ended.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sleepers_TenThousandOfThem_WakeAfterARestart()
    {
        const int Count = 10_000;
        var rows = new MemoryRowStore();
        await using var hub = await new Hub(rows)
            .Orchestrator("Sleep", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(10), CancellationToken.None);
                return 1;
            })
            .StartAsync();
        for (var number = 0; number < Count; number++)
        {
            await hub.Client.ScheduleNewOrchestrationInstanceAsync(
                "Sleep", new StartOrchestrationOptions($"sleeper-{number}"));
        }

        await hub.SettleAsync();
        var writes = rows.Writes;
        await hub.RestartAsync();
        await hub.SettleAsync();
        Assert.Equal(writes, rows.Writes);

        await hub.AdvanceAsync(TimeSpan.FromDays(10));

        var ended = 0;
        var completed = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed]);
        await foreach (var one in hub.Client.GetAllInstancesAsync(completed))
            ended += one.IsCompleted ? 1 : 0;
        Assert.Equal(Count, ended);
    }

    [Fact]
    public async Task Sequence_OfFiveActivities_CostsSevenWrites()
    {
        var rows = new MemoryRowStore();
        await using var hub = await new Hub(rows)
            .Activity<int>("Next", number => number + 1)
            .Orchestrator("Five", async context =>
            {
                var number = 0;
                for (var step = 0; step < 5; step++)
                    number = await context.CallActivityAsync<int>("Next", number);
                return number;
            })
            .StartAsync();

        await hub.RunAsync("Five");

        Assert.Equal(7, rows.Writes);
        Assert.Equal(1, rows.RowCount);
    }

    private static async Task<string> ReplayAsync(
        Func<TaskOrchestrationContext, Task> before, Func<TaskOrchestrationContext, Task> after)
    {
        var rows = new MemoryRowStore();
        var time = new ManualTime(new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
        await using (var old = NewHub(rows, time, before))
        {
            await old.StartAsync();
            await old.RunAsync("Changed");
        }

        await using var hub = NewHub(rows, time, after);
        await hub.StartAsync();
        await hub.AdvanceAsync(TimeSpan.FromDays(1));
        var ended = await hub.GetAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        return ended.FailureDetails!.ErrorMessage;
    }

    private static Hub NewHub(MemoryRowStore rows, ManualTime time, Func<TaskOrchestrationContext, Task> code) =>
        new Hub(rows) { Time = time }
            .Activity<object?>("Old", _ => 1)
            .Activity<object?>("New", _ => 1)
            .Orchestrator("Changed", async context =>
            {
                await code(context);
                await context.CreateTimer(TimeSpan.FromDays(1), CancellationToken.None);
                return 1;
            });
}
