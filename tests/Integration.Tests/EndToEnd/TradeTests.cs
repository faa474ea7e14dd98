using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>¶27: trade sheets of an exchange and direct sales on the authority's notice, end to end.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class TradeTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private RegistryClient Client => registry.Client;

    [Fact]
    public async Task Sheet_OfParagraph27_CarriesOutEachTradeForItself()
    {
        await OpenAsync("KZ-0020", "KZ-0021");
        var (sold, _) = await registry.QuotaAsync("KZ-0020");
        var (bought, _) = await registry.QuotaAsync("KZ-0021");
        var id = await registry.HandInAsync(TradePapers.Sheet("TS-1",
            TradePapers.Trade("T-1", "KZ-0020", "KZ-0021", 100),
            TradePapers.Trade("T-2", "KZ-0020", "KZ-0199", 100),
            TradePapers.Trade("T-3", "KZ-0020", "KZ-0021", sold),
            TradePapers.Trade("T-4", "KZ-0020", "KZ-0021", 30)));
        var waiting = await Client.AwaitStageAsync(id, "awaitingDecision");
        var locked = (await registry.QuotaAsync("KZ-0020")).Locked;
        (await Client.DecideAsync(id, "registrar-1", "approve")).Expect(200);
        var ended = await Client.AwaitStageAsync(id, "executed");

        Assert.Equal((Market.Due, "¶27"), (Text(waiting, "dueOn"), Text(waiting, "paragraph")));
        Assert.Equal(130, locked);
        Assert.Equal(
            ["trade-T-1: 1", "trade-T-2: 304 accountNotFound", "trade-T-3: 404 insufficientUnits", "trade-T-4: 1"],
            Market.Parts(ended));
        Assert.Equal((sold - 130, 0), await registry.QuotaAsync("KZ-0020"));
        Assert.Equal((bought + 130, 0), await registry.QuotaAsync("KZ-0021"));
        var entry = await registry.EntryAsync(Market.Entries(ended)[0]);
        Assert.Equal(("T15", id + "/trade-T-1"), (Text(entry, "kind"), Text(entry, "instruction")));
        Assert.Contains($"{Papers.Operators["KZ-0020"]} debited", Market.Notices(ended));
        Assert.Contains($"{Papers.Operators["KZ-0021"]} credited", Market.Notices(ended));
    }

    [Fact]
    public async Task Sheet_OfParagraph27WhoseTradesAllFall_IsRefusedWithTheFirstReason()
    {
        await OpenAsync("KZ-0030", "KZ-0031");
        await registry.CarryOutAsync(Papers.Default("У-30", "KZ-0030", TradePapers.Today));
        var (units, _) = await registry.QuotaAsync("KZ-0031");
        var id = await registry.HandInAsync(TradePapers.Sheet("TS-2",
            TradePapers.Trade("T-5", "KZ-0030", "KZ-0031", 1),
            TradePapers.Trade("T-6", "KZ-0031", "KZ-0030", 1),
            TradePapers.Trade("T-7", "KZ-0031", "KZ-0198", 1)));
        await Client.AwaitStageAsync(id, "awaitingDecision");
        (await Client.DecideAsync(id, "registrar-1", "approve")).Expect(200);
        var ended = await Client.AwaitStageAsync(id, "refused");

        Assert.Equal("306 accountBlocked", BusyRegistry.RefusalOf(ended));
        Assert.Equal(
            ["trade-T-5: 306 accountBlocked", "trade-T-6: 306 accountBlocked", "trade-T-7: 304 accountNotFound"],
            Market.Parts(ended));
        Assert.Equal((units, 0), await registry.QuotaAsync("KZ-0031"));
    }

    [Fact]
    public async Task Sheet_WithATradeOfAnEarlierOne_MovesItsUnitsOnce()
    {
        await OpenAsync("KZ-0033", "KZ-0034");
        var (units, _) = await registry.QuotaAsync("KZ-0033");
        var first = await CarryOutSheetAsync("TS-3", TradePapers.Trade("T-8", "KZ-0033", "KZ-0034", 7), "executed");
        var again = await CarryOutSheetAsync("TS-4", TradePapers.Trade("T-8", "KZ-0033", "KZ-0034", 7), "refused");

        Assert.Equal("512 alreadySettled", BusyRegistry.RefusalOf(again));
        Assert.Contains(Text(first, "id"), again.GetProperty("refusal").GetProperty("message").GetString());
        Assert.Equal((units - 7, 0), await registry.QuotaAsync("KZ-0033"));
    }

    [Fact]
    public async Task Sheet_OfTheOperator_IsAnAuctionSale()
    {
        await OpenAsync("KZ-0035");
        var (units, _) = await registry.QuotaAsync("KZ-0035");
        var accounts = (await Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items");
        var system = accounts.EnumerateArray()
            .Single(account => Text(account, "kind") == "tradingSystemOperator").GetProperty("number").GetString()!;
        var ended = await CarryOutSheetAsync("TS-5", TradePapers.Trade("T-9", system, "KZ-0035", 50), "executed");

        Assert.Equal("T17", Text(await registry.EntryAsync(Market.Entries(ended)[0]), "kind"));
        Assert.Equal((units + 50, 0), await registry.QuotaAsync("KZ-0035"));
        var direct = TradePapers.Result("ДП-1", "А-1", system, "KZ-0035", 50);
        var refused = (await Client.PostNoticeAsync(direct, "authority")).Expect(422);
        Assert.Equal(["operatorOnlyOnExchange /seller"], refused.IssueCodes);
    }

    /// <summary>Order 221 ¶8: the operator buys on the exchange and nowhere else.</summary>
    [Fact]
    public async Task Sheet_WithTheOperatorAsBuyer_IsAPurchaseOfTheOperator()
    {
        await OpenAsync("KZ-0047");
        var (units, _) = await registry.QuotaAsync("KZ-0047");
        var accounts = (await Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items");
        var system = accounts.EnumerateArray()
            .Single(account => Text(account, "kind") == "tradingSystemOperator").GetProperty("number").GetString()!;
        var ended = await CarryOutSheetAsync("TS-18", TradePapers.Trade("T-18", "KZ-0047", system, 9), "executed");
        var direct = TradePapers.Result("ДП-18", "А-18", "KZ-0047", system, 9);
        var refused = (await Client.PostNoticeAsync(direct, "authority")).Expect(422);

        var entry = await registry.EntryAsync(Market.Entries(ended)[0]);
        Assert.Equal("T18", Text(entry, "kind"));
        Assert.Equal(system, entry.GetProperty("moves")[0].GetProperty("to").GetString());
        Assert.Equal((units - 9, 0), await registry.QuotaAsync("KZ-0047"));
        Assert.Equal(["operatorOnlyOnExchange /buyer"], refused.IssueCodes);
    }

    [Fact]
    public async Task Sheet_OfAnExchangeThatIsNotAdmitted_IsRefusedAtTheDoor()
    {
        var early = TradePapers.Sheet("TS-6", TradePapers.Trade("T-10", "KZ-0020", "KZ-0021", 1));
        early["date"] = "2022-06-30";
        early["trades"]![0]!["tradedOn"] = "2022-06-30";
        await Client.DropAsync("TS-6.json", early);
        var issues = await Client.AwaitBlobAsync("notices-rejected", "TS-6.json.issues.json");

        Assert.Equal("issuerNotAllowed", issues.GetProperty("issues")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Sale_OnTheAuthoritysNoticeOfParagraph27_MovesTheUnits()
    {
        await OpenAsync("KZ-0036", "KZ-0038");
        var (sold, _) = await registry.QuotaAsync("KZ-0036");
        var id = await registry.HandInAsync(TradePapers.Result("ДП-2", "ДКП-2", "KZ-0036", "KZ-0038", 40));
        var waiting = await Client.AwaitStageAsync(id, "awaitingDecision");
        Assert.Equal((sold, 40), await registry.QuotaAsync("KZ-0036"));
        await Client.ApproveAsync(id);
        var ended = await Client.AwaitStageAsync(id, "executed");

        Assert.Equal(Market.Due, Text(waiting, "dueOn"));
        Assert.Equal((sold - 40, 0), await registry.QuotaAsync("KZ-0036"));
        var entry = await registry.EntryAsync(Assert.Single(Market.Entries(ended)));
        Assert.Equal(("T16", id + "/trade-ДКП-2"), (Text(entry, "kind"), Text(entry, "instruction")));
        Assert.Equal(
            [
                $"{Papers.Operators["KZ-0036"]} debited",
                $"{Papers.Operators["KZ-0038"]} credited",
                $"{Users.AuthorityBin} executed",
            ],
            Market.Notices(ended).Order(StringComparer.Ordinal).ToArray()
                .OrderBy(notice => notice[13..] == "executed").ThenBy(notice => notice[13..] == "credited"));
    }

    [Fact]
    public async Task Sale_OfParagraph27BeforeAnAccountIsOpen_IsRefusedAtTheDoor()
    {
        await OpenAsync("KZ-0039");
        var sale = TradePapers.Result("ДП-3", "ДКП-3", "KZ-0039", "KZ-0197", 1);

        var answer = (await Client.PostNoticeAsync(sale, "authority")).Expect(422);
        Assert.Equal(["accountNotFound /buyer"], answer.IssueCodes);
    }

    [Fact]
    public async Task Transfer_OfCode289BetweenOwnInstallations_MovesQuotaThatIsNoSale()
    {
        await OpenAsync("KZ-0006", "KZ-0093", "KZ-0040");
        var (units, _) = await registry.QuotaAsync("KZ-0006");
        var id = await registry.PostAsync(TradePapers.OwnTransfer("ПО-1", "KZ-0006", "KZ-0093", 60), "owner-of-two");
        Assert.Equal((units, 60), await registry.QuotaAsync("KZ-0006"));
        await Client.ApproveAsync(id);
        var ended = await Client.AwaitStageAsync(id, "executed");

        Assert.Equal((units - 60, 0), await registry.QuotaAsync("KZ-0006"));
        Assert.Equal("T27", Text(await registry.EntryAsync(Assert.Single(Market.Entries(ended))), "kind"));
        Assert.Equal((Market.Due, "Code 289(7)"), (Text(ended, "dueOn"), Text(ended, "paragraph")));
        var foreign = TradePapers.OwnTransfer("ПО-2", "KZ-0006", "KZ-0040", 1);
        var refused = (await Client.PostNoticeAsync(foreign, "owner-of-two")).Expect(422);
        Assert.Equal(["notOwnInstallation /to"], refused.IssueCodes);
        var nowhere = TradePapers.OwnTransfer("ПО-3", "KZ-0006", "KZ-9999", 1);
        refused = (await Client.PostNoticeAsync(nowhere, "owner-of-two")).Expect(422);
        Assert.Equal(["accountNotFound /to"], refused.IssueCodes);
        var tooMuch = TradePapers.OwnTransfer("ПО-4", "KZ-0006", "KZ-0093", units);
        refused = (await Client.PostNoticeAsync(tooMuch, "owner-of-two")).Expect(422);
        Assert.Equal(["insufficientUnits /units"], refused.IssueCodes);
    }

    private async Task<JsonElement> CarryOutSheetAsync(
        string number, System.Text.Json.Nodes.JsonObject trade, string stage)
    {
        var id = await registry.HandInAsync(TradePapers.Sheet(number, trade));
        await Client.AwaitStageAsync(id, "awaitingDecision");
        (await Client.DecideAsync(id, "registrar-1", "approve")).Expect(200);
        return await Client.AwaitStageAsync(id, stage);
    }

    private async Task OpenAsync(params string[] installations)
    {
        foreach (var installation in installations)
            await registry.OpenAsync(installation);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
