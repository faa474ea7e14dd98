using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>¶18 and ¶19: units of the reserve are credited, with the year and the category of the decision.</summary>
public sealed class FromReserveTests
{
    private static readonly NationalPlan Plan = PlanTable.Read("""
        2022-2024
        A                       210140000016  60  40  20
        newInstallations        10  20  30
        unaccountedInstallations  1   2   3
        capacityIncrease        5   5   5
        administeredTransition  4   1   0
        """);

    private readonly Books books = Books.WithAccounts(Plan, "A");

    [Theory]
    [InlineData(ReserveCategory.NewInstallations, "T06", AccountKind.ReserveNew, 50)]
    [InlineData(ReserveCategory.UnaccountedInstallations, "T07", AccountKind.ReserveUnaccounted, 4)]
    [InlineData(ReserveCategory.AdministeredTransition, "T08", AccountKind.ReserveTransition, 5)]
    public void Decide_NoticeOfParagraph18_DebitsTheSubaccountOfItsCategory(
        ReserveCategory category, string code, AccountKind kind, long whole)
    {
        Open("N", category);
        var units = whole == 50 ? 10 : 2;
        var before = books.Quota(kind, Plan.Period);
        var entry = Assert.Single(books.Accept(Allocate("N", category, 2023, units)));

        Assert.Equal((code, "¶18"), (((EntryBody.Moved)entry.Body).Code.ToString(), entry.Basis.Paragraph));
        Assert.EndsWith("/allocate", entry.Instruction);
        Assert.Equal(units, books.Quota("N"));
        Assert.Equal(before - units, books.Quota(kind, Plan.Period));
    }

    [Fact]
    public void Decide_YearOfParagraph18_TakesItsOwnUnitsFirstThenEarlierThenLaterOnes()
    {
        Open("N", ReserveCategory.NewInstallations);
        var own = books.Accept(Allocate("N", ReserveCategory.NewInstallations, 2023, 20));
        Assert.All(((EntryBody.Moved)own[0].Body).Moves, move => Assert.Null(move.Attributes));
        var borrowed = books.Accept(Allocate("N", ReserveCategory.NewInstallations, 2023, 15));

        Assert.Equal(
            [2023, 2023], ((EntryBody.Moved)borrowed[0].Body).Moves.Select(move => move.Attributes!.AllocationYear));
        Assert.All(
            books.State.HoldingsOf(books.Account("N").Number),
            holding => Assert.Equal((2023, "newInstallations"),
                (holding.Attributes.AllocationYear, holding.Attributes.Line)));
        Assert.Equal(
            "2024/newInstallations",
            Assert.Single(books.Holdings(books.Account(AccountKind.ReserveNew, Plan.Period)).Split(' ')).Split('@')[1]);
    }

    [Fact]
    public void Decide_AdditionalQuotaOfParagraph19_IsToldByItsLineHoweverTheSubaccountWasFilled()
    {
        books.Accept(Liquidation.Decide(SomePapers.Liquidation("A"), Periods, []));
        Open("N", ReserveCategory.NewInstallations);
        books.Accept(ReserveChanges.Decide(SomePapers.TopUp(ReserveCategory.CapacityIncrease, 40), Plan.Period));
        var entry = Assert.Single(books.Accept(FromReserve.Decide(SomePapers.Additional("N", 2022, 50), Periods)));

        Assert.Equal((MoveCode.T09, "¶19"), (((EntryBody.Moved)entry.Body).Code, entry.Basis.Paragraph));
        Assert.All(
            books.State.HoldingsOf(books.Account("N").Number),
            holding => Assert.Equal((2022, "capacityIncrease"),
                (holding.Attributes.AllocationYear, holding.Attributes.Line)));
        Assert.Equal(50, books.Quota("N"));
    }

    [Fact]
    public void Decide_CorrectionOfParagraph19_GivesTheUnitsTheirOldYearBack()
    {
        var before = books.Holdings(books.Account(AccountKind.ReserveCapacity, Plan.Period));
        var entry = Assert.Single(books.Accept(FromReserve.Decide(SomePapers.Additional("A", 2022, 12), Periods)));
        books.Correct(entry);

        Assert.Equal(before, books.Holdings(books.Account(AccountKind.ReserveCapacity, Plan.Period)));
        Assert.Equal(120, books.Quota("A"));
    }

    [Fact]
    public void Decide_MoreThanTheSubaccountOfParagraph18_IsRefusedAndPointsToParagraph23()
    {
        Open("N", ReserveCategory.NewInstallations);
        books.Accept(Allocate("N", ReserveCategory.NewInstallations, 2023, 60));

        Assert.Equal(
            RefusalCode.ReserveShort, books.Refuse(Allocate("N", ReserveCategory.NewInstallations, 2023, 1)));
        Assert.Equal(
            RefusalCode.ReserveShort, books.Refuse(FromReserve.Decide(SomePapers.Additional("A", 2022, 16), Periods)));
        Assert.Contains("¶23", RefusalCatalogue.Refuse(RefusalCode.ReserveShort, "x", 1, 2).Text.En);
    }

    [Fact]
    public void Decide_WhatOneNoticeOfParagraph18Left_IsAllThatTheNextOneGets()
    {
        Open("N", ReserveCategory.UnaccountedInstallations);
        Open("M", ReserveCategory.UnaccountedInstallations);
        books.Accept(Allocate("N", ReserveCategory.UnaccountedInstallations, 2023, 4));

        Assert.Equal(
            RefusalCode.ReserveShort, books.Refuse(Allocate("M", ReserveCategory.UnaccountedInstallations, 2023, 4)));
        books.Accept(Allocate("M", ReserveCategory.UnaccountedInstallations, 2023, 2));
        Assert.Equal(0, books.Quota(AccountKind.ReserveUnaccounted, Plan.Period));
    }

    [Fact]
    public void Decide_AnotherCategoryThanThatOfParagraph17_IsRefusedByParagraph18()
    {
        Open("N", ReserveCategory.UnaccountedInstallations);
        var orders = FromReserve.Decide(
            SomePapers.Allocation("N", ReserveCategory.NewInstallations, 2023, 1),
            ReserveCategory.UnaccountedInstallations,
            Periods,
            books.State);

        Assert.Equal(RefusalCode.CategoryMismatch, SomePapers.RefusalOf(orders));
    }

    [Theory]
    [InlineData("A", RefusalCode.NotNewInstallation)]
    [InlineData("N", RefusalCode.AccountNotFound)]
    public void Decide_AccountThatParagraph17DidNotOpen_IsRefusedByParagraph18(string installation, RefusalCode code)
    {
        var orders = FromReserve.Decide(
            SomePapers.Allocation(installation, ReserveCategory.NewInstallations, 2023, 1), null, Periods, books.State);

        Assert.Equal(code, SomePapers.RefusalOf(orders));
    }

    [Theory]
    [InlineData(2021, false)]
    [InlineData(2022, true)]
    [InlineData(2024, true)]
    [InlineData(2025, false)]
    public void Decide_YearOfParagraphs18And19_LiesInThePeriodOfAPlan(int year, bool posts)
    {
        Open("N", ReserveCategory.NewInstallations);
        Orders[] both =
        [
            Allocate("N", ReserveCategory.NewInstallations, year, 1),
            FromReserve.Decide(SomePapers.Additional("A", year, 1), Periods),
        ];

        Assert.All(both, orders => Assert.Equal(posts, orders is Orders.Post));
        Assert.All(
            both.OfType<Orders.Refuse>(), refused => Assert.Equal(RefusalCode.YearOutsidePlan, refused.Refusal.Code));
    }

    [Fact]
    public void Decide_YearOfTheLaterPlan_DebitsItsReserveByParagraph19()
    {
        var later = PlanTable.Read("2025-2026\nA 210140000016 1 1\ncapacityIncrease 7 7");
        books.Accept(PlanEntry.Decide(later, Books.SystemOperator, books.State));
        var notice = SomePapers.Additional("A", 2026, 9);
        books.Accept(FromReserve.Decide(notice, [Plan.Period, later.Period]));

        Assert.Equal(5, books.Quota(AccountKind.ReserveCapacity, later.Period));
        Assert.Equal(15, books.Quota(AccountKind.ReserveCapacity, Plan.Period));
    }

    [Theory]
    [InlineData(2022, true)]
    [InlineData(2023, false)]
    public void MayStartTooEarly_YearOfParagraph18_IsThatAfterTheApplication(int year, bool early) => Assert.Equal(
        early,
        FromReserve.MayStartTooEarly(
            SomePapers.Allocation("N", ReserveCategory.NewInstallations, year, 1), new DateOnly(2022, 12, 31)));

    private static IReadOnlyList<PlanPeriod> Periods => [Plan.Period];

    private void Open(string installation, ReserveCategory category) => books.Accept(NewInstallationOpening.Decide(
        SomePapers.New(installation, category), Plan, "holder-" + installation, SomePapers.Today, books.State));

    private Orders Allocate(string installation, ReserveCategory category, int year, long units) => FromReserve.Decide(
        SomePapers.Allocation(installation, category, year, units), category, Periods, books.State);
}
