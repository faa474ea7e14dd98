using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Tests.Plans;

/// <summary>¶6: the carbon budgeting periods, and when the lack of a plan is called to mind.</summary>
public sealed class BudgetPeriodsTests
{
    [Fact]
    public void All_OfParagraph6_FollowEachOtherWithoutAGap()
    {
        Assert.Equal(
            "2013-2013 2014-2015 2016-2017 2018-2020 2021-2021 2022-2025 2026-2030",
            string.Join(' ', BudgetPeriods.All.Select(period => period.Years)));
        Assert.Equal(
            [2016], BudgetPeriods.All.Where(period => period.Suspended).Select(period => period.Years.FirstYear));
        Assert.Equal(
            [CapScope.Period], BudgetPeriods.All.Where(period => period.Years.FirstYear == 2018)
                .Select(period => period.CapBy));
        Assert.All(
            BudgetPeriods.All.Zip(BudgetPeriods.All.Skip(1)),
            pair => Assert.Equal(pair.First.Years.LastYear + 1, pair.Second.Years.FirstYear));
        Assert.All(BudgetPeriods.All, period => Assert.NotEmpty(period.Source));
    }

    [Theory]
    [InlineData("2022-2025", null)]
    [InlineData("2026-2030", null)]
    [InlineData("2031-2035", null)]
    [InlineData("2016-2017", "2016-2017")]
    [InlineData("2024-2025", "2022-2025")]
    [InlineData("2022-2023", "2022-2025")]
    [InlineData("2025-2026", "2022-2025")]
    [InlineData("2030-2035", "2026-2030")]
    public void InTheWayOf_YearsOfAPlanOfParagraph6_IsThePeriodThatTheyCut(string years, string? known) =>
        Assert.Equal(known, BudgetPeriods.InTheWayOf(PlanPeriod.Parse(years))?.Years.ToString());

    [Theory]
    [InlineData("2018-2020", 2022, false, false, BudgetPeriodStatus.Closed)]
    [InlineData("2016-2017", 2022, false, false, BudgetPeriodStatus.Suspended)]
    [InlineData("2022-2025", 2022, true, true, BudgetPeriodStatus.InForce)]
    [InlineData("2022-2025", 2022, true, false, BudgetPeriodStatus.Announced)]
    [InlineData("2022-2025", 2021, true, true, BudgetPeriodStatus.Announced)]
    [InlineData("2022-2025", 2025, false, false, BudgetPeriodStatus.NotFormed)]
    [InlineData("2022-2025", 2026, true, true, BudgetPeriodStatus.Closed)]
    [InlineData("2026-2030", 2022, false, false, BudgetPeriodStatus.NotFormed)]
    public void StatusIn_Year_FollowsThePlan(
        string years, int year, bool received, bool carriedOut, BudgetPeriodStatus status) => Assert.Equal(
        status,
        BudgetPeriods.All.Single(period => period.Years.ToString() == years).StatusIn(year, received, carriedOut));

    [Theory]
    [InlineData(91, null)]
    [InlineData(90, 90)]
    [InlineData(31, 90)]
    [InlineData(30, 30)]
    [InlineData(11, 30)]
    [InlineData(10, 10)]
    [InlineData(1, 10)]
    [InlineData(0, null)]
    [InlineData(-5, null)]
    public void ReminderAt_DaysBeforeAPeriodOfParagraph6_IsTheLatestThatIsDue(int daysLeft, int? reminder) =>
        Assert.Equal(reminder, BudgetPeriods.ReminderAt(daysLeft));

    [Theory]
    [InlineData("2025-10-02", "")]
    [InlineData("2025-10-03", "2026-2030 90")]
    [InlineData("2025-12-02", "2026-2030 30")]
    [InlineData("2025-12-31", "2026-2030 10")]
    [InlineData("2026-01-01", "")]
    [InlineData("2015-12-31", "")]
    public void Due_WithoutAPlanOfParagraph6_NamesThePeriodThatIsToBeFormed(string today, string due)
    {
        var day = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(due, string.Join(' ', BudgetPeriods.Due(day, []).Select(
            one => $"{one.Period.Years} {one.Days}")));
        Assert.Empty(BudgetPeriods.Due(day, [PlanPeriod.Parse("2026-2030")]));
    }

    [Fact]
    public void With_PlanOfANewPeriod_ListsItInItsPlace()
    {
        var periods = BudgetPeriods.With([PlanPeriod.Parse("2031-2035"), PlanPeriod.Parse("2022-2025")]);

        Assert.Equal(BudgetPeriods.All.Count + 1, periods.Count);
        Assert.Equal("2031-2035", periods[^1].Years.ToString());
    }
}
