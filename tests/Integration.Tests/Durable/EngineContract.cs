using CarbonRegistry.Local.DurableTask;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>What the engine promises, on any store.</summary>
public abstract class EngineContract
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private protected abstract RowStore NewStore();

    [Fact]
    public async Task Sequence_OfActivities_GivesTheResultOfTheLast()
    {
        await using var hub = await new Hub(NewStore())
            .Activity<int>("Double", number => number * 2)
            .Orchestrator("Chain", async context =>
            {
                var number = context.GetInput<int>();
                for (var step = 0; step < 5; step++)
                    number = await context.CallActivityAsync<int>("double", number);
                return number;
            })
            .StartAsync();

        var ended = await hub.RunAsync("chain", 3);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, ended.RuntimeStatus);
        Assert.Equal(96, ended.ReadOutputAs<int>());
        Assert.Equal(3, ended.ReadInputAs<int>());
    }

    [Fact]
    public async Task FanOut_OverManyActivities_CollectsAllInOrder()
    {
        await using var hub = await new Hub(NewStore())
            .Activity<int>("Square", number => number * number)
            .Orchestrator("Fan", context => Task.WhenAll(
                Enumerable.Range(0, 200).Select(number => context.CallActivityAsync<int>("Square", number))))
            .StartAsync();

        var ended = await hub.RunAsync("Fan");

        Assert.Equal(Enumerable.Range(0, 200).Select(number => number * number), ended.ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task SubOrchestration_ThatEnds_AnswersItsParent()
    {
        await using var hub = await new Hub(NewStore())
            .Activity<string>("Greet", name => $"Сәлем, {name}!")
            .Orchestrator("Child", async context =>
                context.Parent!.InstanceId + ": "
                + await context.CallActivityAsync<string>("Greet", context.GetInput<string>()))
            .Orchestrator("Parent", async context => new[]
            {
                await context.CallSubOrchestratorAsync<string>("Child", "Астана"),
                await context.CallSubOrchestratorAsync<string>(
                    "Child", "Алматы", new SubOrchestrationOptions(instanceId: "child/2")),
            })
            .StartAsync();

        var ended = await hub.RunAsync("Parent");

        Assert.Equal(["one: Сәлем, Астана!", "one: Сәлем, Алматы!"], ended.ReadOutputAs<string[]>()!);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.GetAsync("child/2")).RuntimeStatus);
    }

    [Fact]
    public async Task SubOrchestration_ThatFails_FailsTheCallWithItsCause()
    {
        await using var hub = await new Hub(NewStore())
            .Activity<int>("Break", _ => throw new InvalidDataException("spoilt"))
            .Orchestrator<object?>("Child", async context => await context.CallActivityAsync<object?>("Break", 1))
            .Orchestrator("Parent", async context =>
            {
                var failure = await Assert.ThrowsAsync<TaskFailedException>(
                    () => context.CallSubOrchestratorAsync("Child"));
                return failure.FailureDetails.InnerFailure!.ToString();
            })
            .StartAsync();

        var ended = await hub.RunAsync("Parent");

        Assert.Equal("System.IO.InvalidDataException: spoilt", ended.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Activity_ThatThrows_FailsTheInstanceWithDetails()
    {
        await using var hub = await new Hub(NewStore())
            .Activity<int>("Break", _ => throw new InvalidDataException("spoilt"))
            .Orchestrator<object?>("Fails", async context => await context.CallActivityAsync<object?>("Break", 1))
            .StartAsync();

        var ended = await hub.RunAsync("Fails");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, ended.RuntimeStatus);
        Assert.Equal(
            "Task 'Break' (#0) failed with an unhandled exception: spoilt", ended.FailureDetails!.ErrorMessage);
        Assert.True(ended.FailureDetails.IsCausedBy<TaskFailedException>());
        Assert.True(ended.FailureDetails.InnerFailure!.IsCausedBy<InvalidDataException>());
    }

    [Fact]
    public async Task Timer_BeforeItsMoment_DoesNotFire()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Sleep", async context =>
            {
                await context.CreateTimer(TimeSpan.FromDays(90), CancellationToken.None);
                return context.CurrentUtcDateTime;
            })
            .StartAsync();
        await hub.RunAsync("Sleep");
        var due = hub.Time.GetUtcNow().AddDays(90);

        Assert.Equal(due, hub.Engine.NextTimer);
        await hub.AdvanceAsync(TimeSpan.FromDays(90) - TimeSpan.FromTicks(1));
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync()).RuntimeStatus);
        await hub.AdvanceAsync(TimeSpan.FromTicks(1));

        Assert.Equal(due.UtcDateTime, (await hub.GetAsync()).ReadOutputAs<DateTime>());
        Assert.Null(hub.Engine.NextTimer);
    }

    [Fact]
    public async Task Timer_ThatIsCancelled_IsForgotten()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Either", async context =>
            {
                using var stop = new CancellationTokenSource();
                var timer = context.CreateTimer(Day, stop.Token);
                var decision = context.WaitForExternalEvent<string>("decision", stop.Token);
                var first = await Task.WhenAny(timer, decision);
                stop.Cancel();
                return first == timer ? "late" : await decision;
            })
            .StartAsync();
        await hub.RunAsync("Either", id: "decided");
        await hub.RunAsync("Either", id: "expired");

        await hub.Client.RaiseEventAsync("decided", "DECISION", "approve");
        await hub.SettleAsync();
        Assert.Equal("approve", (await hub.GetAsync("decided")).ReadOutputAs<string>());
        await hub.AdvanceAsync(Day);

        Assert.Equal("late", (await hub.GetAsync("expired")).ReadOutputAs<string>());
        Assert.Null(hub.Engine.NextTimer);
    }

    [Fact]
    public async Task Event_WithTimeout_IsCancelledWhenNothingComes()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Wait", async context =>
            {
                try
                {
                    return await context.WaitForExternalEvent<string>("reply", TimeSpan.FromHours(1));
                }
                catch (TaskCanceledException)
                {
                    return "none";
                }
            })
            .StartAsync();
        await hub.RunAsync("Wait");
        await hub.RestartAsync();

        await hub.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("none", (await hub.GetAsync()).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Events_BeforeAndAfterTheWait_ComeInTheirOrder()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Listen", async context =>
            {
                await context.CreateTimer(Day, CancellationToken.None);
                var heard = new List<int>();
                for (var count = 0; count < 120; count++)
                    heard.Add(await context.WaitForExternalEvent<int>("number"));
                return heard;
            })
            .StartAsync();
        await hub.RunAsync("Listen");
        for (var number = 0; number < 70; number++)
            await hub.Client.RaiseEventAsync("one", number % 2 == 0 ? "Number" : "number", number);
        await hub.AdvanceAsync(Day);
        await hub.RestartAsync();
        for (var number = 70; number < 120; number++)
            await hub.Client.RaiseEventAsync("one", "number", number);
        await hub.SettleAsync();

        Assert.Equal(Enumerable.Range(0, 120), (await hub.GetAsync()).ReadOutputAs<int[]>());
    }

    [Fact]
    public async Task SendEvent_ToAnotherInstance_ArrivesOnce()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Receiver", async context =>
                await context.WaitForExternalEvent<int>("a") + await context.WaitForExternalEvent<int>("b"))
            .Orchestrator("Sender", context =>
            {
                context.SendEvent("receiver", "b", 20);
                context.SendEvent("receiver", "a", 1);
                context.SendEvent("nobody", "a", 1);
                return Task.FromResult(0);
            })
            .StartAsync();
        await hub.RunAsync("Receiver", id: "receiver");

        await hub.RunAsync("Sender");

        Assert.Equal(21, (await hub.GetAsync("receiver")).ReadOutputAs<int>());
    }

    [Fact]
    public async Task RetryPolicy_OfAFailingActivity_WaitsAndTriesAgain()
    {
        var attempts = new List<DateTimeOffset>();
        await using var hub = new Hub(NewStore());
        hub.Activity<int>("Flaky", _ =>
            {
                attempts.Add(hub.Time.GetUtcNow());
                return attempts.Count < 4 ? throw new IOException("not yet") : attempts.Count;
            })
            .Orchestrator("Retries", context => context.CallActivityAsync<int>(
                "Flaky", 0, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromMinutes(1), 2))));
        await hub.StartAsync();
        var begun = hub.Time.GetUtcNow();
        await hub.RunAsync("Retries");
        for (var minute = 0; minute < 10; minute++)
            await hub.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(4, (await hub.GetAsync()).ReadOutputAs<int>());
        Assert.Equal([0, 1, 3, 7], attempts.Select(at => (int)(at - begun).TotalMinutes));
    }

    [Fact]
    public async Task RetryPolicy_ThatIsUsedUp_ThrowsTheLastFailure()
    {
        await using var hub = await new Hub(NewStore())
            .Activity<int>("Broken", _ => throw new IOException("never"))
            .Orchestrator<object?>("Retries", async context =>
            {
                await context.CallActivityAsync(
                    "Broken", 0, TaskOptions.FromRetryHandler(failed => failed.LastAttemptNumber < 3));
                return null;
            })
            .StartAsync();

        var ended = await hub.RunAsync("Retries");

        Assert.Equal(
            "Task 'Broken' (#2) failed with an unhandled exception: never", ended.FailureDetails!.ErrorMessage);
    }

    [Fact]
    public async Task ContinueAsNew_WithEventsLeft_CarriesThemAlong()
    {
        await using var hub = await new Hub(NewStore())
            .Activity<int>("Note", number => number)
            .Orchestrator("Loop", async context =>
            {
                var sum = context.GetInput<int>();
                var number = await context.WaitForExternalEvent<int>("add");
                if (number == 0)
                    return sum;
                await context.CallActivityAsync("Note", number);
                context.ContinueAsNew(sum + number);
                return -1;
            })
            .StartAsync();
        await hub.RunAsync("Loop", 0);
        for (var number = 1; number <= 60; number++)
            await hub.Client.RaiseEventAsync("one", "add", 5);
        await hub.SettleAsync();
        Assert.Equal(300, (await hub.GetAsync()).ReadInputAs<int>());
        await hub.RestartAsync();
        await hub.Client.RaiseEventAsync("one", "add", 0);
        await hub.SettleAsync();

        Assert.Equal(300, (await hub.GetAsync()).ReadOutputAs<int>());
    }

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

/// <summary>The engine on rows in memory.</summary>
public sealed class MemoryEngineTests : EngineContract
{
    private protected override RowStore NewStore() => new MemoryRowStore();
}
