using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// Offset units from their issue (¶26) through a trade (¶27) to a surrender (¶28; Code, articles 289(11) and 298(8)).
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class OffsetTradeTests(LeavingRegistry registry) : IClassFixture<LeavingRegistry>
{
    private const string Installation = "KZ-0002";

    private RegistryClient Client => registry.Client;

    [Fact]
    public async Task Offsets_BoughtOnTheExchange_CoverWhatQuotaDoesNot()
    {
        var quota = (await registry.OpenAsync(Installation)).Where(year => year.Key <= 2024).Sum(year => year.Value);
        await registry.CarryOutAsync(LeavingPapers.Project("О-1", "ПЛ-1", Users.HolderBin));
        await registry.CarryOutAsync(LeavingPapers.Issuance("О-2", "ПЛ-1", 100, Users.HolderBin, null));
        var trade = await BuyAsync(40);
        Assert.Equal("T15", trade.GetProperty("kind").GetString());
        Assert.StartsWith(
            "KZ-O-2025-0000-",
            trade.GetProperty("moves")[0].GetProperty("block").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(40, await OffsetsAsync());

        await registry.HandInAsync(LeavingPapers.OffsetUse("О-3", Installation, 35, Users.OtherHolderBin));
        await Client.AwaitStageAsync(
            LeavingPapers.ProcedureOf(LeavingPapers.OffsetUse("О-3", Installation, 35, Users.OtherHolderBin)),
            "executed");
        var covered = await registry.CarryOutAsync(LeavingPapers.Report("О-4", Installation, 2024, quota + 30));
        var short5 = await registry.CarryOutAsync(LeavingPapers.Report("О-5", Installation, 2024, quota + 40));

        Assert.Equal(0, covered.GetProperty("deficit").GetInt64());
        Assert.Equal(30, OffsetsIn(await registry.EntryAsync(covered)));
        Assert.Equal("T19", (await registry.EntryAsync(covered)).GetProperty("kind").GetString());
        // Of the ten that the later report adds, the holder gives five: thirty-five in all.
        Assert.Equal(5, OffsetsIn(await registry.EntryAsync(short5)));
        Assert.Equal(5, short5.GetProperty("deficit").GetInt64());
        Assert.Equal(5, await OffsetsAsync());
    }

    /// <summary>Quota of later years stays where it is, and so do offset units that nobody gives (C5, C6).</summary>
    [Fact]
    public async Task Offsets_ThatTheHolderDoesNotGive_AreNotSurrendered()
    {
        const string installation = "KZ-0003";
        var quota = (await registry.OpenAsync(installation)).Where(year => year.Key <= 2024).Sum(year => year.Value);
        await registry.CarryOutAsync(LeavingPapers.Project("О-10", "ПЛ-10", Users.HolderBin));
        await registry.CarryOutAsync(LeavingPapers.Issuance("О-11", "ПЛ-10", 20, Users.HolderBin, null));
        await registry.SellOffsetsAsync("TS-11", "ПЛ-10", installation, 20);
        var ended = await registry.CarryOutAsync(LeavingPapers.Report("О-12", installation, 2024, quota + 20));

        Assert.Equal(20, ended.GetProperty("deficit").GetInt64());
        Assert.Equal(0, OffsetsIn(await registry.EntryAsync(ended)));
    }

    private async Task<JsonElement> BuyAsync(long units)
    {
        var sheet = await registry.SellOffsetsAsync("TS-1", "ПЛ-1", Installation, units);
        return await registry.EntryAsync(sheet);
    }

    private async Task<long> OffsetsAsync() =>
        (await registry.AccountAsync(Installation)).GetProperty("balances").EnumerateArray()
            .Where(row => row.GetProperty("unitKind").GetString() == "offset")
            .Sum(row => row.GetProperty("units").GetInt64());

    /// <summary>How many offset units an entry moved, by the serials of its blocks.</summary>
    private static long OffsetsIn(JsonElement entry) => entry.GetProperty("moves").EnumerateArray()
        .Select(move => move.GetProperty("block").GetString()!)
        .Where(block => block.StartsWith("KZ-O-", StringComparison.Ordinal))
        .Sum(block =>
        {
            var serials = block[(block.LastIndexOf('-') + 1)..].Split(':').Select(long.Parse).ToList();
            return serials[^1] - serials[0] + 1;
        });
}
