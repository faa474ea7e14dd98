using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// What the due day brings where the law leaves no choice (¶20, ¶23) and where it leaves one (¶19), and what ¶23 makes
/// of two subaccounts that are equally large.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class ReserveDeadlineTests(EndToEndWorld world)
{
    private const string Day = "2022-09-06";
    private const string Due = "2022-09-09";

    [Fact]
    public async Task Notices_OfTheReserveThatNobodyDecides_EndAsTheLawSays()
    {
        await using var host = await RegistryHost.StartAsync(world.TakeStorage());
        var client = host.Client;
        await CarryOutAsync(client, "plans", "nap.xlsx", Papers.Plan, Papers.PlanProcedure);
        await client.MoveClockAsync($"{Day}T09:00:00+06:00");
        await CarryOutAsync(client, Papers.Application("С-1", "KZ-0001", Day), Users.HolderBin);
        var back = await HandInAsync(client, Papers.Units("returnToReserve", "С-2", "KZ-0001", 400, Day));
        var topUp = await HandInAsync(client, Papers.TopUp("С-3", "administeredTransition", 500, Day));
        var additional = await HandInAsync(
            client, Papers.Units("additionalAllocation", "С-4", "KZ-0001", 70, Day, 2022));
        foreach (var id in new[] { back, topUp, additional })
            Assert.Equal(Due, (await client.AwaitStageAsync(id, "awaitingDecision")).GetProperty("dueOn").GetString());

        await client.MoveClockAsync($"{Due}T16:59:00+06:00");
        Assert.Equal("awaitingDecision", (await client.ProcedureAsync(back)).Json.GetProperty("stage").GetString());
        await client.MoveClockAsync($"{Due}T17:00:01+06:00");
        foreach (var (id, code) in new[] { (back, "T10"), (topUp, "T13") })
        {
            var entry = await EntryAsync(client, await client.AwaitStageAsync(id, "executed"));
            Assert.Equal(code, entry.GetProperty("kind").GetString());
            Assert.StartsWith($"{Due}T17:00:0", entry.GetProperty("at").GetString(), StringComparison.Ordinal);
            Assert.Equal("deadline", Assert.Single(entry.GetProperty("by").EnumerateArray()).GetString());
        }
        await client.MoveClockAsync("2022-09-10T00:00:01+06:00");
        var open = (await client.ProcedureAsync(additional)).Json;
        Assert.Equal("awaitingDecision", open.GetProperty("stage").GetString());
        Assert.True(open.GetProperty("overdue").GetBoolean());
        Assert.False(open.GetProperty("statutory").GetBoolean());
    }

    [Fact]
    public async Task TopUp_OfParagraph23BetweenEquals_AsksForTheSource()
    {
        await using var host = await RegistryHost.StartAsync(world.TakeStorage());
        var client = host.Client;
        await CarryOutAsync(client, "plans", "nap.xlsx", Papers.Plan, Papers.PlanProcedure);
        await client.MoveClockAsync($"{Day}T09:00:00+06:00");
        await CarryOutAsync(client, Papers.TopUp("С-5", "newInstallations", (18_855_000 - 10_475_000) / 2, Day));
        var tied = await CarryOutAsync(
            client, Papers.TopUp("С-6", "administeredTransition", 5, Day), stage: "refused");
        var named = await CarryOutAsync(
            client, Papers.TopUp("С-7", "administeredTransition", 5, Day, "newInstallations"));
        var entry = await EntryAsync(client, named);

        Assert.Equal("414 largestTied", BusyRegistry.RefusalOf(tied));
        Assert.StartsWith(
            "KZ-71-", entry.GetProperty("moves")[0].GetProperty("from").GetString(), StringComparison.Ordinal);
        Assert.Equal([14_665_000, 4_190_000, 14_665_000, 2_095_000], entry.GetProperty("balances")
            .EnumerateObject().Select(balance => balance.Value.GetInt64()));
    }

    private static async Task<string> HandInAsync(
        RegistryClient client, JsonObject document, string issuer = Users.AuthorityBin)
    {
        await client.DropAsync($"{document["number"]}.json", document);
        return $"{document["kind"]}.{issuer}.2022.{document["number"]}";
    }

    private static async Task<JsonElement> CarryOutAsync(
        RegistryClient client, JsonObject document, string issuer = Users.AuthorityBin, string stage = "executed")
    {
        var id = await HandInAsync(client, document, issuer);
        await client.AwaitStageAsync(id, "awaitingDecision");
        await client.ApproveAsync(id);
        return await client.AwaitStageAsync(id, stage);
    }

    private static async Task CarryOutAsync(
        RegistryClient client, string container, string name, byte[] bytes, string id)
    {
        await client.DropAsync(container, name, bytes);
        await client.AwaitStageAsync(id, "awaitingDecision");
        await client.ApproveAsync(id);
        await client.AwaitStageAsync(id, "executed");
    }

    private static async Task<JsonElement> EntryAsync(RegistryClient client, JsonElement procedure)
    {
        var number = Assert.Single(procedure.GetProperty("entries").EnumerateArray()).GetInt64();
        var line = Assert.Single((await client.GetAsync($"/api/journal?from={number}&take=1", null)).Lines);
        return JsonDocument.Parse(line).RootElement;
    }
}
