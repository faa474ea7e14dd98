using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

[Collection(EndToEndCollection.Name)]
public sealed class OrderTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private const string Today = BusyRegistry.Today;

    [Fact]
    public async Task Block_OfAnInstallationWithoutAccount_IsRefusedWhenCarriedOut()
    {
        var size = await registry.SizeAsync();
        var ended = await registry.CarryOutAsync(Papers.Default("У-1", "KZ-0010", Today), "refused");

        Assert.Equal("304 accountNotFound", BusyRegistry.RefusalOf(ended));
        Assert.Empty(ended.GetProperty("entries").EnumerateArray());
        Assert.Equal(size, await registry.SizeAsync());
    }

    [Fact]
    public async Task Block_OnEachGround_StandsOnceAndIsLiftedTogether()
    {
        await registry.OpenAsync("KZ-0011");
        var lifted = await registry.CarryOutAsync(
            Papers.Notice("monitoringPlanAccepted", "У-10", "KZ-0011", Today), "refused");
        await registry.CarryOutAsync(Papers.Default("У-11", "KZ-0011", Today));
        var again = await registry.CarryOutAsync(Papers.Default("У-12", "KZ-0011", Today), "refused");
        await registry.CarryOutAsync(Papers.Default("У-13", "KZ-0011", Today, "nonConforming"));

        Assert.Equal("308 notBlocked", BusyRegistry.RefusalOf(lifted));
        Assert.Equal("307 alreadyBlocked", BusyRegistry.RefusalOf(again));
        Assert.Equal(["incomplete", "nonConforming"], await GroundsAsync("KZ-0011"));
        await registry.CarryOutAsync(Papers.Notice("monitoringPlanAccepted", "У-14", "KZ-0011", Today));
        Assert.Empty(await GroundsAsync("KZ-0011"));
        Assert.Equal("open", (await registry.AccountAsync("KZ-0011")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Liquidation_OfABlockedAccount_ReturnsEverything()
    {
        await registry.OpenAsync("KZ-0012");
        var before = await UnitsAsync("KZ-0012");
        await registry.CarryOutAsync(Papers.Default("У-20", "KZ-0012", Today));
        await registry.CarryOutAsync(Papers.Notice("installationLiquidation", "У-21", "KZ-0012", Today));

        Assert.True(before > 0);
        Assert.Equal(0, await UnitsAsync("KZ-0012"));
        Assert.Equal("blocked", (await registry.AccountAsync("KZ-0012")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Assignment_OfReturnedUnits_StopsAtWhatCameBack()
    {
        await registry.OpenAsync("KZ-0013");
        var returned = await UnitsAsync("KZ-0013");
        var liquidation = await registry.CarryOutAsync(
            Papers.Notice("installationLiquidation", "У-30", "KZ-0013", Today));
        var follows = liquidation.GetProperty("id").GetString()!;
        var over = await registry.CarryOutAsync(
            Papers.Assignment("У-31", follows, returned + 1, Today), "refused");
        var part = await registry.CarryOutAsync(Papers.Assignment("У-32", follows, 1000, Today));
        var overTheRest = await registry.CarryOutAsync(
            Papers.Assignment("У-33", follows, returned - 999, Today), "refused");
        var rest = await registry.CarryOutAsync(Papers.Assignment("У-34", follows, returned - 1000, Today));
        var none = await registry.CarryOutAsync(Papers.Assignment("У-35", follows, 1, Today), "refused");

        Assert.Equal("502 assignmentExceedsReturn", BusyRegistry.RefusalOf(over));
        Assert.Equal("502 assignmentExceedsReturn", BusyRegistry.RefusalOf(overTheRest));
        Assert.Equal("502 assignmentExceedsReturn", BusyRegistry.RefusalOf(none));
        Assert.Equal(1000, await MovedAsync(part));
        Assert.Equal(returned - 1000, await MovedAsync(rest));
    }

    [Fact]
    public async Task Assignment_BeforeItsLiquidationIsCarriedOut_WaitsForIt()
    {
        await registry.OpenAsync("KZ-0022");
        var returned = await UnitsAsync("KZ-0022");
        var liquidation = await registry.HandInAsync(
            Papers.Notice("installationLiquidation", "У-36", "KZ-0022", Today));
        var assignment = await registry.HandInAsync(Papers.Assignment("У-37", liquidation, returned, Today));
        var waiting = await registry.Client.AwaitAwaitingAsync(assignment);
        await registry.Client.AwaitStageAsync(liquidation, "awaitingDecision");
        await registry.Client.ApproveAsync(liquidation);
        await registry.Client.AwaitStageAsync(liquidation, "executed");
        var running = await registry.Client.AwaitStageAsync(assignment, "awaitingDecision");
        await registry.Client.ApproveAsync(assignment);

        Assert.Equal(liquidation, Assert.Single(waiting.GetProperty("awaiting").EnumerateArray()).GetString());
        Assert.Equal("received", waiting.GetProperty("stage").GetString());
        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("dueOn").ValueKind);
        Assert.Equal("2022-08-03", running.GetProperty("dueOn").GetString());
        Assert.Equal(returned, await MovedAsync(await registry.Client.AwaitStageAsync(assignment, "executed")));
    }

    [Theory]
    [InlineData("KZ-0023", true)]
    [InlineData("KZ-0024", false)]
    public async Task Block_ThatIsOlderThanItsAcceptance_GivesWayInEitherOrder(string installation, bool acceptedFirst)
    {
        await registry.OpenAsync(installation);
        var block = await registry.HandInAsync(Papers.Default("У-15-" + installation, installation, Today));
        await registry.Client.AwaitStageAsync(block, "awaitingDecision");
        var accepted = await registry.HandInAsync(
            Papers.Notice("monitoringPlanAccepted", "У-16-" + installation, installation, Today));
        await registry.Client.AwaitStageAsync(accepted, "awaitingDecision");
        foreach (var (id, stage) in Ordered((accepted, "executed"), (block, "refused"), acceptedFirst))
        {
            await registry.Client.ApproveAsync(id);
            await registry.Client.AwaitStageAsync(id, stage);
        }

        var refused = await registry.Client.AwaitStageAsync(block, "refused");
        Assert.Equal("507 acceptedMeanwhile", BusyRegistry.RefusalOf(refused));
        Assert.Equal("open", (await registry.AccountAsync(installation)).GetProperty("status").GetString());
    }

    private static T[] Ordered<T>(T one, T other, bool oneFirst) => oneFirst ? [one, other] : [other, one];

    [Fact]
    public async Task Supplement_BeforeItsApplication_IsRefusedAndMayComeAgain()
    {
        var bin = Papers.Operators["KZ-0014"];
        var follows = $"accountApplication.{bin}.2022.У-40";
        var supplement = Papers.Supplement("У-41", follows, Today, bin);
        await registry.Client.DropAsync("early-supplement.json", supplement);
        var report = await registry.Client.AwaitBlobAsync("notices-rejected", "early-supplement.json.issues.json");
        await registry.HandInAsync(Papers.Application("У-40", "KZ-0014", Today, complete: false));
        await registry.Client.AwaitStageAsync(follows, "awaitingDocuments");
        var brought = await registry.HandInAsync(supplement);
        var running = await registry.Client.AwaitStageAsync(follows, "awaitingDecision");

        var issue = Assert.Single(report.GetProperty("issues").EnumerateArray());
        Assert.Equal("followedProcedureNotFound", issue.GetProperty("code").GetString());
        Assert.Equal("/follows", issue.GetProperty("field").GetString());
        Assert.Equal("2022-08-03", running.GetProperty("dueOn").GetString());
        await registry.Client.AwaitStageAsync(brought, "executed");
    }

    [Fact]
    public async Task Application_ForAnAccountThatIsOpen_IsRefusedWhenCarriedOut()
    {
        await registry.OpenAsync("KZ-0015");
        var ended = await registry.CarryOutAsync(Papers.Application("У-50", "KZ-0015", Today), "refused");

        Assert.Equal("303 accountExists", BusyRegistry.RefusalOf(ended));
    }

    [Fact]
    public async Task Document_UnderTwoNames_IsOneProcedure()
    {
        var document = Papers.Default("У-60", "KZ-0016", Today);
        await registry.Client.DropAsync("copy/a.json", document);
        await registry.Client.DropAsync("copy/b.json", document);
        var id = await registry.HandInAsync(document);
        await registry.Client.DropAsync("copy/c.json", Papers.Default("У-60", "KZ-0016", Today, "notSubmitted"));
        var report = await registry.Client.AwaitBlobAsync("notices-rejected", "copy/c.json.issues.json");
        var waiting = await registry.Client.AwaitStageAsync(id, "awaitingDecision");
        var board = (await registry.Client.GetAsync("/api/procedures?installation=KZ-0016")).Json;

        var issue = Assert.Single(report.GetProperty("issues").EnumerateArray());
        Assert.Equal("numberReused", issue.GetProperty("code").GetString());
        Assert.Equal("/ground", issue.GetProperty("field").GetString());
        Assert.Equal(1, board.GetProperty("items").GetArrayLength());
        Assert.Equal(2, waiting.GetProperty("history").GetArrayLength());
        var rejected = await registry.Client.NamesAsync("notices-rejected");
        Assert.Equal(
            ["copy/c.json", "copy/c.json.issues.json"],
            rejected.Where(name => name.StartsWith("copy/", StringComparison.Ordinal)));
    }

    [Fact]
    public void Plan_Decided_TakesTwoRegistrarsOtherThanItsSenderAndNoRefusal()
    {
        foreach (var answer in new[] { registry.SenderDecided, registry.Refused, registry.DecidedTwice })
        {
            answer.Expect(409);
            Assert.Equal("application/problem+json", answer.MediaType);
        }
        Assert.Contains("sent the document", registry.SenderDecided.Text, StringComparison.Ordinal);
        Assert.Contains("no right to refuse", registry.Refused.Text, StringComparison.Ordinal);
        Assert.Contains("already", registry.DecidedTwice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Application_ThatARegistrarRefuses_EndsWithTheReason()
    {
        var size = await registry.SizeAsync();
        var id = await registry.HandInAsync(Papers.Application("У-70", "KZ-0017", Today));
        await registry.Client.AwaitStageAsync(id, "awaitingDecision");
        var silent = await registry.Client.DecideAsync(id, "registrar-1", "refuse");
        (await registry.Client.DecideAsync(id, "registrar-2", "approve")).Expect(200);
        (await registry.Client.DecideAsync(id, "registrar-1", "refuse", "нет печати")).Expect(200);
        var ended = await registry.Client.AwaitStageAsync(id, "refused");
        var late = await registry.Client.DecideAsync(id, "registrar-3", "approve");

        Assert.Equal(["reasonMissing /reason"], silent.Expect(422).IssueCodes);
        Assert.Equal("503 refusedByRegistrar", BusyRegistry.RefusalOf(ended));
        Assert.Contains("нет печати", ended.GetProperty("refusal").GetRawText(), StringComparison.Ordinal);
        late.Expect(409);
        Assert.Equal(size, await registry.SizeAsync());
        Assert.Equal(JsonValueKind.Undefined, (await registry.AccountAsync("KZ-0017")).ValueKind);
        var bin = Papers.Operators["KZ-0017"];
        var notice = await registry.Client.AwaitBlobAsync("outbox", $"2022/{bin}/{id}-refused.json");
        Assert.Equal("refused", notice.GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"decision\":\"maybe\"}")]
    public async Task Decision_ThatIsNone_Is422(string body)
    {
        using var content = RegistryClient.Content(System.Text.Encoding.UTF8.GetBytes(body), "application/json");
        var route = $"/api/procedures/{Uri.EscapeDataString(Papers.PlanProcedure)}/decisions";
        var answer = await registry.Client.PostAsync(route, "registrar-1", content);

        Assert.Equal(["malformedDecision /decision"], answer.Expect(422).IssueCodes);
    }

    private async Task<IEnumerable<string?>> GroundsAsync(string installation) =>
        (await registry.AccountAsync(installation)).GetProperty("grounds").EnumerateArray()
        .Select(ground => ground.GetProperty("ground").GetString()).Order();

    private async Task<long> UnitsAsync(string installation) =>
        (await registry.AccountAsync(installation)).GetProperty("balances").EnumerateArray()
        .Sum(line => line.GetProperty("units").GetInt64());

    private async Task<long> MovedAsync(JsonElement procedure)
    {
        var number = Assert.Single(procedure.GetProperty("entries").EnumerateArray()).GetInt64();
        var entry = JsonDocument.Parse((await registry.Client.GetAsync($"/api/journal?from={number}&take=1")).Lines[0]);
        return entry.RootElement.GetProperty("moves").EnumerateArray()
            .Select(move => OutsiderLedger.Block(move.GetProperty("block").GetString()!))
            .Sum(block => block.Last - block.First + 1);
    }
}
