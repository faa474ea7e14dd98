using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Requirements C1 with the policy <c>both</c>: neither paper alone carries a direct sale out.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class BothEvidencesTests(EndToEndWorld world)
{
    [Fact]
    public async Task Papers_WhenBothAreAskedFor_WaitForEachOtherAndCountFromTheEarlier()
    {
        await using var host = await RegistryHost.StartAsync(
            world.TakeStorage(),
            RegistryHost.FirstMorning,
            null,
            ("Trades__Evidence", "both"),
            ("Approvals__planInForce", "0"),
            ("Approvals__accountApplication", "0"));
        var client = host.Client;
        await client.PostPlanAsync(Papers.Plan, "authority");
        await client.AwaitStageAsync(Papers.PlanProcedure, "executed");
        await client.MoveClockAsync($"{TradePapers.Today}T09:00:00+06:00");
        foreach (var (installation, user) in new[] { ("KZ-0001", "holder"), ("KZ-0002", "other-holder") })
        {
            var application = Papers.Application("З-1", installation, TradePapers.Today);
            await client.AwaitStageAsync(await PostAsync(client, application, user), "executed");
        }

        var notice = await PostAsync(
            client, TradePapers.Result("ДП-1", "ДКП-1", "KZ-0001", "KZ-0002", 25), "authority");
        var waiting = await client.AwaitAwaitingAsync(notice);
        await client.MoveClockAsync("2022-08-02T09:00:00+06:00");
        var contract = await PostAsync(
            client, TradePapers.Contract("Д-1", "ДКП-1", "KZ-0001", "KZ-0002", 25), "other-holder");
        var running = await client.AwaitStageAsync(contract, "awaitingDecision");
        await client.ApproveAsync(contract);
        (await client.DecideAsync(contract, "holder", "approve")).Expect(200);
        var moved = await client.AwaitStageAsync(contract, "executed");
        var settled = await client.AwaitStageAsync(notice, "executed");

        Assert.Equal(
            ("received", "otherEvidence", JsonValueKind.Null),
            (waiting.GetProperty("stage").GetString(), waiting.GetProperty("awaiting")[0].GetString(),
                waiting.GetProperty("dueOn").ValueKind));
        // Three working days from Friday 29 July, not from Tuesday 2 August.
        Assert.Equal(Market.Due, running.GetProperty("dueOn").GetString());
        Assert.Contains(running.GetProperty("history").EnumerateArray(), happened =>
            happened.GetProperty("what").GetString() is { } what
            && what.Contains("2022-07-29") && what.Contains("2022-08-02"));
        Assert.Equal(Market.Entries(moved), Market.Entries(settled));
        Assert.Equal(contract, settled.GetProperty("settledBy").GetString());
    }

    private static async Task<string> PostAsync(
        RegistryClient client, System.Text.Json.Nodes.JsonObject document, string user) =>
        Uri.UnescapeDataString(
            (await client.PostNoticeAsync(document, user)).Expect(202).Location!.Split('/')[^1]);
}
