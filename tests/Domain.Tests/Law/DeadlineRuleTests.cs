using System.Globalization;
using System.Text.Json;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Tests.Calendar;

namespace CarbonRegistry.Domain.Tests.Law;

public sealed class DeadlineRuleTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;

    [Fact]
    public void Compute_NoticeBeforeNauryz_SaysAllThatIsStored()
    {
        var deadline = Compute(RegulatedAct.AccountApplication, new(2025, 3, 20));
        Assert.NotNull(deadline);
        Assert.Equal(
            (new DateOnly(2025, 3, 20), new DateOnly(2025, 3, 28), 3, "¶14", "2024-06-08", true, Calendar.Version),
            (deadline.EventOn, deadline.DueOn, deadline.WorkingDays, deadline.Paragraph, deadline.RuleSet,
                deadline.Statutory, deadline.CalendarVersion));
        Assert.Equal(Moment("2025-03-28T17:00:00+05:00"), deadline.ExecuteAt);
        Assert.Equal(Moment("2025-03-27T09:00:00+05:00"), deadline.RemindAt);
        Assert.Equal(Moment("2025-03-29T00:00:00+05:00"), deadline.OverdueFrom);
        Assert.Equal([21, 22, 23, 24, 25], deadline.Skipped.Select(off => off.Date.Day));
        Assert.Null(deadline.CodeDueOn);
        Assert.Equal(deadline.DueOn, deadline.BreachOn);
    }

    [Fact]
    public void Compute_DueOnTheLeapDayOfTheZoneChange_KeepsSixHoursAndEndsAtTheLaterMidnight()
    {
        var deadline = Compute(RegulatedAct.AccountApplication, new(2024, 2, 26));
        Assert.NotNull(deadline);
        Assert.Equal(new DateOnly(2024, 2, 29), deadline.DueOn);
        AssertSame("2024-02-29T17:00:00+06:00", deadline.ExecuteAt);
        AssertSame("2024-02-28T09:00:00+06:00", deadline.RemindAt!.Value);
        AssertSame("2024-03-01T00:00:00+05:00", deadline.OverdueFrom);
        // Between 17:00 and midnight lie eight hours that day, not seven.
        Assert.Equal(TimeSpan.FromHours(8), deadline.OverdueFrom - deadline.ExecuteAt);
    }

    [Fact]
    public void Compute_DueOnTheDayAfterTheZoneChange_HasFiveHours()
    {
        var deadline = Compute(RegulatedAct.AccountApplication, new(2024, 2, 27));
        Assert.NotNull(deadline);
        AssertSame("2024-03-01T17:00:00+05:00", deadline.ExecuteAt);
        AssertSame("2024-02-29T09:00:00+06:00", deadline.RemindAt!.Value);
    }

    [Theory]
    [InlineData("2024-06-07", "2021-07-01")]
    [InlineData("2024-06-08", "2024-06-08")]
    public void Compute_AtTheChangeOfLaw_IsChosenByTheDayOfTheEvent(string eventOn, string ruleSet) =>
        Assert.Equal(ruleSet, Compute(RegulatedAct.MonitoringPlanDefault, Day(eventOn))?.RuleSet);

    [Fact]
    public void Compute_InternalTerm_IsNeverABreach()
    {
        var deadline = Compute(RegulatedAct.VoluntaryCancellation, new(2025, 3, 20));
        Assert.False(deadline?.Statutory);
        Assert.Null(deadline?.BreachOn);
    }

    [Fact]
    public void Compute_TermOfOneDay_HasNoReminderOnTheDayOfTheEvent()
    {
        var term = Terms.For(RegulatedAct.AccountApplication, new(2025, 5, 15)) with { WorkingDays = 1 };
        var deadline = DeadlineRule.Compute(term, new(2025, 5, 15), Calendar, DeadlineRule.DefaultExecuteAt);
        Assert.Equal(new DateOnly(2025, 5, 16), deadline?.DueOn);
        Assert.Null(deadline?.RemindAt);
    }

    [Fact]
    public void Compute_AnotherHour_MovesOnlyTheExecution()
    {
        var term = Terms.For(RegulatedAct.AccountApplication, new(2025, 3, 20));
        var deadline = DeadlineRule.Compute(term, new(2025, 3, 20), Calendar, new TimeOnly(12, 30));
        AssertSame("2025-03-28T12:30:00+05:00", deadline!.ExecuteAt);
        AssertSame("2025-03-29T00:00:00+05:00", deadline.OverdueFrom);
    }

    [Fact]
    public void Compute_TermThatLeavesTheCalendar_IsNotComputed() =>
        Assert.Null(Compute(RegulatedAct.InstallationLiquidation, new(2027, 12, 20)));

    [Fact]
    public void Compute_EveryDayAndEveryAct_IsInOrderAndOnWorkingDays()
    {
        var naive = new NaiveCalendar();
        var days = NaiveCalendar.Days().Where(day => day >= RuleSet.Of2021.Since).ToArray();
        foreach (var act in Enum.GetValues<RegulatedAct>())
        {
            foreach (var day in days)
            {
                var deadline = Compute(act, day);
                Assert.Equal(naive.Due(day, Terms.For(act, day).WorkingDays), deadline?.DueOn);
                if (deadline is null)
                    continue;
                Assert.True(deadline.RemindAt < deadline.ExecuteAt && deadline.ExecuteAt < deadline.OverdueFrom);
                Assert.Equal(deadline.DueOn, KazakhstanTime.DateOf(deadline.ExecuteAt));
            }
        }
    }

    [Theory]
    [InlineData("2022-07-12", "2022-07-11", "2022-07-15", "2022-07-25", "2022-07-25")] // the Code's is later
    [InlineData("2022-07-25", "2022-07-11", "2022-07-28", "2022-07-25", "2022-07-28")] // the Order's is later
    [InlineData("2021-07-01", "2021-01-13", "2021-07-07", null, "2021-07-07")]         // approved before the Code
    public void ComputePlan_OrderAndCode_BreachIsTheLaterOfTheTwo(
        string inForce, string approved, string dueOn, string? codeDueOn, string breachOn)
    {
        var deadline = DeadlineRule.ComputePlan(
            Day(inForce), Day(approved), Calendar, DeadlineRule.DefaultExecuteAt);
        Assert.NotNull(deadline);
        Assert.Equal(
            (Day(dueOn), codeDueOn is null ? null : Day(codeDueOn), (DateOnly?)Day(breachOn), "¶12"),
            (deadline.DueOn, deadline.CodeDueOn, deadline.BreachOn, deadline.Paragraph));
    }

    [Fact]
    public void ComputePlan_CodeTermThatLeavesTheCalendar_IsNotComputed() =>
        Assert.Null(DeadlineRule.ComputePlan(
            new(2027, 12, 20), new(2027, 12, 20), Calendar, DeadlineRule.DefaultExecuteAt));

    [Fact]
    public void Deadline_WrittenAndReadAsJson_IsTheSame()
    {
        var deadline = Compute(RegulatedAct.AccountApplication, new(2025, 3, 20))! with { CodeDueOn = new(2025, 4, 1) };
        var read = JsonSerializer.Deserialize<Deadline>(JsonSerializer.Serialize(deadline));
        Assert.NotNull(read);
        Assert.Equal(deadline.Skipped, read.Skipped);
        Assert.Equal(deadline, read with { Skipped = deadline.Skipped });
    }

    private static Deadline? Compute(RegulatedAct act, DateOnly eventOn) => DeadlineRule.Compute(
        Terms.For(act, eventOn), eventOn, Calendar, DeadlineRule.DefaultExecuteAt);

    private static void AssertSame(string expected, DateTimeOffset actual) =>
        Assert.Equal((Moment(expected), Moment(expected).Offset), (actual, actual.Offset));

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
