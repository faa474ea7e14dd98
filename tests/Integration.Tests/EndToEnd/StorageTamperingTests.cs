using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// What somebody with a key to the storage may do to the stored journal, case by case, and how the registry that is
/// started on it tells: what concerns some accounts freezes these, what concerns the whole journal stops all postings.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class StorageTamperingTests(StoppedRegistry registry) : IClassFixture<StoppedRegistry>
{
    [Fact]
    public async Task Storage_AsItWas_IsReadyAndReconciled()
    {
        await using var host = await registry.StartOnAsync(_ => Task.CompletedTask);
        Assert.Equal(registry.Size, await ReadyAsync(host));
        Assert.Empty(await FindingsAsync(host));
    }

    [Theory]
    [InlineData("byte", "StoredEntry", 2)]
    [InlineData("row", "StoredPage", 2)]
    [InlineData("pair", "StoredPage", 3)]
    public async Task Page_ChangedDeletedOrMoved_FreezesTheAccountsThatItTouches(string how, string what, int accounts)
    {
        await using var host = await registry.StartOnAsync(_ => how switch
        {
            "byte" => registry.Rows.FlipByteAsync(registry.FirstSale),
            "row" => registry.Rows.DeletePageAsync(registry.FirstSale),
            _ => registry.Rows.SwapPagesAsync(registry.FirstSale, registry.SecondSale),
        });
        await ReadyAsync(host);
        var findings = await FindingsAsync(host);

        Assert.Contains(findings, finding => What(finding) == what);
        Assert.Equal(registry.FirstSale, findings.Min(finding => finding.GetProperty("entry").GetInt64()));
        var opened = (await host.Client.GetAsync("/api/audit")).Json.GetProperty("cases").EnumerateArray().Single();
        var frozen = Texts(opened, "accounts").Where(registry.Accounts.Contains).ToList();
        Assert.Equal(accounts, frozen.Count);
        Assert.False(opened.GetProperty("everything").GetBoolean());
        await ReadyAsync(host);
    }

    [Theory]
    [InlineData("byte")]
    [InlineData("row")]
    [InlineData("pair")]
    public async Task Page_ChangedDeletedOrMovedAndEverySnapshotGone_StopsAllPostings(string how)
    {
        await using var host = await registry.StartOnAsync(async client =>
        {
            await registry.DeleteSnapshotsAsync(client);
            await (how switch
            {
                "byte" => registry.Rows.FlipByteAsync(registry.FirstSale),
                "row" => registry.Rows.DeletePageAsync(registry.FirstSale),
                _ => registry.Rows.SwapPagesAsync(registry.FirstSale, registry.SecondSale),
            });
        });
        Assert.Matches("(Page|entry) [0-9]+", await StoppedAsync(host));
        Assert.NotEmpty(await FindingsAsync(host));
    }

    [Theory]
    [InlineData("root")]
    [InlineData("frontier")]
    public async Task Head_Forged_StopsAllPostingsAndIsNamed(string column)
    {
        await using var host = await registry.StartOnAsync(_ => registry.Rows.FlipHeadAsync(column));
        Assert.Contains("root or frontier", await StoppedAsync(host), StringComparison.Ordinal);
        Assert.Contains(await FindingsAsync(host), finding => What(finding) == "StoredHead");
    }

    /// <summary>Totals, balances, every rule and the tree are right; only what was signed before tells it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EqualBlocks_SwappedBetweenTwoAccountsWithAFittingTree_ContradictTheSignedHead(bool snapshots)
    {
        await using var host = await registry.StartOnAsync(async client =>
        {
            if (!snapshots)
                await registry.DeleteSnapshotsAsync(client);
            await registry.Rows.RewriteAsync(SwapSales);
        });
        Assert.Contains("published head", await StoppedAsync(host), StringComparison.Ordinal);
        Assert.Contains(await FindingsAsync(host), finding => What(finding) == "SignedHead");
    }

    [Fact]
    public async Task PublishedFile_Changed_OpensACaseThatNamesItAndFreezesNobody()
    {
        await using var host = await registry.StartOnAsync(async client =>
        {
            var name = (await client.NamesAsync("journal")).First(one =>
                one.StartsWith("export/2022-", StringComparison.Ordinal));
            var bytes = await client.BlobAsync("journal", name);
            bytes[bytes.Length / 2] ^= 1;
            await client.DropAsync("journal", name, bytes);
        });
        var finding = Assert.Single(await FindingsAsync(host));
        var opened = (await host.Client.GetAsync("/api/audit")).Json.GetProperty("cases").EnumerateArray().Single();

        Assert.Equal("PublishedFile", What(finding));
        Assert.True(finding.GetProperty("entry").GetInt64() > 0);
        Assert.StartsWith("export/2022-", finding.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(Texts(opened, "accounts"));
        Assert.Empty(Texts(opened, "ranges"));
        await ReadyAsync(host);
    }

    [Fact]
    public async Task Journal_TruncatedWithAFittingHead_IsBehindItsSnapshot()
    {
        await using var host = await registry.StartOnAsync(_ => registry.Rows.RewriteAsync(lines => lines.SkipLast(1)));
        Assert.Contains("entries that stood are gone", await StoppedAsync(host), StringComparison.Ordinal);
        Assert.Contains(await FindingsAsync(host), finding => What(finding) == "SignedHead");
    }

    [Fact]
    public async Task Journal_TruncatedAndEverySnapshotGone_IsBehindTheSignedHead()
    {
        await using var host = await registry.StartOnAsync(async client =>
        {
            await registry.DeleteSnapshotsAsync(client);
            await registry.Rows.RewriteAsync(lines => lines.SkipLast(1));
        });
        Assert.Contains("published head", await StoppedAsync(host), StringComparison.Ordinal);
        Assert.Contains(await FindingsAsync(host), finding => What(finding) == "SignedHead");
    }

    [Fact]
    public async Task Journal_OfAnOldBackup_IsBehindTheSignedHead()
    {
        await using var host = await registry.StartOnAsync(async client =>
        {
            await StoppedRegistry.DeleteAsync(client, registry.Snapshots[^1]);
            await registry.Old.RestoreAsync();
        });
        Assert.Contains("published head", await StoppedAsync(host), StringComparison.Ordinal);
        Assert.Contains(await FindingsAsync(host), finding => What(finding) == "SignedHead");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Snapshot_OldOneInPlaceOfTheNewest_CostsTimeAndNothingElse(bool renamed)
    {
        await using var host = await registry.StartOnAsync(async client =>
        {
            await StoppedRegistry.DeleteAsync(client, registry.Snapshots[^1]);
            if (renamed)
                await client.DropAsync("journal", registry.Snapshots[^1], registry.BlobOf(registry.Snapshots[0]));
        });
        Assert.Equal(registry.Size, await ReadyAsync(host));
        Assert.Empty(await FindingsAsync(host));
    }

    private IEnumerable<string> SwapSales(IReadOnlyList<string> lines)
    {
        var (first, second) = ((int)registry.FirstSale, (int)registry.SecondSale);
        var (one, other) = (BlockOf(lines[first]), BlockOf(lines[second]));
        Assert.NotEqual(one, other);
        return lines.Select((line, n) =>
            n == first ? WithBlock(line, other) : n == second ? WithBlock(line, one) : line);
    }

    private static string BlockOf(string line) => (string)JsonNode.Parse(line)!["moves"]!.AsArray().Single()!["block"]!;

    private static string WithBlock(string line, string block) =>
        StoredRows.Changed(line, json => json["moves"]![0]!["block"] = block);

    private static async Task<long> ReadyAsync(RegistryHost host) =>
        (await host.Client.GetAsync("/api/health", null)).Expect(200).Json.GetProperty("entries").GetInt64();

    private static async Task<string> StoppedAsync(RegistryHost host)
    {
        var missing = Texts((await host.Client.GetAsync("/api/health", null)).Expect(503).Json, "missing");
        return missing.Single(one => one.StartsWith("ledger: ", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<JsonElement>> FindingsAsync(RegistryHost host) =>
        [.. (await host.Client.PostAsync("/api/audit", "admin", null)).Expect(200).Json
            .GetProperty("last").GetProperty("findings").EnumerateArray()];

    private static string What(JsonElement finding) => finding.GetProperty("what").GetString()!;

    private static string[] Texts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
}
