using System.Text.Json;
using ClosedXML.Excel;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// The life of a plan: periods and their reminders (¶6), new versions of a plan in force (¶12), drafts that never come
/// into force.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class PlanLifeTests(BusyRegistry registry, EndToEndWorld world) : IClassFixture<BusyRegistry>
{
    private const string Added = "KZ-0900";

    private RegistryClient Client => registry.Client;

    [Fact]
    public async Task Periods_OfParagraph6_AreToldToEverybodyWithTheirPlans()
    {
        var items = (await Client.GetAsync("/api/periods", null)).Expect(200).Json.GetProperty("items");
        var told = items.EnumerateArray().Select(one =>
            $"{one.GetProperty("period")} {one.GetProperty("status")} {one.GetProperty("capBy")}");

        Assert.Equal(
            [
                "2013-2013 closed year", "2014-2015 closed year", "2016-2017 suspended period",
                "2018-2020 closed period", "2021-2021 closed year", "2022-2025 inForce year",
                "2026-2030 notFormed year",
            ],
            told);
        Assert.StartsWith("525-Д", items[5].GetProperty("plan").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, items[6].GetProperty("plan").ValueKind);
    }

    [Fact]
    public async Task Plan_ThatCutsAcrossAPeriodOfParagraph6_IsRefusedAtTheDoor()
    {
        var cut = Workbook(book => Years(book, 2025, 2028));
        var answer = (await Client.PostPlanAsync(cut, "authority", "?dryRun")).Expect(422);
        var gap = (await Client.PostPlanAsync(Workbook(book => Years(book, 2015, 2018)), "authority")).Expect(422);

        Assert.Contains("periodNotKnown ", answer.IssueCodes);
        Assert.Contains("planPeriodTaken ", answer.IssueCodes);
        Assert.Contains("periodNotKnown ", gap.IssueCodes);
    }

    [Fact]
    public async Task Reminder_OfParagraph6_ComesNinetyAndThirtyDaysBeforeAPeriodWithoutAPlan()
    {
        await using var host = await RegistryHost.StartAsync(world.TakeStorage(), "2025-10-05T09:00:00+05:00");
        foreach (var to in new[] { Users.OperatorBin, Users.AuthorityBin })
        {
            var told = await host.Client.AwaitBlobAsync("outbox", $"2025/{to}/budgetPeriod.2026-2030.90-reminder.json");
            Assert.Equal("¶6", told.GetProperty("paragraph").GetString());
            Assert.Equal("2025-12-31", told.GetProperty("dueOn").GetString());
            Assert.Equal("2025-10-05", told.GetProperty("date").GetString());
        }
        Assert.DoesNotContain(await host.Client.NamesAsync("outbox"), IsLater);
        await host.Client.MoveClockAsync("2025-10-08T12:00:00+05:00");
        await host.Client.MoveClockAsync("2025-12-05T12:00:00+05:00");
        var later = await host.Client.AwaitBlobAsync(
            "outbox", $"2025/{Users.AuthorityBin}/budgetPeriod.2026-2030.30-reminder.json");
        var first = JsonDocument.Parse(await host.Client.BlobAsync(
            "outbox", $"2025/{Users.AuthorityBin}/budgetPeriod.2026-2030.90-reminder.json")).RootElement;

        Assert.Contains("2026-2030", later.GetProperty("text").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Equal("2025-10-05", first.GetProperty("date").GetString());

        static bool IsLater(string name) => name.Contains("2026-2030.30", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_OfParagraph12_IsShownDecidedByTwoAndBecomesThePlan()
    {
        await using var own = await OwnRegistry.StartAsync(world);
        var client = own.Client;
        var size = await own.SizeAsync();
        var workbook = Version("600-Д", "Станция № 1, новая");
        var dry = (await client.PostPlanAsync(workbook, "authority", "?version&dryRun")).Expect(200).Json;
        var id = await ProposeAsync(client, workbook);
        var pending = (await client.PostPlanAsync(Version("601-Д", "Иная"), "authority", "?version")).Expect(422);
        (await client.PostPlanAsync(workbook, "authority", "?version")).Expect(200);
        var shown = (await client.GetAsync("/api/plans/2022-2025/versions/2")).Expect(200).Json;
        (await client.GetAsync("/api/plans/2022-2025/versions/2", null)).Expect(404);
        await client.ApproveAsync(id);
        await client.AwaitStageAsync(id, "executed");
        var plan = (await client.GetAsync("/api/plans/2022-2025")).Expect(200).Json;

        Assert.Equal(["amendmentPending "], pending.IssueCodes);
        foreach (var difference in new[] { dry, shown.GetProperty("difference") })
        {
            Assert.Equal(Added, Assert.Single(difference.GetProperty("added").EnumerateArray())
                .GetProperty("code").GetString());
            Assert.Equal("name", Assert.Single(Assert.Single(difference.GetProperty("changed").EnumerateArray())
                .GetProperty("fields").EnumerateArray()).GetString());
            Assert.Empty(difference.GetProperty("years").EnumerateArray());
        }
        Assert.False(shown.GetProperty("version").GetProperty("inForce").GetBoolean());
        Assert.Equal(
            (2, "600-Д", "Станция № 1, новая"),
            (plan.GetProperty("version").GetInt32(), plan.GetProperty("order").GetString(),
                plan.GetProperty("installations")[0].GetProperty("name").GetString()));
        Assert.Equal(
            ["1 525-Д False", "2 600-Д True"],
            (await client.GetAsync("/api/plans/2022-2025/versions", null)).Json.GetProperty("items").EnumerateArray()
                .Select(one => $"{one.GetProperty("number")} {one.GetProperty("order")} {one.GetProperty("inForce")}"));
        Assert.Equal(size, await own.SizeAsync());
        var asked = (await client.NamesAsync("outbox")).Where(name =>
            name.EndsWith($"{id}-documentsRequested.json", StringComparison.Ordinal));
        Assert.Equal($"2022/010240005554/{id}-documentsRequested.json", Assert.Single(asked));
        var letter = await client.AwaitBlobAsync("outbox", $"2022/010240005554/{id}-documentsRequested.json");
        Assert.Equal("¶13", letter.GetProperty("paragraph").GetString());
        Assert.Contains(Added, letter.GetProperty("text").GetProperty("en").GetString(), StringComparison.Ordinal);
        await AddedMayApplyAsync(client);
    }

    [Fact]
    public async Task Version_OfParagraph12ThatOneRegistrarRefuses_ChangesNothing()
    {
        await using var own = await OwnRegistry.StartAsync(world);
        var client = own.Client;
        var id = await ProposeAsync(client, Version("602-Д", "Иная"));
        (await client.DecideAsync(id, "registrar-1", "refuse", "нет основания")).Expect(200);
        var ended = await client.AwaitStageAsync(id, "refused");
        var plan = (await client.GetAsync("/api/plans/2022-2025")).Json;
        var next = await ProposeAsync(client, Version("603-Д", "Иная"));

        Assert.Equal("503 refusedByRegistrar", BusyRegistry.RefusalOf(ended));
        Assert.Equal((1, "525-Д"), (plan.GetProperty("version").GetInt32(), plan.GetProperty("order").GetString()));
        Assert.Equal(
            ["1 approved", "2 refused", "3 proposed"],
            (await client.GetAsync("/api/plans/2022-2025/versions")).Json.GetProperty("items").EnumerateArray()
                .Select(one => $"{one.GetProperty("number")} {one.GetProperty("stage")}"));
        Assert.NotEqual(id, next);
    }

    [Fact]
    public async Task Version_OfParagraph12WithOtherVolumesOrTotals_IsRefusedAtTheDoor()
    {
        var volumes = Workbook(book =>
        {
            book.Worksheet("Реквизиты").Cell("B2").Value = "604-Д";
            Move(book, "H5", -1);
            Move(book, "H6", 1);
        });
        var total = Workbook(book =>
        {
            book.Worksheet("Реквизиты").Cell("B2").Value = "605-Д";
            Move(book, "H5", -1);
            Move(book, "H234", -1);
            Move(book, "L234", -1);
            book.Worksheet("Реквизиты").Cell("B7").Value = 691_999_999;
        });
        var moved = (await Client.PostPlanAsync(volumes, "authority", "?version")).Expect(422);
        var smaller = (await Client.PostPlanAsync(total, "authority", "?version")).Expect(422);

        Assert.Equal(["amendmentChangesVolumes "], moved.IssueCodes);
        Assert.Equal(["amendmentChangesVolumes ", "amendmentChangesTotal "], smaller.IssueCodes);
        Assert.Contains("KZ-0001", moved.Json.GetProperty("issues")[0].GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    /// <summary>A blob cannot say ?version; the folder says it.</summary>
    [Fact]
    public async Task Version_OfParagraph12DroppedIntoTheFolder_IsProposedAndElsewhereRefused()
    {
        await using var own = await OwnRegistry.StartAsync(world);
        var workbook = Version("606-Д", "Иная");
        await own.Client.DropAsync("plans", "606.xlsx", workbook);
        var refused = await own.Client.AwaitBlobAsync("plans-rejected", "606.xlsx.issues.json");
        await own.Client.DropAsync("plans", "versions/606.xlsx", workbook);
        const string id = "planAmendment.2022-2025.606-Д";
        await own.Client.AwaitStageAsync(id, "awaitingDecision");
        await own.Client.DropAsync("plans", "versions/607.xlsx", Version("607-Д", "Третья"));
        var pending = await own.Client.AwaitBlobAsync("plans-rejected", "versions/607.xlsx.issues.json");

        Assert.Equal("planPeriodTaken", CodeOf(refused));
        Assert.Equal("amendmentPending", CodeOf(pending));

        static string? CodeOf(JsonElement file) => file.GetProperty("issues")[0].GetProperty("code").GetString();
    }

    [Fact]
    public async Task Version_OfAPeriodWithoutAPlan_HasNothingToAmend()
    {
        var draft = Workbook(book => Years(book, 2026, 2029));
        var answer = (await Client.PostPlanAsync(draft, "authority", "?version")).Expect(422);
        (await Client.PostPlanAsync(draft, "registrar-1", "?version")).Expect(403);

        Assert.Equal(["nothingToAmend "], answer.IssueCodes);
    }

    [Fact]
    public async Task Scenario_OfADraft_IsComparedAndNeverClaimsItsPeriod()
    {
        var size = await registry.SizeAsync();
        var draft = Workbook(book =>
        {
            Years(book, 2026, 2029);
            book.Worksheet("Реквизиты").Cell("B2").Value = "проект";
        });
        var kept = (await Client.PostPlanAsync(draft, "registrar-1", "?scenario")).Expect(201);
        var again = (await Client.PostPlanAsync(draft, "authority", "?scenario")).Expect(201);
        var listed = (await Client.GetAsync("/api/plans/scenarios")).Expect(200).Json.GetProperty("items");
        var one = (await Client.GetAsync(kept.Location!)).Expect(200).Json;

        Assert.Equal(kept.Json.GetProperty("id").GetString(), again.Json.GetProperty("id").GetString());
        Assert.True(one.GetProperty("scenario").GetBoolean());
        Assert.All(listed.EnumerateArray(), draft => Assert.True(draft.GetProperty("scenario").GetBoolean()));
        Assert.Contains(listed.EnumerateArray(), draft => draft.GetProperty("period").GetString() == "2026-2029");
        Assert.Equal("2022-2025", one.GetProperty("comparedWith").GetProperty("period").GetString());
        Assert.Equal(
            (2026, 166_100_000L, 11_800_000L),
            (one.GetProperty("years")[0].GetProperty("year").GetInt32(),
                one.GetProperty("years")[0].GetProperty("allocated").GetInt64(),
                one.GetProperty("years")[0].GetProperty("reserve").GetInt64()));
        Assert.Equal(8, one.GetProperty("difference").GetProperty("years").GetArrayLength());
        (await Client.GetAsync("/api/plans/2026-2029")).Expect(404);
        (await Client.ProcedureAsync("planInForce.2026-2029.проект")).Expect(404);
        (await Client.DecideAsync("planInForce.2026-2029.проект", "registrar-1", "approve")).Expect(404);
        Assert.Equal(size, await registry.SizeAsync());
    }

    [Fact]
    public async Task Scenario_FromOthersOrWithWrongSums_IsRefused()
    {
        (await Client.PostPlanAsync(Papers.Plan, "holder", "?scenario")).Expect(403);
        (await Client.PostPlanAsync(Papers.Plan, "auditor", "?scenario")).Expect(403);
        (await Client.PostAsync("/api/plans?scenario", null, null)).Expect(401);
        (await Client.GetAsync("/api/plans/scenarios", "holder")).Expect(403);
        (await Client.GetAsync("/api/plans/scenarios", null)).Expect(401);
        (await Client.GetAsync("/api/plans/scenarios/0123456789abcdef")).Expect(404);
        var wrong = Workbook(book => Move(book, "H5", 1));

        Assert.NotEmpty((await Client.PostPlanAsync(wrong, "authority", "?scenario")).Expect(422).IssueCodes);
    }

    [Fact]
    public async Task PlanOf2018_WithACapOfThePeriodAlone_IsComparedAndNeverPutIntoForce()
    {
        var size = await registry.SizeAsync();
        var workbook = PlanBook.OfPeriod(2018, 2020, "873", "2018-01-01", ("KZ-0001", Users.HolderBin));
        var kept = (await Client.PostPlanAsync(workbook, "authority", "?scenario")).Expect(201).Json;
        var dry = (await Client.PostPlanAsync(workbook, "authority", "?dryRun")).Expect(422);
        var late = PlanBook.OfPeriod(2018, 2020, "873", "2022-07-25", ("KZ-0001", Users.HolderBin));
        var sent = (await Client.PostPlanAsync(late, "authority")).Expect(422);

        Assert.Equal(("2018-2020", "period"),
            (kept.GetProperty("period").GetString(), kept.GetProperty("capBy").GetString()));
        Assert.Equal(
            ["2018 300 150", "2019 0 0", "2020 0 0"],
            kept.GetProperty("years").EnumerateArray().Select(year =>
                $"{year.GetProperty("year")} {year.GetProperty("allocated")} {year.GetProperty("reserve")}"));
        Assert.Equal(["calendarNotCovered "], dry.IssueCodes);
        Assert.Equal(["calendarNotCovered "], sent.IssueCodes);
        Assert.Equal(size, await registry.SizeAsync());
    }

    /// <summary>¶17: a line that a new version added without units is opened as a new installation.</summary>
    private static async Task AddedMayApplyAsync(RegistryClient client)
    {
        var application = Papers.NewInstallation("Н-900", Added, "2022-07-29");
        await client.DropAsync("Н-900.json", application);
        const string id = "accountApplication.010240005554.2022.Н-900";
        await client.AwaitStageAsync(id, "awaitingDecision");
        await client.ApproveAsync(id);
        await client.AwaitStageAsync(id, "executed");
    }

    private static async Task<string> ProposeAsync(RegistryClient client, byte[] workbook)
    {
        var answer = (await client.PostPlanAsync(workbook, "authority", "?version")).Expect(202);
        var id = answer.Json.GetProperty("procedure").GetString()!;
        Assert.StartsWith("planAmendment.2022-2025.60", id, StringComparison.Ordinal);
        await client.AwaitStageAsync(id, "awaitingDecision");
        return id;
    }

    /// <summary>The sample plan with an installation more, without units, and another name for the first.</summary>
    private static byte[] Version(string order, string name) => Workbook(book =>
    {
        var sheet = book.Worksheet("План");
        sheet.Row(234).InsertRowsAbove(1);
        object[] line =
            [230, "010240005554", "ТОО «Новый завод»", Added, "Цех № 9", "Металлургия", "Абай", 0, 0, 0, 0, 0];
        for (var column = 0; column < line.Length; column++)
            sheet.Cell(234, column + 1).Value = line[column];
        sheet.Cell("E5").Value = name;
        book.Worksheet("Реквизиты").Cell("B2").Value = order;
    });

    private static void Years(XLWorkbook book, int first, int last)
    {
        for (var year = 0; year < 4; year++)
        {
            book.Worksheet("План").Cell(4, 8 + year).Value = first + year;
            book.Worksheet("Резерв").Cell(1, 2 + year).Value = first + year;
        }
        book.Worksheet("Реквизиты").Cell("B5").Value = first;
        book.Worksheet("Реквизиты").Cell("B6").Value = last;
    }

    private static void Move(XLWorkbook book, string cell, long by)
    {
        var found = book.Worksheet("План").Cell(cell);
        found.Value = found.GetValue<long>() + by;
    }

    private static byte[] Workbook(Action<XLWorkbook> change)
    {
        using var book = new XLWorkbook(new MemoryStream(Papers.Plan));
        change(book);
        using var file = new MemoryStream();
        book.SaveAs(file, new SaveOptions { EvaluateFormulasBeforeSaving = true });
        return file.ToArray();
    }

    /// <summary>A registry with the sample plan carried out that no other test looks at.</summary>
    private sealed class OwnRegistry(BusyRegistry busy) : IAsyncDisposable
    {
        public RegistryClient Client => busy.Client;

        public static async Task<OwnRegistry> StartAsync(EndToEndWorld world)
        {
            var busy = new BusyRegistry(world);
            await busy.InitializeAsync();
            return new OwnRegistry(busy);
        }

        public Task<long> SizeAsync() => busy.SizeAsync();

        public async ValueTask DisposeAsync() => await busy.DisposeAsync();
    }
}
