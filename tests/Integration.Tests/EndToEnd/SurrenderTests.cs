using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// ¶28 from document to journal: a report registered on Tuesday 15 April 2025 is due on Tuesday 22 April 2025.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class SurrenderTests(LeavingRegistry registry, EndToEndWorld world) : IClassFixture<LeavingRegistry>
{
    [Fact]
    public async Task Report_OfParagraph28_SurrendersTheOldestYearsAndBorrowsNothing()
    {
        var units = await registry.OpenAsync("KZ-0001");
        var tonnes = units[2022] + 5;
        var id = await registry.HandInAsync(LeavingPapers.Report("1", "KZ-0001", 2024, tonnes));
        var waiting = await registry.Client.AwaitStageAsync(id, "awaitingDecision");
        var refused = await registry.Client.DecideAsync(id, "registrar-1", "refuse", "нет");
        await registry.Client.ApproveAsync(id);
        var ended = await registry.Client.AwaitStageAsync(id, "executed");

        Assert.Equal(("¶28", "2025-04-22", 5), (
            waiting.GetProperty("paragraph").GetString(),
            waiting.GetProperty("dueOn").GetString(),
            waiting.GetProperty("workingDaysTotal").GetInt32()));
        Assert.Equal((409, "noDiscretion"), (refused.Status, refused.Json.GetProperty("code").GetString()));
        var entry = await registry.EntryAsync(ended);
        Assert.Equal(("T19", 2024, id + "/surrender"), (
            entry.GetProperty("kind").GetString(),
            entry.GetProperty("year").GetInt32(),
            entry.GetProperty("instruction").GetString()));
        Assert.False(entry.TryGetProperty("deficit", out _));
        var left = await registry.UnitsAsync("KZ-0001");
        Assert.False(left.ContainsKey(2022));
        Assert.Equal((units[2023] - 5, units[2025]), (left[2023], left[2025]));
        var record = await registry.ComplianceAsync("KZ-0001", 2024);
        Assert.Equal((tonnes, tonnes, 0L), Numbers(record));
        Assert.Equal("2025-04-15 2025-04-22 2025-04-15", Days(record));
        Assert.Equal(JsonValueKind.Null, record.GetProperty("compliantInTime").ValueKind);
    }

    [Fact]
    public async Task Report_OfParagraph28ForMoreThanIsThere_RecordsTheDeficitAndItsPrice()
    {
        var units = await registry.OpenAsync("KZ-0002");
        var there = units[2022] + units[2023] + units[2024];
        var ended = await registry.CarryOutAsync(LeavingPapers.Report("2", "KZ-0002", 2024, there + 1000));
        var again = await registry.CarryOutAsync(LeavingPapers.Report("3", "KZ-0002", 2024, there + 2000));
        var lower = await registry.CarryOutAsync(LeavingPapers.Report("4", "KZ-0002", 2024, there), "refused");

        Assert.Equal(1000, (await registry.EntryAsync(ended)).GetProperty("deficit").GetInt64());
        Assert.Equal((1000L, 19_660_000L), (
            ended.GetProperty("deficit").GetInt64(), ended.GetProperty("penaltyEstimate").GetInt64()));
        var left = await registry.UnitsAsync("KZ-0002");
        Assert.Equal(units[2025], Assert.Single(left).Value);
        Assert.Empty(again.GetProperty("entries").EnumerateArray());
        Assert.Equal(2000, again.GetProperty("deficit").GetInt64());
        Assert.Equal("415 alreadySurrendered", BusyRegistry.RefusalOf(lower));
        Assert.Equal((there + 2000, there, 2000L), Numbers(await registry.ComplianceAsync("KZ-0002", 2024)));
        var notices = await registry.Client.NamesAsync("outbox");
        Assert.Contains($"2025/{Users.OtherHolderBin}/{ended.GetProperty("id")}-deficit.json", notices);
        Assert.Contains($"2025/{Users.AuthorityBin}/{ended.GetProperty("id")}-deficit.json", notices);
    }

    [Fact]
    public async Task Report_OfParagraph28ThatNobodyDecides_IsCarriedOutOnTheDueDay()
    {
        var own = new LeavingRegistry(world);
        await own.InitializeAsync();
        try
        {
            await own.OpenAsync("KZ-0001");
            await own.OpenAsync("KZ-0003");
            var id = await own.HandInAsync(LeavingPapers.Report("1", "KZ-0001", 2024, 1000));
            await own.Client.AwaitStageAsync(id, "awaitingDecision");
            await own.Client.MoveClockAsync("2025-04-22T16:59:00+05:00");
            var before = await own.Client.ProcedureAsync(id);
            await own.Client.MoveClockAsync("2025-04-22T23:00:00+05:00");
            var entry = await own.EntryAsync(await own.Client.AwaitStageAsync(id, "executed"));

            Assert.Equal("awaitingDecision", before.Json.GetProperty("stage").GetString());
            Assert.StartsWith("2025-04-22T17:", entry.GetProperty("at").GetString(), StringComparison.Ordinal);
            Assert.Equal("deadline", Assert.Single(entry.GetProperty("by").EnumerateArray()).GetString());
            var record = await own.ComplianceAsync("KZ-0001", 2024);
            Assert.True(record.GetProperty("compliantInTime").GetBoolean());
            Assert.Equal("2025-04-15 2025-04-22 2025-04-22", Days(record));
            var silent = await own.ComplianceAsync("KZ-0003", 2024);
            Assert.False(silent.GetProperty("compliantInTime").GetBoolean());
            Assert.Equal(JsonValueKind.Null, silent.GetProperty("verified").ValueKind);
        }
        finally
        {
            await own.DisposeAsync();
        }
    }

    [Fact]
    public async Task Report_OfParagraph28OutsideThePlan_IsRefused()
    {
        await registry.OpenAsync("KZ-0005");
        var year = await registry.CarryOutAsync(LeavingPapers.Report("5", "KZ-0005", 2021, 1), "refused");
        var future = await registry.CarryOutAsync(LeavingPapers.Report("6", "KZ-0005", 2026, 1), "refused");
        var account = await registry.CarryOutAsync(LeavingPapers.Report("7", "KZ-0099", 2024, 1), "refused");

        Assert.Equal("510 yearNotCovered", BusyRegistry.RefusalOf(year));
        Assert.Equal("510 yearNotCovered", BusyRegistry.RefusalOf(future));
        Assert.Equal("304 accountNotFound", BusyRegistry.RefusalOf(account));
        Assert.Equal(["installationUnknown"], await registry.RefusedAsync(
            LeavingPapers.Report("8", "KZ-9999", 2024, 1)));
    }

    [Fact]
    public async Task Report_OfParagraph28WithoutEmissions_IsExecutedAndMovesNothing()
    {
        var units = await registry.OpenAsync("KZ-0006");
        var ended = await registry.CarryOutAsync(LeavingPapers.Report("9", "KZ-0006", 2024, 0));

        Assert.Empty(ended.GetProperty("entries").EnumerateArray());
        Assert.Equal(units, await registry.UnitsAsync("KZ-0006"));
        Assert.Equal((0L, 0L, 0L), Numbers(await registry.ComplianceAsync("KZ-0006", 2024)));
    }

    [Fact]
    public async Task AdditionalSurrender_OfParagraph28WithoutAdditionalQuota_IsRefused()
    {
        await registry.OpenAsync("KZ-0007");
        var refused = await registry.CarryOutAsync(LeavingPapers.Additional("1", "KZ-0007", 5), "refused");

        Assert.Equal("416 additionalQuotaShort", BusyRegistry.RefusalOf(refused));
        Assert.Equal("2025-04-18", refused.GetProperty("dueOn").GetString());
    }

    [Fact]
    public async Task AdditionalSurrender_OfParagraph28_TakesWhatCameAsAdditionalQuotaAlone()
    {
        var units = await registry.OpenAsync("KZ-0012");
        await registry.CarryOutAsync(LeavingPapers.AdditionalAllocation("1", "KZ-0012", 2025, 40));
        var refused = await registry.CarryOutAsync(LeavingPapers.Additional("2", "KZ-0012", 41), "refused");
        var entry = await registry.EntryAsync(
            await registry.CarryOutAsync(LeavingPapers.Additional("3", "KZ-0012", 40)));

        Assert.Equal("416 additionalQuotaShort", BusyRegistry.RefusalOf(refused));
        Assert.Equal("T20", entry.GetProperty("kind").GetString());
        Assert.False(entry.TryGetProperty("year", out _));
        Assert.Equal(units, await registry.UnitsAsync("KZ-0012"));
    }

    [Fact]
    public async Task OffsetUse_OfTheHolder_IsRecordedAndOfAnotherRefused()
    {
        await registry.OpenAsync("KZ-0008");
        var bin = Papers.Operators["KZ-0008"];
        var id = await registry.HandInAsync(LeavingPapers.OffsetUse("1", "KZ-0008", 0, bin));
        var ended = await registry.Client.AwaitStageAsync(id, "executed");

        Assert.Empty(ended.GetProperty("entries").EnumerateArray());
        Assert.Equal(["notAccountHolder"], await registry.RefusedAsync(
            LeavingPapers.OffsetUse("2", "KZ-0008", 10, Users.HolderBin)));
    }

    [Fact]
    public async Task Correction_OfASurrender_GivesTheUnitsBackOnce()
    {
        var units = await registry.OpenAsync("KZ-0009");
        var report = await registry.CarryOutAsync(LeavingPapers.Report("10", "KZ-0009", 2024, 77));
        var wrong = (await registry.EntryAsync(report)).GetProperty("n").GetInt64();
        var entry = await registry.EntryAsync(await registry.CarryOutAsync(LeavingPapers.Correction("1", wrong)));
        var again = await registry.CarryOutAsync(LeavingPapers.Correction("2", wrong), "refused");

        Assert.Equal(("T26", wrong), (entry.GetProperty("kind").GetString(), entry.GetProperty("corrects").GetInt64()));
        Assert.Equal(units, await registry.UnitsAsync("KZ-0009"));
        Assert.Equal((77L, 0L, 77L), Numbers(await registry.ComplianceAsync("KZ-0009", 2024)));
        Assert.Equal("409 correctionNotAllowed", BusyRegistry.RefusalOf(again));
    }

    [Fact]
    public async Task Compliance_IsShownToThoseWhomItConcerns()
    {
        var everybody = await registry.Client.GetAsync("/api/compliance?take=2");
        var items = everybody.Expect(200).Json.GetProperty("items").EnumerateArray().ToList();
        var token = everybody.Json.GetProperty("continue").GetString();
        var next = await registry.Client.GetAsync($"/api/compliance?take=2&continue={token}");
        var own = (await registry.Client.GetAsync("/api/compliance?year=2024", "holder")).Expect(200);
        var other = (await registry.Client.GetAsync("/api/compliance?installation=KZ-0002", "holder")).Expect(200);

        Assert.Equal(["KZ-0001 2022", "KZ-0001 2023"], items.Select(Name));
        Assert.Equal(
            ["KZ-0001 2024", "KZ-0002 2022"],
            next.Expect(200).Json.GetProperty("items").EnumerateArray().Select(Name));
        Assert.All(own.Json.GetProperty("items").EnumerateArray(), item => Assert.Equal(
            Users.HolderBin, Papers.Operators[item.GetProperty("installation").GetString()!]));
        Assert.Empty(other.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(401, (await registry.Client.GetAsync("/api/compliance", null)).Status);
        Assert.NotEqual(200, (await registry.Client.GetAsync("/api/compliance?year=two")).Status);
        Assert.NotEqual(200, (await registry.Client.GetAsync("/api/compliance?continue=two")).Status);
    }

    private static string Name(JsonElement item) => $"{item.GetProperty("installation")} {item.GetProperty("year")}";

    private static (long Verified, long Surrendered, long Deficit) Numbers(JsonElement record) => (
        record.GetProperty("verified").GetInt64(),
        record.GetProperty("surrendered").GetInt64(),
        record.GetProperty("deficit").GetInt64());

    private static string Days(JsonElement record) => string.Join(' ',
        record.GetProperty("holderDeadline"), record.GetProperty("registryDueOn"), record.GetProperty("executedOn"));
}
