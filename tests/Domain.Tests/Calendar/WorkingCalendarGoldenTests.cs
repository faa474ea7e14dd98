using CarbonRegistry.Domain.Calendar;

namespace CarbonRegistry.Domain.Tests.Calendar;

/// <summary>Terms whose ends were worked out by hand from the published acts.</summary>
public sealed class WorkingCalendarGoldenTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;

    [Theory]
    [InlineData("2021-06-30", 3, "2021-07-03")] // a worked Saturday
    [InlineData("2021-07-01", 3, "2021-07-07")]
    [InlineData("2022-03-03", 3, "2022-03-09")]
    [InlineData("2022-05-06", 3, "2022-05-13")]
    [InlineData("2022-10-20", 3, "2022-10-26")]
    [InlineData("2023-06-30", 5, "2023-07-10")]
    [InlineData("2024-05-03", 3, "2024-05-10")]
    [InlineData("2024-12-31", 3, "2025-01-08")] // counts the worked Sunday 5 January
    [InlineData("2025-03-07", 3, "2025-03-13")]
    [InlineData("2025-03-20", 3, "2025-03-28")]
    [InlineData("2025-03-20", 5, "2025-04-01")]
    [InlineData("2025-04-30", 5, "2025-05-12")]
    [InlineData("2025-06-05", 3, "2025-06-11")]
    [InlineData("2025-06-05", 10, "2025-06-20")]
    [InlineData("2025-10-24", 4, "2025-10-31")] // the furthest postponement of an auction
    [InlineData("2026-03-13", 3, "2026-03-18")]
    [InlineData("2026-03-20", 3, "2026-03-30")]
    [InlineData("2026-08-28", 3, "2026-09-02")] // 31 August 2026 is worked
    [InlineData("2026-10-23", 10, "2026-11-09")]
    [InlineData("2027-03-12", 3, "2027-03-18")]
    [InlineData("2027-03-19", 5, "2027-03-31")]
    [InlineData("2022-04-01", 90, "2022-08-11")]
    [InlineData("2026-04-15", 90, "2026-08-26")]
    [InlineData("2025-04-15", 20, "2025-05-16")] // a report is reviewed …
    [InlineData("2025-05-16", 5, "2025-05-23")]  // … and surrendered for
    [InlineData("2026-04-15", 20, "2026-05-18")]
    [InlineData("2026-05-18", 5, "2026-05-25")]
    [InlineData("2025-04-15", 5, "2025-04-22")]
    public void AddWorkingDays_KnownTerm_EndsOnTheDayWorkedOutByHand(string from, int workingDays, string dueOn)
    {
        var result = Assert.IsType<DeadlineResult.Due>(Calendar.AddWorkingDays(Day(from), workingDays));
        Assert.Equal(Day(dueOn), result.DueOn);
    }

    [Theory]
    [InlineData(2021, 245)]
    [InlineData(2022, 246)]
    [InlineData(2023, 246)]
    [InlineData(2024, 249)]
    [InlineData(2025, 246)]
    [InlineData(2026, 247)]
    [InlineData(2027, 247)]
    public void IsWorkingDay_OverAYear_GivesThePublishedBalance(int year, int workingDays)
    {
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365)
            .Select(offset => new DateOnly(year, 1, 1).AddDays(offset));
        Assert.Equal(workingDays, days.Count(Calendar.IsWorkingDay));
    }

    [Fact]
    public void IsWorkingDay_In2025_IsOffOnExactlyThePublishedWeekdays()
    {
        string[] expected =
        [
            "2025-01-01", "2025-01-02", "2025-01-03", "2025-01-07", "2025-03-10", "2025-03-21", "2025-03-24",
            "2025-03-25", "2025-05-01", "2025-05-07", "2025-05-09", "2025-06-06", "2025-07-07", "2025-09-01",
            "2025-10-27", "2025-12-16",
        ];
        var off = Enumerable.Range(0, 365)
            .Select(offset => new DateOnly(2025, 1, 1).AddDays(offset))
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Where(day => !Calendar.IsWorkingDay(day));
        Assert.Equal(expected.Select(Day), off);
        Assert.True(Calendar.IsWorkingDay(Day("2025-01-05")));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
