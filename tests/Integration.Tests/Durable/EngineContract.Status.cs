namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>What becomes of a custom status when an orchestration continues as new.</summary>
public abstract partial class EngineContract
{
    /// <summary>
    /// So does the dispatcher of Durable Task: it carries the status over into the first turn of the new generation
    /// only, and a later turn shows what the new code has set, which is nothing here.
    /// </summary>
    [Fact]
    public async Task ContinueAsNew_WithoutAStatusOfItsOwn_ShowsTheOldOneUntilItsSecondTurn()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Loop", async context =>
            {
                if (context.GetInput<int>() == 0)
                {
                    context.SetCustomStatus("first");
                    context.ContinueAsNew(1);
                    return 0;
                }

                await context.WaitForExternalEvent<int>("go");
                return await context.WaitForExternalEvent<int>("on");
            })
            .StartAsync();
        await hub.RunAsync("Loop", 0);
        Assert.Equal("first", (await hub.GetAsync()).ReadCustomStatusAs<string>());
        await hub.RestartAsync();
        await hub.SettleAsync();
        Assert.Equal("first", (await hub.GetAsync()).ReadCustomStatusAs<string>());

        await hub.Client.RaiseEventAsync("one", "go", 1);
        await hub.SettleAsync();

        Assert.Null((await hub.GetAsync()).SerializedCustomStatus);
    }

    [Fact]
    public async Task ContinueAsNew_WithAStatusOfItsOwn_ShowsThatAtOnceAndInEachLaterTurn()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Loop", async context =>
            {
                var round = context.GetInput<int>();
                context.SetCustomStatus($"round {round}");
                await context.WaitForExternalEvent<int>("go");
                if (round < 2)
                    context.ContinueAsNew(round + 1);
                return round;
            })
            .StartAsync();
        await hub.RunAsync("Loop", 0);
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal($"round {round}", (await hub.GetAsync()).ReadCustomStatusAs<string>());
            await hub.Client.RaiseEventAsync("one", "go", 1);
            await hub.SettleAsync();
        }

        await hub.Client.RaiseEventAsync("one", "go", 1);
        await hub.SettleAsync();

        Assert.True((await hub.GetAsync()).IsCompleted);
        Assert.Equal("round 2", (await hub.GetAsync()).ReadCustomStatusAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_TwiceAtOnce_CarriesTheStatusOverOneGenerationOnly()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Loop", async context =>
            {
                var round = context.GetInput<int>();
                if (round == 0)
                    context.SetCustomStatus("first");
                if (round < 2)
                {
                    context.ContinueAsNew(round + 1);
                    return 0;
                }

                return await context.WaitForExternalEvent<int>("go");
            })
            .StartAsync();

        var waiting = await hub.RunAsync("Loop", 0);

        Assert.Null(waiting.SerializedCustomStatus);
    }

    [Fact]
    public async Task ContinueAsNew_IntoAGenerationThatEndsAtOnce_LeavesTheStatusOnTheEndedInstance()
    {
        await using var hub = await new Hub(NewStore())
            .Orchestrator("Loop", context =>
            {
                var round = context.GetInput<int>();
                if (round == 0)
                {
                    context.SetCustomStatus("first");
                    context.ContinueAsNew(1);
                }

                return Task.FromResult(round);
            })
            .StartAsync();

        var ended = await hub.RunAsync("Loop", 0);

        Assert.Equal(1, ended.ReadOutputAs<int>());
        Assert.Equal("first", ended.ReadCustomStatusAs<string>());
    }
}
