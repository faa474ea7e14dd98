using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶22, first part: the quota of a liquidated installation goes back to the reserve.</summary>
public sealed class LiquidationTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    [Fact]
    public void Decide_NoticeOfParagraph22_ReturnsEveryYearToTheReserve()
    {
        var books = Books.WithAccounts(Plan, "A");
        var orders = Liquidation.Decide(SomePapers.Liquidation("A"), [Plan.Period], [2022, 2023]);
        var entry = Assert.Single(books.Accept(orders));

        var moved = Assert.IsType<EntryBody.Moved>(entry.Body);
        Assert.Equal((MoveCode.T12, "¶22"), (moved.Code, entry.Basis.Paragraph));
        Assert.Equal([2022, 2023], moved.OpenDuty);
        Assert.Equal(0, books.Quota("A"));
        Assert.Equal(
            "Q-2022-2023-1:60@2022/A Q-2022-2023-119:158@2023/A",
            books.Holdings(books.Account(AccountKind.Reserve, Plan.Period)));
        Assert.Equal(144, Assert.Single(books.State.Totals()).Reserved);
    }

    [Fact]
    public void Decide_BlockedAccountOfParagraph22_IsEmptiedAllTheSame()
    {
        var books = Books.WithAccounts(Plan, "A");
        books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.NotSubmitted), false));
        books.Accept(Liquidation.Decide(SomePapers.Liquidation("A"), [Plan.Period], []));

        Assert.Equal(0, books.Quota("A"));
        Assert.True(books.Account("A").IsBlocked);
    }

    [Fact]
    public void Decide_OffsetsOfParagraph22_StayWithTheHolder()
    {
        var books = Books.WithAccounts(Plan, "A");
        var applicant = Some.Of(new AccountNumber(AccountKind.OffsetApplicant, 1));
        var units = new IssueLine(12, new UnitAttributes(0, null, "project-1", false));
        books.Accept(new Orders.Post(
        [
            new("open", "¶25", Some.Open(new AccountToOpen(AccountKind.OffsetApplicant, "holder-o", null, null))),
            new("issue", "¶26",
                new Act.Issue(MoveCode.T14, applicant, Some.Offsets, [units]) { SeriesLimit = 12 }),
            new("sell", "¶27", Some.Move(MoveCode.T15, applicant, Some.Of("A"), Some.Units(12, UnitKind.Offset))),
        ]));
        books.Accept(Liquidation.Decide(SomePapers.Liquidation("A"), [Plan.Period], []));

        var account = books.Account("A");
        Assert.Equal((0L, 12L), (account.Balance(UnitKind.Quota), account.Balance(UnitKind.Offset)));
    }

    [Fact]
    public void Decide_NothingToReturnOfParagraph22_IsASuccessWithoutAnEntry()
    {
        var books = Books.WithAccounts(Plan, "Z", "A");

        Assert.Empty(books.Accept(Liquidation.Decide(SomePapers.Liquidation("Z"), [Plan.Period], [2022])));
        books.Accept(Liquidation.Decide(SomePapers.Liquidation("A"), [Plan.Period], []));
        Assert.Empty(books.Accept(Liquidation.Decide(SomePapers.Liquidation("A"), [Plan.Period], [])));
    }

    [Fact]
    public void Decide_InstallationOfParagraph22WithoutAnAccount_IsRefused()
    {
        var books = Books.WithPlan(Plan);

        Assert.Equal(
            RefusalCode.AccountNotFound,
            books.Refuse(Liquidation.Decide(SomePapers.Liquidation("A"), [Plan.Period], [])));
    }

    [Fact]
    public void Decide_BoughtUnitsOfParagraph22_GoBackToo()
    {
        var books = Books.WithAccounts(Plan, "A", "B");
        books.Accept(new Orders.Post([new Order(
            "sell", "¶27", Some.Move(MoveCode.T15, Some.Of("A"), Some.Of("B"), Some.Units(15)))]));
        books.Accept(Liquidation.Decide(SomePapers.Liquidation("B"), [Plan.Period], []));

        Assert.Equal((85L, 0L), (books.Quota("A"), books.Quota("B")));
        Assert.Equal(65, books.Quota(AccountKind.Reserve, Plan.Period));
    }

    [Fact]
    public void Decide_UnitsOfTwoPlansOfParagraph22_GoBackToTheReserveOfTheirOwn()
    {
        var books = Books.WithAccounts(Plan, "A");
        var later = PlanTable.Read("2024-2025\nA 210140000016 3 4");
        books.Accept(PlanEntry.Decide(later, Books.SystemOperator, books.State));
        books.Accept(Opening.Decide(
            SomePapers.Application(later, "A"), later, "holder-A", SomePapers.Today, books.State));
        var notice = SomePapers.Liquidation("A");
        var entry = Assert.Single(books.Accept(Liquidation.Decide(notice, [Plan.Period, later.Period], [2024])));

        Assert.Equal([2024], ((EntryBody.Moved)entry.Body).OpenDuty);
        Assert.Equal((0L, 100L, 7L), (
            books.Quota("A"),
            books.Quota(AccountKind.Reserve, Plan.Period),
            books.Quota(AccountKind.Reserve, later.Period)));
    }

    [Theory]
    [InlineData("2021-12-31", "", "")]
    [InlineData("2022-01-01", "", "2022")]
    [InlineData("2023-12-31", "", "2022 2023")]
    [InlineData("2023-12-31", "2022", "2023")]
    [InlineData("2023-12-31", "2022 2023", "")]
    [InlineData("2027-01-01", "2023", "2022")]
    public void OpenDuty_YearsOfParagraph22_AreThoseWithoutAReport(string on, string reported, string open) =>
        Assert.Equal(
            Years(open),
            Liquidation.OpenDuty(Plan.Period.Years, DateOnly.Parse(on), Years(reported).ToHashSet()));

    private static IEnumerable<int> Years(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);
}
