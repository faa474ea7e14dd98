using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶27; Order 221 ¶9: the trades of an exchange's sheet.</summary>
public sealed class TradeSheetsTests
{
    private readonly Books books = SomeDeals.Market();

    [Fact]
    public void Decide_TradeOfParagraph27_MovesTheUnitsFromSellerToBuyer()
    {
        var entry = Assert.Single(books.Accept(Decide(SomeDeals.Trade("T-1", SomeDeals.Terms(units: 30)))));

        Assert.EndsWith("/trade-T-1", entry.Instruction);
        Assert.Equal(("¶27", MoveCode.T15), (entry.Basis.Paragraph, Assert.IsType<EntryBody.Moved>(entry.Body).Code));
        Assert.Equal((70L, 80L), (books.Quota("A"), books.Quota("B")));
        var totals = Assert.Single(books.State.Totals());
        Assert.Equal((30L, 30L), (totals.Transferred, totals.Acquired));
    }

    [Fact]
    public void Decide_TradesOfTheOperator_AreAuctionSaleAndPurchase()
    {
        var sale = SomeDeals.Terms(units: 7) with { Seller = SomeDeals.SystemOperator };
        var purchase = SomeDeals.Terms(units: 9) with { Buyer = SomeDeals.SystemOperator };

        Assert.Equal([MoveCode.T17, MoveCode.T18], new[] { sale, purchase }.Select(terms =>
            ((EntryBody.Moved)books.Accept(Decide(SomeDeals.Trade("T", terms)))[0].Body).Code));
        Assert.Equal(15 - 7 + 9, books.Quota(AccountKind.TradingSystemOperator));
    }

    [Fact]
    public void Decide_TradeThatAnotherSheetHas_IsRefusedWithItsProcedure()
    {
        var refused = Assert.IsType<Orders.Refuse>(Decide(SomeDeals.Trade("T-1", SomeDeals.Terms()), settledBy: "p-1"));

        Assert.Equal(RefusalCode.AlreadySettled, refused.Refusal.Code);
        Assert.Contains("p-1", refused.Refusal.Text.En);
    }

    [Theory]
    [InlineData("T-1", "trade-T-1")]
    [InlineData("Сделка.7_б", "trade-Сделка.7_б")]
    public void ActName_UsualId_IsTheIdItself(string id, string name) => Assert.Equal(name, TradeSheets.ActName(id));

    [Fact]
    public void ActName_IdWithASlash_RunsIntoNoPartOfAnotherEntry()
    {
        Assert.Matches("^trade-T_1~[0-9a-f]{8}$", TradeSheets.ActName("T/1"));
        Assert.NotEqual(TradeSheets.ActName("T/1"), TradeSheets.ActName("T 1"));
    }

    [Fact]
    public void Promises_TradesInOrder_LockWhatIsThereAndNoMore()
    {
        var sheet = SomeDeals.Sheet(
            SomeDeals.Trade("1", SomeDeals.Terms(units: 60)),
            SomeDeals.Trade("2", SomeDeals.Terms(units: 60)),
            SomeDeals.Trade("3", SomeDeals.Terms(units: 40)),
            SomeDeals.Trade("4", SomeDeals.Terms("X")),
            SomeDeals.Trade("5", SomeDeals.Terms("B", "A", 50)));

        Assert.Equal(
            ["trade-1 60", "trade-3 40", "trade-5 50"],
            TradeSheets.Promises(sheet, SomeDeals.Ground(books)).Select(
                promise => $"{promise.Act} {promise.Units}"));
    }

    [Fact]
    public void Decide_SheetOfManyTrades_KeepsTheSumOfAllUnits()
    {
        var random = new Random(27);
        for (var trade = 0; trade < 200; trade++)
        {
            var terms = SomeDeals.Terms("A", "B", random.Next(1, 60));
            if (random.Next(2) == 0)
                terms = terms with { Seller = terms.Buyer, Buyer = terms.Seller };
            if (Decide(SomeDeals.Trade($"T-{trade}", terms)) is Orders.Post post)
                books.Accept(post);
            Assert.Equal(150, books.Quota("A") + books.Quota("B"));
        }
    }

    private Orders Decide(ExchangeTrade trade, string? settledBy = null) =>
        TradeSheets.Decide(trade, settledBy, SomeDeals.Ground(books));
}
