using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Integration.Tests.Durable;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Integration.Tests.Procedures;

/// <summary>A procedure whose row is open has an orchestration that runs.</summary>
public sealed class OrchestrationStartTests
{
    private static readonly ProcedureRecord Open = new()
    {
        Id = "installationLiquidation.131040012349.2022.1",
        Kind = "installationLiquidation",
        Number = "1",
        Date = new DateOnly(2022, 8, 3),
        IssuerId = "131040012349",
        IssuerName = "Authority",
        Paragraph = "¶22",
        Stage = ProcedureStage.AwaitingDecision,
        ReceivedAt = new DateTimeOffset(2022, 8, 3, 10, 0, 0, TimeSpan.FromHours(6)),
        DocumentSha256 = new string('a', 64),
        CanonicalSha256 = new string('a', 64),
    };

    [Fact]
    public async Task Start_OfAnOpenProcedureWhoseInstanceWasTerminated_RunsItAgain()
    {
        await using var hub = await HubAsync();
        await Orchestrations.StartAsync(hub.Client, Open, CancellationToken.None);
        await hub.SettleAsync();
        await hub.Client.TerminateInstanceAsync(Open.Id);
        await hub.SettleAsync();

        await Orchestrations.StartAsync(hub.Client, Open, CancellationToken.None);
        await hub.SettleAsync();

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await hub.GetAsync(Open.Id)).RuntimeStatus);
    }

    [Fact]
    public async Task Start_OfAnOpenProcedureThatRuns_LeavesItAlone()
    {
        await using var hub = await HubAsync();
        await Orchestrations.StartAsync(hub.Client, Open, CancellationToken.None);
        await hub.SettleAsync();

        await Orchestrations.StartAsync(hub.Client, Open, CancellationToken.None);
        await hub.SettleAsync();

        Assert.Equal("started", Assert.Single(hub.Log));
    }

    private static Task<Hub> HubAsync()
    {
        var hub = new Hub(new MemoryRowStore());
        return hub
            .Activity<string>("Begin", _ =>
            {
                hub.Log.Enqueue("started");
                return null;
            })
            .Orchestrator(nameof(LiquidateInstallation), async context =>
            {
                await context.CallActivityAsync("Begin", "");
                return await context.WaitForExternalEvent<string>("never");
            })
            .StartAsync();
    }
}
