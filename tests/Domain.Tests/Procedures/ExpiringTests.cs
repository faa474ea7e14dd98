using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶29 and Code 295(10): what is left of a plan leaves circulation on its day.</summary>
public sealed class ExpiringTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);
    private static readonly DateOnly LastDay = new(2024, 10, 1);

    private readonly Books books = Books.WithAccounts(Plan, "A", "B");

    [Fact]
    public void Decide_EndOfTermOfParagraph29_CancelsWhatHoldersAndTheOperatorHave()
    {
        var entry = Assert.Single(books.Accept(Expire(LastDay)));

        Assert.Equal(("¶29", MoveCode.T21), (entry.Basis.Paragraph, ((EntryBody.Moved)entry.Body).Code));
        Assert.EndsWith("/cancel", entry.Instruction, StringComparison.Ordinal);
        Assert.Equal((0L, 0L), (books.Quota("A"), books.Quota("B")));
        Assert.Equal(0, books.Quota(AccountKind.TradingSystemOperator));
        Assert.Equal(165, books.Quota(AccountKind.Cancellation));
        Assert.Empty(books.Accept(Expire(LastDay)));
    }

    [Fact]
    public void Decide_CountersOfParagraph4AfterParagraph29_SumToWhatWasIssued()
    {
        books.Accept(Surrendering.Decide(
            SomePapers.Report("A", 2023, 70), new ReportedYear(true, [Plan.Period], false, 0), books.State));
        books.Accept(Expire(LastDay));
        books.Accept(Expiring.Decide(SomePapers.LeftOver(Plan.Period), LastDay, LastDay));

        var row = Assert.Single(books.State.Totals());
        Assert.Equal((95L, 80L), (row.Cancelled, row.Surrendered));
        Assert.Equal(row.Issued, row.Held + row.Cancelled + row.Surrendered + row.Withdrawn);
        Assert.Equal(row.Held, row.Reserved + books.Quota(AccountKind.Issuance, Plan.Period));
    }

    [Fact]
    public void Decide_TheDayBeforeOfParagraph29_IsRefused() =>
        Assert.Equal(RefusalCode.TermNotOver, SomePapers.RefusalOf(Expire(LastDay.AddDays(-1))));

    [Fact]
    public void Decide_UnitsOfAnotherPlanOfParagraph29_Stay()
    {
        var later = PlanTable.Read(PlanTable.Usual.Replace("2022-2023", "2024-2025", StringComparison.Ordinal));
        books.Accept(PlanEntry.Decide(later, Books.SystemOperator, books.State));
        books.Accept(Opening.Decide(
            SomePapers.Application(later, "A"), later, "holder-A", SomePapers.Today, books.State));
        books.Accept(Expire(LastDay));

        Assert.Equal("Q-2024-2025-1:60@2024/A Q-2024-2025-119:158@2025/A", books.Holdings(books.Account("A")));
        Assert.Equal(15, books.Quota(AccountKind.TradingSystemOperator));
    }

    [Fact]
    public void Decide_LeftOverReserveOfCode295_SurrendersTheCapacitySubaccount()
    {
        var entry = Assert.Single(books.Accept(Expiring.Decide(SomePapers.LeftOver(Plan.Period), LastDay, LastDay)));

        Assert.Equal(("Code 295(10)", MoveCode.T28), (entry.Basis.Paragraph, ((EntryBody.Moved)entry.Body).Code));
        Assert.Equal(10, books.Quota(AccountKind.Surrender));
        Assert.Equal(0, books.Quota(AccountKind.ReserveCapacity, Plan.Period));
        Assert.Equal(RefusalCode.TermNotOver, SomePapers.RefusalOf(
            Expiring.Decide(SomePapers.LeftOver(Plan.Period), LastDay, LastDay.AddDays(-1))));
    }

    [Fact]
    public void LeftOvers_AfterTheDay_AreThoseThatNoRuleMoves()
    {
        books.Accept(Expire(LastDay));
        books.Accept(Expiring.Decide(SomePapers.LeftOver(Plan.Period), LastDay, LastDay));

        Assert.Equal(
            [
                (AccountKind.Issuance, 10L), (AccountKind.ReserveNew, 30L), (AccountKind.ReserveUnaccounted, 3L),
                (AccountKind.ReserveTransition, 1L),
            ],
            Expiring.LeftOvers(new UnitTerm(UnitKind.Quota, Plan.Period), books.State)
                .Select(left => (left.Account.Kind, left.Units)));
    }

    [Fact]
    public void Decide_OffsetsLimitedAtIssueOfParagraph29_CancelsThoseOfTheYearAndTellsOfTheApplicants()
    {
        Offsets("A", 2025, 40);
        Offsets("B", 2027, 10);
        Offsets("B", 0, 5);
        var entry = Assert.Single(books.Accept(Expiring.Decide(
            SomePapers.OffsetExpiry(2025), LastDay, LastDay, books.State)));

        Assert.Equal(("¶29", MoveCode.T21), (entry.Basis.Paragraph, ((EntryBody.Moved)entry.Body).Code));
        Assert.Equal(
            [(UnitKind.Offset, 2025, 20L)],
            ((EntryBody.Moved)entry.Body).Moves.GroupBy(move => move.Block.Series).Select(group =>
                (group.Key.Kind, group.Key.YearOut, group.Sum(move => move.Block.Count))));
        // ¶29 does not name the applicants' accounts (requirements C12).
        Assert.Equal(
            [(AccountKind.OffsetApplicant, 20L)],
            Expiring.LeftOvers(SomePapers.OffsetExpiry(2025).Term, books.State)
                .Select(left => (left.Account.Kind, left.Units)));
        Assert.Equal([2025, 2027], Expiring.OffsetYears(books.State));
        Assert.Equal(RefusalCode.TermNotOver, SomePapers.RefusalOf(Expiring.Decide(
            SomePapers.OffsetExpiry(2027), LastDay, LastDay.AddDays(-1), books.State)));
        Assert.Equal(5 + 3, books.Account("B").Balance(UnitKind.Offset));
    }

    /// <summary>Issues offset units of a project of its own; half of them are sold to an installation.</summary>
    private void Offsets(string installation, int yearOut, long units)
    {
        var project = $"P-{installation}-{yearOut}";
        var owner = new AccountReference.ByProject(project, "holder-" + installation);
        books.Accept(new Orders.Post(
        [
            new Order("open", "¶25", new Act.OpenAccounts([
                new AccountToOpen(AccountKind.OffsetApplicant, owner.Holder, null, null) { Project = project }])),
            new Order("issue", "¶26", new Act.Issue(MoveCode.T14, owner, new UnitSeries(UnitKind.Offset, 2022, yearOut),
                [new IssueLine(units, new UnitAttributes(0, null, project, false)) { To = owner }])
                { SeriesLimit = long.MaxValue }),
            new Order("trade-1", "¶27", new Act.MoveUnits(MoveCode.T15, owner,
                new AccountReference.ByInstallation(installation),
                new Selection.Quantity(UnitKind.Offset, (units + 1) / 2))),
        ]));
    }

    private Orders Expire(DateOnly on) =>
        Expiring.Decide(SomePapers.Expiry(Plan.Period), LastDay, on, books.State);
}
