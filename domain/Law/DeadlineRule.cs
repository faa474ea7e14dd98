using CarbonRegistry.Domain.Calendar;

namespace CarbonRegistry.Domain.Law;

/// <summary>How a term and the day of its event become a deadline. Pure: same input, same deadline.</summary>
public static class DeadlineRule
{
    /// <summary>The hour of an act on its due day, unless the setting says another: 17:00 in Kazakhstan.</summary>
    public static readonly TimeOnly DefaultExecuteAt = new(17, 0);

    private static readonly TimeOnly RemindAtHour = new(9, 0);

    /// <summary>The deadline of an act.</summary>
    /// <param name="term">From <see cref="Terms"/>, for the same day.</param>
    /// <param name="eventOn">The day of the event in Kazakhstan.</param>
    /// <param name="calendar">The working days.</param>
    /// <param name="executeAt">The hour of the due day, in Kazakhstan.</param>
    /// <returns>Null when the term leaves the years that the calendar covers: nothing is guessed then.</returns>
    public static Deadline? Compute(Term term, DateOnly eventOn, WorkingCalendar calendar, TimeOnly executeAt)
    {
        if (Count(eventOn, term.WorkingDays, calendar, executeAt) is not { } counted)
            return null;
        return new Deadline(
            eventOn,
            counted.DueOn,
            term.WorkingDays,
            term.Paragraph.Text,
            term.RuleSet.Id,
            term.Statutory,
            calendar.Version,
            counted.Skipped,
            counted.ExecuteAt,
            counted.RemindAt,
            counted.OverdueFrom);
    }

    /// <summary>Where a term of so many working days ends, and the moments that it brings.</summary>
    /// <param name="eventOn">The day of the event in Kazakhstan, which does not count.</param>
    /// <param name="workingDays">Length of the term, 1 or more.</param>
    /// <param name="calendar">The working days.</param>
    /// <param name="executeAt">The hour of the due day, in Kazakhstan.</param>
    /// <returns>Null when the term leaves the years that the calendar covers.</returns>
    public static CountedTerm? Count(
        DateOnly eventOn, int workingDays, WorkingCalendar calendar, TimeOnly executeAt)
    {
        if (calendar.AddWorkingDays(eventOn, workingDays) is not DeadlineResult.Due due)
            return null;
        var remindOn = calendar.PreviousWorkingDay(due.DueOn);
        return new CountedTerm(
            due.DueOn,
            due.Skipped,
            KazakhstanTime.At(due.DueOn, executeAt),
            remindOn > eventOn ? KazakhstanTime.At(remindOn.Value, RemindAtHour) : null,
            KazakhstanTime.EndOf(due.DueOn));
    }

    /// <summary>The deadline of a National Plan: ¶12 from its entry into force, and the Code's beside it.</summary>
    /// <param name="inForceOn">The day of entry into force, 1 July 2021 or later.</param>
    /// <param name="approvedOn">The day of approval.</param>
    /// <param name="calendar">The working days.</param>
    /// <param name="executeAt">The hour of the due day, in Kazakhstan.</param>
    /// <returns>Null when one of the two terms leaves the years that the calendar covers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The plan entered into force before 1 July 2021.</exception>
    public static Deadline? ComputePlan(
        DateOnly inForceOn, DateOnly approvedOn, WorkingCalendar calendar, TimeOnly executeAt)
    {
        var deadline = Compute(Terms.For(RegulatedAct.PlanInForce, inForceOn), inForceOn, calendar, executeAt);
        if (deadline is null || Terms.Find(RegulatedAct.QuotaCredit, approvedOn) is not { } code)
            return deadline;
        return calendar.AddWorkingDays(approvedOn, code.WorkingDays) is DeadlineResult.Due due
            ? deadline with { CodeDueOn = due.DueOn }
            : null;
    }
}

/// <summary>A term as a calendar counts it; the members mean what those of <see cref="Deadline"/> mean.</summary>
/// <param name="DueOn">The last day, a working day.</param>
/// <param name="Skipped">The days between that did not count.</param>
/// <param name="ExecuteAt">The hour of the act on that day.</param>
/// <param name="RemindAt">09:00 of the working day before; null when that day is not after the event.</param>
/// <param name="OverdueFrom">The midnight that ends the last day.</param>
public sealed record CountedTerm(
    DateOnly DueOn,
    IReadOnlyList<DayOff> Skipped,
    DateTimeOffset ExecuteAt,
    DateTimeOffset? RemindAt,
    DateTimeOffset OverdueFrom);
