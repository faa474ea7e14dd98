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

/// <summary>¶30 (at the owner's request), ¶4 (by decision) and T26 (correction of a wrong entry).</summary>
public sealed class CancellingTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    private readonly Books books = Books.WithAccounts(Plan, "A", "B");

    [Fact]
    public void Decide_RequestOfParagraph30_CancelsTheOwnersUnits()
    {
        var entry = Assert.Single(books.Accept(Cancel("A", 70, "holder-A")));

        Assert.Equal(("¶30", MoveCode.T22), (entry.Basis.Paragraph, ((EntryBody.Moved)entry.Body).Code));
        Assert.EndsWith("/cancel", entry.Instruction, StringComparison.Ordinal);
        Assert.Equal((30L, 70L), (books.Quota("A"), books.Quota(AccountKind.Cancellation)));
        Assert.Equal(70, Assert.Single(books.State.Totals()).Cancelled);
    }

    [Fact]
    public void Decide_OperatorsOwnRequestOfParagraph30_MayNameItsAccountByNumber()
    {
        var account = books.Account(AccountKind.TradingSystemOperator);
        var request = SomePapers.Cancellation(Some.Of(account.Number), 15);
        books.Accept(Cancelling.Decide(request, Books.SystemOperator, books.State, PromisedUnits.None));

        Assert.Equal(0, account.Balance(UnitKind.Quota));
    }

    [Fact]
    public void Decide_RequestOfParagraph30ForAnothersAccount_IsRefused() =>
        Assert.Equal(RefusalCode.NotAccountHolder, SomePapers.RefusalOf(Cancel("B", 1, "holder-A")));

    [Fact]
    public void Decide_RequestOfParagraph30ForTheReserve_IsRefused() => Assert.Equal(
        RefusalCode.NotAccountHolder,
        SomePapers.RefusalOf(Cancelling.Decide(
            SomePapers.Cancellation(Some.Of(books.Account(AccountKind.Reserve, Plan.Period).Number), 1),
            "holder-A",
            books.State,
            PromisedUnits.None)));

    [Fact]
    public void Decide_RequestOfParagraph30ForUnitsThatArePromised_IsRefused()
    {
        var account = books.Account("A");
        var all = account.Balance(UnitKind.Quota);
        var promised = new PromisedUnits([new Promise("trade-1", account.Number, UnitKind.Quota, 1)]);

        Orders Ask(long units) => Cancelling.Decide(
            SomePapers.Cancellation(Some.Of("A"), units), account.Holder!, books.State, promised);

        Assert.Equal(RefusalCode.InsufficientUnits, SomePapers.RefusalOf(Ask(all)));
        books.Accept(Ask(all - 1));
        Assert.Equal(1, books.Quota("A"));
    }

    /// <summary>Code, article 295(8): what a decrease of capacity freed goes back to the reserve.</summary>
    [Fact]
    public void Decide_RequestOfParagraph30ForUnitsThatGoBackToTheReserve_IsRefused()
    {
        var freed = new Books();
        var orders = Assert.IsType<Orders.Post>(PlanEntry.Decide(Plan, Books.SystemOperator, freed.State));
        freed.Accept(new Orders.Post([.. orders.Acts.Select(order => order.Act is Act.Issue issue
            ? order with { Act = issue with { Lines = [.. issue.Lines.Select(Barred)] } }
            : order)]));
        freed.Accept(Opening.Decide(
            SomePapers.Application(Plan, "A"), Plan, "holder-A", SomePapers.Today, freed.State));

        Orders Ask(long units) => Cancelling.Decide(
            SomePapers.Cancellation(Some.Of("A"), units), "holder-A", freed.State, PromisedUnits.None);

        Assert.Equal(RefusalCode.UnitsToReturn, SomePapers.RefusalOf(Ask(41)));
        freed.Accept(Ask(40));
        Assert.Equal("Q-2022-2023-1:60@2022/A", freed.Holdings(freed.Account("A")));

        static IssueLine Barred(IssueLine line) => line.Attributes is { Line: "A", AllocationYear: 2022 }
            ? line with { Attributes = line.Attributes with { NotForSale = true } }
            : line;
    }

    [Fact]
    public void Decide_RequestOfParagraph30WithoutAnAccount_IsRefused() =>
        Assert.Equal(RefusalCode.AccountNotFound, SomePapers.RefusalOf(Cancel("P", 1, "holder-P")));

    [Fact]
    public void Decide_RequestOfParagraph30ForMoreThanThereIs_IsRefused() =>
        Assert.Equal(RefusalCode.InsufficientUnits, books.Refuse(Cancel("A", 101, "holder-A")));

    [Fact]
    public void Decide_BlockedAccount_StopsParagraph30AndNotParagraph4()
    {
        books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.NotSubmitted), false));

        Assert.Equal(RefusalCode.AccountBlocked, books.Refuse(Cancel("A", 1, "holder-A")));
        books.Accept(Withdraw(Some.Of("A"), 1));
        Assert.Equal(99, books.Quota("A"));
    }

    [Fact]
    public void Decide_DecisionOfParagraph4_WithdrawsFromAnyHolder()
    {
        var entry = Assert.Single(books.Accept(Withdraw(Some.Of("A"), 40)));
        books.Accept(Withdraw(Some.Of(books.Account(AccountKind.ReserveNew, Plan.Period).Number), 30));

        Assert.Equal(("¶4", MoveCode.T23), (entry.Basis.Paragraph, ((EntryBody.Moved)entry.Body).Code));
        Assert.EndsWith("/withdraw", entry.Instruction, StringComparison.Ordinal);
        Assert.Equal(70, books.Quota(AccountKind.Withdrawn));
        Assert.Equal(70, Assert.Single(books.State.Totals()).Withdrawn);
    }

    [Fact]
    public void Decide_DecisionOfParagraph4ForUnitsThatLeftCirculation_IsRefused()
    {
        books.Accept(Cancel("A", 10, "holder-A"));

        Assert.Equal(
            RefusalCode.MoveNotAllowed,
            books.Refuse(Withdraw(Some.Of(books.Account(AccountKind.Cancellation).Number), 10)));
    }

    [Fact]
    public void Decide_CorrectionOfParagraph8_ReversesASinkExactlyOnce()
    {
        var wrong = Assert.Single(books.Accept(Withdraw(Some.Of("A"), 70)));
        var entry = Assert.Single(books.Accept(Correct(wrong)));

        var moved = Assert.IsType<EntryBody.Moved>(entry.Body);
        Assert.Equal(("¶8", MoveCode.T26, wrong.N), (entry.Basis.Paragraph, moved.Code, moved.Corrects));
        Assert.EndsWith("/correct", entry.Instruction, StringComparison.Ordinal);
        Assert.Equal((100L, 0L), (books.Quota("A"), books.Quota(AccountKind.Withdrawn)));
        Assert.Equal(RefusalCode.CorrectionNotAllowed, books.Refuse(Correct(wrong)));
        Assert.Equal(RefusalCode.CorrectionNotAllowed, books.Refuse(Correct(entry)));
    }

    [Fact]
    public void Decide_CorrectionOfParagraph8ThatNamesNoMove_IsRefused()
    {
        var opened = new Entry(
            0, Some.Moment, "x/open", "x", Some.Basis, ["registrar-1"], new EntryBody.AccountClosed(default));

        Assert.Equal(RefusalCode.EntryNotFound, SomePapers.RefusalOf(Correct(opened)));
        Assert.Equal(RefusalCode.EntryNotFound, SomePapers.RefusalOf(
            Correcting.Decide(SomePapers.Correction(999), null)));
    }

    [Fact]
    public void Decide_CorrectionOfParagraph8WhoseUnitsMovedOn_IsRefused()
    {
        var sale = Assert.Single(books.Accept(new Orders.Post([new Order(
            "trade", "¶27", Some.Move(MoveCode.T15, Some.Of("A"), Some.Of("B"), Some.Units(10)))])));
        books.Accept(Cancel("B", 1, "holder-B"));

        Assert.Equal(RefusalCode.BlockNotHeld, books.Refuse(Correct(sale)));
    }

    private static Orders Withdraw(AccountReference account, long units) =>
        Cancelling.Decide(SomePapers.Withdrawal(account, units));

    private static Orders Correct(Entry entry) => Correcting.Decide(SomePapers.Correction(entry.N), entry);

    private Orders Cancel(string installation, long units, string issuer) =>
        Cancelling.Decide(
            SomePapers.Cancellation(Some.Of(installation), units), issuer, books.State, PromisedUnits.None);
}
