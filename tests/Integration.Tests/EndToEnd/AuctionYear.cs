using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// A year of auctions, played once: from the missing calendar in November 2024 to the late one of December 2025. Tests
/// look at what came of it.
/// </summary>
public sealed class AuctionYear(EndToEndWorld world) : IAsyncLifetime
{
    private const string Buyer = "KZ-0020";
    private const string Other = "KZ-0021";
    private const string Third = "KZ-0001";

    private RegistryHost host = null!;

    internal RegistryClient Client => host.Client;

    /// <summary>What the door said against documents, by number.</summary>
    internal Dictionary<string, string> AtTheDoor { get; } = [];

    /// <summary>Procedures as they stood when the story had come to them, by number.</summary>
    internal Dictionary<string, JsonElement> Seen { get; } = [];

    /// <summary>Locked units of the operator's account at the moments of the story.</summary>
    internal Dictionary<string, long> Locked { get; } = [];

    /// <summary>What the public sees of a year at the moments of the story.</summary>
    internal Dictionary<string, JsonElement> Public { get; } = [];

    internal string Seller { get; private set; } = "";

    public async Task InitializeAsync()
    {
        host = await RegistryHost.StartAsync(world.TakeStorage(), "2024-11-04T09:00:00+05:00");
        await Client.DropAsync("plans", "nap-2022-2025.xlsx", Papers.Plan);
        await Client.AwaitStageAsync(Papers.PlanProcedure, "executed");
        foreach (var installation in new[] { Buyer, Other, Third })
            await DecidedAsync(Papers.Application("З-" + installation, installation, "2024-11-04"), "holder", 2);
        var accounts = (await Client.GetAsync("/api/accounts?take=1000")).Expect(200).Json.GetProperty("items");
        Seller = accounts.EnumerateArray()
            .Single(account => account.GetProperty("kind").GetString() == "tradingSystemOperator")
            .GetProperty("number").GetString()!;
        await PublishAsync();
        await AnnounceAsync();
        await HoldAsync();
        await PostponeAsync();
        await EndTheYearAsync();
    }

    public async Task DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    /// <summary>Order 221 ¶18: two reminders, then the calendar in time, and no second one.</summary>
    private async Task PublishAsync()
    {
        const string today = "2024-11-25";
        await Client.MoveClockAsync("2024-11-05T09:00:00+05:00");
        await Client.AwaitBlobAsync("outbox", $"2024/{Users.OperatorBin}/auctionCalendar.2025.30-reminder.json");
        await Client.MoveClockAsync($"{today}T09:00:00+05:00");
        await Client.AwaitBlobAsync("outbox", $"2024/{Users.OperatorBin}/auctionCalendar.2025.10-reminder.json");
        await RefusedAsync(
            AuctionPaperwork.Calendar("К-0", today, 2025, "1 2025-03-12 345100; 2 2026-10-10 150"));
        await RecordedAsync(AuctionPaperwork.Calendar(
            "К-1", today, 2025, "1 2025-03-12 1000; 2 2025-10-10 1000; 3 2025-10-15 1000; "
            + "4 2025-10-24 345000"));
        await RefusedAsync(AuctionPaperwork.Calendar("К-2", today, 2025, "9 2025-06-12 1000"));
        await RefusedAsync(AuctionPaperwork.Announcement("О-0", today, "3"));
    }

    /// <summary>Order 221 ¶22 to ¶24, 26: five trades make the price; the announcement comes in time.</summary>
    private async Task AnnounceAsync()
    {
        const string today = "2025-10-08";
        await Client.MoveClockAsync("2025-09-30T09:00:00+05:00");
        await DecidedAsync(
            AuctionPaperwork.Sheet("Л-1", "2025-09-30", Buyer, $"1 {Other} 100 500; 2 {Other} 300 520; "
                + $"3 {Other} 200 480; 4 {Other} 400 510; 5 {Other} 1000 505"),
            "exchange",
            1);
        await Client.MoveClockAsync($"{today}T09:00:00+05:00");
        await RefusedAsync(AuctionPaperwork.Announcement("О-1", today, "3", price: 505));
        await RefusedAsync(AuctionPaperwork.Announcement("О-2", today, "3", lot: 150));
        await RefusedAsync(AuctionPaperwork.Announcement("О-3", today, "3", lot: 1100));
        await RefusedAsync(AuctionPaperwork.Announcement("О-4", today, "2"));
        await RefusedAsync(AuctionPaperwork.Announcement("О-5", today, "7"));
        Seen["О-6"] = await Client.AwaitAwaitingAsync(await SentAsync(
            AuctionPaperwork.Announcement("О-6", today, "3"), "registrar-1"));
        await RefusedAsync(AuctionPaperwork.Announcement("О-7", today, "3"));
        await LookAsync("announced");
    }

    /// <summary>Order 221 ¶23, 25: the sheet of the day; four of its six trades break a limit.</summary>
    private async Task HoldAsync()
    {
        const string today = "2025-10-15";
        await Client.MoveClockAsync($"{today}T18:00:00+05:00");
        var sheet = await SentAsync(
            AuctionPaperwork.Sheet("Л-2", today, Seller, $"1 {Buyer} 400 510; 2 {Buyer} 300 510; "
                + $"3 {Other} 100 505.49; 4 {Other} 150 510; 5 {Other} 500 505.5; 6 {Third} 200 510"),
            "exchange");
        await Client.AwaitStageAsync(sheet, "awaitingDecision");
        await LookAsync("sheet");
        (await Client.DecideAsync(sheet, "registrar-1", "approve")).Expect(200);
        Seen["Л-2"] = await Client.AwaitStageAsync(sheet, "executed");
        Seen["О-6 settled"] = await Client.AwaitStageAsync(IdOf("auctionAnnouncement", 2025, "О-6"), "executed");
        await LookAsync("settled");
        // Within seven days of the planned day, before anybody knows that the auction will move.
        await Client.AwaitAwaitingAsync(await SentAsync(
            AuctionPaperwork.Announcement("О-8", today, "4", lot: 1000), "registrar-1"));
    }

    /// <summary>Order 221 ¶17, 19: an auction moves; the operator sells on a day without one.</summary>
    private async Task PostponeAsync()
    {
        const string today = "2025-10-20";
        await Client.MoveClockAsync($"{today}T09:00:00+05:00");
        await RefusedAsync(AuctionPaperwork.Postponement("П-1", today, "4", "2025-11-03"));
        await RefusedAsync(AuctionPaperwork.Postponement("П-2", today, "1", "2025-03-13"));
        await RefusedAsync(AuctionPaperwork.Postponement("П-3", today, "7", "2025-10-31"));
        await RecordedAsync(AuctionPaperwork.Postponement(
            "П-4", today, "4", "2025-10-31", Papers.Operators[Buyer], Papers.Operators[Other]));
        Seen["Л-3"] = await DecidedAsync(
            AuctionPaperwork.Sheet("Л-3", today, Seller, $"1 {Buyer} 7 1"), "exchange", 1);
        await LookAsync("postponed");
        await RecordedAsync(AuctionPaperwork.Additional("Д-1", today, "Д", "2025-12-22", 500));
        await RefusedAsync(AuctionPaperwork.Postponement("П-5", today, "Д", "2025-12-23"));
        await RefusedAsync(AuctionPaperwork.Additional("Д-2", today, "4", "2025-12-22", 500));
        await RefusedAsync(AuctionPaperwork.Additional("Д-3", today, "Е", "2025-11-24", 500));
        await RefusedAsync(AuctionPaperwork.Additional("Д-4", today, "Е", "2025-12-21", 500));
    }

    /// <summary>Order 221 ¶18, 20, 26: no sheet came for the moved auction; notice and calendar come late.</summary>
    private async Task EndTheYearAsync()
    {
        const string today = "2025-12-03";
        await Client.MoveClockAsync($"{today}T09:00:00+05:00");
        Seen["О-8 over"] = await Client.AwaitStageAsync(IdOf("auctionAnnouncement", 2025, "О-8"), "executed");
        await LookAsync("over");
        await RefusedAsync(AuctionPaperwork.Additional("Д-5", today, "Е", "2025-12-19", 500));
        Seen["К-3"] = await RecordedAsync(AuctionPaperwork.Calendar(
            "К-3", today, 2026, "11 2026-03-12 500; 12 2026-05-13 500; 13 2026-09-16 500; 14 2026-11-11 500"));
        Public["2026"] = (await Client.GetAsync("/api/auctions?year=2026", null)).Expect(200).Json;
    }

    private async Task LookAsync(string moment)
    {
        var account = (await Client.GetAsync("/api/accounts/" + Seller)).Expect(200).Json;
        Locked[moment] = account.GetProperty("balances")[0].GetProperty("locked").GetInt64();
        Public[moment] = (await Client.GetAsync("/api/auctions?year=2025", null)).Expect(200).Json;
    }

    private async Task RefusedAsync(JsonObject document)
    {
        var answer = (await Client.PostNoticeAsync(document, "registrar-1")).Expect(422);
        AtTheDoor[document["number"]!.GetValue<string>()] = string.Join(", ", answer.IssueCodes);
    }

    private async Task<JsonElement> RecordedAsync(JsonObject document)
    {
        var ended = await Client.AwaitStageAsync(await SentAsync(document, "registrar-1"), "executed");
        Seen[document["number"]!.GetValue<string>()] = ended;
        return ended;
    }

    private async Task<JsonElement> DecidedAsync(JsonObject document, string user, int registrars)
    {
        string id;
        if (user == "holder")
        {
            id = IdOf("accountApplication", 2024, document["number"]!.GetValue<string>(),
                document["issuer"]!["bin"]!.GetValue<string>());
            await Client.DropAsync($"{id}.json", document);
        }
        else
            id = await SentAsync(document, user);
        await Client.AwaitStageAsync(id, "awaitingDecision");
        for (var registrar = 1; registrar <= registrars; registrar++)
            (await Client.DecideAsync(id, $"registrar-{registrar}", "approve")).Expect(200);
        return await Client.AwaitStageAsync(id, "executed");
    }

    private async Task<string> SentAsync(JsonObject document, string user)
    {
        var answer = (await Client.PostNoticeAsync(document, user)).Expect(202);
        return Uri.UnescapeDataString(answer.Location!.Split('/')[^1]);
    }

    private static string IdOf(string kind, int year, string number, string bin = Users.OperatorBin) =>
        $"{kind}.{bin}.{year}.{number}";
}
