using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶20 and ¶22, second part: returned units go to the subaccount that the authority names.</summary>
public sealed class AssignmentTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    private readonly Books books = Books.WithAccounts(Plan, "A", "B");
    private readonly Entry returned;

    /// <summary>A was liquidated, then B: only what A brought back may be assigned.</summary>
    public AssignmentTests()
    {
        returned = Assert.Single(books.Accept(Liquidation.Decide(SomePapers.Liquidation("A"), [Plan.Period], [])));
        books.Accept(Liquidation.Decide(SomePapers.Liquidation("B"), [Plan.Period], []));
    }

    [Fact]
    public void Decide_PartOfParagraph22_TakesTheLowestSerialsOfTheReturn()
    {
        var entry = Assert.Single(books.Accept(Assign(70, ReserveCategory.CapacityIncrease)));

        Assert.Equal(("¶22", MoveCode.T11), (entry.Basis.Paragraph, ((EntryBody.Moved)entry.Body).Code));
        Assert.EndsWith("/assign", entry.Instruction);
        Assert.Contains("Q-2022-2023-1:60@2022/A", Subaccount(AccountKind.ReserveCapacity));
        Assert.Contains("Q-2022-2023-119:128@2023/A", Subaccount(AccountKind.ReserveCapacity));
        Assert.Equal(80, books.Quota(AccountKind.Reserve, Plan.Period));
    }

    [Fact]
    public void Decide_RestOfParagraph22_TakesWhatThePartLeft()
    {
        books.Accept(Assign(70, ReserveCategory.CapacityIncrease));
        books.Accept(Assign(30, ReserveCategory.AdministeredTransition));

        Assert.Contains("Q-2022-2023-129:158@2023/A", Subaccount(AccountKind.ReserveTransition));
        Assert.Equal("Q-2022-2023-61:90@2022/B Q-2022-2023-159:178@2023/B", Subaccount(AccountKind.Reserve));
        AssertRefused(RefusalCode.AssignmentExceedsReturn, Assign(1, ReserveCategory.NewInstallations));
    }

    [Theory]
    [InlineData(ReserveCategory.NewInstallations, AccountKind.ReserveNew, 130)]
    [InlineData(ReserveCategory.UnaccountedInstallations, AccountKind.ReserveUnaccounted, 103)]
    [InlineData(ReserveCategory.CapacityIncrease, AccountKind.ReserveCapacity, 110)]
    [InlineData(ReserveCategory.AdministeredTransition, AccountKind.ReserveTransition, 101)]
    public void Decide_WholeReturnOfParagraph22_GoesToEachCategory(
        ReserveCategory category, AccountKind kind, long balance)
    {
        books.Accept(Assign(100, category));

        Assert.Equal(balance, books.Quota(kind, Plan.Period));
    }

    [Fact]
    public void Decide_MoreThanTheReturnOfParagraph22_IsRefusedThoughTheReserveHasMore()
    {
        Assert.Equal(150, books.Quota(AccountKind.Reserve, Plan.Period));
        AssertRefused(RefusalCode.AssignmentExceedsReturn, Assign(101, ReserveCategory.NewInstallations));
    }

    [Fact]
    public void Decide_AfterACorrectionOfTheReturnOfParagraph22_IsRefused()
    {
        books.Correct(returned);

        Assert.Equal(100, books.Quota("A"));
        AssertRefused(RefusalCode.AssignmentExceedsReturn, Assign(1, ReserveCategory.NewInstallations));
    }

    [Fact]
    public void Decide_AfterACorrectionOfTheAssignmentOfParagraph22_MayBeDoneAgain()
    {
        var entry = Assert.Single(books.Accept(Assign(100, ReserveCategory.NewInstallations)));
        books.Correct(entry);
        books.Accept(Assign(100, ReserveCategory.CapacityIncrease));

        Assert.Equal(110, books.Quota(AccountKind.ReserveCapacity, Plan.Period));
        Assert.Equal(30, books.Quota(AccountKind.ReserveNew, Plan.Period));
    }

    [Fact]
    public void Decide_ReturnOfParagraph22ThatBroughtNothing_IsRefused() => AssertRefused(
        RefusalCode.FollowedProcedureNotFound,
        Assignment.Decide(
            SomePapers.Assignment(1, ReserveCategory.NewInstallations), "¶22", [Plan.Period], [], books.State));

    [Fact]
    public void Decide_PeriodOfParagraph22WithoutAReserve_IsRefused() => AssertRefused(
        RefusalCode.FollowedProcedureNotFound,
        Assignment.Decide(
            SomePapers.Assignment(1, ReserveCategory.NewInstallations),
            "¶22",
            [new PlanPeriod(2030, 2031)],
            Blocks(),
            books.State));

    [Fact]
    public void Decide_BlocksOfParagraph22InAnyOrder_TakesTheLowestFirst()
    {
        var notice = SomePapers.Assignment(70, ReserveCategory.NewInstallations);
        var forwards = Assignment.Decide(notice, "¶22", [Plan.Period], Blocks(), books.State);
        var backwards = Assignment.Decide(notice, "¶22", [Plan.Period], [.. Blocks().Reverse()], books.State);

        Assert.Equal(BlocksOf(forwards), BlocksOf(backwards));
        Assert.Equal(["KZ-Q-2022-2023-1:60", "KZ-Q-2022-2023-119:128"], BlocksOf(forwards));
    }

    [Fact]
    public void Decide_ReturnOfParagraph20_IsAssignedByParagraph20()
    {
        var more = Books.WithAccounts(Plan, "A");
        var back = Assert.Single(more.Accept(
            ReserveChanges.Decide(SomePapers.Return("A", 25), Plan.Period, more.State)));
        var blocks = ((EntryBody.Moved)back.Body).Moves.Select(move => move.Block).ToList();
        var notice = SomePapers.Assignment(25, ReserveCategory.CapacityIncrease);
        var entry = Assert.Single(more.Accept(
            Assignment.Decide(notice, "¶20", [Plan.Period], blocks, more.State)));

        Assert.Equal(("¶20", MoveCode.T11), (entry.Basis.Paragraph, ((EntryBody.Moved)entry.Body).Code));
        Assert.Equal(35, more.Quota(AccountKind.ReserveCapacity, Plan.Period));
        var again = Assignment.Decide(notice, "¶20", [Plan.Period], blocks, more.State);
        Assert.Equal("¶20", Assert.IsType<Orders.Refuse>(again).Refusal.Paragraph);
        AssertRefused(RefusalCode.AssignmentExceedsReturn, again);
    }

    [Fact]
    public void Decide_ReturnOfTwoPlansOfParagraph22_GoesToASubaccountOfEach()
    {
        var more = Books.WithAccounts(Plan, "A");
        var later = PlanTable.Read("2024-2025\nA 210140000016 3 4");
        more.Accept(PlanEntry.Decide(later, Books.SystemOperator, more.State));
        more.Accept(Opening.Decide(
            SomePapers.Application(later, "A"), later, "holder-A", SomePapers.Today, more.State));
        PlanPeriod[] periods = [Plan.Period, later.Period];
        var back = Assert.Single(more.Accept(Liquidation.Decide(SomePapers.Liquidation("A"), periods, [])));
        var blocks = ((EntryBody.Moved)back.Body).Moves.Select(move => move.Block).ToList();
        more.Accept(Assignment.Decide(
            SomePapers.Assignment(104, ReserveCategory.NewInstallations), "¶22", periods, blocks, more.State));

        Assert.Equal((130L, 4L, 3L), (
            more.Quota(AccountKind.ReserveNew, Plan.Period),
            more.Quota(AccountKind.ReserveNew, later.Period),
            more.Quota(AccountKind.Reserve, later.Period)));
    }

    private static IEnumerable<string> BlocksOf(Orders orders)
    {
        var act = Assert.Single(Assert.IsType<Orders.Post>(orders).Acts).Act;
        var selection = Assert.Single(Assert.IsType<Act.MoveMany>(act).Parts).Units;
        return Assert.IsType<Selection.Blocks>(selection).Items.Select(block => block.ToString());
    }

    private static void AssertRefused(RefusalCode code, Orders orders) =>
        Assert.Equal(code, SomePapers.RefusalOf(orders));

    private Orders Assign(long units, ReserveCategory category) =>
        Assignment.Decide(SomePapers.Assignment(units, category), "¶22", [Plan.Period], Blocks(), books.State);

    private IReadOnlyList<UnitBlock> Blocks() =>
        [.. ((EntryBody.Moved)returned.Body).Moves.Select(move => move.Block)];

    private string Subaccount(AccountKind kind) => books.Holdings(books.Account(kind, Plan.Period));
}
