using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>¶21 and ¶13.2: who holds an account, and who may act for the holder.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class HolderTests(EndToEndWorld world, BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private const string NewBin = "120840000250";
    private const string Today = BusyRegistry.Today;

    [Fact]
    public async Task Operator_OfParagraph21_ChangesInFiveDaysAndBothAreTold()
    {
        await registry.OpenAsync("KZ-0001");
        var before = await registry.AccountAsync("KZ-0001");
        await registry.CarryOutAsync(Papers.Default("О-1", "KZ-0001", Today));
        var id = await registry.HandInAsync(
            Change("О-2", "KZ-0001", "operator", Users.HolderBin, NewBin, "ТОО «Новое»"));
        var waiting = await registry.Client.AwaitStageAsync(id, "awaitingDecision");
        await registry.Client.ApproveAsync(id);
        var ended = await registry.Client.AwaitStageAsync(id, "executed");
        var account = await registry.AccountAsync("KZ-0001");

        Assert.Equal("2022-08-05", waiting.GetProperty("dueOn").GetString());
        Assert.Equal("¶21", ended.GetProperty("paragraph").GetString());
        Assert.Equal(NewBin, account.GetProperty("holder").GetProperty("bin").GetString());
        Assert.Equal("ТОО «Новое»", account.GetProperty("holder").GetProperty("name").GetString());
        Assert.Equal("blocked", account.GetProperty("status").GetString());
        Assert.Equal(before.GetProperty("balances").GetRawText(), account.GetProperty("balances").GetRawText());
        foreach (var person in new[] { Users.HolderBin, NewBin })
            await registry.Client.AwaitBlobAsync("outbox", $"2022/{person}/{id}-executed.json");
        var entry = Assert.Single(ended.GetProperty("entries").EnumerateArray()).GetInt64();
        var line = (await registry.Client.GetAsync($"/api/journal?from={entry}&take=1", null)).Lines[0];
        Assert.Contains("\"kind\":\"holderChanged\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Новое", line, StringComparison.Ordinal);
        await HistoryAsync(account.GetProperty("number").GetString()!, id);
    }

    private async Task HistoryAsync(string account, string change)
    {
        var holders = (await registry.Client.GetAsync($"/api/accounts/{account}/holders")).Expect(200).Json;
        var items = holders.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["opened", "operator"], items.Select(item => item.GetProperty("change").GetString()));
        Assert.Equal(Users.HolderBin, items[0].GetProperty("holder").GetProperty("bin").GetString());
        Assert.Equal(change, items[1].GetProperty("procedure").GetString());
        Assert.Equal(items[0].GetProperty("until").GetString(), items[1].GetProperty("from").GetString());
        Assert.Equal(JsonValueKind.Null, items[1].GetProperty("until").ValueKind);
        // The account is no longer the old holder's to see.
        (await registry.Client.GetAsync($"/api/accounts/{account}/holders", "holder")).Expect(404);
        (await registry.Client.GetAsync($"/api/accounts/{account}/holders", null)).Expect(401);
    }

    [Fact]
    public async Task Name_OfParagraph21_ChangesWithoutAnEntry()
    {
        await registry.OpenAsync("KZ-0002");
        var size = await registry.SizeAsync();
        var ended = await registry.CarryOutAsync(Change(
            "О-3", "KZ-0002", "name", Users.OtherHolderBin, Users.OtherHolderBin, "ТОО «Переименованное»"));
        var account = await registry.AccountAsync("KZ-0002");
        var same = await registry.Client.PostNoticeAsync(
            Change("О-4", "KZ-0002", "name", Users.OtherHolderBin, Users.OtherHolderBin, "ТОО «Переименованное»"),
            "other-holder");

        Assert.Empty(ended.GetProperty("entries").EnumerateArray());
        Assert.Equal(size, await registry.SizeAsync());
        Assert.Equal("ТОО «Переименованное»", account.GetProperty("holder").GetProperty("name").GetString());
        Assert.Equal(["holderUnchanged /newOperator"], same.Expect(422).IssueCodes);
        var holders = (await registry.Client.GetAsync(
            $"/api/accounts/{account.GetProperty("number").GetString()}/holders", "other-holder")).Expect(200).Json;
        Assert.Equal("name", holders.GetProperty("items")[1].GetProperty("change").GetString());
        await RefusedAsync();
    }

    [Fact]
    public async Task Operator_OfParagraph21BeforeTheAccountIsOpen_WaitsForItsApplication()
    {
        var opening = await registry.HandInAsync(Papers.Application("О-20", "KZ-0140", Today));
        await registry.Client.AwaitStageAsync(opening, "awaitingDecision");
        var id = await registry.HandInAsync(Change(
            "О-21", "KZ-0140", "operator", Papers.Operators["KZ-0140"], NewBin, "ТОО «Новое»"));
        var waiting = await registry.Client.AwaitAwaitingAsync(id);
        await registry.Client.ApproveAsync(opening);
        await registry.Client.AwaitStageAsync(id, "awaitingDecision");
        await registry.Client.ApproveAsync(id);
        await registry.Client.AwaitStageAsync(id, "executed");

        Assert.Equal("received", waiting.GetProperty("stage").GetString());
        Assert.Equal([opening], waiting.GetProperty("awaiting").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("dueOn").ValueKind);
        Assert.Equal(
            NewBin,
            (await registry.AccountAsync("KZ-0140")).GetProperty("holder").GetProperty("bin").GetString());
    }

    [Fact]
    public async Task Operator_OfParagraph21WhoseApplicationIsRefused_IsRefusedToo()
    {
        var opening = await registry.HandInAsync(Papers.Application("О-22", "KZ-0141", Today));
        await registry.Client.AwaitStageAsync(opening, "awaitingDecision");
        var id = await registry.HandInAsync(Change(
            "О-23", "KZ-0141", "operator", Papers.Operators["KZ-0141"], NewBin, "ТОО «Новое»"));
        await registry.Client.AwaitAwaitingAsync(id);
        (await registry.Client.DecideAsync(opening, "registrar-1", "refuse", "нет")).Expect(200);
        var refused = await registry.Client.AwaitStageAsync(id, "refused");

        Assert.Equal("304 accountNotFound", BusyRegistry.RefusalOf(refused));
    }

    [Fact]
    public async Task Name_OfParagraph21OfANaturalPerson_ChangesAndStaysOutOfTheJournal()
    {
        const string iin = "850315300128";
        const string installation = "KZ-9140";
        var application = Papers.NewInstallation("О-24", installation, Today);
        foreach (var party in new[] { "issuer", "applicant" })
            application[party] = new JsonObject { ["iin"] = iin, ["name"] = "Прежняя" };
        await registry.CarryOutAsync(application);
        var size = await registry.SizeAsync();
        var change = Change("О-25", installation, "name", iin, iin, "Новая фамилия");
        foreach (var party in new[] { "issuer", "applicant", "newOperator" })
        {
            change[party]!.AsObject().Remove("bin");
            change[party]!["iin"] = iin;
        }
        var ended = await registry.CarryOutAsync(change);
        var holder = (await registry.AccountAsync(installation)).GetProperty("holder");
        var journal = (await registry.Client.GetAsync("/api/journal?from=0&take=1000", null)).Text;

        Assert.Empty(ended.GetProperty("entries").EnumerateArray());
        Assert.Equal(size, await registry.SizeAsync());
        Assert.Equal((iin, "Новая фамилия"), (
            holder.GetProperty("iin").GetString(), holder.GetProperty("name").GetString()));
        Assert.DoesNotContain(iin, journal, StringComparison.Ordinal);
        Assert.DoesNotContain("фамилия", journal, StringComparison.Ordinal);
    }

    private async Task RefusedAsync()
    {
        var foreign = await registry.Client.PostNoticeAsync(
            Change("О-5", "KZ-0002", "operator", Users.HolderBin, NewBin, "ТОО «Новое»"), "holder");
        var same = await registry.Client.PostNoticeAsync(
            Change("О-6", "KZ-0002", "operator", Users.OtherHolderBin, Users.OtherHolderBin, "А"), "other-holder");
        var number = await registry.Client.PostNoticeAsync(
            Change("О-7", "KZ-0002", "legalForm", Users.OtherHolderBin, NewBin, "АО «Новое»"), "other-holder");
        var unknown = await registry.Client.PostNoticeAsync(
            Change("О-8", "KZ-9999", "operator", Users.HolderBin, NewBin, "ТОО «Новое»"), "holder");

        Assert.Equal(["applicantNotHolder /applicant"], foreign.Expect(422).IssueCodes);
        Assert.Equal(["holderUnchanged /newOperator"], same.Expect(422).IssueCodes);
        Assert.Equal(["holderNumberDiffers /newOperator"], number.Expect(422).IssueCodes);
        Assert.Equal(["installationUnknown /installation"], unknown.Expect(422).IssueCodes);
    }

    [Fact]
    public async Task Power_OfParagraph13_IsRemindedRefusedWhenOverAndRenewed()
    {
        var moved = new BusyRegistry(world);
        await moved.InitializeAsync();
        try
        {
            await PlayAsync(moved);
        }
        finally
        {
            await moved.DisposeAsync();
        }
    }

    private static async Task PlayAsync(BusyRegistry moved)
    {
        var application = Papers.Application("О-9", "KZ-0001", Today);
        application["representatives"]![0]!["powerOfAttorney"]!["expires"] = "2022-09-15";
        var opened = await moved.CarryOutAsync(application);
        var follows = opened.GetProperty("id").GetString()!;
        var number = (await moved.AccountAsync("KZ-0001")).GetProperty("number").GetString()!;
        await PeopleAsync(moved, number, true);

        await moved.Client.MoveClockAsync("2022-08-16T12:00:00+06:00");
        await AwaitNoticeAsync(moved, follows, "powerEndsIn30Days");
        await moved.Client.MoveClockAsync("2022-09-08T12:00:00+06:00");
        await AwaitNoticeAsync(moved, follows, "powerEndsIn7Days");
        await moved.Client.MoveClockAsync("2022-09-16T12:00:00+06:00");
        await AwaitNoticeAsync(moved, follows, "powerEnded");
        var change = Change("О-10", "KZ-0001", "operator", Users.HolderBin, NewBin, "ТОО «Новое»", "2022-09-16");
        var refused = await moved.Client.PostNoticeAsync(change, "holder");
        Assert.Equal(["powerOfAttorneyNotValid /applicant"], refused.Expect(422).IssueCodes);

        var supplement = Papers.Supplement("О-11", follows, "2022-09-16", Users.HolderBin);
        var renewed = await moved.HandInAsync(supplement);
        await moved.Client.AwaitStageAsync(renewed, "executed");
        await PeopleAsync(moved, number, true);
        (await moved.Client.PostNoticeAsync(change, "holder")).Expect(202);
    }

    private static async Task PeopleAsync(BusyRegistry moved, string account, bool represented)
    {
        var route = $"/api/accounts/{account}/representatives";
        foreach (var (user, named) in new[] { ("registrar-1", true), ("holder", true), ("auditor", false) })
        {
            var answer = (await moved.Client.GetAsync(route, user)).Expect(200);
            Assert.Equal(represented, answer.Json.GetProperty("represented").GetBoolean());
            Assert.Equal(named, answer.Text.Contains("800101300303", StringComparison.Ordinal));
            Assert.Equal(named, answer.Text.Contains("Представитель 1", StringComparison.Ordinal));
        }
        (await moved.Client.GetAsync(route, null)).Expect(401);
        (await moved.Client.GetAsync(route, "other-holder")).Expect(404);
    }

    private static Task<JsonElement> AwaitNoticeAsync(BusyRegistry moved, string procedure, string kind) =>
        moved.Client.AwaitBlobAsync("outbox", $"2022/{Users.HolderBin}/{procedure}-{kind}.json");

    [Fact]
    public async Task Account_OfParagraph3_ClosesOnceItIsEmptyAndNothingIsOpen()
    {
        await registry.OpenAsync("KZ-0004");
        var full = await registry.Client.PostNoticeAsync(Closure("О-20"), "registrar-1");
        Assert.Equal(["accountNotEmpty /account"], full.Expect(422).IssueCodes);
        (await registry.Client.PostNoticeAsync(Closure("О-21"), "holder")).Expect(403);

        await registry.CarryOutAsync(Papers.Notice("installationLiquidation", "О-22", "KZ-0004", Today));
        var block = await registry.HandInAsync(Papers.Default("О-23", "KZ-0004", Today));
        var busy = await registry.CarryOutAsync(Closure("О-24"), "refused");
        Assert.Equal("327 proceduresOpen", BusyRegistry.RefusalOf(busy));
        await registry.Client.AwaitStageAsync(block, "awaitingDecision");
        await registry.Client.ApproveAsync(block);
        await registry.Client.AwaitStageAsync(block, "executed");

        var closed = await registry.CarryOutAsync(Closure("О-25"));
        var account = await registry.AccountAsync("KZ-0004");
        Assert.Equal("¶3", closed.GetProperty("paragraph").GetString());
        Assert.Equal("closed", account.GetProperty("status").GetString());
        var id = closed.GetProperty("id").GetString();
        await registry.Client.AwaitBlobAsync("outbox", $"2022/{Papers.Operators["KZ-0004"]}/{id}-executed.json");
        var again = await registry.Client.PostNoticeAsync(Closure("О-26"), "registrar-1");
        Assert.Equal(["accountClosed /account"], again.Expect(422).IssueCodes);
    }

    private static JsonObject Closure(string number) => new()
    {
        ["kind"] = "accountClosure",
        ["number"] = number,
        ["date"] = Today,
        ["issuer"] = new JsonObject { ["bin"] = Users.OperatorBin, ["name"] = "Оператор" },
        ["account"] = "KZ-0004",
        ["reason"] = "Установка ликвидирована",
    };

    internal static JsonObject Change(
        string number, string installation, string change, string applicant, string next, string name,
        string date = Today) => new()
        {
            ["kind"] = "operatorChange",
            ["number"] = number,
            ["date"] = date,
            ["issuer"] = new JsonObject { ["bin"] = applicant, ["name"] = "Податель" },
            ["installation"] = installation,
            ["change"] = change,
            ["applicant"] = new JsonObject { ["bin"] = applicant, ["name"] = "Податель" },
            ["newOperator"] = new JsonObject { ["bin"] = next, ["name"] = name },
        };
}
