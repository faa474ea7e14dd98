using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>¶17 to ¶20 and ¶23: units of the reserve, as the world outside sees them.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class ReserveTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private const string Today = BusyRegistry.Today;
    private const string Due = "2022-08-03";

    private RegistryClient Client => registry.Client;

    [Fact]
    public async Task Application_OfParagraph17_OpensAnEmptyAccountInThreeWorkingDays()
    {
        var id = await registry.HandInAsync(Papers.NewInstallation("Р17-1", "KZ-9001", Today));
        var waiting = await Client.AwaitStageAsync(id, "awaitingDecision");
        await Client.ApproveAsync(id);
        var entry = await OnlyEntryAsync(await Client.AwaitStageAsync(id, "executed"));
        var account = await registry.AccountAsync("KZ-9001");

        AssertTerm(waiting, "¶17", statutory: true);
        Assert.Equal("accountOpened", entry.GetProperty("kind").GetString());
        Assert.Equal("¶17", entry.GetProperty("basis").GetProperty("paragraph").GetString());
        Assert.EndsWith("/open", entry.GetProperty("instruction").GetString(), StringComparison.Ordinal);
        Assert.Equal("Цех KZ-9001", account.GetProperty("name").GetString());
        Assert.Equal("ТОО «Новый завод»", account.GetProperty("holder").GetProperty("name").GetString());
        Assert.Empty(account.GetProperty("balances").EnumerateArray());
        await AssertToldAsync(id, "010240005554", "accountOpened", null);
    }

    [Fact]
    public async Task Application_OfParagraph17WithoutPapers_WaitsForThem()
    {
        var id = await registry.HandInAsync(Papers.NewInstallation("Р17-2", "KZ-9002", Today, complete: false));
        var waiting = await Client.AwaitStageAsync(id, "awaitingDocuments");
        var told = await Client.AwaitBlobAsync("outbox", $"2022/010240005554/{id}-documentsMissing.json");
        await registry.HandInAsync(Papers.Supplement("Р17-3", id, Today, "010240005554"));
        var running = await Client.AwaitStageAsync(id, "awaitingDecision");

        Assert.Equal("/representatives", Assert.Single(waiting.GetProperty("awaiting").EnumerateArray()).GetString());
        Assert.Equal("¶17", told.GetProperty("paragraph").GetString());
        AssertTerm(running, "¶17", statutory: true);
    }

    [Fact]
    public async Task Application_OfParagraph17ForAnInstallationOfThePlan_IsRefusedAtTheDoor()
    {
        var document = Papers.Application("Р17-4", "KZ-0001", Today);
        document["category"] = "newInstallations";

        var answer = (await Client.PostNoticeAsync(document, "holder")).Expect(422);
        Assert.Equal(["installationInPlan /installation"], answer.IssueCodes);
    }

    [Fact]
    public async Task Application_OfParagraph17ForAnOpenAccount_IsRefused()
    {
        await NewAsync("KZ-9003");
        var second = Papers.NewInstallation("Р17-6", "KZ-9003", Today, "unaccountedInstallations");
        var ended = await registry.CarryOutAsync(second, "refused");

        Assert.Equal("303 accountExists", BusyRegistry.RefusalOf(ended));
    }

    [Fact]
    public async Task Allocation_OfParagraph18_CreditsUnitsOfItsYearFromItsSubaccount()
    {
        await NewAsync("KZ-9010");
        var before = await BalanceOfKindAsync("reserveNew");
        var id = await registry.HandInAsync(Papers.Units("reserveAllocation", "Р18-1", "KZ-9010", 1000, Today, 2023));
        var waiting = await Client.AwaitStageAsync(id, "awaitingDecision");
        var refusable = await Client.DecideAsync(id, "auditor", "approve");
        await Client.ApproveAsync(id);
        var entry = await OnlyEntryAsync(await Client.AwaitStageAsync(id, "executed"));

        AssertTerm(waiting, "¶18", statutory: false);
        refusable.Expect(403);
        AssertMove(entry, "T06", "¶18", "/allocate", "KZ-71-", "KZ-5-", 1000);
        Assert.Equal(1000, await UnitsAsync("KZ-9010"));
        Assert.Equal(before - 1000, await BalanceOfKindAsync("reserveNew"));
        Assert.All(
            await HoldingsAsync("KZ-9010"),
            one => Assert.Equal(2023, one.GetProperty("allocationYear").GetInt32()));
        Assert.DoesNotContain("2023 does not follow", HistoryOf(waiting), StringComparison.Ordinal);
        await AssertToldAsync(id, "010240005554", "credited", 1000);
    }

    [Fact]
    public async Task Allocation_OfParagraph18ForTheYearOfTheApplication_IsCarriedOutWithAWarning()
    {
        await NewAsync("KZ-9011");
        var ended = await registry.CarryOutAsync(
            Papers.Units("reserveAllocation", "Р18-2", "KZ-9011", 5, Today, 2022));

        Assert.Contains("the year 2022 does not follow the year of the application", HistoryOf(ended),
            StringComparison.Ordinal);
        Assert.Equal(5, await UnitsAsync("KZ-9011"));
    }

    [Fact]
    public async Task Allocation_OfParagraph18BeforeTheAccountIsOpen_WaitsForIt()
    {
        var application = await registry.HandInAsync(Papers.NewInstallation("Р17-7", "KZ-9012", Today));
        await Client.AwaitStageAsync(application, "awaitingDecision");
        var id = await registry.HandInAsync(Papers.Units("reserveAllocation", "Р18-3", "KZ-9012", 7, Today, 2023));
        var waiting = await Client.AwaitAwaitingAsync(id);
        await Client.ApproveAsync(application);
        var running = await Client.AwaitStageAsync(id, "awaitingDecision");
        await Client.ApproveAsync(id);
        await Client.AwaitStageAsync(id, "executed");

        Assert.Equal(application, Assert.Single(waiting.GetProperty("awaiting").EnumerateArray()).GetString());
        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("dueOn").ValueKind);
        AssertTerm(running, "¶18", statutory: false);
        Assert.Equal(7, await UnitsAsync("KZ-9012"));
    }

    [Fact]
    public async Task Allocation_OfParagraph18WhoseApplicationIsRefused_IsRefusedWithIt()
    {
        var application = await registry.HandInAsync(Papers.NewInstallation("Р17-8", "KZ-9013", Today));
        await Client.AwaitStageAsync(application, "awaitingDecision");
        var id = await registry.HandInAsync(Papers.Units("reserveAllocation", "Р18-4", "KZ-9013", 7, Today, 2023));
        await Client.AwaitAwaitingAsync(id);
        (await Client.DecideAsync(application, "registrar-1", "refuse", "нет документов")).Expect(200);
        var ended = await Client.AwaitStageAsync(id, "refused");

        Assert.Equal("304 accountNotFound", BusyRegistry.RefusalOf(ended));
    }

    [Fact]
    public async Task Allocation_OfParagraph18ThatDoesNotFit_IsRefusedAtTheDoor()
    {
        await NewAsync("KZ-9014");
        var category = Papers.Units("reserveAllocation", "Р18-5", "KZ-9014", 7, Today, 2023);
        category["category"] = "administeredTransition";

        await AssertDoorAsync(category, "categoryMismatch /category");
        await AssertDoorAsync(
            Papers.Units("reserveAllocation", "Р18-6", "KZ-9014", 7, Today, 2026), "yearOutsidePlan /year");
        await AssertDoorAsync(
            Papers.Units("reserveAllocation", "Р18-7", "KZ-0001", 7, Today, 2023), "notNewInstallation /installation");
        await AssertDoorAsync(
            Papers.Units("reserveAllocation", "Р18-8", "KZ-9999", 7, Today, 2023), "installationUnknown /installation");
    }

    [Fact]
    public async Task Allocations_OfParagraph18ThatWantTheSameUnits_NeverShareThem()
    {
        string[] codes = ["KZ-9020", "KZ-9021"];
        var ids = new List<string>();
        var before = await BalanceOfKindAsync("reserveUnaccounted");
        foreach (var code in codes)
        {
            await NewAsync(code, "unaccountedInstallations");
            var notice = Papers.Units("reserveAllocation", "Р18-" + code, code, before - 1, Today, 2023);
            notice["category"] = "unaccountedInstallations";
            ids.Add(await registry.HandInAsync(notice));
            await Client.AwaitStageAsync(ids[^1], "awaitingDecision");
        }
        await Task.WhenAll(ids.Select(Client.ApproveAsync));
        var ended = await Task.WhenAll(ids.Select(registry.AwaitEndAsync));

        var refused = Assert.Single(ended, one => one.GetProperty("stage").GetString() == "refused");
        Assert.Equal("411 reserveShort", BusyRegistry.RefusalOf(refused));
        Assert.Contains("¶23", refused.GetProperty("refusal").GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(before - 1, await UnitsAsync(codes[0]) + await UnitsAsync(codes[1]));
        Assert.Equal(1, await BalanceOfKindAsync("reserveUnaccounted"));
    }

    [Fact]
    public async Task Additional_OfParagraph19_IsCreditedOnceHoweverOftenTheNoticeComes()
    {
        await registry.OpenAsync("KZ-0131");
        var units = await UnitsAsync("KZ-0131");
        var before = await BalanceOfKindAsync("reserveCapacity");
        var notice = Papers.Units("additionalAllocation", "Р19-1", "KZ-0131", 25_000, Today, 2022);
        var id = await registry.HandInAsync(notice);
        var waiting = await Client.AwaitStageAsync(id, "awaitingDecision");
        (await Client.PostNoticeAsync(notice, "authority")).Expect(200);
        await Client.ApproveAsync(id);
        var entry = await OnlyEntryAsync(await Client.AwaitStageAsync(id, "executed"));
        (await Client.PostNoticeAsync(notice, "authority")).Expect(200);
        notice["units"] = 26_000;
        (await Client.PostNoticeAsync(notice, "authority")).Expect(409);

        AssertTerm(waiting, "¶19", statutory: false);
        AssertMove(entry, "T09", "¶19", "/allocate", "KZ-73-", "KZ-5-", 25_000);
        Assert.Equal(units + 25_000, await UnitsAsync("KZ-0131"));
        Assert.Equal(before - 25_000, await BalanceOfKindAsync("reserveCapacity"));
        await AssertToldAsync(id, Papers.Operators["KZ-0131"], "credited", 25_000);
    }

    [Fact]
    public async Task Additional_OfParagraph19BeyondTheReserve_IsRefused()
    {
        await registry.OpenAsync("KZ-0132");
        var units = await UnitsAsync("KZ-0132");
        var ended = await registry.CarryOutAsync(
            Papers.Units("additionalAllocation", "Р19-2", "KZ-0132", 30_000_000, Today, 2022), "refused");

        Assert.Equal("411 reserveShort", BusyRegistry.RefusalOf(ended));
        Assert.Equal("¶19", ended.GetProperty("refusal").GetProperty("paragraph").GetString());
        Assert.Equal(units, await UnitsAsync("KZ-0132"));
    }

    [Fact]
    public async Task Return_OfParagraph20_GoesToTheReserveAndFromThereToItsSubaccount()
    {
        await registry.OpenAsync("KZ-0133");
        var units = await UnitsAsync("KZ-0133");
        var reserve = await BalanceOfKindAsync("reserve");
        var id = await registry.HandInAsync(Papers.Units("returnToReserve", "Р20-1", "KZ-0133", 400, Today));
        var waiting = await Client.AwaitStageAsync(id, "awaitingDecision");
        (await Client.DecideAsync(id, "registrar-1", "refuse", "нет")).Expect(409);
        await Client.ApproveAsync(id);
        var back = await OnlyEntryAsync(await Client.AwaitStageAsync(id, "executed"));

        AssertTerm(waiting, "¶20", statutory: false);
        AssertMove(back, "T10", "¶20", "/return", "KZ-5-", "KZ-7-", 400);
        Assert.Equal(units - 400, await UnitsAsync("KZ-0133"));
        Assert.Equal(reserve + 400, await BalanceOfKindAsync("reserve"));
        await AssertToldAsync(id, Papers.Operators["KZ-0133"], "debited", 400);

        var subaccount = await BalanceOfKindAsync("reserveNew");
        var assignment = await registry.HandInAsync(Papers.Assignment("Р20-2", id, 400, Today));
        AssertTerm(await Client.AwaitStageAsync(assignment, "awaitingDecision"), "¶20", statutory: true);
        await Client.ApproveAsync(assignment);
        var assigned = await OnlyEntryAsync(await Client.AwaitStageAsync(assignment, "executed"));
        AssertMove(assigned, "T11", "¶20", "/assign", "KZ-7-", "KZ-71-", 400);
        Assert.Equal(Blocks(back), Blocks(assigned));
        Assert.Equal(subaccount + 400, await BalanceOfKindAsync("reserveNew"));
        var over = await registry.CarryOutAsync(Papers.Assignment("Р20-3", id, 1, Today), "refused");
        Assert.Equal("502 assignmentExceedsReturn", BusyRegistry.RefusalOf(over));
        Assert.Equal("¶20", over.GetProperty("refusal").GetProperty("paragraph").GetString());
    }

    [Fact]
    public async Task Liquidation_OfParagraph22OfANewInstallation_HasNoDutyBeforeItsFirstYear()
    {
        await NewAsync("KZ-9030");
        await registry.CarryOutAsync(Papers.Units("reserveAllocation", "Р18-9", "KZ-9030", 12, Today, 2023));
        var ended = await registry.CarryOutAsync(
            Papers.Notice("installationLiquidation", "Р22-1", "KZ-9030", Today));

        AssertMove(await OnlyEntryAsync(ended), "T12", "¶22", "/return", "KZ-5-", "KZ-7-", 12);
        Assert.Empty(ended.GetProperty("openDuty").EnumerateArray());
        Assert.Equal(0, await UnitsAsync("KZ-9030"));
    }

    [Fact]
    public async Task TopUp_OfParagraph23_TakesFromTheLargestAndKeepsTheBalances()
    {
        var before = await SubaccountsAsync();
        var id = await registry.HandInAsync(Papers.TopUp("Р23-1", "administeredTransition", 500, Today));
        AssertTerm(await Client.AwaitStageAsync(id, "awaitingDecision"), "¶23", statutory: true);
        await Client.ApproveAsync(id);
        var entry = await OnlyEntryAsync(await Client.AwaitStageAsync(id, "executed"));

        AssertMove(entry, "T13", "¶23", "/topUp", "KZ-73-", "KZ-74-", 500);
        Assert.Equal(before, entry.GetProperty("balances").EnumerateObject()
            .ToDictionary(one => one.Name, one => one.Value.GetInt64()));
        Assert.Equal(before.Values.Max() - 500, await BalanceOfKindAsync("reserveCapacity"));
    }

    [Theory]
    [InlineData("capacityIncrease", 1, "412 targetIsLargest")]
    [InlineData("newInstallations", 30_000_000, "413 largestNotEnough")]
    public async Task TopUp_OfParagraph23WithoutASource_IsRefused(string category, long units, string refusal)
    {
        var before = await SubaccountsAsync();
        var ended = await registry.CarryOutAsync(Papers.TopUp("Р23-" + category, category, units, Today), "refused");

        Assert.Equal(refusal, BusyRegistry.RefusalOf(ended));
        Assert.Equal(before, await SubaccountsAsync());
    }

    [Fact]
    public async Task Allocation_OfParagraph18DroppedWithItsApplication_FindsItInEitherOrder()
    {
        var notice = Papers.Units("reserveAllocation", "Р18-11", "KZ-9050", 9, Today, 2023);
        await Client.DropAsync("1-Р18-11.json", notice);
        var application = await registry.HandInAsync(Papers.NewInstallation("Р17-9", "KZ-9050", Today));
        var id = await registry.HandInAsync(notice);
        var waiting = await Client.AwaitAwaitingAsync(id);

        Assert.Equal(application, Assert.Single(waiting.GetProperty("awaiting").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Journal_OfTheReserve_LetsAnOutsiderFindEveryBalance()
    {
        await NewAsync("KZ-9040");
        await registry.CarryOutAsync(Papers.Units("reserveAllocation", "Р18-10", "KZ-9040", 3, Today, 2024));
        var outside = OutsiderLedger.Of((await Client.GetAsync("/api/journal?take=10000", null)).Lines);
        var accounts = (await Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items");

        foreach (var account in accounts.EnumerateArray())
        {
            var number = account.GetProperty("number").GetString()!;
            Assert.Equal(UnitsOf(account), outside.BalanceOf(number));
        }
    }

    private static void AssertTerm(JsonElement waiting, string paragraph, bool statutory)
    {
        Assert.Equal(paragraph, waiting.GetProperty("paragraph").GetString());
        Assert.Equal(Due, waiting.GetProperty("dueOn").GetString());
        Assert.Equal(3, waiting.GetProperty("workingDaysTotal").GetInt32());
        Assert.Equal(3, waiting.GetProperty("workingDaysLeft").GetInt32());
        Assert.Equal(statutory, waiting.GetProperty("statutory").GetBoolean());
        Assert.Empty(waiting.GetProperty("awaiting").EnumerateArray());
    }

    private static void AssertMove(
        JsonElement entry, string code, string paragraph, string act, string from, string to, long units)
    {
        Assert.Equal(code, entry.GetProperty("kind").GetString());
        Assert.Equal(paragraph, entry.GetProperty("basis").GetProperty("paragraph").GetString());
        Assert.EndsWith(act, entry.GetProperty("instruction").GetString(), StringComparison.Ordinal);
        Assert.All(entry.GetProperty("moves").EnumerateArray(), move =>
        {
            Assert.StartsWith(from, move.GetProperty("from").GetString(), StringComparison.Ordinal);
            Assert.StartsWith(to, move.GetProperty("to").GetString(), StringComparison.Ordinal);
        });
        Assert.Equal(units, Blocks(entry).Sum(block => block.Last - block.First + 1));
    }

    private static IEnumerable<(string Series, long First, long Last)> Blocks(JsonElement entry) =>
        entry.GetProperty("moves").EnumerateArray()
            .Select(move => OutsiderLedger.Block(move.GetProperty("block").GetString()!)).Order();

    private static string HistoryOf(JsonElement procedure) => string.Join('\n', procedure.GetProperty("history")
        .EnumerateArray().Select(happened => happened.GetProperty("what").GetString()));

    private static long UnitsOf(JsonElement account) =>
        account.GetProperty("balances").EnumerateArray().Sum(balance => balance.GetProperty("units").GetInt64());

    private Task NewAsync(string installation, string category = "newInstallations") => registry.CarryOutAsync(
        Papers.NewInstallation("Н-" + installation, installation, Today, category));

    private async Task AssertDoorAsync(JsonObject document, string issue) => Assert.Equal(
        [issue], (await Client.PostNoticeAsync(document, "authority")).Expect(422).IssueCodes);

    private async Task AssertToldAsync(string id, string to, string kind, long? units)
    {
        var notice = await Client.AwaitBlobAsync("outbox", $"2022/{to}/{id}-{kind}.json");
        var told = notice.TryGetProperty("units", out var written) && written.ValueKind == JsonValueKind.Number
            ? written.GetInt64()
            : (long?)null;
        Assert.Equal(units, told);
    }

    private async Task<JsonElement> OnlyEntryAsync(JsonElement procedure)
    {
        var number = Assert.Single(procedure.GetProperty("entries").EnumerateArray()).GetInt64();
        var line = Assert.Single((await Client.GetAsync($"/api/journal?from={number}&take=1", null)).Lines);
        return JsonDocument.Parse(line).RootElement;
    }

    private async Task<long> UnitsAsync(string installation) =>
        UnitsOf(await registry.AccountAsync(installation));

    private async Task<IEnumerable<JsonElement>> HoldingsAsync(string installation)
    {
        var number = (await registry.AccountAsync(installation)).GetProperty("number").GetString();
        return (await Client.GetAsync($"/api/accounts/{number}/holdings")).Json.GetProperty("items").EnumerateArray();
    }

    private async Task<long> BalanceOfKindAsync(string kind) => UnitsOf(
        (await Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items").EnumerateArray()
        .Single(account => account.GetProperty("kind").GetString() == kind));

    private async Task<Dictionary<string, long>> SubaccountsAsync() =>
        (await Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items").EnumerateArray()
        .Where(account => account.GetProperty("number").GetString()!.StartsWith("KZ-7", StringComparison.Ordinal)
            && account.GetProperty("kind").GetString() != "reserve")
        .ToDictionary(account => account.GetProperty("number").GetString()!, UnitsOf);
}
