using System.Text;
using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>¶30 (at the owner's request), ¶4 (by decision) and T26 (correction), from document to journal.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class CancellationTests(LeavingRegistry registry) : IClassFixture<LeavingRegistry>
{
    [Fact]
    public async Task Cancellation_OfParagraph30_NeedsTheHoldersSecondPersonAndGivesACertificate()
    {
        var units = await registry.OpenAsync("KZ-0001");
        var document = LeavingPapers.Cancellation("1", "KZ-0001", 500, Users.HolderBin);
        var posted = await registry.Client.PostNoticeAsync(document, "holder");
        var id = posted.Expect(202).Json.GetProperty("procedure").GetString()!;
        await registry.Client.AwaitStageAsync(id, "awaitingDecision");
        await registry.Client.ApproveAsync(id);
        var own = await registry.Client.DecideAsync(id, "holder", "approve");
        var stranger = await registry.Client.DecideAsync(id, "other-holder", "approve");
        var waiting = await registry.Client.ProcedureAsync(id);
        (await registry.Client.DecideAsync(id, "holder-2", "approve")).Expect(200);
        var ended = await registry.Client.AwaitStageAsync(id, "executed");

        Assert.Equal((409, "ownDocument"), (own.Status, own.Json.GetProperty("code").GetString()));
        Assert.Equal(403, stranger.Status);
        Assert.Equal("awaitingDecision", waiting.Json.GetProperty("stage").GetString());
        Assert.Equal("2025-04-18", ended.GetProperty("dueOn").GetString());
        var entry = await registry.EntryAsync(ended);
        Assert.Equal("T22", entry.GetProperty("kind").GetString());
        Assert.Equal(
            ["holder-2", "registrar-1", "registrar-2"],
            entry.GetProperty("by").EnumerateArray().Select(who => who.GetString()));
        Assert.Equal(units[2022] - 500, (await registry.UnitsAsync("KZ-0001"))[2022]);
        await AssertCertificateAsync(id, entry);
    }

    [Fact]
    public async Task Cancellation_OfParagraph30ThatTheHolderDeclines_IsRefused()
    {
        await registry.OpenAsync("KZ-0002");
        var id = await registry.HandInAsync(
            LeavingPapers.Cancellation("2", "KZ-0002", 5, Users.OtherHolderBin));
        await registry.Client.AwaitStageAsync(id, "awaitingDecision");
        (await registry.Client.DecideAsync(id, "other-holder", "refuse", "Ошибка")).Expect(200);
        var ended = await registry.Client.AwaitStageAsync(id, "refused");

        Assert.EndsWith("declinedByHolder", BusyRegistry.RefusalOf(ended), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_OfParagraph30ForWhatIsNotTheirs_IsRefusedAtTheDoor()
    {
        await registry.OpenAsync("KZ-0003");
        var sink = (await registry.AccountAsync("cancellation")).GetProperty("number").GetString()!;

        Assert.Equal(["notAccountHolder"], await registry.RefusedAsync(
            LeavingPapers.Cancellation("3", "KZ-0003", 5, Users.HolderBin)));
        Assert.Equal(["notAccountHolder"], await registry.RefusedAsync(
            LeavingPapers.Cancellation("4", sink, 5, Users.HolderBin)));
        Assert.Equal(["accountNotFound"], await registry.RefusedAsync(
            LeavingPapers.Cancellation("5", "KZ-0098", 5, Users.HolderBin)));
    }

    [Fact]
    public async Task BlockedAccount_StopsParagraph30AndNotParagraph4()
    {
        var units = await registry.OpenAsync("KZ-0093");
        await registry.CarryOutAsync(Papers.Default("Б-1", "KZ-0093", LeavingRegistry.Today));
        var bin = Papers.Operators["KZ-0093"];
        var id = await registry.HandInAsync(LeavingPapers.Cancellation("6", "KZ-0093", 5, bin));
        var waiting = await registry.Client.AwaitStageAsync(id, "awaitingDecision");
        await registry.Client.ApproveAsync(id);
        var withdrawn = await registry.EntryAsync(
            await registry.CarryOutAsync(LeavingPapers.Withdrawal("1", "KZ-0093", 70)));

        Assert.Equal("2025-04-18", waiting.GetProperty("dueOn").GetString());
        Assert.Equal("T23", withdrawn.GetProperty("kind").GetString());
        Assert.Equal("¶4", withdrawn.GetProperty("basis").GetProperty("paragraph").GetString());
        Assert.Equal(units[2022] - 70, (await registry.UnitsAsync("KZ-0093"))[2022]);
        Assert.Equal(70, (await registry.UnitsAsync("withdrawn"))[2022]);
    }

    [Fact]
    public async Task Withdrawal_OfParagraph4BeyondWhatIsThere_IsRefused()
    {
        var units = await registry.OpenAsync("KZ-0010");
        var refused = await registry.CarryOutAsync(
            LeavingPapers.Withdrawal("2", "KZ-0010", units.Values.Sum() + 1), "refused");

        Assert.Equal("404 insufficientUnits", BusyRegistry.RefusalOf(refused));
        Assert.Equal(["accountNotFound"], await registry.RefusedAsync(
            LeavingPapers.Withdrawal("3", "KZ-0097", 1)));
        Assert.Equal(["issuerNotAllowed"], await registry.RefusedAsync(
            LeavingPapers.Withdrawal("4", "KZ-0010", 1, Users.OperatorBin)));
        Assert.Equal(units, await registry.UnitsAsync("KZ-0010"));
    }

    [Fact]
    public async Task Correction_OfTheOperator_ReversesAWithdrawal()
    {
        var units = await registry.OpenAsync("KZ-0011");
        var wrong = await registry.EntryAsync(
            await registry.CarryOutAsync(LeavingPapers.Withdrawal("5", "KZ-0011", 9)));
        var n = wrong.GetProperty("n").GetInt64();
        await registry.CarryOutAsync(LeavingPapers.Correction("1", n, Users.OperatorBin));

        Assert.Equal(units, await registry.UnitsAsync("KZ-0011"));
        Assert.Equal(["entryNotFound"], await registry.RefusedAsync(LeavingPapers.Correction("2", 1_000_000)));
        Assert.Equal(["entryNotFound"], await registry.RefusedAsync(LeavingPapers.Correction("3", 0)));
        Assert.Equal(["issuerNotAllowed"], await registry.RefusedAsync(
            LeavingPapers.Correction("4", n, Users.HolderBin)));
    }

    [Fact]
    public async Task Correction_OfAnIssue_IsRefused()
    {
        var issue = await registry.Client.GetAsync("/api/journal?from=0&take=1000", null);
        var n = issue.Lines.Select(line => JsonDocument.Parse(line).RootElement)
            .First(entry => entry.GetProperty("kind").GetString() == "T01").GetProperty("n").GetInt64();
        var refused = await registry.CarryOutAsync(LeavingPapers.Correction("5", n), "refused");

        Assert.Equal("409 correctionNotAllowed", BusyRegistry.RefusalOf(refused));
    }

    private async Task AssertCertificateAsync(string procedure, JsonElement entry)
    {
        var name = $"2025/{Users.HolderBin}/{procedure}-executed";
        var notice = JsonDocument.Parse(await registry.Client.BlobAsync("outbox", name + ".json")).RootElement;
        var page = Encoding.UTF8.GetString(await registry.Client.BlobAsync("outbox", name + ".html"));
        var block = entry.GetProperty("moves")[0].GetProperty("block").GetString()!;
        var text = notice.GetProperty("text");

        Assert.StartsWith("Certificate of cancellation", text.GetProperty("en").GetString(), StringComparison.Ordinal);
        foreach (var language in new[] { "kk", "ru", "en" })
        {
            var said = text.GetProperty(language).GetString()!;
            Assert.Contains(block, said, StringComparison.Ordinal);
            Assert.Contains("Углеродная нейтральность", said, StringComparison.Ordinal);
        }
        Assert.Contains("Свидетельство об аннулировании", page, StringComparison.Ordinal);
        Assert.Contains(block, page, StringComparison.Ordinal);
    }
}
