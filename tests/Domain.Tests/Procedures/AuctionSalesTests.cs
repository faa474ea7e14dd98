using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>Order 221 ¶22 to ¶26: the price of an auction, and the limits of what is sold at it.</summary>
public sealed class AuctionSalesTests
{
    private static readonly DateOnly Held = SomeAuctions.Day("2025-10-15");
    private readonly Books books = Books.WithAccounts(SomeAuctions.Plan, "A", "B");

    /// <summary>Order 221 ¶24: units and prices of trades, one day each, and the price that they make.</summary>
    [Theory]
    [InlineData("100@500 300@520 200@480 400@510 1000@505", "505.5/5")]
    [InlineData("900@1 100@500 300@520 200@480 400@510 1000@505", "505.5/5")]
    [InlineData("100@500 300@520", "515/2")]
    [InlineData("7@499.99", "499.99/1")]
    [InlineData("2@1 1@2", "1.33/2")]
    [InlineData("1@1 1@1.01", "1.01/2")] // 1.005 is rounded away from zero
    [InlineData("1000000000000@1000000000000 1000000000000@1000000000000", "1000000000000/2")]
    [InlineData("", "")]
    public void Price_IsTheWeightedAverageOfTheLastFiveTrades(string trades, string price)
    {
        var deals = trades.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select((trade, day) => Deal(trade, SomeAuctions.Published.AddDays(day)));
        var made = AuctionPrice.Of(deals.Reverse());

        Assert.Equal(price, made is null ? "" : FormattableString.Invariant($"{made.Tenge:0.##}/{made.Trades}"));
    }

    [Fact]
    public void Price_OfOffsetTrades_IsNone()
    {
        var offset = Deal("100@500", Held) with { UnitKind = UnitKind.Offset };

        Assert.Null(AuctionPrice.Of([offset]));
        Assert.Equal(new MinimumPrice(400, 1), AuctionPrice.Of([offset, Deal("10@400", Held)]));
    }

    [Fact]
    public void Price_OfTradesOfOneDay_TakesThoseThatStandLast()
    {
        var deals = Enumerable.Range(0, 6).Select(position => Deal($"1@{100 + position}", Held) with
        {
            Position = position,
        });

        Assert.Equal(new MinimumPrice(103, 5), AuctionPrice.Of(deals));
    }

    /// <summary>
    /// Order 221 ¶22, 23, 25, 26: what was sold before (buyer and units), the trade of A, its price, and the outcome.
    /// Lots have 200 units, two for each subject; the auction has 1,000 units at 500 or more.
    /// </summary>
    [Theory]
    [InlineData("", 200, 500, "+")]
    [InlineData("", 400, 500, "+")]
    [InlineData("", 200, 499.99, "566")]
    [InlineData("", 300, 500, "567")]
    [InlineData("", 300, 499, "566")]
    [InlineData("", 600, 500, "568")]
    [InlineData("holder-A 200", 200, 500, "+")]
    [InlineData("holder-A 200", 400, 500, "568")]
    [InlineData("holder-B 400", 400, 500, "+")]
    [InlineData("holder-B 400 holder-C 400", 200, 500, "+")]
    [InlineData("holder-B 400 holder-C 400", 400, 500, "569")]
    public void Trade_AtAnAuction_KeepsToItsTerms(string sold, long units, decimal price, string outcome) =>
        Assert.Equal(outcome, Outcome(Decide(Trade(units, price), Hall(sold))));

    /// <summary>On a day without an announced auction nothing of it holds (Order 251 ¶27 alone).</summary>
    [Theory]
    [InlineData("2025-10-14")] // no auction
    [InlineData("2025-10-24")] // one that was not announced
    public void Trade_OfTheOperatorWithoutAnAnnouncedAuction_IsATradeLikeOthers(string on)
    {
        var trade = Trade(7, 1) with { TradedOn = SomeAuctions.Day(on) };
        var hall = Hall("");

        Assert.Equal("+", Outcome(Decide(trade, hall)));
        Assert.Null(hall.AuctionOf(trade, books.State));
        Assert.True(AuctionHall.IsSaleOfOperator(trade.Terms, books.State));
    }

    [Fact]
    public void Trade_OfOthersOnTheDayOfAnAuction_IsATradeLikeOthers()
    {
        var trade = SomeDeals.Trade("1", SomeDeals.Terms("B", "A", 7, 1), Held);

        Assert.Equal("+", Outcome(Decide(trade, Hall(""))));
        Assert.Null(Hall("").SaleOf(trade, books.State));
    }

    /// <summary>Order 221 ¶19: the limits move with the auction.</summary>
    [Fact]
    public void Trade_OfAPostponedAuction_IsJudgedOnItsNewDay()
    {
        var hall = new AuctionHall(
            SomeAuctions.Table(
                SomeAuctions.Calendar(),
                SomeAuctions.Announcement("3", 200, 2),
                SomeAuctions.Postponement("3", "2025-10-16")),
            []);

        Assert.Equal("+", Outcome(Decide(Trade(7, 1), hall)));
        Assert.Equal("566", Outcome(Decide(Trade(7, 1) with { TradedOn = Held.AddDays(1) }, hall)));
    }

    /// <summary>Order 221 ¶23, 26: the trades of one sheet count for each other.</summary>
    [Fact]
    public void Promises_OfASheet_CountItsOwnTradesTowardsTheLimits()
    {
        var sheet = SomeDeals.Sheet(
            Trade(400, 500, "1"), Trade(200, 500, "2"), Trade(400, 510, "3", "B"), Trade(200, 499, "4", "B"));
        var ground = SomeDeals.Ground(books) with { Auctions = Hall("") };

        Assert.Equal(
            ["trade-1", "trade-3"], TradeSheets.Promises(sheet, ground).Select(promise => promise.Act));
    }

    [Fact]
    public void Table_OfDocumentsInAnyOrder_IsTheSameAndKeepsWhatCameFirst()
    {
        Document[] documents =
        [
            SomeAuctions.Calendar(),
            SomeAuctions.Calendar("5 2025-11-05 100"),
            SomeAuctions.Additional("4 2025-12-22 300"),
            SomeAuctions.Additional("Д 2025-12-23 300"),
            SomeAuctions.Announcement("3", price: 510),
            SomeAuctions.Announcement("3", price: 520),
            SomeAuctions.Postponement("3", "2025-10-24"),
        ];
        var table = SomeAuctions.Table(documents);

        Assert.Equal(
            ["1 2025-02-12", "2 2025-05-14", "3 2025-10-15", "4 2025-10-24", "Д 2025-12-23"],
            table.Items.Select(auction => $"{auction.Id} {auction.HeldOn:yyyy-MM-dd}"));
        Assert.Equal(510, table.Find("3")!.Terms!.MinimumPrice);
        Assert.Equal("procedure-0", table.CalendarOf(2025)!.Procedure);
        Assert.Null(table.CalendarOf(2026));
    }

    private AuctionHall Hall(string sold)
    {
        var parts = sold.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new AuctionHall(
            SomeAuctions.Table(SomeAuctions.Calendar(), SomeAuctions.Announcement("3", 200, 2)),
            [
                .. parts.Chunk(2).Select(pair => new AuctionSale(
                    "3", pair[0], long.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture))),
            ]);
    }

    private Orders Decide(ExchangeTrade trade, AuctionHall hall) =>
        TradeSheets.Decide(trade, null, SomeDeals.Ground(books) with { Auctions = hall });

    private static ExchangeTrade Trade(long units, decimal price, string id = "1", string buyer = "A") => new(
        id, SomeDeals.Terms(buyer: buyer, units: units, price: price) with { Seller = AuctionPapers.Seller }, Held);

    private static string Outcome(Orders orders) => orders is Orders.Refuse refused
        ? FormattableString.Invariant($"{(int)refused.Refusal.Code}")
        : "+";

    private static ExchangeDeal Deal(string trade, DateOnly on)
    {
        var parts = trade.Split('@');
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        return new ExchangeDeal(
            UnitKind.Quota,
            long.Parse(parts[0], culture),
            decimal.Parse(parts[1], culture),
            on,
            new DateTimeOffset(on, TimeOnly.MinValue, TimeSpan.Zero),
            0);
    }
}
