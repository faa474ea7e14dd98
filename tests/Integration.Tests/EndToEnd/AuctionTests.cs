using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Order 221 ¶17 to ¶26: the auctions of the primary market, end to end.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class AuctionTests(AuctionYear year) : IClassFixture<AuctionYear>
{
    /// <summary>
    /// Order 221 ¶18: the calendar in time. Order 221 ¶21: at most a quarter of the plan's 1,380,000 units of the year.
    /// </summary>
    [Fact]
    public void Calendar_OfOrder221Paragraph18_IsPublishedOnce()
    {
        var recorded = year.Seen["К-1"];
        var calendar = year.Public["announced"].GetProperty("calendar");

        Assert.Equal("Order 221 ¶18", Text(recorded, "paragraph"));
        Assert.DoesNotContain("2024-12-02", recorded.GetProperty("history").GetRawText());
        Assert.Equal(
            ("2024-11-25", "2024-12-02", false, Text(recorded, "id")),
            (Text(calendar, "publishedOn"), Text(calendar, "dueOn"), calendar.GetProperty("late").GetBoolean(),
                Text(calendar, "procedure")));
        Assert.Equal(
            "auctionOutsideYear /auctions/1/date, auctionOnDayOff /auctions/1/date, "
            + "auctionTooLarge /auctions/0/units, lotsNotHundreds /auctions/1/units",
            year.AtTheDoor["К-0"]);
        Assert.Equal("auctionCalendarExists /year", year.AtTheDoor["К-2"]);
    }

    /// <summary>Order 221 ¶18: without a calendar the operator is reminded thirty and ten days before.</summary>
    [Fact]
    public async Task Calendar_ThatIsMissing_IsCalledToMindTwice()
    {
        var names = await year.Client.NamesAsync("outbox");

        Assert.Equal(
            ["2024/120140000007/auctionCalendar.2025.10-reminder.json",
                "2024/120140000007/auctionCalendar.2025.30-reminder.json"],
            names.Where(name => name.Contains("auctionCalendar.2", StringComparison.Ordinal)
                && name.EndsWith("-reminder.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    /// <summary>Order 221 ¶18: a calendar that comes late stands, and everybody sees that it was late.</summary>
    [Fact]
    public void Calendar_AfterTheFirstOfDecember_StandsWithAWarning()
    {
        var calendar = year.Public["2026"].GetProperty("calendar");

        Assert.Contains("no later than 2025-12-01", year.Seen["К-3"].GetProperty("history").GetRawText());
        Assert.True(calendar.GetProperty("late").GetBoolean());
        Assert.Equal(4, year.Public["2026"].GetProperty("items").GetArrayLength());
    }

    /// <summary>Order 221 ¶24: the average of five trades, announced on the last of seven days before.</summary>
    [Fact]
    public void Announcement_OfOrder221Paragraph24_HasThePriceOfTheLastFiveTrades()
    {
        var waiting = year.Seen["О-6"];
        var auction = Auction("announced", "3");
        var terms = auction.GetProperty("announcement");

        Assert.Equal(("received", "Order 221 ¶24"), (Text(waiting, "stage"), Text(waiting, "paragraph")));
        Assert.Equal("auctionSettlement", waiting.GetProperty("awaiting")[0].GetString());
        Assert.Equal(("announced", "2025-10-15"), (Text(auction, "state"), Text(auction, "heldOn")));
        Assert.Equal(
            ("2025-10-08", 505.5m, 5, 100, 6),
            (Text(terms, "announcedOn"), terms.GetProperty("minimumPrice").GetDecimal(),
                terms.GetProperty("priceTrades").GetInt32(), terms.GetProperty("lotUnits").GetInt32(),
                terms.GetProperty("lotLimit").GetInt32()));
    }

    [Theory]
    [InlineData("О-0", "minimumPriceUnknown /minimumPrice")]
    [InlineData("О-1", "minimumPriceDiffers /minimumPrice")]
    [InlineData("О-2", "lotsNotHundreds /lotUnits")]
    [InlineData("О-3", "lotsNotWhole /lotUnits")]
    [InlineData("О-4", "announcementLate /auctionId")]
    [InlineData("О-5", "auctionUnknown /auctionId")]
    [InlineData("О-7", "auctionAnnounced /auctionId")]
    [InlineData("П-1", "postponementNotAllowed /auctionDate")]
    [InlineData("П-2", "auctionPast /auctionId")]
    [InlineData("П-3", "auctionUnknown /auctionId")]
    [InlineData("П-5", "auctionNotPlanned /auctionId")]
    [InlineData("Д-2", "auctionTaken /auctionId")]
    [InlineData("Д-3", "additionalNotInDecember /auctionDate")]
    [InlineData("Д-4", "auctionOnDayOff /auctionDate")]
    [InlineData("Д-5", "additionalNoticeLate /auctionDate")]
    public void Document_AgainstOrder221Paragraphs17To26_IsRefusedAtTheDoor(string number, string codes) =>
        Assert.Contains(codes, year.AtTheDoor[number]);

    /// <summary>
    /// Whole lots (Order 221 ¶22), the limit (Order 221 ¶23), the least price (Order 221 ¶25), the volume: what keeps
    /// to them is settled, the rest falls.
    /// </summary>
    [Fact]
    public void Sheet_OfAnAuction_IsSettledWithinItsLimits()
    {
        Assert.Equal(
            [
                "trade-Л-2-1: 1", "trade-Л-2-2: 568 lotLimitExceeded", "trade-Л-2-3: 566 priceBelowMinimum",
                "trade-Л-2-4: 567 lotsNotWhole", "trade-Л-2-5: 1", "trade-Л-2-6: 569 auctionVolumeExceeded",
            ],
            Market.Parts(year.Seen["Л-2"]));
        Assert.DoesNotContain("no auction", year.Seen["Л-2"].GetProperty("history").GetRawText());
        var result = Auction("settled", "3").GetProperty("result");
        Assert.Equal(("settled", 2, 900, 9), (
            Text(Auction("settled", "3"), "state"), result.GetProperty("trades").GetInt32(),
            result.GetProperty("units").GetInt32(), result.GetProperty("lots").GetInt32()));
        Assert.Equal(JsonValueKind.Null, result.GetProperty("averagePrice").ValueKind);
    }

    /// <summary>Order 221 ¶26: locked from the announcement to the settlement, and counted once.</summary>
    [Fact]
    public void Units_OfAnAnnouncedAuction_AreLockedUntilItIsSettled() => Assert.Equal(
        ("1000", "1000", "0", "345000", "0"),
        (Locked("announced"), Locked("sheet"), Locked("settled"), Locked("postponed"), Locked("over")));

    /// <summary>Order 221 ¶19: from Friday 24 to Friday 31 October 2025, told to those who applied.</summary>
    [Fact]
    public void Postponement_OfOrder221Paragraph19_MovesTheAuctionAndTellsApplicants()
    {
        var auction = Auction("postponed", "4");

        Assert.Equal(
            ("2025-10-24", "2025-10-31", "announced"),
            (Text(auction, "plannedOn"), Text(auction, "heldOn"), Text(auction, "state")));
        Assert.Equal(
            new[]
            {
                $"{Users.OperatorBin} executed",
                $"{Papers.Operators["KZ-0020"]} auctionPostponed",
                $"{Papers.Operators["KZ-0021"]} auctionPostponed",
            }.Order(StringComparer.Ordinal),
            Market.Notices(year.Seen["П-4"]));
        Assert.Equal("Order 221 ¶19", Text(year.Seen["П-4"], "paragraph"));
        Assert.Equal("notHeld", Text(Auction("over", "4"), "state"));
    }

    /// <summary>Order 221 ¶20: an auction of December, told to every holder of an installation's account.</summary>
    [Fact]
    public void Additional_OfOrder221Paragraph20_TellsThoseWhoMayTakePart()
    {
        var told = Market.Notices(year.Seen["Д-1"]);

        Assert.Equal(3, told.Count(notice => notice.EndsWith(" additionalAuction", StringComparison.Ordinal)));
        Assert.Contains($"{Users.HolderBin} additionalAuction", told);
        Assert.Equal("Order 221 ¶20", Text(year.Seen["Д-1"], "paragraph"));
        Assert.True(Auction("over", "Д").GetProperty("additional").GetBoolean());
    }

    /// <summary>Without an announced auction ¶27 alone rules the sale; it is noted (Order 221 ¶17).</summary>
    [Fact]
    public void Sheet_OfTheOperatorWithoutAnAuction_IsSettledWithAWarning()
    {
        Assert.Equal(["trade-Л-3-1: 1"], Market.Parts(year.Seen["Л-3"]));
        Assert.Contains(
            "no auction was announced: 2025-10-20", year.Seen["Л-3"].GetProperty("history").GetRawText());
    }

    [Fact]
    public async Task Auctions_OfAYearThatIsNone_AreABadRequest()
    {
        (await year.Client.GetAsync("/api/auctions?year=x", null)).Expect(400);
        var none = (await year.Client.GetAsync("/api/auctions?year=2024", null)).Expect(200).Json;

        Assert.Equal(JsonValueKind.Null, none.GetProperty("calendar").ValueKind);
        Assert.Empty(none.GetProperty("items").EnumerateArray());
    }

    private JsonElement Auction(string moment, string id) => year.Public[moment].GetProperty("items")
        .EnumerateArray().Single(auction => Text(auction, "auctionId") == id);

    private string Locked(string moment) =>
        year.Locked[moment].ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
