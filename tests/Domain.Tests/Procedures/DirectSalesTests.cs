using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶27; Order 221 ¶29 to ¶33: direct sales and the two papers about them (requirements C1).</summary>
public sealed class DirectSalesTests
{
    private readonly Books books = SomeDeals.Market();

    [Theory]
    [InlineData("¶27")]
    [InlineData("Order 221 ¶33")]
    public void Decide_DirectSaleOfParagraph27_MovesTheUnitsUnderThePaperOwnProvision(string paragraph)
    {
        var entry = Assert.Single(books.Accept(Decide(SomeDeals.Terms(units: 100), paragraph: paragraph)));

        Assert.EndsWith("/trade-ДКП-7", entry.Instruction);
        Assert.Equal(
            (paragraph, MoveCode.T16), (entry.Basis.Paragraph, Assert.IsType<EntryBody.Moved>(entry.Body).Code));
        Assert.Equal((0L, 150L), (books.Quota("A"), books.Quota("B")));
    }

    [Theory]
    [InlineData(10, "500", UnitKind.Quota, "")]
    [InlineData(11, "500", UnitKind.Quota, "units")]
    [InlineData(10, "500.01", UnitKind.Quota, "price")]
    [InlineData(10, "500.00", UnitKind.Quota, "")]
    [InlineData(9, "1", UnitKind.Offset, "unitKind, units, price")]
    public void Differences_TwoPapersOfParagraph31_NamesTheFields(
        long units, string price, UnitKind kind, string fields)
    {
        var amount = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture);
        var other = SomeDeals.Terms(units: units, price: amount, kind: kind);

        Assert.Equal(fields, string.Join(", ", DirectSales.Differences(SomeDeals.Terms(), other)));
    }

    [Fact]
    public void Decide_PaperOfParagraph31ThatDiffersFromTheOther_IsRefusedByField()
    {
        var refused = Assert.IsType<Orders.Refuse>(
            Decide(SomeDeals.Terms(), [new OtherEvidence("p-1", SomeDeals.Terms(price: 501m))]));

        Assert.Equal(RefusalCode.EvidenceDiffers, refused.Refusal.Code);
        Assert.EndsWith(
            "ДКП-7 (2022-08-10) differs from the document of the procedure p-1: price.", refused.Refusal.Text.En);
    }

    [Fact]
    public void Decide_PaperOfParagraph31ThatAgreesWithTheOther_IsFine() => Assert.IsType<Orders.Post>(
        Decide(SomeDeals.Terms(), [new OtherEvidence("p-1", SomeDeals.Terms())]));

    [Theory]
    [InlineData("ДКП-7", true)]
    [InlineData("дкп - 7", true)]
    [InlineData("ДKП–7", true)]
    [InlineData("ДКП-70", false)]
    public void Key_NumberWrittenOtherwise_IsTheSameContract(string number, bool same)
    {
        var other = new PaperReference(number, SomeDeals.Contract.Date);

        Assert.Equal(same, KeyOf(SomeDeals.Terms(), SomeDeals.Contract) == KeyOf(SomeDeals.Terms(), other));
    }

    [Fact]
    public void Key_AccountNamedByNumberOrByInstallation_IsTheSameContract()
    {
        var terms = SomeDeals.Terms();
        var byNumber = terms with { Seller = new AccountReference.ByNumber(books.Account("A").Number) };

        Assert.Equal(KeyOf(terms, SomeDeals.Contract), KeyOf(byNumber, SomeDeals.Contract));
    }

    [Fact]
    public void Key_OtherPartiesOrAnotherDay_IsAnotherContract()
    {
        var usual = KeyOf(SomeDeals.Terms(), SomeDeals.Contract);

        Assert.NotEqual(usual, KeyOf(SomeDeals.Terms("B", "A"), SomeDeals.Contract));
        Assert.NotEqual(
            usual, KeyOf(SomeDeals.Terms(), SomeDeals.Contract with { Date = SomeDeals.Day.AddDays(1) }));
        Assert.Null(DirectSales.EvidenceOf(SomeDeals.Terms("X"), SomeDeals.Contract, books.State));
    }

    private string? KeyOf(DealTerms terms, PaperReference contract) =>
        DirectSales.EvidenceOf(terms, contract, books.State)?.Key;

    private Orders Decide(
        DealTerms terms, IReadOnlyList<OtherEvidence>? others = null, string paragraph = "¶27") =>
        DirectSales.Decide(
            terms, SomeDeals.Contract, paragraph, others ?? [], SomeDeals.Ground(books));
}
