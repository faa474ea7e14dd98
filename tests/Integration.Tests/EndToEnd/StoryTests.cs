using System.Text;
using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

[Collection(EndToEndCollection.Name)]
public sealed class StoryTests(EndToEndWorld world)
{
    private const long Total = 692_000_000;
    private const long OfFirst = 2_742_423;
    private const long Additional = 25_000;
    private const long OfFourth = 4_706_683;

    [Theory]
    [InlineData("nap-2022-2025.xlsx", "¶12", 3, "2022-07-28")]
    [InlineData("01-application-KZ-0001.json", "¶14", 3, "2022-08-03")]
    [InlineData("02-application-KZ-0002.json", "¶14", 3, "2022-08-03")]
    [InlineData("04-supplement-KZ-0004.json", "¶14", 3, "2022-08-05")]
    [InlineData("05-plan-default-KZ-0002.json", "¶15", 5, "2022-08-11")]
    [InlineData("06-plan-accepted-KZ-0002.json", "¶16", 3, "2022-08-23")]
    [InlineData("07-additional-KZ-0001.json", "¶19", 3, "2022-09-09")]
    [InlineData("08-liquidation-KZ-0004.json", "¶22", 10, "2022-11-04")]
    [InlineData("09-assignment.json", "¶22", 3, "2022-11-11")]
    public async Task Document_OfTheStory_HasTheTermOfTheLaw(string file, string paragraph, int days, string due)
    {
        var story = await world.StoryAsync();
        var waiting = story.Waiting(file);

        Assert.Equal(due, waiting.GetProperty("dueOn").GetString());
        Assert.Equal(paragraph, waiting.GetProperty("paragraph").GetString());
        Assert.Equal(days, waiting.GetProperty("workingDaysTotal").GetInt32());
        Assert.Equal(days, waiting.GetProperty("workingDaysLeft").GetInt32());
        Assert.False(waiting.GetProperty("overdue").GetBoolean());
        Assert.Equal("executed", story.Ended(file).GetProperty("stage").GetString());
    }

    [Fact]
    public async Task Plan_OfTheStory_ShowsTheTermOfTheCodeBesideIt()
    {
        var plan = (await world.StoryAsync()).Waiting("nap-2022-2025.xlsx");

        Assert.Equal("2022-07-25", plan.GetProperty("codeDueOn").GetString());
        Assert.Equal("2022-07-28", plan.GetProperty("breachOn").GetString());
    }

    [Fact]
    public async Task Application_WithoutPapers_WaitsAndIsToldWhich()
    {
        var story = await world.StoryAsync();
        var waiting = story.Waiting("03-application-KZ-0004.json");
        var notice = await story.OutboxAsync($"2022/130140080186/{Story.Fourth}-documentsMissing.json");

        Assert.Equal("awaitingDocuments", waiting.GetProperty("stage").GetString());
        Assert.Equal(JsonValueKind.Null, waiting.GetProperty("dueOn").ValueKind);
        Assert.Equal(["/representatives"], Strings(waiting.GetProperty("awaiting")));
        Assert.Equal("¶14", notice.GetProperty("paragraph").GetString());
        Assert.Equal("2022-07-29", notice.GetProperty("date").GetString());
    }

    [Theory]
    [InlineData("05-plan-default-KZ-0002.json", "2022-08-11T17:00:00")]
    [InlineData("08-liquidation-KZ-0004.json", "2022-11-04T17:00:00")]
    public async Task Act_WithoutDiscretion_IsCarriedOutOnTheHourOfTheDueDay(string file, string at)
    {
        var story = await world.StoryAsync();
        var number = Assert.Single(story.Ended(file).GetProperty("entries").EnumerateArray()).GetInt64();
        var entry = await story.EntryAsync(number);

        Assert.Equal(at, entry.GetProperty("at").GetString()![..at.Length]);
        Assert.EndsWith("+06:00", entry.GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.Equal(["deadline"], Strings(entry.GetProperty("by")));
    }

    [Fact]
    public async Task Act_ThatTwoRegistrarsApproved_NamesBoth()
    {
        var story = await world.StoryAsync();
        var numbers = story.Ended("01-application-KZ-0001.json").GetProperty("entries").EnumerateArray().ToList();

        Assert.Equal(2, numbers.Count);
        foreach (var number in numbers)
        {
            var entry = await story.EntryAsync(number.GetInt64());
            Assert.Equal(["registrar-1", "registrar-2"], Strings(entry.GetProperty("by")));
            var document = entry.GetProperty("basis").GetProperty("document");
            Assert.Equal("З-001", document.GetProperty("number").GetString());
        }
    }

    [Theory]
    [InlineData("monitoringPlanDefault", "2022-08-10", "2022-08-11")]
    [InlineData("installationLiquidation", "2022-11-03", "2022-11-04")]
    public async Task Reminder_OfADeadline_GoesOutOneWorkingDayBefore(string kind, string date, string due)
    {
        var story = await world.StoryAsync();
        var id = kind == "monitoringPlanDefault" ? Story.Block : Story.Liquidation;
        var notice = await story.OutboxAsync($"2022/{Users.OperatorBin}/{id}-reminder.json");

        Assert.Equal(date, notice.GetProperty("date").GetString());
        Assert.Equal(due, notice.GetProperty("dueOn").GetString());
        Assert.Equal(id, notice.GetProperty("procedure").GetString());
    }

    [Fact]
    public async Task Application_ThatNobodyDecides_IsRemindedThenOverdueFromTheNextMidnight()
    {
        var story = await world.StoryAsync();

        Assert.Equal("2022-08-02", story.Reminder.GetProperty("date").GetString());
        Assert.Equal("2022-08-03", story.Reminder.GetProperty("dueOn").GetString());
        Assert.False(story.OnDueDay.GetProperty("overdue").GetBoolean());
        Assert.Equal(0, story.OnDueDay.GetProperty("workingDaysLeft").GetInt32());
        Assert.True(story.AfterMidnight.GetProperty("overdue").GetBoolean());
        Assert.Equal(-1, story.AfterMidnight.GetProperty("workingDaysLeft").GetInt32());
        Assert.Equal("awaitingDecision", story.AfterMidnight.GetProperty("stage").GetString());
        foreach (var recipient in new[] { Users.OperatorBin, Users.AuthorityBin })
        {
            var overdue = await story.OutboxAsync($"2022/{recipient}/{Story.ForgottenProcedure}-overdue.json");
            Assert.Equal("2022-08-04", overdue.GetProperty("date").GetString());
            Assert.Equal("overdue", overdue.GetProperty("kind").GetString());
        }
    }

    [Fact]
    public async Task Totals_AfterTheStory_AreThoseOfThePlan()
    {
        var totals = (await (await world.StoryAsync()).Client.GetAsync("/api/totals", null)).Json;
        var quota = Assert.Single(totals.GetProperty("items").EnumerateArray());

        Assert.Equal("quota", quota.GetProperty("unitKind").GetString());
        Assert.Equal("2022-2025", quota.GetProperty("period").GetString());
        Assert.Equal(Total, quota.GetProperty("issued").GetInt64());
        Assert.Equal(Total, quota.GetProperty("held").GetInt64());
        // The reserve without auction stock and additional quota, and with the units of the liquidated installation.
        Assert.Equal(41_900_000 - 6_285_000 - Additional + OfFourth, quota.GetProperty("reserved").GetInt64());
        foreach (var counter in new[] { "blocked", "cancelled", "surrendered", "withdrawn", "acquired" })
            Assert.Equal(0, quota.GetProperty(counter).GetInt64());
    }

    [Fact]
    public async Task Serials_AfterTheStory_AreEachInOnePlace()
    {
        var client = (await world.StoryAsync()).Client;
        var accounts = (await client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items").EnumerateArray();
        var ranges = new List<(long First, long Last)>();
        foreach (var account in accounts)
        {
            var number = account.GetProperty("number").GetString();
            var holdings = (await client.GetAsync($"/api/accounts/{number}/holdings")).Json;
            var units = 0L;
            foreach (var item in holdings.GetProperty("items").EnumerateArray())
            {
                var block = item.GetProperty("block").GetString()!;
                Assert.StartsWith("KZ-Q-2022-2025-", block, StringComparison.Ordinal);
                var serials = block["KZ-Q-2022-2025-".Length..].Split(':').Select(long.Parse).ToArray();
                ranges.Add((serials[0], serials[^1]));
                units += serials[^1] - serials[0] + 1;
            }
            var balances = account.GetProperty("balances").EnumerateArray();
            Assert.Equal(units, balances.Sum(one => one.GetProperty("units").GetInt64()));
        }
        var next = 1L;
        foreach (var (first, last) in ranges.Order())
        {
            Assert.Equal(next, first);
            next = last + 1;
        }
        Assert.Equal(Total + 1, next);
    }

    [Fact]
    public async Task Accounts_AfterTheStory_HoldWhatThePlanGaveThem()
    {
        var story = await world.StoryAsync();
        var accounts = (await story.Client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items")
            .EnumerateArray().ToDictionary(
                one => one.GetProperty("installation").GetString() ?? one.GetProperty("kind").GetString()!,
                one => one.GetProperty("balances").EnumerateArray().Sum(line => line.GetProperty("units").GetInt64()));

        Assert.Equal(OfFirst + Additional, accounts["KZ-0001"]);
        Assert.Equal(665_830, accounts["KZ-0002"]);
        Assert.Equal(0, accounts["KZ-0004"]);
        Assert.Equal(10_475_000 + OfFourth, accounts["reserveNew"]);
        Assert.Equal(4_190_000, accounts["reserveUnaccounted"]);
        Assert.Equal(18_855_000 - Additional, accounts["reserveCapacity"]);
        Assert.Equal(2_095_000, accounts["reserveTransition"]);
        Assert.Equal(0, accounts["reserve"]);
        Assert.Equal(6_285_000, accounts["tradingSystemOperator"]);
        Assert.Equal(650_100_000 - OfFirst - 665_830 - OfFourth, accounts["issuance"]);
        Assert.Equal(13, accounts.Count);
    }

    [Fact]
    public async Task Operators_OfThePlan_AreAskedForTheirPapersOnceEach()
    {
        var story = await world.StoryAsync();
        var outbox = await story.Client.NamesAsync("outbox");
        var names = outbox.Where(name => name.Contains("documentsRequested", StringComparison.Ordinal)).ToList();
        var asked = names.Where(name => name.EndsWith(".json", StringComparison.Ordinal)).ToList();

        Assert.Equal(155, asked.Count);
        Assert.Equal(
            asked.Select(name => name[..^5] + ".html"),
            names.Where(name => name.EndsWith(".html", StringComparison.Ordinal)));
        var one = await story.OutboxAsync($"2022/{Users.HolderBin}/{Papers.PlanProcedure}-documentsRequested.json");
        Assert.Equal("¶13", one.GetProperty("paragraph").GetString());
        Assert.Equal(Users.HolderBin, one.GetProperty("to").GetString());
        Assert.Equal(
            ["en", "kk", "ru"], one.GetProperty("text").EnumerateObject().Select(text => text.Name).Order());
        var page = Encoding.UTF8.GetString(await story.Client.BlobAsync("outbox", asked[0][..^5] + ".html"));
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.Contains("525-Д", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Liquidation_OfTheStory_NamesTheOpenDuty()
    {
        var story = await world.StoryAsync();
        var ended = story.Ended("08-liquidation-KZ-0004.json");
        var entry = await story.EntryAsync(ended.GetProperty("entries")[0].GetInt64());

        Assert.Equal([2022], ended.GetProperty("openDuty").EnumerateArray().Select(year => year.GetInt32()));
        Assert.Equal([2022], entry.GetProperty("openDuty").EnumerateArray().Select(year => year.GetInt32()));
    }

    private static IEnumerable<string?> Strings(JsonElement array) =>
        array.EnumerateArray().Select(one => one.GetString());
}
