using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// ¶24 to ¶26 through the doors: projects, the accounts of their applicants, and the units of their reports.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class OffsetTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private const string Today = BusyRegistry.Today;
    private const string First = Users.HolderBin;
    private const string Second = Users.OtherHolderBin;

    [Fact]
    public async Task Application_OfTwoApplicants_OpensAnAccountForEachAndItsReportIsSharedOut()
    {
        var opened = await registry.CarryOutAsync(Application("О-1", "ПЛ-1", First, Second));
        var issued = await registry.CarryOutAsync(Issuance("О-2", "ПЛ-1", 1000, (First, 600), (Second, 400)));

        Assert.Equal(("¶25", "2022-08-03"), (Text(opened, "paragraph"), Text(opened, "dueOn")));
        Assert.Equal(2, opened.GetProperty("entries").GetArrayLength());
        Assert.Equal(("¶26", "2022-08-03"), (Text(issued, "paragraph"), Text(issued, "dueOn")));
        Assert.Equal([(First, 600), (Second, 400)], await BalancesAsync("ПЛ-1"));
        Assert.Contains(issued.GetProperty("links").GetProperty("outbox").EnumerateArray(), name =>
            name.GetString()!.Contains($"/{Second}/", StringComparison.Ordinal)
            && name.GetString()!.EndsWith("-credited.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Application_WithoutApprovalAndPapers_WaitsForThemAndCountsFromTheLast()
    {
        var application = Application("О-10", "ПЛ-10", First);
        application.Remove("approval");
        application["applicants"]![0]!.AsObject().Remove("representatives");
        var id = await registry.HandInAsync(application);
        var waiting = await registry.Client.AwaitStageAsync(id, "awaitingDocuments");
        Assert.Equal(
            ["/approval", "/applicants/0/representatives"],
            waiting.GetProperty("awaiting").EnumerateArray().Select(item => item.GetString()));

        var supplement = Papers.Supplement("О-11", id, Today, First);
        supplement.Remove("representatives");
        supplement["approval"] = Approval("О-10");
        supplement["applicants"] = new JsonArray(Applicant(First));
        await registry.HandInAsync(supplement);
        await registry.Client.AwaitStageAsync(id, "awaitingDecision");
        await registry.Client.ApproveAsync(id);
        await registry.Client.AwaitStageAsync(id, "executed");

        Assert.Equal([(First, 0)], await BalancesAsync("ПЛ-10"));
    }

    [Fact]
    public async Task Application_ForAProjectThatIsRegistered_IsRefused()
    {
        await registry.CarryOutAsync(Application("О-20", "ПЛ-20", First));

        var again = await PostAsync(Application("О-21", "ПЛ-20", Second));
        var sameApproval = Application("О-22", "ПЛ-22", Second);
        sameApproval["approval"] = Approval("О-20");
        var refused = await registry.CarryOutAsync(sameApproval, "refused");

        Assert.Equal(422, again.Status);
        Assert.Equal("projectRegistered", again.Json.GetProperty("issues")[0].GetProperty("code").GetString());
        Assert.Equal("320 projectRegistered", BusyRegistry.RefusalOf(refused));
    }

    [Fact]
    public async Task Issuance_ForDaysThatWereIssuedFor_OrWithWrongShares_IsRefusedAtTheDoor()
    {
        await registry.CarryOutAsync(Application("О-30", "ПЛ-30", First));
        await registry.CarryOutAsync(Issuance("О-31", "ПЛ-30", 100, (First, 100)));

        var twice = await PostAsync(Issuance("О-32", "ПЛ-30", 100, (First, 100)));
        var wrong = await PostAsync(Issuance("О-33", "ПЛ-30", 100, (First, 99)));
        var unknown = await PostAsync(Issuance("О-34", "ПЛ-нет", 100, (First, 100)));

        Assert.Equal("reportPeriodIssued", IssueOf(twice));
        Assert.Equal("sharesDoNotSum", IssueOf(wrong));
        Assert.Equal("projectUnknown", IssueOf(unknown));
        Assert.Equal([(First, 100)], await BalancesAsync("ПЛ-30"));
    }

    [Fact]
    public async Task Issuance_ToSomebodyOutsideTheProject_IsRefusedWhenCarriedOut()
    {
        await registry.CarryOutAsync(Application("О-40", "ПЛ-40", First));

        var refused = await registry.CarryOutAsync(
            Issuance("О-41", "ПЛ-40", 100, (First, 50), (Second, 50)), "refused");

        Assert.Equal("322 notApplicantOfProject", BusyRegistry.RefusalOf(refused));
        Assert.Equal([(First, 0)], await BalancesAsync("ПЛ-40"));
    }

    [Fact]
    public async Task Issuance_ThatComesBeforeItsAccounts_WaitsForThem()
    {
        var opening = await registry.HandInAsync(Application("О-50", "ПЛ-50", First));
        await registry.Client.AwaitStageAsync(opening, "awaitingDecision");
        var issuing = await registry.HandInAsync(Issuance("О-51", "ПЛ-50", 7, (First, 7)));
        var waiting = await registry.Client.AwaitStageAsync(issuing, "received");
        await registry.Client.ApproveAsync(opening);
        await registry.Client.AwaitStageAsync(issuing, "awaitingDecision");
        await registry.Client.ApproveAsync(issuing);
        await registry.Client.AwaitStageAsync(issuing, "executed");

        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("dueOn").ValueKind);
        Assert.Equal([(First, 7)], await BalancesAsync("ПЛ-50"));
    }

    private Task<Answer> PostAsync(JsonObject document) => registry.Client.PostNoticeAsync(
        document, document["issuer"]!["bin"]!.GetValue<string>() == First ? "holder" : "other-holder");

    private static string? IssueOf(Answer answer) =>
        answer.Json.GetProperty("issues")[0].GetProperty("code").GetString();

    private async Task<(string?, long)[]> BalancesAsync(string project)
    {
        var accounts = (await registry.Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items");
        return
        [
            .. accounts.EnumerateArray()
                .Where(one => one.GetProperty("project").GetString() == project)
                .Select(one => (
                    one.GetProperty("holder").GetProperty("bin").GetString(),
                    one.GetProperty("balances").EnumerateArray().Sum(row => row.GetProperty("units").GetInt64()))),
        ];
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static JsonObject Application(string number, string project, params string[] applicants)
    {
        var document = Papers.Document("offsetAccountApplication", number, Today, applicants[0]);
        document["project"] = new JsonObject { ["code"] = project, ["name"] = "Проект " + project };
        document["approval"] = Approval(number);
        document["applicants"] = new JsonArray([.. applicants.Select(Applicant)]);
        return document;
    }

    private static JsonObject Approval(string number) => new() { ["number"] = "ОП-" + number, ["date"] = Today };

    private static JsonObject Applicant(string bin) => new()
    {
        ["bin"] = bin,
        ["name"] = "Заявитель проекта",
        ["representatives"] = Papers.Representatives(),
    };

    private static JsonObject Issuance(
        string number, string project, long units, params (string Bin, long Units)[] shares)
    {
        var document = Papers.Document("offsetIssuance", number, Today, shares[0].Bin);
        document["project"] = project;
        document["report"] = new JsonObject
        {
            ["number"] = "ОТ-" + number,
            ["date"] = Today,
            ["periodFrom"] = "2021-01-01",
            ["periodTo"] = "2021-12-31",
        };
        document["units"] = units;
        document["shares"] = new JsonArray(
            [.. shares.Select(share => new JsonObject { ["bin"] = share.Bin, ["units"] = share.Units })]);
        return document;
    }
}
