using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Plans;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Infra.Excel;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶12: a National Plan enters into force.</summary>
public sealed class PlanEntryTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    [Fact]
    public void Decide_FirstPlanOfParagraph12_OpensEachAccountOfTheSystemOnce()
    {
        var books = Books.WithPlan(Plan);

        var kinds = books.State.Accounts.Select(account => account.Kind).ToList();
        Assert.Equal(
            Enum.GetValues<AccountKind>().Where(kind => kind.IsUnique() && kind != AccountKind.Gateway).Order(),
            kinds.Order());
        Assert.All(books.State.Accounts, account =>
            Assert.Equal(account.Kind.IsOfPeriod() ? Plan.Period : null, account.Period));
        Assert.Equal(Books.SystemOperator, books.Account(AccountKind.TradingSystemOperator).Holder);
    }

    [Fact]
    public void Decide_PlanOfParagraph12_SplitsTheTotalAsThePlanSays()
    {
        var books = Books.WithPlan(Plan);

        var row = Assert.Single(books.State.Totals());
        Assert.Equal((219L, 219L, 44L), (row.Issued, row.Held, row.Reserved));
        Assert.Equal((0L, 0L), (row.Transferred, row.Acquired));
        Assert.Equal(160, books.Quota(AccountKind.Issuance, Plan.Period));
        Assert.Equal(0, books.Quota(AccountKind.Reserve, Plan.Period));
        Assert.Equal(30, books.Quota(AccountKind.ReserveNew, Plan.Period));
        Assert.Equal(3, books.Quota(AccountKind.ReserveUnaccounted, Plan.Period));
        Assert.Equal(10, books.Quota(AccountKind.ReserveCapacity, Plan.Period));
        Assert.Equal(1, books.Quota(AccountKind.ReserveTransition, Plan.Period));
        Assert.Equal(15, books.Quota(AccountKind.TradingSystemOperator));
    }

    [Fact]
    public void Decide_PlanOfParagraph12_NumbersYearByYearInTheOrderOfThePlan()
    {
        var books = Books.WithPlan(Plan);

        Assert.Equal(
            "Q-2022-2023-1:60@2022/A Q-2022-2023-61:90@2022/B Q-2022-2023-91:95@2022/P "
            + "Q-2022-2023-119:158@2023/A Q-2022-2023-159:178@2023/B Q-2022-2023-179:183@2023/P",
            books.Holdings(books.Account(AccountKind.Issuance, Plan.Period)));
        Assert.Equal(
            "Q-2022-2023-96:105@2022/newInstallations Q-2022-2023-184:203@2023/newInstallations",
            books.Holdings(books.Account(AccountKind.ReserveNew, Plan.Period)));
        Assert.Equal(
            "Q-2022-2023-112:118@2022/auction Q-2022-2023-212:219@2023/auction",
            books.Holdings(books.Account(AccountKind.TradingSystemOperator)));
    }

    [Fact]
    public void Decide_PlanOfParagraph12_NamesItsActsAsTheContractDoes()
    {
        var acts = Assert.IsType<Orders.Post>(PlanEntry.Decide(Plan, Books.SystemOperator, new LedgerState())).Acts;

        Assert.Equal(["open", "issue", "reserve", "split", "auction"], acts.Select(order => order.Name));
        Assert.All(acts, order => Assert.Equal("¶12", order.Paragraph));
    }

    [Theory]
    [InlineData("auction 0 0", "open issue reserve split")]
    [InlineData("newInstallations 0 0", "open issue")]
    [InlineData("auction 3 0", "open issue reserve auction")]
    public void Decide_CategoriesOfParagraph12WithoutUnits_PostNothing(string reserve, string names)
    {
        var other = names.Contains("split", StringComparison.Ordinal) ? "capacityIncrease 1 0" : "";
        var plan = PlanTable.Read($"2022-2023\nA 210140000016 60 40\n{reserve}\n{other}");
        var orders = PlanEntry.Decide(plan, Books.SystemOperator, new LedgerState());

        Assert.Equal(names.Split(' '), Assert.IsType<Orders.Post>(orders).Acts.Select(order => order.Name));
        var books = new Books();
        books.Accept(orders);
        Assert.Equal(plan.Total, Assert.Single(books.State.Totals()).Issued);
        Assert.Equal(
            plan.Reserve.Single(line => line.Category == ReserveCategory.Auction).Total,
            books.Quota(AccountKind.TradingSystemOperator));
    }

    [Fact]
    public void Decide_LaterPlanOfParagraph12_OpensNoPermanentAccountTwice()
    {
        var books = Books.WithAccounts(Plan, "A");
        var later = PlanTable.Read(PlanTable.Usual.Replace("2022-2023", "2024-2025"));
        books.Accept(PlanEntry.Decide(later, Books.SystemOperator, books.State));

        Assert.Single(books.State.Accounts, account => account.Kind == AccountKind.Cancellation);
        Assert.Single(books.State.Accounts, account => account.Kind == AccountKind.Surrender);
        Assert.Single(books.State.Accounts, account => account.Kind == AccountKind.Withdrawn);
        Assert.Single(books.State.Accounts, account => account.Kind == AccountKind.TradingSystemOperator);
        Assert.Equal(2, books.State.Accounts.Count(account => account.Kind == AccountKind.Reserve));
        Assert.Equal(30, books.Quota(AccountKind.ReserveNew, Plan.Period));
        Assert.Equal(30, books.Quota(AccountKind.ReserveNew, later.Period));
        Assert.Equal(30, books.Quota(AccountKind.TradingSystemOperator));
        Assert.Equal(160, books.Quota(AccountKind.Issuance, later.Period));
        Assert.Equal(100, books.Quota("A"));
    }

    [Fact]
    public void Decide_SamePlanOfParagraph12Again_IsRefusedAndChangesNothing()
    {
        var books = Books.WithPlan(Plan);

        Assert.Equal(
            RefusalCode.AccountExists, books.Refuse(PlanEntry.Decide(Plan, Books.SystemOperator, books.State)));
    }

    [Fact]
    public void Decide_PlanOfParagraph12OverItsTotal_IsRefusedWithTheAccountsThatItWouldOpen()
    {
        var books = new Books();
        var orders = PlanEntry.Decide(Plan with { Total = Plan.Total - 1 }, Books.SystemOperator, books.State);

        Assert.Equal(RefusalCode.PlanExceeded, books.Refuse(orders));
        Assert.Empty(books.State.Accounts);
    }

    [Fact]
    public void Decide_SamplePlanOfParagraph12_ComesToThePublishedTotals()
    {
        var plan = PlanWorkbook.Read(PlanWorkbookSampleTests.Sample).Plan!;
        var books = Books.WithPlan(plan);

        Assert.Equal(692_000_000, Assert.Single(books.State.Totals()).Issued);
        Assert.Equal(650_100_000, books.Quota(AccountKind.Issuance, plan.Period));
        Assert.Equal(6_285_000, books.Quota(AccountKind.TradingSystemOperator));
        Assert.Equal(18_855_000, books.Quota(AccountKind.ReserveCapacity, plan.Period));
        Assert.Equal(692_000_000, books.State.IssuedIn(new UnitSeries(UnitKind.Quota, 2022, 2025)));
    }

    [Fact]
    public void Decide_EntriesOfParagraph12_CarryTheCodesOfTheMatrixInOrder()
    {
        var books = new Books();
        var entries = books.Accept(PlanEntry.Decide(Plan, Books.SystemOperator, books.State));

        var codes = entries.Select(entry => entry.Body).OfType<EntryBody.Moved>().Select(moved => moved.Code);
        Assert.Equal([MoveCode.T01, MoveCode.T02, MoveCode.T03, MoveCode.T04], codes);
        Assert.Equal(10, entries.Count(entry => entry.Body is EntryBody.AccountOpened));
    }
}
