using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// ¶29 and Code 295(10): what is left of the plan of 2022 to 2025. Its quota ends on 1 October 2026 (Code 291(8) as
/// amended), the reserve for additional quota ninety working days after 15 April 2026, on 26 August.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class ExpiryTests(EndToEndWorld world) : IAsyncLifetime
{
    private const string Expiry = $"termExpiry.{Users.OperatorBin}.2026.2022-2025";
    private const string OffsetExpiry = $"termExpiry.{Users.OperatorBin}.2026.offset-2025";
    private const string LeftOver = $"leftOverReserve.{Users.OperatorBin}.2026.2022-2025";

    private readonly LeavingRegistry registry = new(world);

    private RegistryClient Client => registry.Client;

    public Task InitializeAsync() => registry.InitializeAsync();

    public Task DisposeAsync() => registry.DisposeAsync();

    [Fact]
    public async Task Plan_AtTheEndOfItsTerm_LeavesCirculation()
    {
        await registry.OpenAsync("KZ-0001");
        await registry.OpenAsync("KZ-0002");
        await Client.MoveClockAsync("2026-05-20T09:00:00+05:00");
        Assert.Equal(404, (await Client.ProcedureAsync(LeftOver)).Status);
        var reserve = await LeftOverReserveAsync();

        await Client.MoveClockAsync("2026-09-01T09:00:00+05:00");
        var warned = await Client.AwaitStageAsync(Expiry, "received");
        await AwaitNoticeAsync(Users.HolderBin, "expiryIn90Days");
        await AwaitNoticeAsync(Users.HolderBin, "expiryIn30Days");
        await AssertLastYearAsync(warned);

        await Client.MoveClockAsync("2026-09-30T23:00:00+05:00");
        await AwaitNoticeAsync(Users.OtherHolderBin, "expiryIn7Days");
        Assert.Equal("received", await StageAsync(Expiry));
        await Client.MoveClockAsync("2026-10-01T09:00:00+05:00");
        var waiting = await Client.AwaitStageAsync(Expiry, "awaitingDecision");
        Assert.Equal(("¶29", "2026-10-06"), (
            waiting.GetProperty("paragraph").GetString(), waiting.GetProperty("dueOn").GetString()));
        Assert.False(waiting.GetProperty("statutory").GetBoolean());
        await Client.MoveClockAsync("2026-10-06T18:00:00+05:00");
        Assert.Equal("awaitingDecision", await StageAsync(Expiry));
        await AwaitNoticeAsync(Users.AuthorityBin, "reminder");
        await Client.ApproveAsync(Expiry);
        var ended = await Client.AwaitStageAsync(Expiry, "executed");

        await AssertGoneAsync(ended, reserve);
        await Client.MoveClockAsync("2026-10-06T19:00:00+05:00");
        await AwaitNoticeAsync(Users.AuthorityBin, "leftOver");
        Assert.Empty((await Client.GetAsync("/api/procedures?kind=termExpiry&stage=failed")).Json
            .GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task End_OfATermThatARegistrarRefuses_CancelsNothing()
    {
        var units = await registry.OpenAsync("KZ-0001");
        await Client.MoveClockAsync("2026-10-02T09:00:00+05:00");
        await Client.AwaitStageAsync(Expiry, "awaitingDecision");
        (await Client.DecideAsync(Expiry, "registrar-1", "refuse", "Погашение за 2025 год не завершено")).Expect(200);
        var ended = await Client.AwaitStageAsync(Expiry, "refused");

        Assert.Equal("503 refusedByRegistrar", BusyRegistry.RefusalOf(ended));
        Assert.Equal(units, await registry.UnitsAsync("KZ-0001"));
        Assert.Equal(["KZ-0001"], ended.GetProperty("openSurrenders").EnumerateArray().Select(one => one.GetString()));
        await AssertStartedAgainAsync();
    }

    /// <summary>¶29; Code, article 298: offset units end only where a year was given when they were issued.</summary>
    [Fact]
    public async Task Offsets_LimitedToAYear_EndOnTheDayOfThatYearAndOthersStay()
    {
        await registry.CarryOutAsync(LeavingPapers.Project("О-1", "ПЛ-1", Users.HolderBin));
        await registry.CarryOutAsync(LeavingPapers.Project("О-2", "ПЛ-2", Users.HolderBin));
        await registry.CarryOutAsync(LeavingPapers.Issuance("О-3", "ПЛ-1", 70, Users.HolderBin, 2025));
        await registry.CarryOutAsync(LeavingPapers.Issuance("О-4", "ПЛ-2", 30, Users.HolderBin, null));
        await registry.OpenAsync("KZ-0001");
        await registry.SellOffsetsAsync("TS-1", "ПЛ-1", "KZ-0001", 50);

        await Client.MoveClockAsync("2026-09-05T09:00:00+05:00");
        await Client.AwaitStageAsync(OffsetExpiry, "received");
        Assert.Contains("noUnitsOfTerm", await registry.RefusedAsync(
            LeavingPapers.Expiry("offset-2024", "expiresYear", 2024)));
        var warning = await Client.AwaitBlobAsync(
            "outbox", $"2026/{Users.HolderBin}/{OffsetExpiry}-expiryIn30Days.json");
        Assert.Equal((50, "2026-10-01"), (
            warning.GetProperty("units").GetInt64(), warning.GetProperty("dueOn").GetString()));
        await Client.MoveClockAsync("2026-10-01T09:00:00+05:00");
        await Client.AwaitStageAsync(OffsetExpiry, "awaitingDecision");
        await Client.ApproveAsync(OffsetExpiry);
        var ended = await Client.AwaitStageAsync(OffsetExpiry, "executed");

        var entry = await registry.EntryAsync(ended);
        Assert.Equal(("T21", "¶29"), (
            entry.GetProperty("kind").GetString(),
            entry.GetProperty("basis").GetProperty("paragraph").GetString()));
        var totals = (await Client.GetAsync("/api/totals", null)).Expect(200).Json.GetProperty("items")
            .EnumerateArray().Where(row => row.GetProperty("unitKind").GetString() == "offset").ToList();
        Assert.Equal((50, 50), (
            totals.Sum(row => row.GetProperty("cancelled").GetInt64()),
            totals.Sum(row => row.GetProperty("held").GetInt64())));
        // ¶29 does not name the accounts of applicants; what is left there is told to the authority (C12).
        await Client.MoveClockAsync("2026-10-01T10:00:00+05:00");
        var left = await Client.AwaitBlobAsync("outbox", $"2026/{Users.AuthorityBin}/{OffsetExpiry}-leftOver.json");
        Assert.Equal(20, left.GetProperty("units").GetInt64());
        // The second book has its own table of moves, and it agrees.
        var audit = (await Client.PostAsync("/api/audit", "admin", null)).Expect(200).Json.GetProperty("last");
        Assert.Empty(audit.GetProperty("findings").EnumerateArray());
    }

    /// <summary>
    /// After a refusal a registrar hands the document in again, under the next number, and only then.
    /// </summary>
    private async Task AssertStartedAgainAsync()
    {
        (await Client.PostNoticeAsync(Again("2022-2025-3"), "registrar-3")).Expect(422);
        (await Client.PostNoticeAsync(Again("2022-2025-2"), "holder")).Expect(403);
        (await Client.PostNoticeAsync(Again("2022-2025-2"), "registrar-3")).Expect(202);
        var again = await Client.AwaitStageAsync(Expiry + "-2", "awaitingDecision");
        var early = (await Client.PostNoticeAsync(Again("2022-2025-3"), "registrar-3")).Expect(422);
        await Client.ApproveAsync(Expiry + "-2");
        await Client.AwaitStageAsync(Expiry + "-2", "executed");
        var late = (await Client.PostNoticeAsync(Again("2022-2025-3"), "registrar-3")).Expect(422);

        // Friday 2 October 2026 and three working days.
        Assert.Equal("2026-10-07", again.GetProperty("dueOn").GetString());
        Assert.Equal(["termEndPending /number"], early.IssueCodes);
        Assert.Equal(["termEndPending /number"], late.IssueCodes);
        Assert.Empty(await registry.UnitsAsync("KZ-0001"));

        static System.Text.Json.Nodes.JsonObject Again(string number) =>
            LeavingPapers.Expiry(number, "period", "2022-2025");
    }

    /// <summary>Code 295(10): 26 August 2026, and three working days of the registry's own.</summary>
    private async Task<long> LeftOverReserveAsync()
    {
        await Client.MoveClockAsync("2026-06-01T09:00:00+05:00");
        var early = await Client.AwaitStageAsync(LeftOver, "received");
        Assert.Equal("endOfTerm", Assert.Single(early.GetProperty("awaiting").EnumerateArray()).GetString());
        await Client.MoveClockAsync("2026-07-06T09:00:00+05:00");
        await AwaitNoticeAsync(Users.HolderBin, "expiryIn90Days");
        await Client.MoveClockAsync("2026-08-26T09:00:00+05:00");
        var waiting = await Client.AwaitStageAsync(LeftOver, "awaitingDecision");
        Assert.Equal(("Code 295(10)", "2026-08-31"), (
            waiting.GetProperty("paragraph").GetString(), waiting.GetProperty("dueOn").GetString()));
        var held = (await registry.UnitsAsync("reserveCapacity")).Values.Sum();
        await Client.ApproveAsync(LeftOver);
        var entry = await registry.EntryAsync(await Client.AwaitStageAsync(LeftOver, "executed"));
        Assert.Equal("T28", entry.GetProperty("kind").GetString());
        Assert.True(held > 0);
        Assert.Equal(held, (await registry.TotalsAsync())("surrendered"));
        return held;
    }

    /// <summary>The board names who has not surrendered for the last year until a report was carried out.</summary>
    private async Task AssertLastYearAsync(JsonElement warned)
    {
        Assert.Equal(["KZ-0001", "KZ-0002"], OpenSurrenders(warned));
        await registry.CarryOutAsync(LeavingPapers.Report("1", "KZ-0001", 2025, 1000, "2026-09-01"));
        await Client.MoveClockAsync("2026-09-01T10:00:00+05:00");
        var began = TimeProvider.System.GetTimestamp();
        while (OpenSurrenders((await Client.ProcedureAsync(Expiry)).Json) is not ["KZ-0002"])
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(60));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task AssertGoneAsync(JsonElement ended, long reserve)
    {
        var entry = await registry.EntryAsync(ended);
        Assert.Equal("T21", entry.GetProperty("kind").GetString());
        Assert.StartsWith("2026-10-06", entry.GetProperty("at").GetString(), StringComparison.Ordinal);
        Assert.Equal("2022-2025", entry.GetProperty("basis").GetProperty("document").GetProperty("number").GetString());
        Assert.Empty(await registry.UnitsAsync("KZ-0001"));
        Assert.Empty(await registry.UnitsAsync("KZ-0002"));
        Assert.Empty(await registry.UnitsAsync("tradingSystemOperator"));
        var totals = await registry.TotalsAsync();
        Assert.Equal(692_000_000, totals("issued"));
        Assert.Equal(reserve + 1000, totals("surrendered"));
        Assert.Equal((await registry.UnitsAsync("cancellation")).Values.Sum(), totals("cancelled"));
        Assert.True(totals("cancelled") > 0);
        Assert.Equal(
            totals("issued"),
            totals("held") + totals("cancelled") + totals("surrendered") + totals("withdrawn"));
    }

    private static string[] OpenSurrenders(JsonElement procedure) =>
        [.. procedure.GetProperty("openSurrenders").EnumerateArray().Select(one => one.GetString()!)];

    private async Task<string?> StageAsync(string procedure) =>
        (await Client.ProcedureAsync(procedure)).Json.GetProperty("stage").GetString();

    private async Task AwaitNoticeAsync(string to, string kind)
    {
        var notice = await Client.AwaitBlobAsync("outbox", $"2026/{to}/{Expiry}-{kind}.json");
        Assert.Equal("¶29", notice.GetProperty("paragraph").GetString());
    }
}
