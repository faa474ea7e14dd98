using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Ledger;
using static CarbonRegistry.Domain.Plans.ReserveCategory;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶20, first part: units go back to the reserve. ¶23: the largest subaccount tops another one up.</summary>
public sealed class ReserveChangesTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    private readonly Books books = Books.WithAccounts(Plan, "A");

    [Fact]
    public void Decide_NoticeOfParagraph20_BringsTheEarliestUnitsBack()
    {
        var entry = Assert.Single(books.Accept(Return("A", 70)));

        Assert.Equal((MoveCode.T10, "¶20"), (((EntryBody.Moved)entry.Body).Code, entry.Basis.Paragraph));
        Assert.EndsWith("/return", entry.Instruction);
        Assert.Equal("Q-2022-2023-129:158@2023/A", books.Holdings(books.Account("A")));
        Assert.Equal(70, books.Quota(AccountKind.Reserve, Plan.Period));
    }

    [Fact]
    public void Decide_BlockedAccount_IsNoHindranceToParagraph20()
    {
        books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.Incomplete), false));
        books.Accept(Return("A", 100));

        Assert.Equal(0, books.Quota("A"));
    }

    [Fact]
    public void Decide_MoreThanTheAccountHas_ReturnsAllOfItByParagraph20()
    {
        var entry = Assert.Single(books.Accept(Return("A", 130)));
        var moved = ((EntryBody.Moved)entry.Body).Moves.Sum(move => move.Block.Count);

        Assert.Equal((100L, 0L), (moved, books.Quota("A")));
        Assert.Equal(30, ReserveChanges.DeficitOf(SomePapers.Return("A", 130), moved));
        Assert.Equal(0, ReserveChanges.DeficitOf(SomePapers.Return("A", 100), moved));
    }

    [Fact]
    public void Decide_AnAccountWithoutUnits_IsRefusedByParagraph20()
    {
        books.Accept(Return("A", 100));

        Assert.Equal(RefusalCode.InsufficientUnits, books.Refuse(Return("A", 1)));
        Assert.Equal(RefusalCode.AccountNotFound, books.Refuse(Return("B", 1)));
    }

    [Fact]
    public void Decide_UnitsOfAnotherPlan_AreNotReturnedByParagraph20()
    {
        var later = PlanTable.Read("2024-2025\nA 210140000016 3 4");
        books.Accept(PlanEntry.Decide(later, Books.SystemOperator, books.State));
        books.Accept(Opening.Decide(
            SomePapers.Application(later, "A"), later, "holder-A", SomePapers.Today, books.State));

        books.Accept(ReserveChanges.Decide(SomePapers.Return("A", 8), later.Period, books.State));
        Assert.Equal(100, books.Quota("A"));
        Assert.Equal(7, books.Quota(AccountKind.Reserve, later.Period));
    }

    [Theory]
    [InlineData(UnaccountedInstallations, AccountKind.ReserveUnaccounted, 3)]
    [InlineData(CapacityIncrease, AccountKind.ReserveCapacity, 10)]
    [InlineData(AdministeredTransition, AccountKind.ReserveTransition, 1)]
    public void Decide_NoticeOfParagraph23_TakesFromTheLargest(ReserveCategory category, AccountKind kind, long had)
    {
        var entry = Assert.Single(books.Accept(TopUp(category, 30)));

        Assert.Equal((MoveCode.T13, "¶23"), (((EntryBody.Moved)entry.Body).Code, entry.Basis.Paragraph));
        Assert.EndsWith("/topUp", entry.Instruction);
        Assert.Equal(had + 30, books.Quota(kind, Plan.Period));
        Assert.Equal(0, books.Quota(AccountKind.ReserveNew, Plan.Period));
    }

    [Fact]
    public void Decide_NoticeOfParagraph23_KeepsTheBalancesThatDecided()
    {
        var entry = Assert.Single(books.Accept(TopUp(AdministeredTransition, 25)));
        var second = Assert.Single(books.Accept(TopUp(NewInstallations, 1)));

        Assert.Equal([30, 3, 10, 1], BalancesOf(entry));
        Assert.Equal([5, 3, 10, 26], BalancesOf(second));
        Assert.Equal([6, 3, 10, 25], Subaccounts());
    }

    [Fact]
    public void Decide_TargetThatIsTheLargest_IsRefusedByParagraph23() =>
        Assert.Equal(RefusalCode.TargetIsLargest, books.Refuse(TopUp(NewInstallations, 1)));

    [Fact]
    public void Decide_MoreThanTheLargestHas_IsRefusedByParagraph23WithASplit()
    {
        Assert.Equal(RefusalCode.LargestNotEnough, books.Refuse(TopUp(CapacityIncrease, 31)));
        var text = RefusalCatalogue.Refuse(RefusalCode.LargestNotEnough, "KZ-71-1-36", 30, 31).Text.En;
        Assert.EndsWith("the first for at most 30.", text);
    }

    [Fact]
    public void Decide_SeveralLargest_IsAskedBackByParagraph23UnlessTheNoticeNamesOne()
    {
        books.Accept(TopUp(CapacityIncrease, 10));
        Assert.Equal([20, 3, 20, 1], Subaccounts());

        Assert.Equal(RefusalCode.LargestTied, books.Refuse(TopUp(AdministeredTransition, 5)));
        Assert.Equal(RefusalCode.LargestTied, books.Refuse(TopUp(AdministeredTransition, 5, UnaccountedInstallations)));
        books.Accept(TopUp(AdministeredTransition, 5, CapacityIncrease));
        Assert.Equal([20, 3, 15, 6], Subaccounts());
    }

    [Fact]
    public void Decide_TargetAmongTwoLargest_TakesTheOtherByParagraph23()
    {
        books.Accept(TopUp(CapacityIncrease, 10));
        books.Accept(TopUp(CapacityIncrease, 5));

        Assert.Equal([15, 3, 25, 1], Subaccounts());
    }

    [Fact]
    public void Decide_SourceNamedWithoutATie_LeavesTheChoiceToParagraph23()
    {
        books.Accept(TopUp(AdministeredTransition, 5, CapacityIncrease));

        Assert.Equal([25, 3, 10, 6], Subaccounts());
    }

    [Fact]
    public void Decide_PeriodWithoutAReserve_IsRefusedByParagraph23() => Assert.Equal(
        RefusalCode.AccountNotFound,
        books.Refuse(ReserveChanges.Decide(SomePapers.TopUp(CapacityIncrease, 1), new PlanPeriod(2030, 2031))));

    [Fact]
    public void Apply_BalancesThatTheLedgerDoesNotHave_AreCorruptByParagraph23()
    {
        var entry = Assert.Single(books.Accept(TopUp(CapacityIncrease, 1)));
        LedgerBatch.Revert(books.State, [entry]);
        var moved = (EntryBody.Moved)entry.Body;
        var wrong = moved with { Balances = [.. moved.Balances!.Select(one => one with { Units = one.Units + 1 })] };
        var before = books.State.Dump();

        Assert.Throws<LedgerCorruptException>(() => books.State.Apply(entry with { Body = wrong }));
        Assert.Equal(before, books.State.Dump());
        books.State.Apply(entry);
    }

    [Fact]
    public void Decide_TopUpOfNoSubaccount_IsOurOwnMistake()
    {
        var act = new Act.TopUp(AccountKind.Reserve, Plan.Period, 1);

        Assert.Throws<ArgumentException>(
            () => LedgerDecision.Decide(books.State, Some.Instruction("topUp", act)));
        var none = LedgerDecision.Decide(
            books.State, Some.Instruction("topUp", new Act.TopUp(AccountKind.ReserveCapacity, Plan.Period, 0)));
        Assert.Equal(RefusalCode.QuantityNotPositive, Assert.IsType<Decision.Refused>(none).Refusal.Code);
    }

    private static IEnumerable<long> BalancesOf(Entry entry) =>
        ((EntryBody.Moved)entry.Body).Balances!.Select(balance => balance.Units);

    private IEnumerable<long> Subaccounts() =>
        new[]
        {
            AccountKind.ReserveNew, AccountKind.ReserveUnaccounted,
            AccountKind.ReserveCapacity, AccountKind.ReserveTransition,
        }.Select(kind => books.Quota(kind, Plan.Period));

    private Orders Return(string installation, long units) =>
        ReserveChanges.Decide(SomePapers.Return(installation, units), Plan.Period, books.State);

    private static Orders TopUp(ReserveCategory category, long units, ReserveCategory? source = null) =>
        ReserveChanges.Decide(SomePapers.TopUp(category, units, source), Plan.Period);
}
