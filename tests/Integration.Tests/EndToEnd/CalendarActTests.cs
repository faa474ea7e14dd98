using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// The clock (Civil Code, articles 173 and 175): acts of the calendar are decided by two people, move the terms that
/// run and never those that have passed.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class CalendarActTests(EndToEndWorld world)
{
    private const string Forgotten = "accountApplication.050440556852.2022.К-1";
    private const string Opened = "accountApplication.110340472035.2022.К-2";
    private const string Block = "monitoringPlanDefault.131040012349.2022.К-3";
    private const string Acts = "/api/calendar/acts";
    private const string Act = Acts + "/2022-08-03.713";

    [Fact]
    public async Task Act_ApprovedByASecondPerson_MovesTheTermThatRunsAndNoOther()
    {
        await using var host = await RegistryHost.StartAsync(world.TakeStorage());
        var client = host.Client;
        await BeginAsync(client);
        var opened = (await client.ProcedureAsync(Opened)).Json;
        Assert.Equal("2022-08-11", Due(await client.AwaitStageAsync(Block, "awaitingDecision")));

        await OnePersonIsNotEnoughAsync(client);
        var approved = (await DecideAsync(client, Act, "registrar-1", "approve")).Expect(200).Json;

        Assert.Equal("approved", approved.GetProperty("stage").GetString());
        var version = approved.GetProperty("calendarVersion").GetString()!;
        (await DecideAsync(client, Act, "registrar-1", "approve")).Expect(200);
        (await DecideAsync(client, Act, "registrar-2", "approve")).Expect(409);
        await TermIsMovedAsync(client, version);
        await PastIsNotMovedAsync(client, opened);
        await IsCarriedOutOnTheNewDayAsync(client);
        await ReportIsRightAsync(client);
    }

    [Fact]
    public async Task Act_RefusedOrFaulty_ChangesNothing()
    {
        await using var host = await RegistryHost.StartAsync(world.TakeStorage());
        var client = host.Client;
        var before = await DeadlineAsync(client);

        var twice = (await client.PostJsonAsync(Acts, "admin", ActOf("1", "2022-08-02", "2022-08-02"))).Expect(422);
        var sunday = (await client.PostJsonAsync(Acts, "admin", ActOf("1", "2022-08-07"))).Expect(422);
        var unknown = (await client.PostJsonAsync(Acts, "admin", ActOf("1", "2028-01-03"))).Expect(422);
        var half = ActOf("1", "2028-01-03");
        half["years"] = new JsonArray(new JsonObject { ["year"] = 2028, ["workingDays"] = 247 });
        var incomplete = (await client.PostJsonAsync(Acts, "admin", half)).Expect(422);
        Assert.Equal(["calendarDayContradicts /rows/1/date"], twice.IssueCodes);
        Assert.Equal(["calendarDayContradicts /rows/0/date"], sunday.IssueCodes);
        Assert.Equal(["calendarDayNotCovered /rows/0/date"], unknown.IssueCodes);
        Assert.Equal(["calendarYearIncomplete /years/0/workingDays"], incomplete.IssueCodes);
        Assert.Empty((await client.GetAsync(Acts)).Json.GetProperty("items").EnumerateArray());

        var place = (await client.PostJsonAsync(Acts, "admin", ActOf("2/а", "2022-07-26"))).Expect(201).Location!;
        (await DecideAsync(client, place, "registrar-1", "refuse")).Expect(422);
        (await DecideAsync(client, place, "registrar-1", "refuse", "опечатка")).Expect(200);
        (await DecideAsync(client, place, "registrar-2", "approve")).Expect(409);
        (await client.GetAsync(place)).Expect(200);
        (await client.GetAsync(Acts + "/nothing")).Expect(404);
        Assert.Equal(before, await DeadlineAsync(client));
    }

    /// <summary>¶22, second part: the units came back on the last day that the calendar knew.</summary>
    [Fact]
    public async Task Act_ThatBringsAYear_StartsTheTermThatWaitedForIt()
    {
        await using var host = await RegistryHost.StartAsync(world.TakeStorage());
        var client = host.Client;
        await PutPlanIntoForceAsync(client);
        await client.DropAsync("2.json", Papers.Application("К-2", "KZ-0002", "2022-07-25"));
        await client.AwaitStageAsync(Opened, "awaitingDecision");
        await client.ApproveAsync(Opened);
        await client.AwaitStageAsync(Opened, "executed");
        await client.MoveClockAsync("2027-12-17T10:00:00+05:00");
        const string liquidation = "installationLiquidation.131040012349.2027.К-5";
        const string assignment = "reserveAssignment.131040012349.2027.К-6";
        await client.DropAsync("5.json", Papers.Notice("installationLiquidation", "К-5", "KZ-0002", "2027-12-17"));
        await client.AwaitStageAsync(liquidation, "awaitingDecision");
        await client.DropAsync("6.json", Papers.Assignment("К-6", liquidation, 1, "2027-12-17"));
        await client.AwaitStageAsync(assignment, "received");
        await client.MoveClockAsync("2027-12-31T17:00:05+05:00");
        await client.AwaitStageAsync(liquidation, "executed");
        Assert.Equal("calendar", (await AwaitCalendarAsync(client, assignment)).GetProperty("awaiting")[0].GetString());

        var act = ActOf("900", "2028-01-03");
        act["years"] = new JsonArray(new JsonObject { ["year"] = 2028, ["workingDays"] = 259 });
        var place = (await client.PostJsonAsync(Acts, "admin", act)).Expect(201).Location!;
        (await DecideAsync(client, place, "registrar-2", "approve")).Expect(200);

        var running = await client.AwaitStageAsync(assignment, "awaitingDecision");
        Assert.Equal("2028-01-06", Due(running));
        Assert.StartsWith("kz-2028-", running.GetProperty("calendarVersion").GetString(), StringComparison.Ordinal);
    }

    private static async Task PutPlanIntoForceAsync(RegistryClient client)
    {
        await client.DropAsync("plans", "nap.xlsx", Papers.Plan);
        await client.AwaitStageAsync(Papers.PlanProcedure, "awaitingDecision");
        await client.ApproveAsync(Papers.PlanProcedure);
        await client.AwaitStageAsync(Papers.PlanProcedure, "executed");
    }

    /// <summary>
    /// On 4 August 2022 one application is overdue since the day before, one was carried out, and a block runs.
    /// </summary>
    private static async Task BeginAsync(RegistryClient client)
    {
        await PutPlanIntoForceAsync(client);
        await client.MoveClockAsync("2022-07-29T09:00:00+06:00");
        await client.DropAsync("1.json", Papers.Application("К-1", "KZ-0001", "2022-07-29"));
        await client.DropAsync("2.json", Papers.Application("К-2", "KZ-0002", "2022-07-29"));
        await client.AwaitStageAsync(Forgotten, "awaitingDecision");
        await client.AwaitStageAsync(Opened, "awaitingDecision");
        await client.ApproveAsync(Opened);
        await client.AwaitStageAsync(Opened, "executed");
        await client.MoveClockAsync("2022-08-04T09:30:00+06:00");
        await client.DropAsync("3.json", Papers.Default("К-3", "KZ-0002", "2022-08-04"));
    }

    private static async Task OnePersonIsNotEnoughAsync(RegistryClient client)
    {
        var act = ActOf("713", "2022-08-02", "2022-08-10");
        (await client.PostJsonAsync(Acts, null, act)).Expect(401);
        (await client.PostJsonAsync(Acts, "registrar-1", act)).Expect(403);
        Assert.Equal(Act, (await client.PostJsonAsync(Acts, "admin", act)).Expect(201).Location);
        (await client.PostJsonAsync(Acts, "admin", act)).Expect(200);
        (await client.PostJsonAsync(Acts, "admin", ActOf("713", "2022-08-09"))).Expect(409);
        (await DecideAsync(client, Act, null, "approve")).Expect(401);
        (await DecideAsync(client, Act, "auditor", "approve")).Expect(403);
        (await DecideAsync(client, Acts + "/2022-08-03.714", "registrar-1", "approve")).Expect(404);
        var alone = (await DecideAsync(client, Act, "admin", "approve")).Expect(409);
        Assert.Equal("ownDocument", alone.Json.GetProperty("code").GetString());
        var listed = Assert.Single((await client.GetAsync(Acts)).Json.GetProperty("items").EnumerateArray());
        Assert.Equal("proposed", listed.GetProperty("stage").GetString());
        Assert.Equal("2022-08-11", Due((await client.ProcedureAsync(Block)).Json));
    }

    private static async Task TermIsMovedAsync(RegistryClient client, string version)
    {
        var moved = (await client.ProcedureAsync(Block)).Expect(200).Json;
        Assert.Equal("2022-08-12", Due(moved));
        Assert.Equal("2022-08-12T17:00:00+06:00", moved.GetProperty("executeAt").GetString());
        Assert.Equal(version, moved.GetProperty("calendarVersion").GetString());
        Assert.Equal("2021-07-01", moved.GetProperty("ruleSet").GetString());
        Assert.Equal("2022-08-11", moved.GetProperty("movedFrom")[0].GetProperty("dueOn").GetString());
        Assert.Contains(
            moved.GetProperty("skipped").EnumerateArray(),
            day => day.GetProperty("date").GetString() == "2022-08-10"
                && day.GetProperty("why").GetString() == "moved day off");
        foreach (var (language, words) in new[]
        {
            ("kk", "Мерзім 2022-08-11 күнінен 2022-08-12 күніне ауыстырылды"),
            ("ru", "Срок перенесен с 2022-08-11 на 2022-08-12: № 713 от 2022-08-03"),
            ("en", "The term was moved from 2022-08-11 to 2022-08-12: No. 713 of 2022-08-03"),
        })
        {
            var history = (await client.ProcedureAsync(Block, language: language)).Json.GetProperty("history");
            Assert.Single(history.EnumerateArray(), happened =>
                happened.GetProperty("what").GetString()!.StartsWith(words, StringComparison.Ordinal));
        }
        foreach (var concerned in new[] { Users.AuthorityBin, Users.OtherHolderBin })
        {
            var letter = await client.AwaitBlobAsync("outbox", $"2022/{concerned}/{Block}-termMoved.json");
            Assert.Equal("2022-08-12", Due(letter));
        }
        var asked = (await client.GetAsync("/api/calendar/deadline?from=2022-08-04&workingDays=5", null)).Json;
        Assert.Equal(("2022-08-12", version), (Due(asked), asked.GetProperty("calendarVersion").GetString()));
        var year = (await client.GetAsync("/api/calendar?year=2022", null)).Expect(200).Json;
        Assert.Equal(244, year.GetProperty("workingDays").GetInt32());
        Assert.Contains(
            year.GetProperty("daysOff").EnumerateArray(), day => day.GetProperty("date").GetString() == "2022-08-10");
        (await client.GetAsync("/api/calendar?year=2028", null)).Expect(422);
    }

    private static async Task PastIsNotMovedAsync(RegistryClient client, JsonElement opened)
    {
        var overdue = (await client.ProcedureAsync(Forgotten)).Json;
        Assert.Equal("2022-08-03", Due(overdue));
        Assert.True(overdue.GetProperty("overdue").GetBoolean());
        Assert.Empty(overdue.GetProperty("movedFrom").EnumerateArray());
        var after = (await client.ProcedureAsync(Opened)).Json;
        Assert.Equal(
            (Due(opened), opened.GetProperty("history").GetArrayLength()),
            (Due(after), after.GetProperty("history").GetArrayLength()));
    }

    private static async Task IsCarriedOutOnTheNewDayAsync(RegistryClient client)
    {
        foreach (var moment in new[] { "2022-08-11T17:00:30+06:00", "2022-08-11T23:59:00+06:00" })
        {
            await client.MoveClockAsync(moment);
            await client.AwaitStageAsync(Block, "awaitingDecision");
        }
        await client.MoveClockAsync("2022-08-12T16:59:00+06:00");
        await client.AwaitStageAsync(Block, "awaitingDecision");
        await client.MoveClockAsync("2022-08-12T17:00:05+06:00");

        var ended = await client.AwaitStageAsync(Block, "executed");
        var number = ended.GetProperty("entries")[0].GetInt64();
        var entry = JsonDocument.Parse((await client.GetAsync("/api/journal?take=10000", null)).Lines[number]);
        Assert.Equal("2022-08-12T17:00:0", entry.RootElement.GetProperty("at").GetString()![..18]);
        Assert.Equal("deadline", entry.RootElement.GetProperty("by")[0].GetString());
    }

    private static async Task ReportIsRightAsync(RegistryClient client)
    {
        (await client.GetAsync("/api/timeliness", null)).Expect(401);
        (await client.GetAsync("/api/timeliness", "holder")).Expect(403);
        (await client.GetAsync("/api/timeliness?from=2022-08-02&to=2022-08-01")).Expect(400);
        var report = (await client.GetAsync("/api/timeliness?from=2022-07-01&to=2022-08-12")).Expect(200).Json;
        Assert.Equal(
            ["¶12 1 0 0 0", "¶14 1 0 0 1", "¶15 1 0 0 0"],
            report.GetProperty("items").EnumerateArray().Select(row => string.Join(
                ' ', row.GetProperty("paragraph"), row.GetProperty("inTime"), row.GetProperty("late"),
                row.GetProperty("open"), row.GetProperty("openOverdue"))));
        var none = (await client.GetAsync("/api/timeliness?from=2022-08-13")).Json.GetProperty("items");
        Assert.Empty(none.EnumerateArray());
    }

    private static async Task<JsonElement> AwaitCalendarAsync(RegistryClient client, string id)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = (await client.ProcedureAsync(id)).Json;
            if (seen.GetProperty("awaiting").EnumerateArray().Any(what => what.GetString() == "calendar"))
                return seen;
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60), seen.GetRawText());
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task<string> DeadlineAsync(RegistryClient client) =>
        (await client.GetAsync("/api/calendar/deadline?from=2022-07-25&workingDays=3", null)).Expect(200).Text;

    private static Task<Answer> DecideAsync(
        RegistryClient client, string place, string? user, string decision, string? reason = null) =>
        client.PostJsonAsync(place + "/decisions", user, new { decision, reason });

    private static string? Due(JsonElement answer) => answer.GetProperty("dueOn").GetString();

    private static JsonObject ActOf(string number, params string[] daysOff) => new()
    {
        ["number"] = number,
        ["date"] = number == "713" ? "2022-08-03" : "2022-07-20",
        ["title"] = Text("Демалыс күндерін ауыстыру туралы", "О переносе дней отдыха", "On moving days off"),
        ["rows"] = new JsonArray([.. daysOff.Select(day => (JsonNode)new JsonObject
        {
            ["date"] = day,
            ["kind"] = "transferOff",
            ["why"] = Text("ауыстырылған демалыс", "перенесенный выходной", "moved day off"),
        })]),
    };

    private static JsonObject Text(string kk, string ru, string en) =>
        new() { ["kk"] = kk, ["ru"] = ru, ["en"] = en };
}
