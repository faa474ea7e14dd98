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

/// <summary>¶28: units leave circulation for emissions. A has 60 units of 2022 and 40 of 2023.</summary>
public sealed class SurrenderingTests
{
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);

    private readonly Books books = Books.WithAccounts(Plan, "A", "B");

    [Fact]
    public void Decide_ReportOfParagraph28_SurrendersTheEarliestYearFirst()
    {
        var moved = Moved(Report(2023, 70));

        Assert.Equal((MoveCode.T19, 2023, null), (moved.Code, moved.Year, moved.Deficit));
        Assert.Equal(["KZ-Q-2022-2023-1:60", "KZ-Q-2022-2023-119:128"], Blocks(moved));
        Assert.Equal(new YearSurrender(70, 0), books.State.SurrenderedFor("A", 2023));
        Assert.Equal((30L, 70L), (books.Quota("A"), books.Quota(AccountKind.Surrender)));
        Assert.Equal(70, Assert.Single(books.State.Totals()).Surrendered);
    }

    [Fact]
    public void Decide_ReportOfParagraph28ForAnEarlierYear_BorrowsNothingFromALaterOne()
    {
        var moved = Moved(Report(2022, 70));

        Assert.Equal(["KZ-Q-2022-2023-1:60"], Blocks(moved));
        Assert.Equal((10L, 40L), (moved.Deficit, books.Quota("A")));
    }

    [Fact]
    public void Decide_ReportOfParagraph28ThatIsCoveredToTheUnit_HasNoDeficit()
    {
        var moved = Moved(Report(2022, 60));

        Assert.Null(moved.Deficit);
        Assert.Equal(40, books.Quota("A"));
    }

    [Fact]
    public void Decide_SecondReportOfParagraph28_SurrendersTheDifference()
    {
        books.Accept(Report(2022, 10));
        var moved = Moved(Report(2022, 25));

        Assert.Equal(["KZ-Q-2022-2023-11:25"], Blocks(moved));
        Assert.Equal(new YearSurrender(25, 0), books.State.SurrenderedFor("A", 2022));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(9)]
    [InlineData(0)]
    public void Decide_SecondReportOfParagraph28ThatIsNoHigher_IsRefused(long tonnes)
    {
        books.Accept(Report(2022, 10));

        var orders = Report(2022, tonnes, wasReported: true);
        Assert.Equal(RefusalCode.AlreadySurrendered, books.Refuse(orders));
    }

    [Fact]
    public void Decide_SameReportOfParagraph28AfterUnitsWereBought_FillsTheDeficit()
    {
        books.Accept(Report(2022, 70));
        books.Accept(new Orders.Post([new Order(
            "sell", "¶27", Some.Move(MoveCode.T15, Some.Of("B"), Some.Of("A"), Some.Units(15)))]));
        var moved = Moved(Report(2022, 70));

        Assert.Null(moved.Deficit);
        Assert.Equal(["KZ-Q-2022-2023-61:70"], Blocks(moved));
    }

    [Fact]
    public void Decide_AfterACorrectionOfTheSurrenderOfParagraph28_MayBeDoneAgain()
    {
        var entry = Assert.Single(books.Accept(Report(2022, 50)));
        books.Correct(entry);

        Assert.Equal(default, books.State.SurrenderedFor("A", 2022));
        Assert.Equal(["KZ-Q-2022-2023-1:20"], Blocks(Moved(Report(2022, 20))));
    }

    [Fact]
    public void Decide_TwoYearsOfParagraph28_AreCountedApart()
    {
        books.Accept(Report(2022, 30));
        books.Accept(Report(2023, 30));

        Assert.Equal((30L, 30L), (
            books.State.SurrenderedFor("A", 2022).Units, books.State.SurrenderedFor("A", 2023).Units));
    }

    [Fact]
    public void Decide_NothingHeldOfParagraph28_IsASuccessWithoutAnEntry()
    {
        books.Accept(Report(2023, 100));

        Assert.Empty(books.Accept(Report(2023, 120)));
        Assert.Equal(100, books.State.SurrenderedFor("A", 2023).Units);
    }

    [Fact]
    public void Decide_NoEmissionsOfParagraph28_MoveNothing()
    {
        Assert.Empty(books.Accept(Report(2022, 0)));
        Assert.Equal(RefusalCode.AlreadySurrendered, books.Refuse(Report(2022, 0, wasReported: true)));
    }

    [Fact]
    public void Decide_BlockedAccountOfParagraph28_IsDebitedAllTheSame()
    {
        books.Accept(Blocking.Decide(SomePapers.Default("A", MonitoringPlanGround.NotSubmitted), false));

        Assert.Equal(["KZ-Q-2022-2023-1:5"], Blocks(Moved(Report(2022, 5))));
    }

    [Theory]
    [InlineData(0, 60, 0)]
    [InlineData(3, 60, 3)]
    [InlineData(100, 60, 8)]
    public void Decide_OffsetsOfParagraph28_FollowQuotaAsFarAsTheHolderGivesThem(long most, long quota, long offsets)
    {
        BuyOffsets(8);
        var moved = Moved(Report(2022, 70, mostOffsets: most));

        Assert.Equal((quota, offsets), (Units(moved, UnitKind.Quota), Units(moved, UnitKind.Offset)));
        Assert.Equal(10 - offsets, moved.Deficit);
        Assert.Equal(new YearSurrender(quota + offsets, offsets), books.State.SurrenderedFor("A", 2022));
    }

    [Fact]
    public void Decide_OffsetsOfParagraph28_AreCountedOverAllReportsOfTheYear()
    {
        BuyOffsets(8);
        books.Accept(Report(2022, 70, mostOffsets: 3));
        Assert.Empty(books.Accept(Report(2022, 70, mostOffsets: 3)));
        var moved = Moved(Report(2022, 70, mostOffsets: 5));

        Assert.Equal((2L, 5L), (Units(moved, UnitKind.Offset), moved.Deficit));
    }

    [Fact]
    public void Decide_OffsetsOfParagraph28WithQuotaEnough_StayWithTheHolder()
    {
        BuyOffsets(8);

        Assert.Equal(0, Units(Moved(Report(2022, 60, mostOffsets: 8)), UnitKind.Offset));
    }

    [Fact]
    public void Decide_UnitsOfAnEarlierPlanOfParagraph28_AreNotCarriedOver()
    {
        var later = PlanTable.Read(PlanTable.Usual.Replace("2022-2023", "2024-2025", StringComparison.Ordinal));
        books.Accept(PlanEntry.Decide(later, Books.SystemOperator, books.State));
        books.Accept(Opening.Decide(
            SomePapers.Application(later, "A"), later, "holder-A", SomePapers.Today, books.State));
        var orders = Surrendering.Decide(
            SomePapers.Report("A", 2024, 80),
            new ReportedYear(true, [Plan.Period, later.Period], false, 0),
            books.State);
        var moved = Moved(orders);

        Assert.Equal(["KZ-Q-2024-2025-1:60"], Blocks(moved));
        Assert.Equal((20L, 140L), (moved.Deficit, books.Quota("A")));
    }

    [Theory]
    [InlineData("A", 2021, RefusalCode.YearNotCovered)]
    [InlineData("A", 2024, RefusalCode.YearNotCovered)]
    [InlineData("X", 2022, RefusalCode.InstallationUnknown)]
    public void Decide_ReportOfParagraph28OutsideThePlan_IsRefused(string installation, int year, RefusalCode code) =>
        Assert.Equal(code, SomePapers.RefusalOf(Surrendering.Decide(
            SomePapers.Report(installation, year, 1),
            new ReportedYear(Plan.Find(installation) is not null, [Plan.Period], false, 0),
            books.State)));

    [Fact]
    public void Decide_YearOfParagraph28ThatHasNotBegun_IsRefused() => Assert.Equal(
        RefusalCode.YearNotCovered,
        SomePapers.RefusalOf(Surrendering.Decide(
            SomePapers.Report("A", 2023, 1) with { RegisteredOn = new DateOnly(2022, 12, 31) },
            new ReportedYear(true, [Plan.Period], false, 0),
            books.State)));

    [Fact]
    public void Decide_InstallationOfParagraph28WithoutAnAccount_IsRefused() => Assert.Equal(
        RefusalCode.AccountNotFound,
        books.Refuse(Surrendering.Decide(
            SomePapers.Report("P", 2022, 1), new ReportedYear(true, [Plan.Period], false, 0), books.State)));

    [Fact]
    public void Decide_NoticeOfParagraph28Part2_SurrendersAdditionalQuotaAlone()
    {
        GiveAdditional(7);
        var moved = Moved(Surrendering.Decide(SomePapers.AdditionalSurrender("A", 6), books.State));

        Assert.Equal((MoveCode.T20, null, null), (moved.Code, moved.Year, moved.Deficit));
        Assert.Equal(["KZ-Q-2022-2023-107:111", "KZ-Q-2022-2023-206"], Blocks(moved));
        Assert.Equal(101, books.Quota("A"));
        Assert.Equal(default, books.State.SurrenderedFor("A", 2022));
    }

    [Fact]
    public void Decide_NoticeOfParagraph28Part2ForMoreThanThereIs_SaysHowManyThereAre()
    {
        GiveAdditional(7);
        var refused = Assert.IsType<Orders.Refuse>(
            Surrendering.Decide(SomePapers.AdditionalSurrender("A", 8), books.State)).Refusal;

        Assert.Equal(RefusalCode.AdditionalQuotaShort, refused.Code);
        Assert.Contains("holds 7 units", refused.Text.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("B", RefusalCode.AdditionalQuotaShort)]
    [InlineData("P", RefusalCode.AccountNotFound)]
    public void Decide_NoticeOfParagraph28Part2WithoutSuchUnits_IsRefused(string installation, RefusalCode code) =>
        Assert.Equal(code, SomePapers.RefusalOf(
            Surrendering.Decide(SomePapers.AdditionalSurrender(installation, 1), books.State)));

    private static string[] Blocks(EntryBody.Moved moved) => [.. moved.Moves.Select(move => move.Block.ToString())];

    private static long Units(EntryBody.Moved moved, UnitKind kind) =>
        moved.Moves.Where(move => move.Block.Series.Kind == kind).Sum(move => move.Block.Count);

    private EntryBody.Moved Moved(Orders orders)
    {
        var entry = Assert.Single(books.Accept(orders));
        Assert.Equal("¶28", entry.Basis.Paragraph);
        Assert.EndsWith("/surrender", entry.Instruction, StringComparison.Ordinal);
        return Assert.IsType<EntryBody.Moved>(entry.Body);
    }

    private Orders Report(int year, long tonnes, long mostOffsets = 0, bool wasReported = false) => Surrendering.Decide(
        SomePapers.Report("A", year, tonnes),
        new ReportedYear(true, [Plan.Period], wasReported, mostOffsets),
        books.State);

    private void GiveAdditional(long units) => books.Accept(new Orders.Post([new Order("allocate", "¶19", Some.Move(
        MoveCode.T09,
        new AccountReference.ByKind(AccountKind.ReserveCapacity, Plan.Period),
        Some.Of("A"),
        Some.Units(units)))]));

    private void BuyOffsets(long units)
    {
        var applicant = Some.Of(new AccountNumber(AccountKind.OffsetApplicant, 1));
        var line = new IssueLine(units, new UnitAttributes(0, null, "project-1", false));
        books.Accept(new Orders.Post(
        [
            new("open", "¶25", Some.Open(new AccountToOpen(AccountKind.OffsetApplicant, "holder-o", null, null))),
            new("issue", "¶26", new Act.Issue(MoveCode.T14, applicant, Some.Offsets, [line]) { SeriesLimit = units }),
            new("sell", "¶27", Some.Move(
                MoveCode.T15, applicant, Some.Of("A"), Some.Units(units, UnitKind.Offset))),
        ]));
    }
}
