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
    [InlineData(10, "500", UnitKind.Quota, null)]
    [InlineData(10, "500.00", UnitKind.Quota, null)]
    [InlineData(11, "500", UnitKind.Quota, "units")]
    [InlineData(10, "500.01", UnitKind.Quota, "price")]
    [InlineData(9, "1", UnitKind.Offset, "unitKind, units, price")]
    public void Decide_OtherPaperOfParagraph31_IsComparedFieldByField(
        long units, string price, UnitKind kind, string? fields)
    {
        var amount = decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture);
        var orders = Decide(SomeDeals.Terms(), [new OtherEvidence("p-1", kind, units, amount)]);

        if (fields is null)
        {
            Assert.IsType<Orders.Post>(orders);
            return;
        }
        Assert.Equal(RefusalCode.EvidenceDiffers, SomePapers.RefusalOf(orders));
        Assert.EndsWith(
            $"ДКП-7 (2022-08-10) differs from the document of the procedure p-1: {fields}.",
            ((Orders.Refuse)orders).Refusal.Text.En);
    }

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
        Assert.Null(DirectSales.EvidenceOf(new Sale(SomeDeals.Terms("X"), SomeDeals.Contract), books.State));
    }

    private string? KeyOf(DealTerms terms, PaperReference contract) =>
        DirectSales.EvidenceOf(new Sale(terms, contract), books.State)?.Key;

    private Orders Decide(
        DealTerms terms, IReadOnlyList<OtherEvidence>? others = null, string paragraph = "¶27") =>
        DirectSales.Decide(
            new Sale(terms, SomeDeals.Contract), paragraph, others ?? [], SomeDeals.Ground(books));
}
