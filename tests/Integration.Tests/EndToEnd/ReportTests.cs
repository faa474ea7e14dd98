using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// The public files over the story: counters by day and units by state (¶4; Code, article 300(5)), trading of a year.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class ReportTests(EndToEndWorld world)
{
    [Fact]
    public async Task TotalsHistory_ForThePublic_EndsWithTheTotalsOfNow()
    {
        var client = (await world.StoryAsync()).Client;
        var history = (await client.GetAsync("/api/totals/history", null)).Expect(200).Json;
        var totals = (await client.GetAsync("/api/totals", null)).Json;
        var days = history.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal("2022-07-25", days[0].GetProperty("date").GetString());
        Assert.Equal(totals.GetProperty("items").GetRawText(), days[^1].GetProperty("items").GetRawText());
        Assert.All(days, day => Assert.Equal(
            692_000_000, day.GetProperty("items")[0].GetProperty("issued").GetInt64()));
        foreach (var day in days)
        {
            var asOf = await client.GetAsync($"/api/totals?asOf={day.GetProperty("date").GetString()}", null);
            Assert.Equal(asOf.Json.GetProperty("items").GetRawText(), day.GetProperty("items").GetRawText());
        }
        var august = (await client.GetAsync("/api/totals/history?from=2022-08-01&to=2022-08-31", null)).Json;
        Assert.All(august.GetProperty("items").EnumerateArray(), day => Assert.StartsWith(
            "2022-08-", day.GetProperty("date").GetString(), StringComparison.Ordinal));
        (await client.GetAsync("/api/totals/history?from=2022-09-01&to=2022-08-01", null)).Expect(400);
        (await client.GetAsync("/api/totals/history?from=x", null)).Expect(400);
    }

    [Fact]
    public async Task Exchange_ReadByPages_CoversEveryUnitWithItsStateAndNoOwner()
    {
        var client = (await world.StoryAsync()).Client;
        var read = new List<JsonElement>();
        string? token = null;
        do
        {
            var next = token is null ? "" : $"&continue={token}";
            var page = (await client.GetAsync($"/api/exchange/units?take=3{next}", null)).Expect(200);
            Assert.DoesNotContain("050440556852", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("KZ-5-", page.Text, StringComparison.Ordinal);
            Assert.Equal("carbon-registry-units/1", page.Json.GetProperty("schema").GetString());
            read.AddRange(page.Json.GetProperty("items").EnumerateArray());
            token = page.Json.GetProperty("continue").GetString();
        }
        while (token is not null);
        var head = (await client.GetAsync("/api/journal/head", null)).Json;
        var whole = (await client.GetAsync("/api/exchange/units", null)).Json;
        var totals = (await client.GetAsync("/api/totals", null)).Json.GetProperty("items")[0];

        Assert.Equal(head.GetProperty("root").GetString(), whole.GetProperty("root").GetString());
        Assert.Equal(head.GetProperty("size").GetInt64() - 1, whole.GetProperty("entry").GetInt64());
        Assert.Equal(
            whole.GetProperty("items").EnumerateArray().Select(one => one.GetRawText()),
            read.Select(one => one.GetRawText()));
        Assert.Equal(692_000_000, read.Sum(block => block.GetProperty("units").GetInt64()));
        Assert.Equal(totals.GetProperty("reserved").GetInt64(), read
            .Where(block => block.GetProperty("state").GetString() == "reserved")
            .Sum(block => block.GetProperty("units").GetInt64()));
        var serial = 1L;
        foreach (var block in read)
        {
            Assert.Equal(serial, block.GetProperty("first").GetInt64());
            serial = block.GetProperty("last").GetInt64() + 1;
        }
    }

    [Fact]
    public async Task Exchange_AsNdjsonAndCsv_SaysTheSame()
    {
        var client = (await world.StoryAsync()).Client;
        var json = (await client.GetAsync("/api/exchange/units", null)).Json;
        var ndjson = (await client.GetAsync("/api/exchange/units?format=ndjson", null)).Expect(200);
        var csv = (await client.GetAsync("/api/exchange/units?format=csv", null)).Expect(200);
        var blocks = json.GetProperty("items").EnumerateArray().Select(one => one.GetRawText()).ToList();
        var head = JsonDocument.Parse(ndjson.Lines[0]).RootElement;

        Assert.Equal(("application/x-ndjson", "text/csv"), (ndjson.MediaType, csv.MediaType));
        Assert.Equal(blocks.Count, head.GetProperty("blocks").GetInt32());
        Assert.Equal(json.GetProperty("root").GetString(), head.GetProperty("root").GetString());
        Assert.Equal(blocks, ndjson.Lines[1..]);
        Assert.Equal("schema,entry,root,series,first,last,units,state", csv.Lines[0].TrimEnd('\r'));
        Assert.Equal(blocks.Count, csv.Lines.Length - 1);
        Assert.Contains(",KZ-Q-2022-2025,1,", csv.Lines[1], StringComparison.Ordinal);
        var past = (await client.GetAsync("/api/exchange/units?asOf=0", null)).Expect(200).Json;
        Assert.Empty(past.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("format=xml")]
    [InlineData("take=0")]
    [InlineData("asOf=x")]
    [InlineData("asOf=99999999")]
    [InlineData("continue=x")]
    [InlineData("continue=99999999-1")]
    [InlineData("continue=1--1")]
    public async Task Exchange_WithAParameterThatCannotBeRead_Is400(string query) =>
        (await (await world.StoryAsync()).Client.GetAsync("/api/exchange/units?" + query, null)).Expect(400);

    [Fact]
    public async Task Trading_OfAYearWithoutTrades_IsEmptyInBothForms()
    {
        var client = (await world.StoryAsync()).Client;
        var json = (await client.GetAsync("/api/reports/trading?year=2022", null)).Expect(200).Json;
        var csv = (await client.GetAsync("/api/reports/trading?year=2022&format=csv", null)).Expect(200);

        Assert.Equal(2022, json.GetProperty("year").GetInt32());
        Assert.Empty(json.GetProperty("items").EnumerateArray());
        Assert.Equal(0, json.GetProperty("total").GetProperty("units").GetInt64());
        Assert.Equal("year,move,name,unitKind,trades,units", Assert.Single(csv.Lines).TrimEnd('\r'));
        (await client.GetAsync("/api/reports/trading?year=1", null)).Expect(400);
        (await client.GetAsync("/api/reports/trading?format=ndjson", null)).Expect(400);
    }
}

/// <summary>The annual report on trading over trades that were carried out (¶27).</summary>
[Collection(EndToEndCollection.Name)]
public sealed class TradingReportTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    [Fact]
    public async Task Trading_AfterADirectSale_CountsItWithoutItsParties()
    {
        await registry.OpenAsync("KZ-0036");
        await registry.OpenAsync("KZ-0038");
        var id = await registry.HandInAsync(TradePapers.Result("ДП-2", "ДКП-2", "KZ-0036", "KZ-0038", 40));
        await registry.Client.AwaitStageAsync(id, "awaitingDecision");
        var first = (await registry.Client.DecideAsync(id, "registrar-1", "approve")).Expect(200).Json;
        var second = (await registry.Client.DecideAsync(id, "registrar-2", "approve")).Expect(200).Json;
        await registry.Client.AwaitStageAsync(id, "executed");
        var json = (await registry.Client.GetAsync("/api/reports/trading?year=2022", null)).Expect(200);
        var csv = await registry.Client.GetAsync("/api/reports/trading?year=2022&format=csv", null);
        var row = Assert.Single(json.Json.GetProperty("items").EnumerateArray());
        var page = await registry.Client.GetAsync(
            $"/board/procedures/{Uri.EscapeDataString(id)}?lang=en", "auditor");

        Assert.Equal("awaitingDecision", first.GetProperty("stage").GetString());
        Assert.Equal("executing", second.GetProperty("stage").GetString());
        Assert.Equal(("T16", "Direct trade", "quota", 1, 40L), (
            row.GetProperty("move").GetString(), row.GetProperty("name").GetString(),
            row.GetProperty("unitKind").GetString(), row.GetProperty("trades").GetInt32(),
            row.GetProperty("units").GetInt64()));
        Assert.Equal("2022,T16,Direct trade,quota,1,40", csv.Lines[1].TrimEnd('\r'));
        Assert.DoesNotContain(Papers.Operators["KZ-0036"], json.Text, StringComparison.Ordinal);
        Assert.Contains("Execution of a direct sale", page.Expect(200).Text, StringComparison.Ordinal);
        var other = (await registry.Client.GetAsync("/api/reports/trading?year=2023", null)).Json;
        Assert.Empty(other.GetProperty("items").EnumerateArray());
    }
}
