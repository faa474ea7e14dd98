using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

[Collection(EndToEndCollection.Name)]
public sealed class HttpTests(EndToEndWorld world, BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    [Fact]
    public void Plan_AsACommandLineClientSendsIt_IsAccepted()
    {
        var answer = registry.FirstUpload.Expect(202);

        Assert.Equal("/api/procedures/planInForce.2022-2025.525-%D0%94", answer.Location);
        Assert.Equal("application/json", answer.MediaType);
        Assert.Equal("accepted", answer.Json.GetProperty("status").GetString());
        Assert.Equal(Papers.PlanProcedure, answer.Json.GetProperty("procedure").GetString());
    }

    [Fact]
    public async Task Plan_AgainRawOrAsAForm_IsKnown()
    {
        var raw = await registry.Client.PostPlanAsync(Papers.Plan, "authority");
        using var form = new MultipartFormDataContent();
        form.Add(RegistryClient.Content(Papers.Plan, "application/octet-stream"), "file", "nap.xlsx");
        var multipart = await registry.Client.PostAsync("/api/plans", "authority", form);
        using var empty = new MultipartFormDataContent { { new StringContent("1"), "field" } };
        var without = await registry.Client.PostAsync("/api/plans", "authority", empty);

        foreach (var answer in new[] { raw, multipart })
            Assert.Equal("alreadyReceived", answer.Expect(200).Json.GetProperty("status").GetString());
        Assert.Equal("notAWorkbook", without.Expect(422).Json.GetProperty("issues")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Plan_OfTheSameOrderWithOtherContent_IsAConflictOfNamedFields()
    {
        var other = Papers.PlanWith("План", "E5", "Другая станция");
        var answer = (await registry.Client.PostPlanAsync(other, "authority")).Expect(409);
        var dry = (await registry.Client.PostPlanAsync(other, "authority", "?dryRun")).Expect(200);
        var plan = (await registry.Client.GetAsync("/api/plans/2022-2025", null)).Json;

        Assert.Equal(["/installations/0/name"], answer.Json.GetProperty("fields").EnumerateArray()
            .Select(field => field.GetString()));
        Assert.Equal("Другая станция", dry.Json.GetProperty("installations")[0].GetProperty("name").GetString());
        Assert.Equal("Станция № 1", plan.GetProperty("installations")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Plan_OfAnotherOrderForTheSamePeriod_IsRefused()
    {
        var other = Papers.PlanWith("Реквизиты", "B2", "526-Д");
        var answer = (await registry.Client.PostPlanAsync(other, "authority")).Expect(422);

        Assert.Equal("planPeriodTaken", answer.Json.GetProperty("issues")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Plan_AsRead_HasItsNumbers()
    {
        var plan = (await registry.Client.GetAsync("/api/plans/2022-2025", null)).Expect(200).Json;
        var first = plan.GetProperty("installations")[0];
        var reserve = plan.GetProperty("reserve").EnumerateArray().ToDictionary(
            line => line.GetProperty("category").GetString()!, line => line.GetProperty("total").GetInt64());

        Assert.Equal("2022-2025", plan.GetProperty("period").GetString());
        Assert.Equal("525-Д", plan.GetProperty("order").GetString());
        Assert.Equal("2022-07-11", plan.GetProperty("approvedOn").GetString());
        Assert.Equal("2022-07-25", plan.GetProperty("inForceOn").GetString());
        Assert.Equal(692_000_000, plan.GetProperty("total").GetInt64());
        Assert.Equal("KZ-0001", first.GetProperty("code").GetString());
        Assert.Equal(Users.HolderBin, first.GetProperty("operator").GetProperty("bin").GetString());
        Assert.Equal(700_687, first.GetProperty("years").GetProperty("2022").GetInt64());
        Assert.Equal(2_742_423, first.GetProperty("total").GetInt64());
        Assert.Equal(6_285_000, reserve["auction"]);
        Assert.Equal(
            ["administeredTransition", "auction", "capacityIncrease", "newInstallations", "unaccountedInstallations"],
            reserve.Keys.Order(StringComparer.Ordinal));
        (await registry.Client.GetAsync("/api/plans/2026-2030")).Expect(404);
        (await registry.Client.GetAsync("/api/plans/2022")).Expect(404);
    }

    [Fact]
    public async Task Notice_SentAgain_IsKnownWhateverItsWhiteSpace()
    {
        var document = Papers.Default("Н-1", "KZ-0030", BusyRegistry.Today);
        var first = await registry.Client.PostNoticeAsync(document, "authority");
        var reversed = new JsonObject(document.Reverse().Select(
            field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        var spaced = Encoding.UTF8.GetBytes(
            "\r\n" + reversed.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        var again = await registry.Client.PostAsync(
            "/api/notices", "authority", RegistryClient.Content(spaced, "text/plain"));
        document["ground"] = "notSubmitted";
        document["text"] = "иначе";
        var other = await registry.Client.PostNoticeAsync(document, "authority");

        var location = $"/api/procedures/monitoringPlanDefault.{Users.AuthorityBin}.2022.%D0%9D-1";
        Assert.Equal(location, first.Expect(202).Location);
        Assert.Equal(location, again.Expect(200).Location);
        Assert.Equal("alreadyReceived", again.Json.GetProperty("status").GetString());
        Assert.Equal("application/problem+json", other.Expect(409).MediaType);
        Assert.Equal(["numberReused /ground", "numberReused /text"], other.IssueCodes);
    }

    [Theory]
    [InlineData("kk", "Мұндай жазба табылмады.")]
    [InlineData("ru", "Такой записи нет.")]
    [InlineData("en", "There is no such record.")]
    [InlineData(null, "Такой записи нет.")]
    [InlineData("de, fr;q=0.5", "Такой записи нет.")]
    [InlineData("de, ru;q=0.3, en-GB;q=0.8", "There is no such record.")]
    [InlineData("en;q=0, kk;q=0.1", "Мұндай жазба табылмады.")]
    public async Task Problem_InTheLanguageOfTheCaller_HasOneForm(string? language, string detail)
    {
        var answer = await registry.Client.GetAsync("/api/procedures/none.1.2022.1", "auditor", language);

        Assert.Equal("application/problem+json", answer.Expect(404).MediaType);
        Assert.Equal(detail, answer.Json.GetProperty("detail").GetString());
        Assert.Equal(404, answer.Json.GetProperty("status").GetInt32());
        Assert.Equal("notFound", answer.Json.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Health_OfARunningRegistry_MissesNothing()
    {
        var health = (await registry.Client.GetAsync("/api/health", null)).Expect(200).Json;

        Assert.True(health.GetProperty("ready").GetBoolean());
        Assert.Empty(health.GetProperty("missing").EnumerateArray());
    }

    [Fact]
    public async Task Calendar_OverNauryz_NamesTheDaysOff()
    {
        var answer = (await registry.Client.GetAsync(
            "/api/calendar/deadline?from=2025-03-20&workingDays=3", null)).Expect(200).Json;

        // Nauryz is 21 to 23 March; two of its days fall on a weekend and are made up for on 24 and 25 March.
        Assert.Equal("2025-03-28", answer.GetProperty("dueOn").GetString());
        Assert.Equal(
            ["2025-03-21", "2025-03-22", "2025-03-23", "2025-03-24", "2025-03-25"],
            answer.GetProperty("skipped").EnumerateArray().Select(day => day.GetProperty("date").GetString()));
        var late = await registry.Client.GetAsync("/api/calendar/deadline?from=2199-01-01&workingDays=3", null);
        Assert.Equal("calendarNotCovered", late.Expect(422).Json.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("/api/calendar/deadline?from=2025-03-20&workingDays=0")]
    [InlineData("/api/calendar/deadline?from=20.03.2025&workingDays=3")]
    [InlineData("/api/calendar/deadline?workingDays=3")]
    [InlineData("/api/calendar?year=x")]
    [InlineData("/api/calendar?year=0")]
    [InlineData("/api/timeliness?from=x")]
    [InlineData("/api/timeliness?from=2022-08-02&to=2022-08-01")]
    [InlineData("/api/procedures?take=0")]
    [InlineData("/api/procedures?take=x")]
    [InlineData("/api/procedures?stage=done")]
    [InlineData("/api/procedures?overdue=maybe")]
    [InlineData("/api/procedures?dueBefore=tomorrow")]
    [InlineData("/api/procedures?continue=zz")]
    [InlineData("/api/accounts?continue=zz")]
    [InlineData("/api/accounts?take=-1")]
    public async Task Parameter_ThatCannotBeRead_Is400(string route)
    {
        var answer = (await registry.Client.GetAsync(route)).Expect(400);

        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Equal("badParameter", answer.Json.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("kind=accountApplication", 4)]
    [InlineData("kind=accountApplication&stage=executed", 3)]
    [InlineData("stage=awaitingDecision", 1)]
    [InlineData("overdue=true", 1)]
    [InlineData("overdue=false", 10)]
    [InlineData("number=%D0%97-001", 2)]
    [InlineData("number=12-03%2F451", 1)]
    [InlineData("installation=KZ-0002", 3)]
    [InlineData("installation=KZ-0002&kind=monitoringPlanDefault", 1)]
    [InlineData("dueBefore=2022-08-03", 1)]
    [InlineData("dueBefore=2022-08-04", 4)]
    [InlineData("kind=nothing", 0)]
    [InlineData("", 11)]
    public async Task Board_Filtered_HasThoseProcedures(string query, int count)
    {
        var story = await world.StoryAsync();
        var items = (await story.Client.GetAsync("/api/procedures?" + query)).Expect(200).Json.GetProperty("items");

        Assert.Equal(count, items.GetArrayLength());
    }

    [Theory]
    [InlineData("/api/procedures", "id", 3)]
    [InlineData("/api/accounts", "number", 4)]
    public async Task List_ReadByPages_IsTheWholeList(string route, string key, int take)
    {
        var client = (await world.StoryAsync()).Client;
        var whole = (await client.GetAsync(route)).Json;
        var read = new List<string?>();
        string? token = null;
        do
        {
            var next = token is null ? "" : $"&continue={token}";
            var page = (await client.GetAsync($"{route}?take={take}{next}")).Json;
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 0, take);
            read.AddRange(page.GetProperty("items").EnumerateArray().Select(one => one.GetProperty(key).GetString()));
            token = page.GetProperty("continue").GetString();
        }
        while (token is not null);

        Assert.Equal(JsonValueKind.Null, whole.GetProperty("continue").ValueKind);
        Assert.Equal(whole.GetProperty("items").EnumerateArray().Select(one => one.GetProperty(key).GetString()), read);
    }

    [Fact]
    public async Task Procedure_Answered_HasTheFieldsOfTheContract()
    {
        var story = await world.StoryAsync();
        var one = (await story.Client.ProcedureAsync(Story.Block, language: "ru")).Json;

        Assert.Equal(Story.Block, one.GetProperty("id").GetString());
        Assert.Equal("12-03/451", one.GetProperty("document").GetProperty("number").GetString());
        Assert.Equal("2022-08-04", one.GetProperty("document").GetProperty("date").GetString());
        Assert.Equal(
            Users.AuthorityBin, one.GetProperty("document").GetProperty("issuer").GetProperty("bin").GetString());
        Assert.Equal("KZ-0002", one.GetProperty("installation").GetString());
        Assert.StartsWith("2022-08-04T09:30:0", one.GetProperty("receivedAt").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("+06:00", one.GetProperty("receivedAt").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, one.GetProperty("refusal").ValueKind);
        Assert.Equal("Документ получен", one.GetProperty("history")[0].GetProperty("what").GetString());
        var durable = one.GetProperty("links").GetProperty("durable").GetString()!;
        var instance = (await story.Client.GetAsync(durable, "registrar-1")).Expect(200).Json;
        Assert.Equal("Completed", instance.GetProperty("runtimeStatus").GetString());
        Assert.Equal("BlockAccount", instance.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Account_Answered_HasTheFieldsOfTheContract()
    {
        var story = await world.StoryAsync();
        var number = await story.AccountOfAsync("KZ-0002");
        var blocked = (await story.Client.GetAsync($"/api/accounts/{number}?asOf=2022-08-15")).Json;
        var entries = (await story.Client.GetAsync($"/api/accounts/{number}/entries")).Json.GetProperty("items");

        Assert.Matches("^KZ-5-[0-9]+-[0-9]{2}$", number);
        Assert.Equal("installation", blocked.GetProperty("kind").GetString());
        Assert.Equal("blocked", blocked.GetProperty("status").GetString());
        var ground = Assert.Single(blocked.GetProperty("grounds").EnumerateArray());
        Assert.Equal("incomplete", ground.GetProperty("ground").GetString());
        Assert.Equal(Story.Block, ground.GetProperty("procedure").GetString());
        Assert.StartsWith("2022-08-11", ground.GetProperty("since").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, blocked.GetProperty("balances")[0].GetProperty("locked").GetInt64());
        Assert.Equal(
            ["accountOpened", "T05", "accountBlocked", "accountUnblocked"],
            entries.EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()));
        (await story.Client.GetAsync("/api/accounts/KZ-5-1-00")).Expect(404);
        (await story.Client.GetAsync("/api/accounts/..%2F..")).Expect(404);
    }
}
