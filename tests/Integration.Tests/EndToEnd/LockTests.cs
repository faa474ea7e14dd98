namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Units that are promised to a pending act (Code 300(1); interfaces, section 7, <c>locked</c>).</summary>
[Collection(EndToEndCollection.Name)]
public sealed class LockTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private RegistryClient Client => registry.Client;

    [Fact]
    public async Task Sale_OfUnitsThatAreNotFree_IsRefusedWithBothFigures()
    {
        var (units, _) = await OpenAsync("KZ-0060", "KZ-0063");
        var first = await registry.HandInAsync(TradePapers.Result("Б-1", "Б-1", "KZ-0060", "KZ-0063", units - 10));
        var second = TradePapers.Result("Б-2", "Б-2", "KZ-0060", "KZ-0063", 11);
        var refused = (await Client.PostNoticeAsync(second, "authority")).Expect(422);

        Assert.Equal(["insufficientUnits /units"], refused.IssueCodes);
        Assert.Contains("has 10 units for the move, 11 are needed", refused.Text);
        await Client.AwaitStageAsync(first, "awaitingDecision");
        (await Client.DecideAsync(first, "registrar-2", "refuse", "Нет")).Expect(200);
        await Client.AwaitStageAsync(first, "refused");
        Assert.Equal((units, 0), await registry.QuotaAsync("KZ-0060"));
        (await Client.PostNoticeAsync(second, "authority")).Expect(202);
        Assert.Equal((units, 11), await registry.QuotaAsync("KZ-0060"));
    }

    [Fact]
    public async Task Sales_ThatWantTheSameUnitsAtTheSameMoment_EndWithExactlyOneWinner()
    {
        var (units, _) = await OpenAsync("KZ-0064", "KZ-0098");
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => Client.PostNoticeAsync(
            TradePapers.Result($"В-{number}", $"В-{number}", "KZ-0064", "KZ-0098", units), "authority")));
        var letIn = answers.Where(answer => answer.Status == 202)
            .Select(answer => Uri.UnescapeDataString(answer.Location!.Split('/')[^1])).ToList();
        await Task.WhenAll(letIn.Select(async id =>
        {
            await Client.AwaitStageAsync(id, "awaitingDecision");
            await Client.ApproveAsync(id);
        }));
        var stages = await Task.WhenAll(letIn.Select(EndOfAsync));

        Assert.Single(stages, "executed");
        Assert.All(answers, answer => Assert.True(answer.Status is 202 or 422, answer.Text));
        Assert.Equal((0, 0), await registry.QuotaAsync("KZ-0064"));
    }

    [Fact]
    public async Task Liquidation_OfParagraph22_TakesPromisedUnitsAndThePromiseFails()
    {
        var (units, _) = await OpenAsync("KZ-0100", "KZ-0101");
        var sale = await registry.HandInAsync(TradePapers.Result("Г-1", "Г-1", "KZ-0100", "KZ-0101", 70));
        await Client.AwaitStageAsync(sale, "awaitingDecision");
        await registry.CarryOutAsync(
            Papers.Notice("installationLiquidation", "Г-2", "KZ-0100", TradePapers.Today));
        await Client.ApproveAsync(sale);
        var ended = await Client.AwaitStageAsync(sale, "refused");

        Assert.True(units > 70);
        Assert.Equal("404 insufficientUnits", BusyRegistry.RefusalOf(ended));
        Assert.Contains($"{Users.AuthorityBin} refused", Market.Notices(ended));
        Assert.Equal((0, 0), await registry.QuotaAsync("KZ-0100"));
    }

    [Fact]
    public async Task Block_OfParagraph15AfterTheSaleWasLetIn_RefusesItWhenItIsCarriedOut()
    {
        var (units, _) = await OpenAsync("KZ-0102", "KZ-0103");
        var sale = await registry.HandInAsync(TradePapers.Result("Д-1", "Д-1", "KZ-0102", "KZ-0103", 70));
        await Client.AwaitStageAsync(sale, "awaitingDecision");
        await registry.CarryOutAsync(Papers.Default("Д-2", "KZ-0102", TradePapers.Today));
        await Client.ApproveAsync(sale);
        var ended = await Client.AwaitStageAsync(sale, "refused");

        Assert.Equal("306 accountBlocked", BusyRegistry.RefusalOf(ended));
        Assert.Equal((units, 0), await registry.QuotaAsync("KZ-0102"));
    }

    [Fact]
    public async Task Locked_OfAPastState_IsNotShown()
    {
        var (units, _) = await OpenAsync("KZ-0104", "KZ-0105");
        var account = (await registry.AccountAsync("KZ-0104")).GetProperty("number").GetString();
        await registry.HandInAsync(TradePapers.Result("Е-1", "Е-1", "KZ-0104", "KZ-0105", 70));
        var size = await registry.SizeAsync();
        var now = (await Client.GetAsync($"/api/accounts/{account}")).Json.GetProperty("balances")[0];
        var past = (await Client.GetAsync($"/api/accounts/{account}?asOf={size - 1}")).Json.GetProperty("balances")[0];

        Assert.Equal((units, 70), (now.GetProperty("units").GetInt64(), now.GetProperty("locked").GetInt64()));
        Assert.Equal((units, 0), (past.GetProperty("units").GetInt64(), past.GetProperty("locked").GetInt64()));
    }

    private async Task<(long Units, long Locked)> OpenAsync(string seller, string buyer)
    {
        await registry.OpenAsync(seller);
        await registry.OpenAsync(buyer);
        return await registry.QuotaAsync(seller);
    }

    private async Task<string> EndOfAsync(string id)
    {
        for (var began = TimeProvider.System.GetTimestamp();
            TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60);)
        {
            var stage = (await Client.ProcedureAsync(id)).Expect(200).Json.GetProperty("stage").GetString()!;
            if (stage is "executed" or "refused")
                return stage;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
        throw new TimeoutException($"{id} does not end.");
    }
}
