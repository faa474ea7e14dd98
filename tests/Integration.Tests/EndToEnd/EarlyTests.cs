namespace CarbonRegistry.Integration.Tests.EndToEnd;

[Collection(EndToEndCollection.Name)]
public sealed class EarlyTests(EndToEndWorld world)
{
    private const string Application = "accountApplication.050440556852.2022.Р-1";
    private const string Lacking = "accountApplication.110340472035.2022.Р-2";
    private const string Misled = "accountApplication.111240174458.2022.Р-3";

    [Fact]
    public async Task Plan_BeforeItsDate_WaitsAndLetsWhatCameEarlierGoOn()
    {
        await using var host = await RegistryHost.StartAsync(world.TakeStorage(), "2022-07-20T09:00:00+06:00");
        var client = host.Client;
        await NothingIsThereAsync(client);
        await ComeEarlyAsync(client);
        await PlanWaitsAsync(client);

        await client.MoveClockAsync("2022-07-25T08:00:00+06:00");
        var running = await client.AwaitStageAsync(Papers.PlanProcedure, "awaitingDecision");
        Assert.Equal("2022-07-28", running.GetProperty("dueOn").GetString());
        Assert.Equal("received", await StageAsync(client, Application));
        await client.MoveClockAsync("2022-07-28T16:59:00+06:00");
        Assert.Equal("awaitingDecision", await StageAsync(client, Papers.PlanProcedure));
        await client.MoveClockAsync("2022-07-28T17:00:05+06:00");

        await client.AwaitStageAsync(Papers.PlanProcedure, "executed");
        var first = (await client.GetAsync("/api/journal?take=1", null)).Json;
        Assert.Equal("2022-07-28T17:00:00", first.GetProperty("at").GetString()![..19]);
        Assert.Equal("deadline", first.GetProperty("by")[0].GetString());
        await client.AwaitStageAsync(Application, "awaitingDecision");
        await client.ApproveAsync(Application);
        await client.AwaitStageAsync(Application, "executed");
        Assert.Equal("awaitingDocuments", await StageAsync(client, Lacking));
        var misled = await client.AwaitStageAsync(Misled, "refused");
        Assert.Equal("301 installationUnknown", BusyRegistry.RefusalOf(misled));

        // A host may take its storage down before it disposes of its services: the last snapshot is older than that.
        await host.StopAsync();
        var names = await client.NamesAsync("journal");
        Assert.Contains(names, name => name.StartsWith("snapshots/", StringComparison.Ordinal));
    }

    private static async Task NothingIsThereAsync(RegistryClient client)
    {
        var dry = (await client.PostPlanAsync(Papers.Plan, "authority", "?dryRun")).Expect(200).Json;
        var totals = (await client.GetAsync("/api/totals", null)).Json;
        var head = (await client.GetAsync("/api/journal/head", null)).Json;

        Assert.Equal(692_000_000, dry.GetProperty("total").GetInt64());
        Assert.Equal(229, dry.GetProperty("installations").GetArrayLength());
        Assert.Empty((await client.GetAsync("/api/procedures")).Json.GetProperty("items").EnumerateArray());
        Assert.Empty(totals.GetProperty("items").EnumerateArray());
        Assert.Equal(0, head.GetProperty("size").GetInt64());
        Assert.Equal(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", head.GetProperty("root").GetString());
        (await client.GetAsync("/api/plans/2022-2025")).Expect(404);
        // The calendar by which the registry counts, and no document.
        Assert.Single(await client.NamesAsync("archive"));
    }

    private static async Task ComeEarlyAsync(RegistryClient client)
    {
        var misled = Papers.Application("Р-3", "KZ-0003", "2022-07-20");
        misled["installation"] = "KZ-9999";
        await client.DropAsync("1.json", Papers.Application("Р-1", "KZ-0001", "2022-07-20"));
        await client.DropAsync("2.json", Papers.Application("Р-2", "KZ-0002", "2022-07-20", complete: false));
        await client.DropAsync("3.json", misled);
        await client.AwaitStageAsync(Lacking, "awaitingDocuments");
        foreach (var id in new[] { Application, Misled })
        {
            await AwaitingAsync(client, id, "planInForce");
            Assert.Equal("received", await StageAsync(client, id));
        }
    }

    private static async Task PlanWaitsAsync(RegistryClient client)
    {
        await client.DropAsync("plans", "nap.xlsx", Papers.Plan);
        await client.AwaitStageAsync(Papers.PlanProcedure, "received");
        await AwaitingAsync(client, Papers.PlanProcedure, "inForceOn");
        (await client.DecideAsync(Papers.PlanProcedure, "registrar-1", "approve")).Expect(409);
        (await client.GetAsync("/api/plans/2022-2025", null)).Expect(404);
        (await client.GetAsync("/api/plans/2022-2025", "auditor")).Expect(200);
        await client.MoveClockAsync("2022-07-24T23:00:00+06:00");
        Assert.Equal("received", await StageAsync(client, Papers.PlanProcedure));
        Assert.Equal(0, (await client.GetAsync("/api/journal/head")).Json.GetProperty("size").GetInt64());
    }

    private static async Task AwaitingAsync(RegistryClient client, string id, string what)
    {
        await client.AwaitStageAsync(id, "received");
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var awaiting = (await client.ProcedureAsync(id)).Json.GetProperty("awaiting");
            if (awaiting.GetArrayLength() == 1)
            {
                Assert.Equal(what, awaiting[0].GetString());
                return;
            }
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(30), $"{id} awaits nothing.");
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task<string?> StageAsync(RegistryClient client, string id) =>
        (await client.ProcedureAsync(id)).Expect(200).Json.GetProperty("stage").GetString();
}
