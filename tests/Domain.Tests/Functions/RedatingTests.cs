using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Tests.Calendar;
using CarbonRegistry.Domain.Tests.Flow;
using CarbonRegistry.Functions.Calendar;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Calendar;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>What a calendar act does to a term that runs: received 20 October 2022, due 4 November (¶22).</summary>
public sealed class RedatingTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Kazakhstan;
    private static readonly DateOnly Received = new(2022, 10, 20);
    private static readonly DateOnly Due = new(2022, 11, 4);

    [Fact]
    public void Of_DayOffWithinTheTerm_MovesItAndKeepsTheOldDay()
    {
        var (calendar, acts) = With(SomeActs.Of(SomeActs.Off(2022, 11, 3)));

        var moved = Redating.Of(Running(), calendar, null, acts, At("2022-10-28"));

        var deadline = moved.Deadline!;
        Assert.Equal((new DateOnly(2022, 11, 7), calendar.Version), (deadline.DueOn, deadline.CalendarVersion));
        Assert.Equal(KazakhstanTime.At(new(2022, 11, 7), new(17, 0)), deadline.ExecuteAt);
        Assert.Equal(KazakhstanTime.At(new(2022, 11, 4), new(9, 0)), deadline.RemindAt);
        Assert.Equal(KazakhstanTime.EndOf(new(2022, 11, 7)), deadline.OverdueFrom);
        Assert.True(deadline.Rearm);
        var move = Assert.Single(deadline.MovedFrom);
        Assert.Equal((Due, Calendar.Version, "2022-10-03.713"), (move.DueOn, move.CalendarVersion, move.Acts[0]));
    }

    [Fact]
    public void Of_AMovedTerm_SaysSoInThreeLanguages()
    {
        var (calendar, acts) = With(SomeActs.Of(SomeActs.Off(2022, 11, 3)));

        var what = Redating.Of(Running(), calendar, null, acts, At("2022-10-28")).History[^1].What;

        Assert.Equal(
            (
                "Мерзім 2022-11-04 күнінен 2022-11-07 күніне ауыстырылды: "
                    + "2022-10-03 № 713 «Демалыс күнін ауыстыру туралы»",
                "Срок перенесен с 2022-11-04 на 2022-11-07: № 713 от 2022-10-03 «О переносе дня отдыха»",
                "The term was moved from 2022-11-04 to 2022-11-07: No. 713 of 2022-10-03 “On moving a day off”"),
            (what.Kk, what.Ru, what.En));
    }

    [Fact]
    public void Of_TwiceWithTheSameCalendar_ChangesNothingMore()
    {
        var (calendar, acts) = With(SomeActs.Of(SomeActs.Off(2022, 11, 3)));
        var once = Redating.Of(Running(), calendar, null, acts, At("2022-10-28"));

        Assert.Same(once, Redating.Of(once, calendar, null, acts, At("2022-10-29")));
    }

    [Fact]
    public void Of_ASecondAct_KeepsBothOldDaysAndNamesOnlyItself()
    {
        var (calendar, acts) = With(
            SomeActs.Of(SomeActs.Off(2022, 11, 3)),
            SomeActs.Of(SomeActs.Worked(2022, 11, 5)) with { Number = "714" });
        var first = Calendar.With(acts[0].Act);
        var once = Redating.Of(Running(), first, null, [acts[0]], At("2022-10-28"));

        var twice = Redating.Of(once, calendar, null, acts, At("2022-10-29")).Deadline!;

        // The worked Saturday takes the place of the day that was moved.
        Assert.Equal(new DateOnly(2022, 11, 5), twice.DueOn);
        Assert.Equal([Due, new DateOnly(2022, 11, 7)], twice.MovedFrom.Select(move => move.DueOn));
        Assert.Equal(["2022-10-03.714"], twice.MovedFrom[1].Acts);
    }

    [Theory]
    [InlineData("2022-11-04", true)]
    [InlineData("2022-11-05", false)]
    [InlineData("2023-01-10", false)]
    public void Of_ADueDayThatHasPassed_NeverMoves(string today, bool moves)
    {
        var (calendar, acts) = With(SomeActs.Of(SomeActs.Off(2022, 11, 3)));
        var record = Running();

        Assert.Equal(moves, !ReferenceEquals(record, Redating.Of(record, calendar, null, acts, At(today))));
    }

    [Fact]
    public void Of_ATermThatWouldEndInThePast_Stays()
    {
        // A worked weekend brings the end from Friday, 4 November to Wednesday, 2 November.
        var (calendar, acts) = With(SomeActs.Of(SomeActs.Worked(2022, 10, 29), SomeActs.Worked(2022, 10, 30)));
        var record = Running();

        Assert.Same(record, Redating.Of(record, calendar, null, acts, At("2022-11-03")));
        Assert.Equal(
            new DateOnly(2022, 11, 2),
            Redating.Of(record, calendar, null, acts, At("2022-11-02")).Deadline!.DueOn);
    }

    [Fact]
    public void Of_AnActOfOtherDays_LeavesTheTermAlone()
    {
        var (calendar, acts) = With(SomeActs.Of(SomeActs.Off(2023, 6, 15)));
        var record = Running();

        Assert.Same(record, Redating.Of(record, calendar, null, acts, At("2022-10-28")));
    }

    [Theory]
    [InlineData(ProcedureStage.Executed)]
    [InlineData(ProcedureStage.Refused)]
    [InlineData(ProcedureStage.Executing)]
    public void Of_WhatIsDecided_IsNotTouched(ProcedureStage stage)
    {
        var (calendar, acts) = With(SomeActs.Of(SomeActs.Off(2022, 11, 3)));
        var ended = Running() with { Stage = stage };
        var approved = Running() with { Decisions = [SomeRecords.Decision("a"), SomeRecords.Decision("b")] };

        Assert.Same(ended, Redating.Of(ended, calendar, null, acts, At("2022-10-28")));
        Assert.Same(approved, Redating.Of(approved, calendar, null, acts, At("2022-10-28")));
    }

    /// <summary>¶12 and Code 291(5): each of a plan's two terms moves by itself.</summary>
    [Fact]
    public void Of_APlan_MovesTheCodesDayAsWell()
    {
        var approvedOn = new DateOnly(2022, 7, 11);
        var inForceOn = new DateOnly(2022, 7, 25);
        var known = DeadlineRule.ComputePlan(inForceOn, approvedOn, Calendar, new(17, 0))!;
        var record = Running() with { Kind = ProcedureKinds.Plan, Deadline = Stored(known) };
        var off = known.DueOn;
        var (calendar, acts) = With(SomeActs.Of(
            new CalendarActRow(off, DayOffKind.TransferOff, SomeActs.Off(2022, 1, 1).Why)));

        var moved = Redating.Of(record, calendar, approvedOn, acts, At("2022-07-25")).Deadline!;

        var expected = DeadlineRule.ComputePlan(inForceOn, approvedOn, calendar, new(17, 0))!;
        Assert.Equal((expected.DueOn, expected.CodeDueOn), (moved.DueOn, moved.CodeDueOn));
        Assert.NotEqual(known.DueOn, moved.DueOn);
    }

    private static (WorkingCalendar Calendar, IReadOnlyList<CalendarActRecord> Acts) With(params CalendarAct[] acts)
    {
        var calendar = Calendar;
        var records = new List<CalendarActRecord>();
        foreach (var act in acts)
        {
            calendar = calendar.With(act);
            records.Add(new CalendarActRecord(act, CalendarActStage.Approved, "admin", default)
            {
                CalendarVersion = calendar.Version,
            });
        }
        return (calendar, records);
    }

    private static ProcedureRecord Running()
    {
        var term = Terms.For(RegulatedAct.InstallationLiquidation, Received);
        var deadline = DeadlineRule.Compute(term, Received, Calendar, new(17, 0))!;
        Assert.Equal(Due, deadline.DueOn);
        return SomeRecords.Of("p") with { Deadline = Stored(deadline) };
    }

    private static StoredDeadline Stored(Deadline deadline) => new(
        deadline.EventOn, deadline.DueOn, deadline.WorkingDays, deadline.Statutory, deadline.CalendarVersion,
        deadline.ExecuteAt, deadline.RemindAt, deadline.OverdueFrom)
    {
        CodeDueOn = deadline.CodeDueOn,
        BreachOn = deadline.BreachOn,
    };

    private static DateTimeOffset At(string day) =>
        KazakhstanTime.At(DateOnly.ParseExact(day, "yyyy-MM-dd"), new(12, 0));
}
