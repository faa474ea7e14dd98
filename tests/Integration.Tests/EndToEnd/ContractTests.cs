using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Order 221 ¶31, 33: the buyer's copy of the contract, and the authority's notice about it.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class ContractTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private RegistryClient Client => registry.Client;

    [Fact]
    public async Task Contract_OfParagraph31ConfirmedByTheSeller_MovesTheUnits()
    {
        await OpenAsync("KZ-0001", "KZ-0002");
        var (units, _) = await registry.QuotaAsync("KZ-0001");
        var contract = TradePapers.Contract("Д-1", "ДКП-1", "KZ-0001", "KZ-0002", 25);
        var id = await registry.PostAsync(contract, "other-holder");
        var due = (await Client.ProcedureAsync(id)).Json;
        await Client.ApproveAsync(id);
        var open = await Client.AwaitStageAsync(id, "awaitingDecision");
        (await Client.DecideAsync(id, "other-holder", "approve")).Expect(403);
        (await Client.DecideAsync(id, "stranger", "approve")).Expect(403);
        (await Client.ProcedureAsync(id, "stranger")).Expect(404);
        (await Client.ProcedureAsync(id, "holder")).Expect(200);
        (await Client.DecideAsync(id, "holder", "approve")).Expect(200);
        var ended = await Client.AwaitStageAsync(id, "executed");

        Assert.Equal((Market.Due, "Order 221 ¶33"), (Text(due, "dueOn"), Text(due, "paragraph")));
        Assert.Equal("awaitingDecision", Text(open, "stage"));
        Assert.Equal((units - 25, 0), await registry.QuotaAsync("KZ-0001"));
        var entry = await registry.EntryAsync(Assert.Single(Market.Entries(ended)));
        Assert.Equal("T16", Text(entry, "kind"));
        Assert.Equal(
            ["holder", "registrar-1", "registrar-2"],
            entry.GetProperty("by").EnumerateArray().Select(who => who.GetString()));
    }

    [Fact]
    public async Task Contract_HandedInByTheSeller_IsConfirmedByAnotherPersonOfTheSeller()
    {
        await OpenAsync("KZ-0001", "KZ-0002");
        var contract = TradePapers.Contract(
            "Д-2", "ДКП-2", "KZ-0001", "KZ-0002", 5, issuer: Users.HolderBin);
        var id = await registry.PostAsync(contract, "holder");

        (await Client.DecideAsync(id, "holder", "approve")).Expect(409);
        (await Client.DecideAsync(id, "holder-2", "refuse", "Не подписывали")).Expect(200);
        var ended = await Client.AwaitStageAsync(id, "refused");
        Assert.Equal("516 declinedByHolder", BusyRegistry.RefusalOf(ended));
        Assert.Empty(Market.Entries(ended));
    }

    [Fact]
    public async Task Contract_OfAPersonThatIsNoParty_IsRefusedAtTheDoor()
    {
        await OpenAsync("KZ-0001", "KZ-0002");
        var contract = TradePapers.Contract(
            "Д-3", "ДКП-3", "KZ-0001", "KZ-0002", 5, issuer: Papers.Operators["KZ-0003"]);

        var answer = (await Client.PostNoticeAsync(contract, "stranger")).Expect(422);
        Assert.Equal(["issuerNotAllowed /issuer"], answer.IssueCodes);
    }

    [Fact]
    public async Task Papers_AboutOneContract_MoveItsUnitsOnce()
    {
        await OpenAsync("KZ-0043", "KZ-0045");
        var (units, _) = await registry.QuotaAsync("KZ-0043");
        var contract = await registry.HandInAsync(
            TradePapers.Contract("Д-4", "ДКП-4", "KZ-0043", "KZ-0045", units));
        await Client.AwaitStageAsync(contract, "awaitingDecision");
        var notice = await registry.HandInAsync(
            TradePapers.Result("ДП-4", "дкп - 4", "KZ-0043", "KZ-0045", units));
        await Client.AwaitStageAsync(notice, "awaitingDecision");
        Assert.Equal((units, units), await registry.QuotaAsync("KZ-0043"));
        await Client.ApproveAsync(notice);
        var moved = await Client.AwaitStageAsync(notice, "executed");
        var settled = await Client.AwaitStageAsync(contract, "executed");

        Assert.Equal((0, 0), await registry.QuotaAsync("KZ-0043"));
        Assert.Equal(Market.Entries(moved), Market.Entries(settled));
        Assert.Equal(notice, Text(settled, "settledBy"));
        Assert.Equal(JsonValueKind.Null, moved.GetProperty("settledBy").ValueKind);
        Assert.Equal([$"{Papers.Operators["KZ-0045"]} executed"], Market.Notices(settled));
    }

    [Fact]
    public async Task Paper_AboutAContractThatIsCarriedOut_EndsWithItsEntries()
    {
        await OpenAsync("KZ-0046", "KZ-0052");
        var (units, _) = await registry.QuotaAsync("KZ-0046");
        var notice = await registry.CarryOutAsync(
            TradePapers.Result("ДП-5", "ДКП-5", "KZ-0046", "KZ-0052", units));
        var id = await registry.HandInAsync(TradePapers.Contract("Д-5", "ДКП-5", "KZ-0046", "KZ-0052", units));
        var settled = await Client.AwaitStageAsync(id, "executed");

        Assert.Equal(Market.Entries(notice), Market.Entries(settled));
        Assert.Equal((0, 0), await registry.QuotaAsync("KZ-0046"));
    }

    [Fact]
    public async Task Papers_ThatDifferOrComeTwice_AreRefusedAtTheDoor()
    {
        await OpenAsync("KZ-0053", "KZ-0054");
        var notice = await registry.HandInAsync(TradePapers.Result("ДП-6", "ДКП-6", "KZ-0053", "KZ-0054", 10));
        var twice = (await Client.PostNoticeAsync(
            TradePapers.Result("ДП-7", "ДКП-6", "KZ-0053", "KZ-0054", 10), "authority")).Expect(422);
        await Client.DropAsync("Д-7.json", TradePapers.Contract("Д-7", "ДКП-6", "KZ-0053", "KZ-0054", 11, 501));
        var differs = await Client.AwaitBlobAsync("notices-rejected", "Д-7.json.issues.json");

        Assert.Equal(["alreadySettled /contract"], twice.IssueCodes);
        var issue = differs.GetProperty("issues")[0];
        Assert.Equal("evidenceDiffers", Text(issue, "code"));
        Assert.Contains("units, price", issue.GetProperty("message").ToString());
        await Client.AwaitStageAsync(notice, "awaitingDecision");
    }

    [Fact]
    public async Task Contract_WhoseEarlierPaperWasRefused_CanBeHandedInAgain()
    {
        await OpenAsync("KZ-0056", "KZ-0057");
        var first = await registry.HandInAsync(TradePapers.Result("ДП-8", "ДКП-8", "KZ-0056", "KZ-0057", 10));
        await Client.AwaitStageAsync(first, "awaitingDecision");
        (await Client.DecideAsync(first, "registrar-1", "refuse", "Не та цена")).Expect(200);
        await Client.AwaitStageAsync(first, "refused");
        var second = await registry.CarryOutAsync(TradePapers.Result("ДП-9", "ДКП-8", "KZ-0056", "KZ-0057", 12, 600));

        Assert.Single(Market.Entries(second));
    }

    private async Task OpenAsync(params string[] installations)
    {
        foreach (var installation in installations)
        {
            if ((await registry.AccountAsync(installation)).ValueKind == JsonValueKind.Undefined)
                await registry.OpenAsync(installation);
        }
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
