using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Refusals that the tests of the procedures leave over, each provoked by a document.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class RefusalTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private const string Today = BusyRegistry.Today;

    private RegistryClient Client => registry.Client;

    [Fact]
    public async Task Sale_OfParagraph27BetweenThoseWhoMayNotDeal_IsRefusedByName()
    {
        foreach (var installation in new[] { "KZ-0006", "KZ-0093", "KZ-0040" })
            await registry.OpenAsync(installation);
        var own = (await registry.AccountAsync("KZ-0040")).GetProperty("number").GetString()!;
        var reserve = await NumberOfKindAsync("reserve");
        var seller = await NumberOfKindAsync("tradingSystemOperator");
        await registry.CarryOutAsync(Project("О-1", "ПЛ-1"));
        var applicant = await NumberOfKindAsync("offsetApplicant");

        Assert.Equal("saleToOneself /seller", await RefusedAsync(Sale("1", "KZ-0006", "KZ-0093")));
        Assert.Equal("sameAccount /seller", await RefusedAsync(Sale("2", "KZ-0040", own)));
        Assert.Equal("notMarketSubject /seller", await RefusedAsync(Sale("3", reserve, "KZ-0040")));
        Assert.Equal("unitKindNotAllowed /unitKind", await RefusedAsync(Sale("4", "KZ-0040", applicant)));
        var foreign = Sale("5", "KZ-0040", "KZ-0006");
        foreign["unitKind"] = "international";
        Assert.Equal("treatyNeeded /unitKind", await RefusedAsync(foreign));
        // An auction sells to installations alone (T17).
        var sheet = await registry.HandInAsync(
            TradePapers.Sheet("ЛТ-1", TradePapers.Trade("1", seller, applicant, 1)));
        await Client.AwaitStageAsync(sheet, "awaitingDecision");
        (await Client.DecideAsync(sheet, "registrar-1", "approve")).Expect(200);
        Assert.Equal("309 moveNotAllowed", BusyRegistry.RefusalOf(await Client.AwaitStageAsync(sheet, "refused")));
    }

    [Fact]
    public async Task Application_OfParagraph14WhosePowerOfAttorneyEnded_IsRefused()
    {
        var application = Papers.Application("З-1", "KZ-0041", "2022-07-25");
        application["representatives"]![0]!["powerOfAttorney"]!["expires"] = "2022-07-28";

        Assert.Equal("505 powerOfAttorneyNotValid",
            BusyRegistry.RefusalOf(await registry.CarryOutAsync(application, "refused")));
    }

    [Fact]
    public async Task Supplement_OfParagraph13ToAnApplicationThatLacksNothing_IsRefused()
    {
        var complete = await registry.HandInAsync(Papers.Application("З-2", "KZ-0001", Today));
        await Client.AwaitStageAsync(complete, "awaitingDecision");
        var supplement = Papers.Supplement("Д-1", complete, Today, Users.HolderBin);
        var answer = (await Client.PostNoticeAsync(supplement, "holder")).Expect(422);

        Assert.Equal(["nothingAwaited /follows"], answer.IssueCodes);
    }

    [Fact]
    public async Task Issue_OfParagraph26OfUnitsWhoseTermIsOver_IsRefused()
    {
        await registry.CarryOutAsync(Project("О-2", "ПЛ-2"));
        var issuance = Papers.Document("offsetIssuance", "О-3", "2021-12-31", Users.HolderBin);
        issuance["project"] = "ПЛ-2";
        issuance["report"] = new JsonObject
        {
            ["number"] = "ОТ-1",
            ["date"] = "2021-12-30",
            ["periodFrom"] = "2020-01-01",
            ["periodTo"] = "2020-12-31",
        };
        issuance["units"] = 5;
        issuance["shares"] = new JsonArray(new JsonObject { ["bin"] = Users.HolderBin, ["units"] = 5 });
        issuance["expiresYear"] = 2021;

        Assert.Equal("427 termEndedBeforeIssue",
            BusyRegistry.RefusalOf(await registry.CarryOutAsync(issuance, "refused")));
    }

    [Fact]
    public async Task Correction_OfUnitsThatWentOn_IsRefused()
    {
        var opened = await registry.OpenAsync("KZ-0043");
        var entry = opened.GetProperty("entries").EnumerateArray().Last().GetInt64();
        await registry.CarryOutAsync(Papers.Units("returnToReserve", "В-1", "KZ-0043", 1, Today));
        var correction = Papers.Document("correction", "К-1", Today, Users.AuthorityBin);
        correction["entry"] = entry;
        correction["reason"] = "Ошибочный счёт";
        correction["act"] = new JsonObject { ["number"] = "77", ["date"] = Today };

        Assert.Equal("403 blockNotHeld",
            BusyRegistry.RefusalOf(await registry.CarryOutAsync(correction, "refused")));
    }

    [Fact]
    public async Task Closure_OfAnAccountOfTheRegistryItself_IsRefused()
    {
        var closure = Papers.Document("accountClosure", "ЗС-1", Today, Users.OperatorBin);
        closure["account"] = await NumberOfKindAsync("surrender");
        closure["reason"] = "Больше не нужен";
        var answer = (await Client.PostNoticeAsync(closure, "registrar-1")).Expect(422);

        Assert.Equal(["accountStaysOpen /account"], answer.IssueCodes);
    }

    private static JsonObject Sale(string number, string seller, string buyer) =>
        TradePapers.Result("ДП-" + number, "ДКП-" + number, seller, buyer, 1);

    private static JsonObject Project(string number, string project)
    {
        var document = Papers.Document("offsetAccountApplication", number, Today, Users.HolderBin);
        document["project"] = new JsonObject { ["code"] = project, ["name"] = "Проект" };
        document["approval"] = new JsonObject { ["number"] = "ОП-" + number, ["date"] = Today };
        document["applicants"] = new JsonArray(new JsonObject
        {
            ["bin"] = Users.HolderBin,
            ["name"] = "Заявитель проекта",
            ["representatives"] = Papers.Representatives(),
        });
        return document;
    }

    private async Task<string> RefusedAsync(JsonObject document) =>
        Assert.Single((await Client.PostNoticeAsync(document, "authority")).Expect(422).IssueCodes);

    /// <summary>The account of a kind, the first where there are several.</summary>
    private async Task<string> NumberOfKindAsync(string kind) =>
        (await Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items").EnumerateArray()
        .First(one => one.GetProperty("kind").GetString() == kind).GetProperty("number").GetString()!;
}
