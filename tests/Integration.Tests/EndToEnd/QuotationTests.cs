using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Order 221 ¶13 to ¶16, ¶29 to ¶30, ¶32: quotations, the floor of sales, the monthly indicator.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class QuotationTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private RegistryClient Client => registry.Client;

    [Fact]
    public async Task Sale_BelowTheQuotationOfParagraph29_IsRefusedAtTheDoor()
    {
        await registry.OpenAsync("KZ-0106");
        await registry.OpenAsync("KZ-0107");
        var before = (await Client.GetAsync("/api/quotations?unitKind=quota&on=2022-07-27", null)).Expect(200).Json;
        var size = await registry.SizeAsync();
        var answer = (await Client.PostNoticeAsync(
            TradePapers.Quotation("К-1", 502.93m, "2022-07-28"), "exchange")).Expect(202);
        var id = Uri.UnescapeDataString(answer.Location!.Split('/')[^1]);
        var recorded = await Client.AwaitStageAsync(id, "executed");
        var after = (await Client.GetAsync("/api/quotations?unitKind=quota&on=2022-07-29", null)).Expect(200).Json;
        var below = (await Client.PostNoticeAsync(
            TradePapers.Result("К-2", "К-2", "KZ-0106", "KZ-0107", 5, 502.92m), "authority")).Expect(422);
        var ended = await registry.CarryOutAsync(
            TradePapers.Result("К-3", "К-3", "KZ-0106", "KZ-0107", 5, 502.93m));

        Assert.Equal("Order 221 ¶13", recorded.GetProperty("paragraph").GetString());
        Assert.Equal(size + 1, await registry.SizeAsync());
        Assert.Empty(before.GetProperty("items").EnumerateArray());
        Assert.Empty(before.GetProperty("reference").EnumerateArray());
        Assert.True(after.GetProperty("indicative").GetBoolean());
        var reference = Assert.Single(after.GetProperty("reference").EnumerateArray());
        Assert.Equal(
            ("2022-07-29", "2022-07-28", 502.93m),
            (reference.GetProperty("on").GetString(), reference.GetProperty("quotedOn").GetString(),
                reference.GetProperty("price").GetDecimal()));
        Assert.Equal(["priceBelowQuotation /price"], below.IssueCodes);
        Assert.Contains("502.93 tenge of 2022-07-28", below.Text);
        Assert.Single(Market.Entries(ended));
    }

    [Fact]
    public async Task Indicator_OfParagraph32_ShowsPricesFromThreeSalesOn()
    {
        await registry.OpenAsync("KZ-0108");
        await registry.OpenAsync("KZ-0109");
        for (var sale = 1; sale <= 3; sale++)
        {
            await registry.CarryOutAsync(TradePapers.Result(
                $"И-{sale}", $"И-{sale}", "KZ-0108", "KZ-0109", 100 * sale, 600 + sale));
        }
        // The other test of this class may have added a sale or not.
        var answer = (await Client.GetAsync("/api/indicators/otc?month=2022-07", null)).Expect(200);
        var quota = Assert.Single(answer.Json.GetProperty("items").EnumerateArray());
        var earlier = (await Client.GetAsync("/api/indicators/otc?month=2022-06", null)).Expect(200);

        Assert.True(quota.GetProperty("deals").GetInt32() >= 3);
        Assert.False(quota.GetProperty("suppressed").GetBoolean());
        Assert.Equal(603m, quota.GetProperty("highest").GetDecimal());
        Assert.True(quota.GetProperty("volume").GetInt64() is 600 or 605, answer.Text);
        Assert.Empty(earlier.Json.GetProperty("items").EnumerateArray());
        (await Client.GetAsync("/api/indicators/otc?month=2022-13", null)).Expect(400);
        (await Client.GetAsync("/api/quotations?unitKind=gold", null)).Expect(400);
    }

    [Fact]
    public async Task Quotation_OfSomebodyElse_IsNotTaken()
    {
        var quotation = TradePapers.Quotation("К-4", 1m, TradePapers.Today);
        (await Client.PostNoticeAsync(quotation, "holder")).Expect(403);
        quotation["issuer"]!["bin"] = Users.HolderBin;

        var refused = (await Client.PostNoticeAsync(quotation, "holder")).Expect(422);
        Assert.Equal("issuerNotAllowed", refused.IssueCodes[0].Split(' ')[0]);
        Assert.Equal(JsonValueKind.Array, refused.Json.GetProperty("issues").ValueKind);
    }
}
