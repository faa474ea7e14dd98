using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>Code 291(4) in the text of 2024: accounts that nobody applied for.</summary>
public sealed class AutomaticOpeningTests
{
    private static readonly NationalPlan Old = PlanTable.Read(PlanTable.Usual);
    private static readonly NationalPlan New = PlanTable.Read("2026-2027\nA 210140000016 7 9\nZ 010240005554 0 0");

    [Fact]
    public void Rule_OfCode291_ChangesOnTheEighthOfJune2024()
    {
        Assert.False(OpeningRule.IsAutomatic(new DateOnly(2024, 6, 7)));
        Assert.True(OpeningRule.IsAutomatic(new DateOnly(2024, 6, 8)));
    }

    [Fact]
    public void Decide_InstallationWithoutAnAccount_OpensItUnderCode291AndAllocatesUnderParagraph14()
    {
        var books = Books.WithPlan(New);
        var orders = Decide(books, "A", PlanTable.Operator);

        Assert.Equal(
            [("open-A", "Code 291(4)"), ("allocate-A", "¶14")],
            Assert.IsType<Orders.Post>(orders).Acts.Select(act => (act.Name, act.Paragraph)));
        books.Accept(orders);
        Assert.Equal((PlanTable.Operator, 16L), (books.Account("A").Holder, books.Quota("A")));
        Assert.Empty(Assert.IsType<Orders.Post>(Decide(books, "A", PlanTable.Operator)).Acts);
    }

    [Fact]
    public void Decide_AccountOfAnEarlierPlan_IsKeptAndCredited()
    {
        var books = Books.WithAccounts(Old, "A");
        books.Accept(PlanEntry.Decide(New, Books.SystemOperator, books.State));
        var orders = Decide(books, "A", "holder-A");
        books.Accept(orders);

        Assert.Equal("allocate-A", Assert.Single(Assert.IsType<Orders.Post>(orders).Acts).Name);
        Assert.Equal(116, books.Quota("A"));
    }

    [Theory]
    [InlineData("former", true)]
    [InlineData("nobody", false)]
    public void Decide_AccountOfAnotherPerson_IsCreditedOnlyAfterAChangeOfParagraph21(string former, bool credited)
    {
        var books = Books.WithAccounts(Old, "A");
        books.Accept(PlanEntry.Decide(New, Books.SystemOperator, books.State));
        var orders = AutomaticOpening.Decide(New.Find("A")!, New, "former", [former], books.State);

        Assert.Equal(credited, orders is Orders.Post);
        if (!credited)
            Assert.Equal(RefusalCode.ApplicantNotHolder, SomePapers.RefusalOf(orders));
    }

    [Fact]
    public void Decide_InstallationWithoutUnits_OpensTheAccountOnly()
    {
        var books = Books.WithPlan(New);

        Assert.Equal("open-Z", Assert.Single(Assert.IsType<Orders.Post>(Decide(books, "Z", "z")).Acts).Name);
    }

    [Fact]
    public void Opening_OfAnAccountThatCode291Opened_BringsOnlyRepresentatives()
    {
        var books = Books.WithPlan(New);
        books.Accept(Decide(books, "A", PlanTable.Operator));
        var orders = Opening.Decide(
            SomePapers.Application(New, "A"), New, PlanTable.Operator, SomePapers.Today, books.State);

        Assert.Empty(Assert.IsType<Orders.Post>(orders).Acts);
    }

    private static Orders Decide(Books books, string installation, string holder) =>
        AutomaticOpening.Decide(New.Find(installation)!, New, holder, [], books.State);
}
