using System.Globalization;
using CarbonRegistry.Domain.Calendar;

namespace CarbonRegistry.Domain.Tests.Calendar;

public sealed class KazakhstanTimeTests
{
    [Theory]
    [InlineData("2021-07-01", "17:00", "2021-07-01T17:00:00+06:00")]
    [InlineData("2024-02-28", "17:00", "2024-02-28T17:00:00+06:00")]
    [InlineData("2024-02-29", "17:00", "2024-02-29T17:00:00+06:00")]
    [InlineData("2024-02-29", "22:59:59", "2024-02-29T22:59:59+06:00")]
    [InlineData("2024-02-29", "23:00", "2024-02-29T23:00:00+05:00")] // shown twice: the second time
    [InlineData("2024-02-29", "23:30", "2024-02-29T23:30:00+05:00")]
    [InlineData("2024-03-01", "00:00", "2024-03-01T00:00:00+05:00")]
    [InlineData("2024-03-01", "17:00", "2024-03-01T17:00:00+05:00")]
    [InlineData("2027-12-31", "17:00", "2027-12-31T17:00:00+05:00")]
    public void At_AroundTheZoneChange_HasTheOffsetOfThatMoment(string date, string time, string expected) =>
        AssertSame(expected, KazakhstanTime.At(Day(date), TimeOnly.Parse(time, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2024-02-28", "2024-02-29T00:00:00+06:00")]
    [InlineData("2024-02-29", "2024-03-01T00:00:00+05:00")]
    [InlineData("2024-12-31", "2025-01-01T00:00:00+05:00")]
    public void EndOf_Day_IsTheMidnightThatBeginsTheNext(string date, string expected) =>
        AssertSame(expected, KazakhstanTime.EndOf(Day(date)));

    [Theory]
    [InlineData("2024-02-28T17:59:59.999Z", "2024-02-28")]
    [InlineData("2024-02-28T18:00:00Z", "2024-02-29")]  // midnight at +06
    [InlineData("2024-02-29T17:59:59Z", "2024-02-29")]  // the first 23:59:59
    [InlineData("2024-02-29T18:00:00Z", "2024-02-29")]  // 23:00 for the second time
    [InlineData("2024-02-29T18:59:59.999Z", "2024-02-29")]
    [InlineData("2024-02-29T19:00:00Z", "2024-03-01")]  // midnight at +05
    [InlineData("2024-03-01T18:59:59Z", "2024-03-01")]
    [InlineData("2025-01-01T02:00:00+08:00", "2024-12-31")]
    public void DateOf_Moment_IsTheDayOnTheClocksOfKazakhstan(string moment, string expected) =>
        Assert.Equal(Day(expected), KazakhstanTime.DateOf(Moment(moment)));

    [Theory]
    [InlineData("2024-02-29T17:30:00Z", "2024-02-29T23:30:00+06:00")]
    [InlineData("2024-02-29T18:30:00Z", "2024-02-29T23:30:00+05:00")]
    [InlineData("2022-07-25T03:00:00Z", "2022-07-25T09:00:00+06:00")]
    public void Local_Moment_KeepsTheInstantAndShowsTheOffset(string moment, string expected)
    {
        AssertSame(expected, KazakhstanTime.Local(Moment(moment)));
        Assert.Equal(Moment(moment), KazakhstanTime.Local(Moment(moment)));
    }

    [Fact]
    public void EndOf_EveryDayOf2021To2027_IsTheFirstMomentOfTheNextDay()
    {
        foreach (var day in NaiveCalendar.Days())
        {
            var end = KazakhstanTime.EndOf(day);
            Assert.Equal(day.AddDays(1), KazakhstanTime.DateOf(end));
            Assert.Equal(day, KazakhstanTime.DateOf(end.AddTicks(-1)));
        }
    }

    private static void AssertSame(string expected, DateTimeOffset actual) =>
        Assert.Equal((Moment(expected), Moment(expected).Offset), (actual, actual.Offset));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
