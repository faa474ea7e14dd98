using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶13 and ¶14: an application opens an installation's account and brings its allocation.</summary>
public sealed class OpeningTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    [Fact]
    public void Decide_ApplicationOfParagraph14_OpensTheAccountAndCreditsEveryYear()
    {
        var books = Books.WithAccounts(Plan, "A");

        var account = books.Account("A");
        Assert.Equal((AccountKind.Installation, "holder-A"), (account.Kind, account.Holder));
        Assert.Equal("Q-2022-2023-1:60@2022/A Q-2022-2023-119:158@2023/A", books.Holdings(account));
        Assert.Equal(60, books.Quota(AccountKind.Issuance, Plan.Period));
    }

    [Fact]
    public void Decide_EveryInstallationOfParagraph14_EmptiesTheIssuanceAccount()
    {
        var books = Books.WithAccounts(Plan, "P", "Z", "B", "A");

        Assert.Equal(0, books.Quota(AccountKind.Issuance, Plan.Period));
        Assert.Equal((100L, 50L, 10L, 0L), (books.Quota("A"), books.Quota("B"), books.Quota("P"), books.Quota("Z")));
        Assert.Equal(0, Assert.Single(books.State.Totals()).Transferred);
    }

    [Fact]
    public void Decide_InstallationOfParagraph14WithoutUnits_OpensTheAccountOnly()
    {
        var orders =
            Opening.Decide(SomePapers.Application(Plan, "Z"), Plan, "holder-Z", SomePapers.Today, new LedgerState());

        var act = Assert.Single(Assert.IsType<Orders.Post>(orders).Acts);
        Assert.Equal(("open", "¶14"), (act.Name, act.Paragraph));
        var books = Books.WithPlan(Plan);
        books.Accept(orders);
        Assert.Equal("", books.Holdings(books.Account("Z")));
    }

    [Fact]
    public void Decide_SecondApplicationOfParagraph14_IsRefusedByTheLedger()
    {
        var books = Books.WithAccounts(Plan, "A");

        Assert.Equal(
            RefusalCode.AccountExists,
            books.Refuse(
                Opening.Decide(SomePapers.Application(Plan, "A"), Plan, "holder-A", SomePapers.Today, books.State)));
    }

    [Fact]
    public void Decide_ApplicationOfParagraph14BeforeThePlanIsCarriedOut_IsRefusedWhole()
    {
        var books = new Books();

        Assert.Equal(
            RefusalCode.AccountNotFound,
            books.Refuse(
                Opening.Decide(SomePapers.Application(Plan, "A"), Plan, "holder-A", SomePapers.Today, books.State)));
        Assert.Empty(books.State.Accounts);
    }

    [Fact]
    public void Decide_InstallationOfParagraph13ThatNoPlanNames_IsRefused() => Assert.Equal(
        RefusalCode.InstallationUnknown,
        SomePapers.RefusalOf(
            Opening.Decide(SomePapers.Application(Plan, "X"), Plan, "holder-X", SomePapers.Today, new LedgerState())));

    [Fact]
    public void Decide_ApplicantOfParagraph13ThatIsNotTheOperator_IsRefused()
    {
        var application = SomePapers.Application(Plan, "A") with
        {
            Applicant = new Party(IdentificationNumber.Parse(PlanTable.Other), "Other"),
        };

        Assert.Equal(
            RefusalCode.ApplicantNotOperator,
            SomePapers.RefusalOf(
                Opening.Decide(application, Plan, PlanTable.Other, SomePapers.Today, new LedgerState())));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void Decide_PowerOfAttorneyOfParagraph13_HoldsThroughItsLastDay(int daysLeft, bool holds)
    {
        var application = SomePapers.Application(Plan, "A") with
        {
            Representatives = [SomePapers.Person(SomePapers.Today.AddDays(daysLeft))],
        };
        var orders = Opening.Decide(application, Plan, "holder-A", SomePapers.Today, new LedgerState());

        if (holds)
            Assert.Equal(2, Assert.IsType<Orders.Post>(orders).Acts.Count);
        else
            Assert.Equal(RefusalCode.PowerOfAttorneyNotValid, SomePapers.RefusalOf(orders));
    }

    [Fact]
    public void Decide_OneValidPowerOfParagraph13AmongSeveral_IsEnough()
    {
        var expired = SomePapers.Person(SomePapers.Today.AddDays(-1));
        var application = SomePapers.Application(Plan, "A") with
        {
            Representatives = [expired, SomePapers.Person(null), SomePapers.Person(SomePapers.Today)],
        };

        Assert.IsType<Orders.Post>(Opening.Decide(application, Plan, "holder-A", SomePapers.Today, new LedgerState()));
    }

    [Fact]
    public void Decide_NoPowerOfParagraph13AtAll_IsRefused() => Assert.All(
        new IReadOnlyList<Representative>[] { [], [SomePapers.Person(null)] },
        people => Assert.Equal(RefusalCode.PowerOfAttorneyNotValid, SomePapers.RefusalOf(Opening.Decide(
            SomePapers.Application(Plan, "A") with { Representatives = people }, Plan, "holder-A", SomePapers.Today,
                new LedgerState()))));

    [Fact]
    public void Decide_SameInstallationInALaterPlanOfParagraph14_LeavesTheOldUnitsAlone()
    {
        var books = Books.WithPlan(Plan);
        var later = PlanTable.Read("2024-2025\nA 210140000016 7 9");
        books.Accept(PlanEntry.Decide(later, Books.SystemOperator, books.State));
        books.Accept(
            Opening.Decide(SomePapers.Application(later, "A"), later, "holder-A", SomePapers.Today, books.State));

        Assert.Equal("Q-2024-2025-1:7@2024/A Q-2024-2025-8:16@2025/A", books.Holdings(books.Account("A")));
        Assert.Equal(160, books.Quota(AccountKind.Issuance, Plan.Period));
    }
}
