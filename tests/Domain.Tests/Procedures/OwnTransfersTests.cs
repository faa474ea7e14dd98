using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Ledger;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>Code 289(7): quota moves between installations of one operator.</summary>
public sealed class OwnTransfersTests
{
    private readonly Books books = new();

    public OwnTransfersTests()
    {
        var plan = SomeDeals.Plan;
        books.Accept(PlanEntry.Decide(plan, Books.SystemOperator, books.State));
        foreach (var (code, holder) in new[] { ("A", "one"), ("Z", "two"), ("B", "two") })
            books.Accept(Opening.Decide(
                SomePapers.Application(plan, code), plan, holder, SomePapers.Today, books.State));
    }

    [Fact]
    public void Decide_OrderOfCode289_MovesQuotaWithoutASale()
    {
        var entry = Assert.Single(books.Accept(Decide("B", "Z", 20)));

        Assert.EndsWith("/transfer", entry.Instruction);
        Assert.Equal(
            ("Code 289(7)", MoveCode.T27), (entry.Basis.Paragraph, Assert.IsType<EntryBody.Moved>(entry.Body).Code));
        Assert.Equal((30L, 20L), (books.Quota("B"), books.Quota("Z")));
        Assert.Equal(0, Assert.Single(books.State.Totals()).Transferred);
    }

    [Theory]
    [InlineData("X", "Z", 1, RefusalCode.AccountNotFound, false)]
    [InlineData("B", "X", 1, RefusalCode.AccountNotFound, true)]
    [InlineData("B", "B", 1, RefusalCode.SameAccount, true)]
    [InlineData("B", "A", 1, RefusalCode.NotOwnInstallation, true)]
    [InlineData("A", "B", 1, RefusalCode.NotOwnInstallation, false)]
    [InlineData("B", "Z", 51, RefusalCode.InsufficientUnits, false)]
    public void Decide_OrderOfCode289ThatDoesNotFit_IsRefusedAndTellsWhoseAccountIsAtFault(
        string from, string to, long units, RefusalCode expected, bool isTakers)
    {
        var refusal = SomePapers.RefusalOf(Decide(from, to, units));

        Assert.Equal(expected, refusal);
        Assert.Equal(isTakers, OwnTransfers.IsOfTaker(
            expected, new OwnTransfer(SomePapers.Header(), from, to, units), "two", books.State));
    }

    [Fact]
    public void Decide_BlockedAccountOfCode289_GivesNothingAndTakes()
    {
        books.Accept(Blocking.Decide(SomePapers.Default("Z", MonitoringPlanGround.NotSubmitted), false));

        Assert.IsType<Orders.Post>(Decide("B", "Z", 20));
        Assert.Equal(RefusalCode.AccountBlocked, SomePapers.RefusalOf(Decide("Z", "B", 1)));
    }

    [Fact]
    public void Decide_PromisedUnits_StayWhereTheyAre()
    {
        var promised = new PromisedUnits([SomeDeals.Promised(books, "B", 31)]);

        Assert.Equal(RefusalCode.InsufficientUnits, SomePapers.RefusalOf(Decide("B", "Z", 20, promised)));
        Assert.IsType<Orders.Post>(Decide("B", "Z", 19, promised));
    }

    [Fact]
    public void Decide_FreedUnitsOfCode295_CannotBeHiddenFromTheirReturn()
    {
        var state = Some.Registry();
        Some.Post(state, "open-C", Some.Open(
            new AccountToOpen(AccountKind.Installation, "holder-a", "C", null)));
        Some.Post(state, "issue", Some.Issue(10,
            new IssueLine(6, Some.Year(2022, "A") with { NotForSale = true }), new IssueLine(4, Some.Year(2022, "A"))));
        Some.Post(state, "allocate", Some.Move(
            MoveCode.T05, Some.Of(AccountKind.Issuance), Some.Of("A"), new Selection.Line("A", 10)));
        var order = new OwnTransfer(SomePapers.Header(), "A", "C", 5);

        Assert.Equal(
            RefusalCode.NotForSale,
            SomePapers.RefusalOf(OwnTransfers.Decide(order, "holder-a", state, PromisedUnits.None)));
        var post = Assert.IsType<Orders.Post>(
            OwnTransfers.Decide(order with { Units = 4 }, "holder-a", state, PromisedUnits.None));
        var entry = Assert.Single(Some.Post(state, "transfer", post.Acts[0].Act));
        Assert.Equal(["KZ-Q-2022-2025-7:10"],
            ((EntryBody.Moved)entry.Body).Moves.Select(move => move.Block.ToString()));
    }

    private Orders Decide(string from, string to, long units, PromisedUnits? promised = null) => OwnTransfers.Decide(
        new OwnTransfer(SomePapers.Header(), from, to, units), "two", books.State, promised ?? PromisedUnits.None);
}
