using System.Text.Json;
using System.Xml.Linq;

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
        foreach (var installation in (string[])["KZ-0001", "KZ-0002", "KZ-0022", "KZ-0023"])
            await registry.OpenAsync(installation);
        var traded = await CarryOutAsync(Sheet("FR-1", "KZ-0001", "KZ-0002"));
        var rows = await StoredRows.ReadAsync(Client);
        await rows.FlipByteAsync(Market.Entries(traded)[0]);
        var opened = await AuditAsync();
        Assert.Equal(
            [await NumberAsync("KZ-0001"), await NumberAsync("KZ-0002")],
            Texts(opened, "accounts").Order(StringComparer.Ordinal));

        var waiting = await ApproveAsync(Sheet("FR-2", "KZ-0002", "KZ-0001"));
        var seen = await Client.AwaitAwaitingAsync(waiting);
        var unrelated = await CarryOutAsync(Sheet("FR-3", "KZ-0022", "KZ-0023"));
        Assert.Equal(["frozen"], Texts(seen, "awaiting"));
        Assert.Single(Market.Entries(unrelated));
        await SeenByAsync();
        // The tries of the step are used up after half an hour, and the sweep begins anew: it goes on waiting.
        await Client.MoveClockAsync($"{BusyRegistry.Today}T10:30:00+06:00");
        var later = (await Client.ProcedureAsync(waiting)).Json;
        Assert.NotEqual("failed", later.GetProperty("stage").GetString());
        Assert.Equal(["frozen"], Texts(later, "awaiting"));
        Assert.Empty(Market.Entries(later));

        await rows.RestorePageAsync(Market.Entries(traded)[0]);
        await LiftAsync(opened.GetProperty("id").GetString()!);
        // The step is tried again at growing intervals, of ten minutes at most.
        await Client.MoveClockAsync($"{BusyRegistry.Today}T10:45:00+06:00");
        var ended = await Client.AwaitStageAsync(waiting, "executed");

        Assert.Single(Market.Entries(ended));
        Assert.Empty(Texts(ended, "awaiting"));
        Assert.Contains(ended.GetProperty("history").EnumerateArray(), one => one.GetProperty("what").GetString()!
            .EndsWith("reconciliation with the second book is settled: auditCase.1", StringComparison.Ordinal));
        Assert.Empty((await Client.PostAsync("/api/audit", "admin", null)).Expect(200).Json
            .GetProperty("last").GetProperty("findings").EnumerateArray());
    }

    /// <summary>Staff reads everything on the board, a holder that its own account waits, others nothing.</summary>
    private async Task SeenByAsync()
    {
        var account = await NumberAsync("KZ-0001");
        foreach (var (language, words) in ((string, string)[])
        [
            ("kk", "Сақталған жазба бұрын енгізілген жазба емес"),
            ("ru", "Хранимая запись не та, что была внесена"),
            ("en", "A stored entry is not the one that was posted"),
        ])
            foreach (var user in (string[])["registrar-1", "auditor", "admin"])
            {
                var board = await PageAsync($"/board?lang={language}", user);
                var first = board.Descendants("main").Elements("section").First();
                Assert.Equal("audit", first.Attribute("id")?.Value);
                Assert.Contains(words, first.Value, StringComparison.Ordinal);
                Assert.Contains(account, first.Value, StringComparison.Ordinal);
                var link = first.Descendants("h3").Descendants("a").Single().Attribute("href")!.Value;
                var page = await PageAsync("/" + link.Split('#')[0], user);
                Assert.Contains(page.Descendants("section"), one => one.Attribute("id")?.Value == link.Split('#')[1]);
            }
        var own = await PageAsync("/board?lang=en", "holder");
        Assert.Equal(
            $"Your account {account} is under reconciliation: operations with it wait until it is settled.",
            own.Descendants("section").First().Value);
        foreach (var user in (string?[])["stranger", "exchange", "authority"])
            Assert.DoesNotContain("econciliation", (await PageAsync("/board?lang=en", user)).Element("body")!
                .Descendants("section").First().Value, StringComparison.Ordinal);
        var front = (await Client.GetAsync("/api/status?lang=en", null)).Expect(200).Text;
        Assert.DoesNotContain(account, front, StringComparison.Ordinal);
        var seen = (await Client.GetAsync($"/api/accounts/{account}", "holder")).Expect(200).Json;
        Assert.True(seen.GetProperty("underReconciliation").GetBoolean());
        var free = await registry.AccountAsync("KZ-0022");
        Assert.False(free.GetProperty("underReconciliation").GetBoolean());
    }

    private async Task<XElement> PageAsync(string route, string? user)
    {
        var text = (await Client.GetAsync(route, user)).Expect(200).Text;
        return XDocument.Parse(text[text.IndexOf("<html", StringComparison.Ordinal)..]).Root!;
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
