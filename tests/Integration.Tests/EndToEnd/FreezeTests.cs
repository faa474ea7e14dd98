using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>What an audit freezes waits, everything else goes on, and two different people lift it.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class FreezeTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private static readonly object Agreed = new { decision = "approve", reason = "The row was restored." };

    private RegistryClient Client => registry.Client;

    [Fact]
    public async Task Procedure_OnFrozenAccounts_WaitsUntilTwoPeopleLiftTheFreezeWhileOthersGoOn()
    {
        foreach (var installation in (string[])["KZ-0020", "KZ-0021", "KZ-0022", "KZ-0023"])
            await registry.OpenAsync(installation);
        var traded = await CarryOutAsync(Sheet("FR-1", "KZ-0020", "KZ-0021"));
        var rows = await StoredRows.ReadAsync(Client);
        await rows.FlipByteAsync(Market.Entries(traded)[0]);
        var opened = await AuditAsync();
        Assert.Equal(
            [await NumberAsync("KZ-0020"), await NumberAsync("KZ-0021")],
            Texts(opened, "accounts").Order(StringComparer.Ordinal));

        var waiting = await ApproveAsync(Sheet("FR-2", "KZ-0021", "KZ-0020"));
        var seen = await Client.AwaitAwaitingAsync(waiting);
        var unrelated = await CarryOutAsync(Sheet("FR-3", "KZ-0022", "KZ-0023"));
        Assert.Equal(["frozen"], Texts(seen, "awaiting"));
        Assert.Single(Market.Entries(unrelated));
        Assert.Empty(Market.Entries((await Client.ProcedureAsync(waiting)).Json));

        await rows.RestorePageAsync(Market.Entries(traded)[0]);
        await LiftAsync(opened.GetProperty("id").GetString()!);
        // The step is tried again at growing intervals, of ten minutes at most.
        await Client.MoveClockAsync($"{BusyRegistry.Today}T09:30:00+06:00");
        var ended = await Client.AwaitStageAsync(waiting, "executed");

        Assert.Single(Market.Entries(ended));
        Assert.Empty(Texts(ended, "awaiting"));
        Assert.Contains(ended.GetProperty("history").EnumerateArray(), one => one.GetProperty("what").GetString()!
            .EndsWith("reconciliation with the second book is settled: auditCase.1", StringComparison.Ordinal));
        Assert.Empty((await Client.PostAsync("/api/audit", "admin", null)).Expect(200).Json
            .GetProperty("last").GetProperty("findings").EnumerateArray());
    }

    /// <summary>Who lifts: the case opens first, so that the doors have something to refuse.</summary>
    private async Task LiftAsync(string id)
    {
        var door = $"/api/audit/cases/{id}/decisions";
        (await Client.PostJsonAsync(door, null, Agreed)).Expect(401);
        foreach (var user in (string[])["auditor", "authority", "holder", "exchange"])
            (await Client.PostJsonAsync(door, user, Agreed)).Expect(403);
        (await Client.PostJsonAsync(door, "registrar-1", new { decision = "refuse", reason = "No." })).Expect(400);
        (await Client.PostJsonAsync(door, "registrar-1", new { decision = "approve" })).Expect(400);
        (await Client.PostJsonAsync(door, "registrar-1", new { decision = "perhaps" })).Expect(422);
        Assert.Equal(0, (await CaseAsync(id)).GetProperty("decisions").GetArrayLength());
        (await Client.PostJsonAsync(door, "registrar-1", Agreed)).Expect(200);
        var twice = (await Client.PostJsonAsync(door, "registrar-1", Agreed)).Expect(409);
        Assert.Equal("decidedAlready", twice.Json.GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, (await CaseAsync(id)).GetProperty("liftedAt").ValueKind);
        var lifted = (await Client.PostJsonAsync(door, "admin", Agreed)).Expect(200).Json;
        Assert.NotEqual(JsonValueKind.Null, lifted.GetProperty("liftedAt").ValueKind);
        var late = (await Client.PostJsonAsync(door, "registrar-2", Agreed)).Expect(409);
        Assert.Equal("nothingToDecide", late.Json.GetProperty("code").GetString());
        (await Client.PostJsonAsync("/api/audit/cases/auditCase.99/decisions", "admin", Agreed)).Expect(404);
    }

    private async Task<JsonElement> AuditAsync() => (await Client.PostAsync("/api/audit", "admin", null)).Expect(200)
        .Json.GetProperty("cases").EnumerateArray().Last();

    private async Task<JsonElement> CaseAsync(string id) => (await Client.GetAsync("/api/audit")).Expect(200)
        .Json.GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);

    private async Task<string> ApproveAsync(System.Text.Json.Nodes.JsonObject sheet)
    {
        var id = await registry.HandInAsync(sheet);
        await Client.AwaitStageAsync(id, "awaitingDecision");
        (await Client.DecideAsync(id, "registrar-1", "approve")).Expect(200);
        return id;
    }

    private async Task<JsonElement> CarryOutAsync(System.Text.Json.Nodes.JsonObject sheet) =>
        await Client.AwaitStageAsync(await ApproveAsync(sheet), "executed");

    private async Task<string> NumberAsync(string installation) =>
        (await registry.AccountAsync(installation)).GetProperty("number").GetString()!;

    private static System.Text.Json.Nodes.JsonObject Sheet(string number, string seller, string buyer) =>
        TradePapers.Sheet(number, TradePapers.Trade("T-" + number, seller, buyer, 10));

    private static string[] Texts(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
}
