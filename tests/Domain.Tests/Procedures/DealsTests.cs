using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶27; Order 221 ¶3 to ¶9, 27 to 30: which deals may be carried out.</summary>
public sealed class DealsTests
{
    private readonly Books books = SomeDeals.Market();

    [Theory]
    [InlineData(DealChannel.Exchange)]
    [InlineData(DealChannel.Direct)]
    public void Check_DealOfParagraph27BetweenTwoHolders_IsFine(DealChannel channel) =>
        Assert.Null(RefusalOf(SomeDeals.Terms(units: 100), channel));

    [Theory]
    [InlineData("A", "X", RefusalCode.AccountNotFound)]
    [InlineData("X", "A", RefusalCode.AccountNotFound)]
    [InlineData("A", "A", RefusalCode.SameAccount)]
    public void Check_PartiesOfParagraph27_MustBeTwoAccounts(string seller, string buyer, RefusalCode expected) =>
        Assert.Equal(expected, RefusalOf(SomeDeals.Terms(seller, buyer), DealChannel.Exchange));

    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    public void Check_BlockedPartyOfParagraph27_IsRefusedOnEitherSide(string blocked)
    {
        books.Accept(Blocking.Decide(SomePapers.Default(blocked, MonitoringPlanGround.NotSubmitted), false));

        Assert.Equal(RefusalCode.AccountBlocked, RefusalOf(SomeDeals.Terms(), DealChannel.Exchange));
        Assert.Equal(RefusalCode.AccountBlocked, RefusalOf(SomeDeals.Terms(), DealChannel.Direct));
    }

    [Theory]
    [InlineData(AccountKind.Reserve)]
    [InlineData(AccountKind.Issuance)]
    [InlineData(AccountKind.ReserveNew)]
    public void Check_SellerOfParagraph5_MustBeASubjectOfTheMarket(AccountKind kind)
    {
        var terms = SomeDeals.Terms() with { Seller = new AccountReference.ByKind(kind, SomeDeals.Plan.Period) };

        Assert.Equal(RefusalCode.NotMarketSubject, RefusalOf(terms, DealChannel.Exchange));
    }

    [Theory]
    [InlineData(AccountKind.Cancellation)]
    [InlineData(AccountKind.Surrender)]
    [InlineData(AccountKind.Withdrawn)]
    public void Check_UnitsOfParagraph7_AreOnAccountsThatSellNothing(AccountKind sink)
    {
        var terms = SomeDeals.Terms() with { Seller = new AccountReference.ByKind(sink, null) };

        Assert.Equal(RefusalCode.NotMarketSubject, RefusalOf(terms, DealChannel.Exchange));
    }

    [Theory]
    [InlineData(DealChannel.Exchange, null)]
    [InlineData(DealChannel.Direct, RefusalCode.OperatorOnlyOnExchange)]
    public void Check_OperatorOfParagraph8_SellsAndBuysOnAnExchangeOnly(DealChannel channel, RefusalCode? expected)
    {
        Assert.Equal(expected, RefusalOf(SomeDeals.Terms() with { Seller = SomeDeals.SystemOperator }, channel));
        Assert.Equal(expected, RefusalOf(SomeDeals.Terms() with { Buyer = SomeDeals.SystemOperator }, channel));
    }

    [Fact]
    public void Check_AuctionToAnOffsetApplicant_HasNoRowInTheMatrix()
    {
        var terms = SomeDeals.Terms() with
        {
            Seller = SomeDeals.SystemOperator,
            Buyer = SomeDeals.Applicant(books, "holder-o", 5),
        };

        Assert.Equal(RefusalCode.MoveNotAllowed, RefusalOf(terms, DealChannel.Exchange));
    }

    [Fact]
    public void Check_SaleToOneselfOfParagraph6_IsRefusedWhenItIsDirect()
    {
        var first = SomeDeals.Applicant(books, "holder-A", 5);
        var terms = SomeDeals.Terms(kind: UnitKind.Offset, units: 5) with { Seller = first, Buyer = Some.Of("A") };

        Assert.Equal(RefusalCode.SaleToOneself, RefusalOf(terms, DealChannel.Direct));
        Assert.Null(RefusalOf(terms, DealChannel.Exchange));
    }

    [Fact]
    public void Check_InternationalUnitsOfParagraph3_NeedATreaty() => Assert.Equal(
        RefusalCode.TreatyNeeded, RefusalOf(SomeDeals.Terms(kind: UnitKind.International), DealChannel.Direct));

    [Fact]
    public void Check_QuotaToAnOffsetApplicant_IsNotWhatItsAccountHolds()
    {
        var terms = SomeDeals.Terms() with { Buyer = SomeDeals.Applicant(books, "holder-o", 5) };

        Assert.Equal(RefusalCode.UnitKindNotAllowed, RefusalOf(terms, DealChannel.Direct));
    }

    [Theory]
    [InlineData(100, 0, null)]
    [InlineData(101, 0, RefusalCode.InsufficientUnits)]
    [InlineData(60, 40, null)]
    [InlineData(61, 40, RefusalCode.InsufficientUnits)]
    public void Check_UnitsOfParagraph27_MustBeFreeOfPromises(long units, long promised, RefusalCode? expected)
    {
        var ground = SomeDeals.Ground(books) with
        {
            Promised = new PromisedUnits(promised == 0 ? [] : [SomeDeals.Promised(books, "A", promised)]),
        };
        var refusal = Deals.Check(SomeDeals.Terms(units: units), DealChannel.Direct, SomeDeals.Day, ground);

        Assert.Equal(expected, refusal?.Code);
        if (refusal is not null)
            Assert.Contains($"has {100 - promised} units for the move, {units} are needed", refusal.Text.En);
    }

    [Theory]
    [InlineData(RefusalCode.AccountNotFound, "A", "Z", true)]
    [InlineData(RefusalCode.AccountNotFound, "Z", "B", false)]
    [InlineData(RefusalCode.AccountBlocked, "A", "B", true)]
    [InlineData(RefusalCode.AccountBlocked, "B", "A", false)]
    [InlineData(RefusalCode.InsufficientUnits, "A", "B", false)]
    public void IsOfBuyer_Reason_TellsWhoseAccountIsAtFault(
        RefusalCode code, string seller, string buyer, bool isBuyers)
    {
        books.Accept(Blocking.Decide(SomePapers.Default("B", MonitoringPlanGround.Incomplete), false));
        var terms = SomeDeals.Terms() with { Seller = Some.Of(seller), Buyer = Some.Of(buyer) };

        Assert.Equal(isBuyers, Deals.IsOfBuyer(code, terms, books.State));
    }

    [Fact]
    public void Check_FreedUnitsOfCode295_MayNotBeSold()
    {
        var account = SomeDeals.Applicant(books, "holder-o", 5);
        var number = ((AccountReference.ByNumber)account).Number;
        var barred = new IssueLine(4, new UnitAttributes(0, null, "project-1", NotForSale: true));
        books.Accept(new Orders.Post([new("issue", "¶26",
            new Act.Issue(MoveCode.T14, account, Some.Offsets, [barred]) { SeriesLimit = 1000 })]));
        var terms = SomeDeals.Terms(kind: UnitKind.Offset, units: 6) with { Seller = account };

        Assert.Equal(9, books.State.Balance(number, UnitKind.Offset));
        Assert.Equal(RefusalCode.NotForSale, RefusalOf(terms, DealChannel.Direct));
        Assert.Null(RefusalOf(terms with { Units = 5 }, DealChannel.Direct));
    }

    [Theory]
    [InlineData("500", "2022-08-10", DealChannel.Direct, null)]
    [InlineData("499.99", "2022-08-10", DealChannel.Direct, "Order 221 ¶29")]
    [InlineData("499.99", "2022-08-11", DealChannel.Direct, "Order 221 ¶30")]
    [InlineData("499.99", "2022-08-09", DealChannel.Direct, null)]
    [InlineData("1", "2022-08-10", DealChannel.Exchange, null)]
    public void Check_PriceOfParagraph29_IsNotBelowTheQuotationOfTheDay(
        string price, string madeOn, DealChannel channel, string? paragraph)
    {
        var ground = SomeDeals.Ground(books,
            SomeDeals.Quoted(500m, SomeDeals.Day),
            SomeDeals.Quoted(900m, SomeDeals.Day, UnitKind.Offset),
            SomeDeals.Quoted(900m, SomeDeals.Day.AddDays(2)));
        var terms = SomeDeals.Terms(price: decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture));
        var refusal = Deals.Check(terms, channel, DateOnly.Parse(madeOn), ground);

        Assert.Equal(paragraph, refusal?.Paragraph);
        Assert.Equal(paragraph is null ? null : RefusalCode.PriceBelowQuotation, refusal?.Code);
    }

    [Fact]
    public void Check_SeveralReasons_GivesTheOneWithTheLowestCode()
    {
        var ground = SomeDeals.Ground(books, SomeDeals.Quoted(500m, SomeDeals.Day));
        var terms = SomeDeals.Terms(units: 1000, price: 1m);

        Assert.Equal(
            RefusalCode.InsufficientUnits, Deals.Check(terms, DealChannel.Direct, SomeDeals.Day, ground)?.Code);
    }

    [Theory]
    [InlineData(AccountKind.Installation, AccountKind.Installation, DealChannel.Exchange, MoveCode.T15)]
    [InlineData(AccountKind.OffsetApplicant, AccountKind.Installation, DealChannel.Direct, MoveCode.T16)]
    [InlineData(AccountKind.TradingSystemOperator, AccountKind.Installation, DealChannel.Exchange, MoveCode.T17)]
    [InlineData(AccountKind.Installation, AccountKind.TradingSystemOperator, DealChannel.Exchange, MoveCode.T18)]
    public void CodeOf_PartiesAndChannel_GiveTheRowOfTheMatrix(
        AccountKind seller, AccountKind buyer, DealChannel channel, MoveCode expected) =>
        Assert.Equal(expected, Deals.CodeOf(seller, buyer, channel));

    private RefusalCode? RefusalOf(DealTerms terms, DealChannel channel) =>
        Deals.Check(terms, channel, SomeDeals.Day, SomeDeals.Ground(books))?.Code;
}
