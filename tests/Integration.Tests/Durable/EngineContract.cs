using CarbonRegistry.Local.DurableTask;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>What the engine promises, on any store.</summary>
public abstract partial class EngineContract
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
}

/// <summary>The engine on rows in memory.</summary>
public sealed class MemoryEngineTests : EngineContract
{
    private protected override RowStore NewStore() => new MemoryRowStore();
}
