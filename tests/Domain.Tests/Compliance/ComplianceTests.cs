using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Compliance;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Procedures;

namespace CarbonRegistry.Domain.Tests.Compliance;

/// <summary>
/// How an installation stands for a year, by both clocks (¶28; requirements C10), and what a deficit costs.
/// </summary>
public sealed class ComplianceTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;
    private static readonly DateOnly Deadline = new(2025, 4, 15);

    [Theory]
    [InlineData(2021, 14_585)]
    [InlineData(2022, 15_315)]
    [InlineData(2023, 17_250)]
    [InlineData(2024, 18_460)]
    [InlineData(2025, 19_660)]
    [InlineData(2026, 21_625)]
    public void Estimate_OneMissingUnit_IsFiveIndicesOfTheYear(int year, long tenge) =>
        Assert.Equal(tenge, Penalty.Estimate(1, new DateOnly(year, 4, 22))!.Tenge);

    [Fact]
    public void Estimate_WithoutADeficitOrAnIndex_IsNone()
    {
        Assert.Null(Penalty.Estimate(0, new DateOnly(2025, 4, 22)));
        Assert.Null(Penalty.Estimate(1, new DateOnly(2020, 4, 22)));
        Assert.Null(Penalty.Estimate(1, new DateOnly(2027, 4, 22)));
        Assert.Equal(19_660_000_000_000_000, Penalty.Estimate(1_000_000_000_000, new DateOnly(2025, 1, 1))!.Tenge);
    }

    [Theory]
    [InlineData(2022, "2023-04-03")]
    [InlineData(2023, "2024-04-01")]
    [InlineData(2024, "2025-04-15")]
    [InlineData(2025, "2026-04-15")]
    public void HolderDeadlineOf_AYear_IsTheReportingDateOfItsRuleSet(int year, string deadline) =>
        Assert.Equal(
            DateOnly.Parse(deadline), ComplianceRecord.HolderDeadlineOf(year, Calendar, DayReading.Inclusive));

    [Fact]
    public void Of_AReportCarriedOutInTime_ShowsBothClocks()
    {
        var record = Of([new("r-1", 70, Deadline, new(2025, 4, 22), new(2025, 4, 21))], 70, 70);

        Assert.Equal((70L, 70L, 0L), (record.Verified!.Value, record.Surrendered, record.Deficit));
        Assert.Equal((Deadline, true), (record.HolderDeadline!.Value, record.CompliantInTime!.Value));
        Assert.Equal((new DateOnly(2025, 4, 22), new DateOnly(2025, 4, 21)), (
            record.RegistryDueOn!.Value, record.ExecutedOn!.Value));
        Assert.Null(record.PenaltyEstimate);
    }

    [Fact]
    public void Of_AShortBalance_HasADeficitAndAnEstimate()
    {
        var record = Of([new("r-1", 70, Deadline, new(2025, 4, 22), new(2025, 4, 22))], 60, 60);

        Assert.Equal((10L, 196_600L), (record.Deficit, record.PenaltyEstimate!.Tenge));
        Assert.False(record.CompliantInTime);
    }

    [Theory]
    [InlineData("2025-04-15", 70, true)]
    [InlineData("2025-04-15", 69, false)]
    [InlineData("2025-04-16", 70, false)]
    public void Of_TheHoldersClock_AsksForTheReportAndTheUnitsOnTheDay(string registered, long covered, bool inTime) =>
        Assert.Equal(inTime, Of([new("r-1", 70, DateOnly.Parse(registered), null, null)], 0, covered).CompliantInTime);

    [Fact]
    public void Of_ADeficitThatWasFilledLater_IsCompliantButNotInTime()
    {
        var record = Of(
            [
                new("r-1", 70, Deadline, new(2025, 4, 22), new(2025, 4, 22)),
                new("r-2", 70, new(2025, 6, 2), new(2025, 6, 9), new(2025, 6, 9)),
            ],
            70, 60);

        Assert.Equal((0L, false, "r-2"), (record.Deficit, record.CompliantInTime!.Value, record.Procedure));
    }

    [Fact]
    public void Of_NoReport_SaysNothingBeforeTheDayAndThenThatItIsMissing()
    {
        Assert.Null(Of([], 0, null).CompliantInTime);
        Assert.False(Of([], 0, 100).CompliantInTime);
        Assert.Equal((null, 0L, null), (Of([], 0, 100).Verified, Of([], 0, 100).Deficit, Of([], 0, 100).RegistryDueOn));
    }

    [Fact]
    public void Of_AReportThatWaits_HasNoDeficitYet() =>
        Assert.Equal(0, Of([new("r-1", 70, Deadline, new(2025, 4, 22), null)], 0, 60).Deficit);

    [Fact]
    public void Covering_AnAccount_CountsWhatMayStandForTheYear()
    {
        var plan = PlanTable.Read(PlanTable.Usual);
        var books = Books.WithAccounts(plan, "A");
        Assert.Equal((60L, 100L), (Covering(2022), Covering(2023)));

        books.Accept(Surrendering.Decide(
            SomePapers.Report("A", 2022, 50), new ReportedYear(true, [plan.Period], false, 0), books.State));
        Assert.Equal((60L, 50L), (Covering(2022), Covering(2023)));
        Assert.Equal(0, ComplianceRecord.Covering("Z", 2022, 0, books.State));

        long Covering(int year) => ComplianceRecord.Covering("A", year, 0, books.State);
    }

    private static ComplianceRecord Of(IReadOnlyList<ReportFacts> reports, long surrendered, long? covered) =>
        ComplianceRecord.Of("A", 2024, reports, new YearSurrender(surrendered, 0), covered, Deadline);
}
