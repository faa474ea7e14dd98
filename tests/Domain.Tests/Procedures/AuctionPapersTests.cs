using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>Order 221 ¶17 to ¶24, 26: what the operator's documents about auctions must keep to.</summary>
public sealed class AuctionPapersTests
{
    private readonly Books books = Books.WithAccounts(SomeAuctions.Plan, "A", "B");

    /// <summary>
    /// Order 221 ¶18, 21, 22: the auctions, the year's units of the plan (0 for no plan), and what stands against it.
    /// </summary>
    [Theory]
    [InlineData(SomeAuctions.Usual, 4000, "")]
    [InlineData(SomeAuctions.Usual, 0, "")]
    [InlineData("1 2025-02-12 1000", 4000, "")]
    [InlineData("1 2025-02-12 1100", 4000, "558/auctions/0/units")]
    [InlineData("1 2025-02-12 1000", 3900, "558/auctions/0/units")]
    [InlineData("1 2025-02-12 100; 2 2025-02-13 100; 3 2025-02-14 100", 0,
        "558/auctions/0/units 558/auctions/1/units 558/auctions/2/units")]
    [InlineData("1 2025-02-12 150", 4000, "559/auctions/0/units")]
    [InlineData("1 2026-02-12 100", 4000, "555/auctions/0/date")]
    [InlineData("1 2025-03-21 100", 4000, "557/auctions/0/date")] // Nauryz
    [InlineData("1 2025-02-15 100", 4000, "557/auctions/0/date")] // a Saturday
    [InlineData("1 2025-01-05 100", 4000, "")] // the Sunday that was worked
    [InlineData("1 2024-11-20 50", 4000, "555/auctions/0/date 556/auctions/0/date 559/auctions/0/units")]
    public void Calendar_ByItsAuctions_StandsOrFalls(string auctions, long ofThePlan, string codes)
    {
        var ground = SomeAuctions.Ground("2024-11-20") with { YearTotal = ofThePlan == 0 ? null : ofThePlan };

        Assert.Equal(codes, SomeAuctions.Codes(AuctionPapers.Check(SomeAuctions.Calendar(auctions), ground)));
    }

    [Fact]
    public void Calendar_OfAYearThatHasOne_IsRefusedWithItsProcedure()
    {
        var ground = SomeAuctions.Ground("2024-11-25", SomeAuctions.Calendar());
        var faults = AuctionPapers.Check(SomeAuctions.Calendar("1 2025-03-12 100; 9 2025-10-24 100", 2025), ground);

        Assert.Equal("551/auctions/0/auctionId 551/auctions/1/date 552/year",
            SomeAuctions.Codes(faults.Where(fault => fault.Refusal.Code != RefusalCode.AuctionTooLarge)));
        Assert.Contains("procedure-0", faults[^1].Refusal.Text.En + faults[0].Refusal.Text.En);
    }

    /// <summary>Order 221 ¶18: 1 December, moved to the next working day where it is off.</summary>
    [Theory]
    [InlineData(2023, "2022-12-01")]
    [InlineData(2025, "2024-12-02")] // 1 December 2024 was a Sunday
    [InlineData(2026, "2025-12-01")]
    public void CalendarDueOn_IsTheFirstOfDecemberOrTheNextWorkingDay(int year, string due) =>
        Assert.Equal(SomeAuctions.Day(due), AuctionRules.CalendarDueOn(year, WorkingCalendar.Kazakhstan));

    /// <summary>Order 221 ¶18: thirty and ten days before; later ones take the place of earlier ones.</summary>
    [Theory]
    [InlineData("2025-10-31", null)]
    [InlineData("2025-11-01", 30)]
    [InlineData("2025-11-20", 30)]
    [InlineData("2025-11-21", 10)]
    [InlineData("2025-12-01", 10)]
    [InlineData("2025-12-02", null)]
    public void ReminderAt_BeforeTheFirstOfDecember_IsDue(string today, int? days) =>
        Assert.Equal(days, AuctionRules.ReminderAt(SomeAuctions.Day(today), SomeAuctions.Day("2025-12-01")));

    /// <summary>Order 221 ¶19: from Friday 24 October 2025 four working days reach to Friday 31 October.</summary>
    [Theory]
    [InlineData("4", "2025-10-28", "2025-10-20", "")]
    [InlineData("4", "2025-10-31", "2025-10-24", "")]
    [InlineData("4", "2025-11-03", "2025-10-20", "560/auctionDate")]
    [InlineData("4", "2025-10-24", "2025-10-20", "560/auctionDate")]
    [InlineData("4", "2025-10-23", "2025-10-20", "560/auctionDate")]
    [InlineData("4", "2025-10-27", "2025-10-20", "557/auctionDate")] // 25 October fell on a Saturday
    [InlineData("4", "2025-10-28", "2025-10-25", "556/auctionId")]
    [InlineData("3", "2025-10-24", "2025-10-01", "551/auctionDate 560/auctionDate")]
    [InlineData("7", "2025-10-28", "2025-10-20", "550/auctionId")]
    [InlineData("Д", "2025-12-23", "2025-12-20", "554/auctionId")]
    public void Postponement_ByItsDay_StandsOrFalls(string auction, string to, string on, string codes)
    {
        var ground = SomeAuctions.Ground(on, SomeAuctions.Calendar(), SomeAuctions.Additional("Д 2025-12-22 500"));

        Assert.Equal(codes, SomeAuctions.Codes(
            AuctionPapers.Check(SomeAuctions.Postponement(auction, to), ground)));
    }

    /// <summary>Order 221 ¶19: the four days count from the planned day, however often an auction moves.</summary>
    [Fact]
    public void Postponement_OfAMovedAuction_StillCountsFromThePlannedDay()
    {
        var ground = SomeAuctions.Ground(
            "2025-10-20", SomeAuctions.Calendar(), SomeAuctions.Postponement("4", "2025-10-29"));

        Assert.Equal(SomeAuctions.Day("2025-10-29"), ground.Table.Find("4")!.HeldOn);
        Assert.Empty(AuctionPapers.Check(SomeAuctions.Postponement("4", "2025-10-31"), ground));
        Assert.Equal("560/auctionDate", SomeAuctions.Codes(
            AuctionPapers.Check(SomeAuctions.Postponement("4", "2025-10-28"), ground)));
        Assert.Equal("560/auctionDate", SomeAuctions.Codes(
            AuctionPapers.Check(SomeAuctions.Postponement("4", "2025-11-04"), ground)));
    }

    /// <summary>Order 221 ¶20: for 22 December 2025 the notice is due by 2 December.</summary>
    [Theory]
    [InlineData("Д 2025-12-22 500", "2025-12-02", "")]
    [InlineData("Д 2025-12-22 500", "2025-12-03", "562/auctionDate")]
    [InlineData("Д 2025-11-24 500", "2025-10-01", "561/auctionDate")]
    [InlineData("Д 2025-12-21 500", "2025-10-01", "557/auctionDate")]
    [InlineData("Д 2025-12-22 550", "2025-10-01", "559/units")]
    [InlineData("4 2025-12-22 500", "2025-10-01", "551/auctionId")]
    [InlineData("Д 2030-12-23 500", "2025-10-01", "104/auctionDate")]
    public void Additional_ByItsDay_StandsOrFalls(string auction, string on, string codes) => Assert.Equal(
        codes,
        SomeAuctions.Codes(AuctionPapers.Check(
            SomeAuctions.Additional(auction), SomeAuctions.Ground(on, SomeAuctions.Calendar()))));

    /// <summary>
    /// Order 221 ¶24: for 15 October 2025 the price is announced by 8 October. Order 221 ¶22: lots of hundreds.
    /// </summary>
    [Theory]
    [InlineData("3", 100, "2025-10-08", "")]
    [InlineData("3", 1000, "2025-10-08", "")]
    [InlineData("3", 100, "2025-10-09", "563/auctionId")]
    [InlineData("3", 150, "2025-10-08", "559/lotUnits")]
    [InlineData("3", 1100, "2025-10-08", "567/lotUnits")]
    [InlineData("7", 100, "2025-10-08", "550/auctionId")]
    public void Announcement_ByItsLotsAndDay_StandsOrFalls(string auction, long lot, string on, string codes)
    {
        var ground = SomeAuctions.Ground(on, SomeAuctions.Calendar()) with { Price = new MinimumPrice(505.5m, 5) };

        Assert.Equal(codes, SomeAuctions.Codes(Check(SomeAuctions.Announcement(auction, lot), ground)));
    }

    /// <summary>Order 221 ¶24: trades make the price; without any it must be stated.</summary>
    [Theory]
    [InlineData("505.5", null, "")]
    [InlineData("505.5", "505.5", "")]
    [InlineData("505.5", "505.51", "564/minimumPrice")]
    [InlineData(null, "480", "")]
    [InlineData(null, null, "565/minimumPrice")]
    public void Announcement_ByItsPrice_StandsOrFalls(string? computed, string? stated, string codes)
    {
        var ground = SomeAuctions.Ground("2025-10-01", SomeAuctions.Calendar()) with
        {
            Price = Tenge(computed) is { } tenge ? new MinimumPrice(tenge, 5) : null,
        };

        Assert.Equal(codes, SomeAuctions.Codes(
            Check(SomeAuctions.Announcement("3", price: Tenge(stated)), ground)));
    }

    /// <summary>Order 221 ¶26: the units must be there, and promised to nobody.</summary>
    [Fact]
    public void Announcement_OfUnitsThatArePromised_IsRefused()
    {
        var ground = SomeAuctions.Ground("2025-10-01", SomeAuctions.Calendar()) with
        {
            Price = new MinimumPrice(500, 1),
        };
        var account = books.State.Find(AuctionPapers.Seller)!.Number;
        PromisedUnits Promised(long units) =>
            new([new Promise("auction", account, Domain.Units.UnitKind.Quota, units)]);
        var terms = SomeAuctions.Announcement("3");

        Assert.Empty(AuctionPapers.Check(terms, ground, books.State, Promised(3000)));
        Assert.Equal(
            "404/auctionId",
            SomeAuctions.Codes(AuctionPapers.Check(terms, ground, books.State, Promised(3001))));
        Assert.Equal(
            "304/auctionId",
            SomeAuctions.Codes(AuctionPapers.Check(terms, ground, new(), PromisedUnits.None)));
    }

    [Fact]
    public void Announcement_OfAnAnnouncedAuction_IsRefusedWithItsProcedure()
    {
        var ground = SomeAuctions.Ground("2025-10-01", SomeAuctions.Calendar(), SomeAuctions.Announcement("3"));
        var fault = Assert.Single(Check(SomeAuctions.Announcement("3", price: 500), ground));

        Assert.Equal(RefusalCode.AuctionAnnounced, fault.Refusal.Code);
        Assert.Contains("procedure-1", fault.Refusal.Text.En);
    }

    private IReadOnlyList<AuctionFault> Check(AuctionAnnouncement terms, AuctionGround ground) =>
        AuctionPapers.Check(terms, ground, books.State, PromisedUnits.None);

    private static decimal? Tenge(string? text) =>
        text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
