using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// Notices that cannot be taken at their word: ¶20 for more units than the account has, ¶19 outside the Code's days.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class DoubtfulNoticeTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private const string Today = BusyRegistry.Today;
    private const string Installation = "KZ-0134";

    [Fact]
    public async Task Return_OfParagraph20BeyondTheAccount_ReturnsAllAndTellsWhatIsMissing()
    {
        await registry.OpenAsync(Installation);
        var units = await UnitsAsync();
        var ended = await registry.CarryOutAsync(Return("Р20-4", units + 25));
        var id = ended.GetProperty("id").GetString()!;

        Assert.Equal(25, ended.GetProperty("deficit").GetInt64());
        Assert.Equal(JsonValueKind.Null, ended.GetProperty("penaltyEstimate").ValueKind);
        Assert.Single(ended.GetProperty("entries").EnumerateArray());
        Assert.Equal(0, await UnitsAsync());
        foreach (var to in new[] { Papers.Operators[Installation], Users.AuthorityBin })
        {
            var told = await registry.Client.AwaitBlobAsync("outbox", $"2022/{to}/{id}-deficit.json");
            Assert.Equal(("¶20", 25), (
                told.GetProperty("paragraph").GetString(), told.GetProperty("units").GetInt64()));
            Assert.DoesNotContain("KZT", told.GetProperty("text").GetProperty("en").GetString(),
                StringComparison.Ordinal);
        }
        var none = await registry.CarryOutAsync(Return("Р20-5", 1), "refused");
        var over = await registry.CarryOutAsync(Papers.Assignment("Р20-6", id, units + 1, Today), "refused");

        Assert.Equal("404 insufficientUnits", BusyRegistry.RefusalOf(none));
        Assert.Equal("502 assignmentExceedsReturn", BusyRegistry.RefusalOf(over));
    }

    /// <summary>Code, article 295(2): 1 April to 1 October of 2022, the plan's first year.</summary>
    [Fact]
    public async Task Additional_OfParagraph19OutsideTheDaysOfTheCode_IsShownWithAWarning()
    {
        await registry.OpenAsync("KZ-0135");
        var early = await registry.CarryOutAsync(
            Papers.Units("additionalAllocation", "Р19-90", "KZ-0135", 5, "2022-03-15", 2022));
        var inTime = await registry.CarryOutAsync(
            Papers.Units("additionalAllocation", "Р19-91", "KZ-0135", 5, Today, 2022));

        Assert.Contains(HistoryOf(early), what => what.Contains("article 295(2)", StringComparison.Ordinal));
        Assert.DoesNotContain(HistoryOf(inTime), what => what.Contains("295", StringComparison.Ordinal));

        static IEnumerable<string> HistoryOf(JsonElement procedure) => procedure.GetProperty("history")
            .EnumerateArray().Select(happened => happened.GetProperty("what").GetString()!);
    }

    private static System.Text.Json.Nodes.JsonObject Return(string number, long units) =>
        Papers.Units("returnToReserve", number, Installation, units, Today);

    private async Task<long> UnitsAsync() => (await registry.AccountAsync(Installation)).GetProperty("balances")
        .EnumerateArray().Sum(row => row.GetProperty("units").GetInt64());
}
