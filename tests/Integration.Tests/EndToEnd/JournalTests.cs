using System.Text;
using System.Text.Json;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

[Collection(EndToEndCollection.Name)]
public sealed class JournalTests(EndToEndWorld world)
{
    [Fact]
    public async Task Journal_Exported_IsCanonicalAndRebuildsThePublishedRoot()
    {
        var story = await world.StoryAsync();
        var answer = await story.Client.GetAsync("/api/journal?take=10000", null);
        var head = (await story.Client.GetAsync("/api/journal/head", null)).Json;
        var lines = answer.Lines;

        Assert.Equal("application/x-ndjson", answer.MediaType);
        Assert.Equal(lines.Length, head.GetProperty("size").GetInt64());
        Assert.Equal(RootOf(lines), head.GetProperty("root").GetString());
        for (var n = 0; n < lines.Length; n++)
        {
            Assert.Equal(n, JsonDocument.Parse(lines[n]).RootElement.GetProperty("n").GetInt64());
            var canonical = CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(lines[n]));
            Assert.Equal(lines[n], Encoding.UTF8.GetString(canonical));
        }
    }

    [Fact]
    public async Task Journal_Entries_HaveWhatTheContractNames()
    {
        var lines = await (await world.StoryAsync()).JournalAsync();
        var instructions = new HashSet<string>();
        var last = DateTimeOffset.MinValue;
        foreach (var line in lines)
        {
            var entry = JsonDocument.Parse(line).RootElement;
            var at = DateTimeOffset.Parse(entry.GetProperty("at").GetString()!, null);
            var basis = entry.GetProperty("basis");
            Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+06:00$", entry.GetProperty("at").GetString());
            Assert.True(last <= at, line);
            last = at;
            Assert.True(instructions.Add(entry.GetProperty("instruction").GetString()!), line);
            Assert.StartsWith(
                entry.GetProperty("procedure").GetString() + "/", entry.GetProperty("instruction").GetString(),
                StringComparison.Ordinal);
            Assert.Matches("^¶[0-9]+$", basis.GetProperty("paragraph").GetString());
            Assert.Matches("^[0-9a-f]{64}$", basis.GetProperty("document").GetProperty("sha256").GetString());
            Assert.NotEqual(0, entry.GetProperty("by").GetArrayLength());
            Assert.DoesNotContain("800101300303", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Journal_FromAndTake_GiveTheSameLines()
    {
        var story = await world.StoryAsync();
        var all = await story.JournalAsync();

        Assert.Equal(all[3..5], (await story.Client.GetAsync("/api/journal?from=3&take=2", null)).Lines);
        Assert.Empty((await story.Client.GetAsync($"/api/journal?from={all.Length}", null)).Lines);
        (await story.Client.GetAsync("/api/journal?from=-1", null)).Expect(400);
        (await story.Client.GetAsync("/api/journal?take=0", null)).Expect(400);
    }

    [Fact]
    public async Task Inclusion_OfEveryEntry_IsProvedInTheLastAndAnEarlierTree()
    {
        var story = await world.StoryAsync();
        var lines = await story.JournalAsync();
        foreach (var size in new[] { lines.Length, lines.Length / 2 + 1 })
        {
            var root = RootOf(lines[..size]);
            for (var n = 0; n < size; n++)
            {
                var proof = (await story.Client.GetAsync($"/api/journal/{n}/proof?size={size}", null)).Expect(200).Json;
                var leaf = OutsiderTree.Leaf(lines[n]);
                Assert.Equal(Convert.ToHexStringLower(leaf), proof.GetProperty("leaf").GetString());
                Assert.Equal(size, proof.GetProperty("size").GetInt64());
                var led = OutsiderTree.RootOfInclusion(n, size, leaf, OutsiderTree.Hashes(proof));
                Assert.Equal(root, Convert.ToHexStringLower(led!));
            }
        }
    }

    [Fact]
    public async Task Inclusion_OutsideTheTree_IsRefused()
    {
        var story = await world.StoryAsync();
        var size = (await story.JournalAsync()).Length;

        (await story.Client.GetAsync($"/api/journal/{size}/proof", null)).Expect(404);
        (await story.Client.GetAsync($"/api/journal/0/proof?size={size + 1}", null)).Expect(400);
        (await story.Client.GetAsync("/api/journal/x/proof", null)).Expect(404);
    }

    [Fact]
    public async Task Consistency_OfAllEarlierTrees_IsProved()
    {
        var story = await world.StoryAsync();
        var lines = await story.JournalAsync();
        var last = RootOf(lines);
        for (var from = 1; from <= lines.Length; from++)
        {
            var route = $"/api/journal/consistency?from={from}&to={lines.Length}";
            var proof = (await story.Client.GetAsync(route, null)).Expect(200).Json;
            var first = RootOf(lines[..from]);
            var led = OutsiderTree.RootsOfConsistency(
                from, lines.Length, Convert.FromHexString(first), OutsiderTree.Hashes(proof));
            Assert.Equal(first, Convert.ToHexStringLower(led!.Value.First));
            Assert.Equal(last, Convert.ToHexStringLower(led.Value.Second));
        }
        (await story.Client.GetAsync("/api/journal/consistency?from=0", null)).Expect(400);
        (await story.Client.GetAsync("/api/journal/consistency?from=5&to=4", null)).Expect(400);
    }

    [Fact]
    public async Task Export_Alone_RebuildsEveryAccountAndBalance()
    {
        var story = await world.StoryAsync();
        var ledger = OutsiderLedger.Of(await story.JournalAsync());
        await AssertSameAsync(story.Client, ledger, "");
    }

    [Theory]
    [InlineData(9)]
    [InlineData(14)]
    [InlineData(16)]
    [InlineData(19)]
    public async Task State_AsOfAnEntry_IsTheFoldOfTheJournalUntilThen(int entry)
    {
        var story = await world.StoryAsync();
        var lines = await story.JournalAsync();
        await AssertSameAsync(story.Client, OutsiderLedger.Of(lines[..(entry + 1)]), $"asOf={entry}");
    }

    [Theory]
    [InlineData("2022-07-24")]
    [InlineData("2022-07-25")]
    [InlineData("2022-08-10")]
    [InlineData("2022-08-11")]
    [InlineData("2022-11-03")]
    [InlineData("2022-11-04")]
    public async Task State_AsOfADate_HasTheEntriesUpToItsEnd(string date)
    {
        var story = await world.StoryAsync();
        var until = (await story.JournalAsync()).Where(line => string.CompareOrdinal(
            JsonDocument.Parse(line).RootElement.GetProperty("at").GetString()![..10], date) <= 0).ToList();
        await AssertSameAsync(story.Client, OutsiderLedger.Of(until), $"asOf={date}");
        var totals = (await story.Client.GetAsync($"/api/totals?asOf={date}", null)).Json;
        Assert.Equal(until.Count - 1, totals.GetProperty("entry").GetInt64());
    }

    [Theory]
    [InlineData("/api/totals?asOf=999999")]
    [InlineData("/api/totals?asOf=yesterday")]
    [InlineData("/api/totals?asOf=2022-13-01")]
    [InlineData("/api/accounts?asOf=-1")]
    [InlineData("/api/units/KZ-Q-2022-2025-1?asOf=1.5")]
    public async Task State_AsOfNothing_Is400(string route)
    {
        var answer = (await (await world.StoryAsync()).Client.GetAsync(route)).Expect(400);

        Assert.Equal("application/problem+json", answer.MediaType);
    }

    private static async Task AssertSameAsync(RegistryClient client, OutsiderLedger ledger, string query)
    {
        var list = (await client.GetAsync($"/api/accounts?take=1000&{query}")).Expect(200).Json;
        var accounts = list.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            ledger.Accounts.Keys.Order(StringComparer.Ordinal),
            accounts.Select(one => one.GetProperty("number").GetString()!).Order(StringComparer.Ordinal));
        foreach (var account in accounts)
        {
            var number = account.GetProperty("number").GetString()!;
            var known = ledger.Accounts[number];
            Assert.Equal(known.Kind, account.GetProperty("kind").GetString());
            Assert.Equal(known.Installation, account.GetProperty("installation").GetString());
            Assert.Equal(known.Holder, Holder(account));
            Assert.Equal(known.Grounds.Count > 0 ? "blocked" : "open", account.GetProperty("status").GetString());
            Assert.Equal(known.Grounds.Order(), account.GetProperty("grounds").EnumerateArray()
                .Select(ground => ground.GetProperty("ground").GetString()!).Order());
            Assert.Equal(ledger.BalanceOf(number), account.GetProperty("balances").EnumerateArray()
                .Sum(line => line.GetProperty("units").GetInt64()));
            var holdings = (await client.GetAsync($"/api/accounts/{number}/holdings?{query}")).Expect(200).Json;
            Assert.Equal(ledger.RunsOf(number), Joined(holdings));
        }
    }

    private static string? Holder(JsonElement account) =>
        account.GetProperty("holder") is { ValueKind: JsonValueKind.Object } holder
            ? holder.GetProperty("bin").GetString()
            : null;

    private static List<(long First, long Last)> Joined(JsonElement holdings)
    {
        var runs = new List<(long First, long Last)>();
        var blocks = holdings.GetProperty("items").EnumerateArray()
            .Select(item => OutsiderLedger.Block(item.GetProperty("block").GetString()!)).OrderBy(one => one.First);
        foreach (var (_, first, last) in blocks)
        {
            if (runs.Count > 0 && runs[^1].Last + 1 == first)
                runs[^1] = (runs[^1].First, last);
            else
                runs.Add((first, last));
        }
        return runs;
    }

    private static string RootOf(string[] lines) =>
        Convert.ToHexStringLower(OutsiderTree.Root(lines.Select(OutsiderTree.Leaf).ToArray()));
}
