using CarbonRegistry.Domain.Calendar;

namespace CarbonRegistry.Domain.Tests.Calendar;

/// <summary>Every day of 2021 to 2027, judged by a second, naive count.</summary>
public sealed class WorkingCalendarPropertyTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;
    private static readonly NaiveCalendar Naive = new();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(90)]
    public void AddWorkingDays_FromEveryDay_AgreesWithTheNaiveCountAndNeverGoesBack(int workingDays)
    {
        var before = DateOnly.MinValue;
        foreach (var from in NaiveCalendar.Days())
        {
            var result = Calendar.AddWorkingDays(from, workingDays);
            if (Naive.Due(from, workingDays) is not { } expected)
            {
                Assert.IsType<DeadlineResult.NotCovered>(result);
                continue;
            }

            var due = Assert.IsType<DeadlineResult.Due>(result);
            Assert.Equal(expected, due.DueOn);
            Assert.True(Calendar.IsWorkingDay(due.DueOn));
            Assert.True(due.DueOn >= before, $"{from:O} is due before the day before it.");
            Assert.Equal(due.DueOn.DayNumber - from.DayNumber, workingDays + due.Skipped.Count);
            Assert.All(due.Skipped, off => Assert.False(Naive.IsWorkingDay(off.Date)));
            before = due.DueOn;
        }
    }

    [Fact]
    public void IsWorkingDay_EveryDay_AgreesWithTheNaiveCount() =>
        Assert.All(NaiveCalendar.Days(), day => Assert.Equal(Naive.IsWorkingDay(day), Calendar.IsWorkingDay(day)));

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void WorkingDaysLeft_FromEventToDue_CountsDownFromTheTermToZeroAndBelow(int workingDays)
    {
        foreach (var from in NaiveCalendar.Days())
        {
            if (Calendar.AddWorkingDays(from, workingDays) is not DeadlineResult.Due due
                || due.DueOn.AddDays(12) > NaiveCalendar.Last)
            {
                continue;
            }

            Assert.Equal(workingDays, Calendar.WorkingDaysLeft(from, due.DueOn));
            var before = workingDays;
            for (var today = from.AddDays(1); today <= due.DueOn.AddDays(12); today = today.AddDays(1))
            {
                var left = Calendar.WorkingDaysLeft(today, due.DueOn)!.Value;
                Assert.InRange(left, before - 1, before);
                Assert.Equal(Math.Sign(due.DueOn.DayNumber - today.DayNumber), Math.Sign(left));
                before = left;
            }
        }
    }

    [Fact]
    public void PreviousWorkingDay_EveryDay_IsTheLastWorkedDayBeforeIt()
    {
        foreach (var day in NaiveCalendar.Days())
        {
            var previous = Calendar.PreviousWorkingDay(day);
            if (previous is null)
                Assert.Equal(0, Naive.WorkedIn(NaiveCalendar.First.AddDays(-1), day.AddDays(-1)));
            else
                Assert.Equal((1, true), (Naive.WorkedIn(previous.Value.AddDays(-1), day.AddDays(-1)), previous < day));
        }
    }
}
