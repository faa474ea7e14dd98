using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Tests.Law;

public sealed class StatutoryDatesTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;

    [Theory]
    [InlineData(2022, "2021-07-01", 4, 1)]
    [InlineData(2024, "2021-07-01", 4, 1)] // 1 April 2024 lies before the change of June
    [InlineData(2025, "2024-06-08", 4, 15)]
    public void In_Year_IsRuledByTheSetOfItsFirstOfApril(int year, string ruleSet, int month, int day)
    {
        var dates = StatutoryDates.In(year);
        Assert.NotNull(dates);
        Assert.Equal(ruleSet, dates.RuleSet.Id);
        Assert.Equal(new DateOnly(year, month, day), dates.Report.In(year));
        Assert.Equal(new DateOnly(year, month, day), dates.MonitoringPlan.In(year));
    }

    [Fact]
    public void In_YearBeforeTheCode_IsNone() => Assert.Null(StatutoryDates.In(2021));

    [Fact]
    public void Under_EachRuleSet_HasDates() =>
        Assert.All(RuleSet.All, set => Assert.Equal(set, StatutoryDates.Under(set).RuleSet));

    [Theory]
    [InlineData("2021-2021", "2022-08-11")] // ninety working days after 1 April 2022
    [InlineData("2022-2025", "2026-10-01")]
    [InlineData("2018-2020", null)]
    public void QuotaExpiresOn_Plan_FollowsTheRuleSetOfTheYearAfterIt(string period, string? expected) =>
        Assert.Equal(
            expected is null ? null : Day(expected),
            StatutoryDates.QuotaExpiresOn(PlanPeriod.Parse(period), Calendar, DayReading.Inclusive));

    [Theory]
    [InlineData("2021-2021", "2022-08-11")]
    [InlineData("2022-2025", "2026-08-26")]
    [InlineData("2026-2030", null)] // beyond the calendar
    public void LeftOverReserveDueOn_Plan_IsNinetyWorkingDaysAfterTheLastReport(string period, string? expected) =>
        Assert.Equal(
            expected is null ? null : Day(expected),
            StatutoryDates.LeftOverReserveDueOn(PlanPeriod.Parse(period), Calendar, DayReading.Inclusive));

    [Theory]
    [InlineData("2023-04-15", DayReading.Inclusive, "2023-04-17")]
    [InlineData("2025-04-15", DayReading.Inclusive, "2025-04-15")]
    [InlineData("2025-04-15", DayReading.Exclusive, "2025-04-14")]
    [InlineData("2024-04-15", DayReading.Exclusive, "2024-04-15")] // 14 April 2024 is a Sunday
    public void LastDay_OfANamedDate_IsReadAsSetAndMovedToAWorkingDay(string named, DayReading reading, string last) =>
        Assert.Equal(Day(last), StatutoryDates.LastDay(Day(named), reading, Calendar));

    [Theory]
    [InlineData(2023, "2023-04-01", "2023-10-01", null)]
    [InlineData(2024, "2024-04-01", "2024-10-01", null)]
    [InlineData(2025, "2025-04-15", "2025-07-01", "2025-09-01")] // the last year of the plan
    public void AdditionalQuota_Year_HasTheWindowOfItsRuleSet(
        int year, string opens, string closes, string? decision) =>
        Assert.Equal(
            new AdditionalQuotaWindow(Day(opens), Day(closes), decision is null ? null : Day(decision)),
            StatutoryDates.In(year)!.AdditionalQuota(year, PlanPeriod.Parse("2022-2025")));

    [Theory]
    [InlineData("2021-07-01", 6, 1)]
    [InlineData("2024-06-08", 7, 1)]
    public void AdditionalQuota_LastYear_ClosesEarlier(string ruleSet, int month, int day)
    {
        var dates = StatutoryDates.Under(RuleSet.All.Single(set => set.Id == ruleSet));
        Assert.Equal(new DateOnly(2025, month, day), dates.AdditionalQuota(2025, PlanPeriod.Parse("2022-2025")).Closes);
    }

    [Theory]
    [InlineData("2023-03-31", false)] // before 1 April 2023
    [InlineData("2023-04-01", true)]
    [InlineData("2023-10-26", true)] // 1 October, fifteen working days of review, three of notice
    [InlineData("2023-10-27", false)]
    [InlineData("2025-04-14", false)]
    [InlineData("2025-09-04", true)] // decided before 1 September 2025, a day off, and told in three working days
    [InlineData("2025-09-05", false)]
    public void Admits_NoticeOfParagraph19_IsOneBehindWhichAnApplicationInTimeCanStand(string notice, bool admitted)
    {
        var day = Day(notice);
        var window = StatutoryDates.In(day.Year)!.AdditionalQuota(day.Year, PlanPeriod.Parse("2022-2025"));

        Assert.Equal(admitted, window.Admits(day, Calendar));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
