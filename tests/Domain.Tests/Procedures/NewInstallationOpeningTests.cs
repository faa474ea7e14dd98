using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶17: an installation that the plan does not name gets an account, and no units yet.</summary>
public sealed class NewInstallationOpeningTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    [Theory]
    [InlineData(ReserveCategory.NewInstallations)]
    [InlineData(ReserveCategory.UnaccountedInstallations)]
    [InlineData(ReserveCategory.AdministeredTransition)]
    public void Decide_ApplicationOfParagraph17_OpensAnEmptyAccount(ReserveCategory category)
    {
        var books = Books.WithPlan(Plan);
        var entry = Assert.Single(books.Accept(Open(books, "N", category)));

        Assert.IsType<EntryBody.AccountOpened>(entry.Body);
        Assert.Equal("¶17", entry.Basis.Paragraph);
        Assert.EndsWith("/open", entry.Instruction);
        var account = books.Account("N");
        Assert.Equal((AccountKind.Installation, "holder-N"), (account.Kind, account.Holder));
        Assert.Equal("", books.Holdings(account));
    }

    [Fact]
    public void Decide_InstallationOfThePlan_IsRefusedByParagraph17() => Assert.Equal(
        RefusalCode.InstallationInPlan,
        SomePapers.RefusalOf(Open(Books.WithPlan(Plan), "A", ReserveCategory.NewInstallations)));

    [Fact]
    public void Decide_LineOfThePlanWithoutUnits_IsOpenedByParagraph17()
    {
        var books = Books.WithPlan(Plan);
        books.Accept(Open(books, "Z", ReserveCategory.NewInstallations));

        Assert.Equal("", books.Holdings(books.Account("Z")));
    }

    [Fact]
    public void Decide_SecondApplicationOfParagraph17_IsRefused()
    {
        var books = Books.WithPlan(Plan);
        books.Accept(Open(books, "N", ReserveCategory.NewInstallations));

        Assert.Equal(
            RefusalCode.AccountExists,
            SomePapers.RefusalOf(Open(books, "N", ReserveCategory.UnaccountedInstallations)));
    }

    [Fact]
    public void Decide_InstallationOfThePlanWithAnAccount_IsRefusedForTheAccount()
    {
        var books = Books.WithAccounts(Plan, "A");

        Assert.Equal(
            RefusalCode.AccountExists, SomePapers.RefusalOf(Open(books, "A", ReserveCategory.NewInstallations)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void Decide_PowerOfAttorneyOfParagraph17_MustLastToTheDay(int days, bool opens)
    {
        var books = Books.WithPlan(Plan);
        var application = SomePapers.New("N", ReserveCategory.NewInstallations, SomePapers.Today.AddDays(days));
        var orders = NewInstallationOpening.Decide(application, Plan, "holder-N", SomePapers.Today, books.State);

        Assert.Equal(opens, orders is Orders.Post);
        if (!opens)
            Assert.Equal(RefusalCode.PowerOfAttorneyNotValid, SomePapers.RefusalOf(orders));
    }

    [Fact]
    public void Decide_NextPlanNamesTheInstallationOfParagraph17_CreditsTheAccountByParagraph14()
    {
        var books = Books.WithPlan(Plan);
        books.Accept(Open(books, "N", ReserveCategory.NewInstallations));
        var next = PlanTable.Read($"2024-2025\nN {PlanTable.Other} 11 12");
        books.Accept(PlanEntry.Decide(next, Books.SystemOperator, books.State));
        books.Accept(Opening.Decide(
            SomePapers.Application(next, "N"), next, "holder-N", SomePapers.Today, books.State));

        Assert.Equal(23, books.Quota("N"));
    }

    private static Orders Open(Books books, string installation, ReserveCategory category) =>
        NewInstallationOpening.Decide(
            SomePapers.New(installation, category), Plan, "holder-" + installation, SomePapers.Today, books.State);
}
