using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Calendar;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Calendar;

/// <summary>
/// What a new calendar makes of a term that runs (Civil Code, articles 173 and 175). Pure, and the same whether it is
/// asked once or ten times. A day that has passed never moves, and nothing moves to a day that has passed.
/// </summary>
internal static class Redating
{
    /// <summary>The procedure with its term counted anew; the very same when its term stays.</summary>
    /// <param name="record">The procedure.</param>
    /// <param name="calendar">The calendar in force.</param>
    /// <param name="approvedOn">For a plan its approval, from which the Code counts; null for all else.</param>
    /// <param name="acts">The acts of the calendar, in the order of approval.</param>
    /// <param name="now">The moment.</param>
    public static ProcedureRecord Of(
        ProcedureRecord record,
        WorkingCalendar calendar,
        DateOnly? approvedOn,
        IReadOnlyList<CalendarActRecord> acts,
        DateTimeOffset now)
    {
        if (!Runs(record) || record.Deadline is not { } known || known.CalendarVersion == calendar.Version)
            return record;
        if (Moved(known, calendar, approvedOn, KazakhstanTime.DateOf(now)) is not { } moved)
            return record;
        var behind = ActsBehind(known, moved, acts);
        var move = new StoredMove(known.DueOn, known.CalendarVersion, now, [.. behind.Select(act => act.Act.Id)]);
        var redated = moved with { MovedFrom = [.. known.MovedFrom, move], Rearm = true };
        var why = behind.Select(act => act.Act.Name).ToList();
        return (record with { Deadline = redated }).Noting(Happenings.Moved(now, known, redated, why));
    }

    /// <summary>True while nothing is decided, so that the day on which the term ends still matters.</summary>
    private static bool Runs(ProcedureRecord record) =>
        record.Stage is ProcedureStage.AwaitingDecision or ProcedureStage.Failed
        && record.Refusal is null && record.Entries.Count == 0 && CountDecisions.Tally(record) == Verdict.Open;

    private static StoredDeadline? Moved(
        StoredDeadline known, WorkingCalendar calendar, DateOnly? approvedOn, DateOnly today)
    {
        var hour = TimeOnly.FromTimeSpan(KazakhstanTime.Local(known.ExecuteAt).TimeOfDay);
        if (known.DueOn < today
            || DeadlineRule.Count(known.EventOn, known.WorkingDays, calendar, hour) is not { } counted
            || counted.DueOn < today)
            return null;
        var codeDueOn = CodeDueOn(known, calendar, approvedOn, today);
        if (counted.DueOn == known.DueOn && codeDueOn == known.CodeDueOn)
            return null;
        return known with
        {
            DueOn = counted.DueOn,
            CalendarVersion = calendar.Version,
            ExecuteAt = counted.ExecuteAt,
            RemindAt = counted.RemindAt,
            OverdueFrom = counted.OverdueFrom,
            CodeDueOn = codeDueOn,
            BreachOn = codeDueOn is null ? null : codeDueOn > counted.DueOn ? codeDueOn : counted.DueOn,
        };
    }

    /// <summary>The Code's own day for a plan (article 291(5)), under the same rule.</summary>
    private static DateOnly? CodeDueOn(
        StoredDeadline known, WorkingCalendar calendar, DateOnly? approvedOn, DateOnly today)
    {
        if (known.CodeDueOn is not { } before || before < today || approvedOn is not { } from
            || Terms.Find(RegulatedAct.QuotaCredit, from) is not { } term
            || calendar.AddWorkingDays(from, term.WorkingDays) is not DeadlineResult.Due due)
            return known.CodeDueOn;
        return due.DueOn < today ? before : due.DueOn;
    }

    /// <summary>The acts that came after the term was counted and that speak of its days.</summary>
    private static List<CalendarActRecord> ActsBehind(
        StoredDeadline known, StoredDeadline moved, IReadOnlyList<CalendarActRecord> acts)
    {
        var last = new[] { known.DueOn, moved.DueOn, known.CodeDueOn, moved.CodeDueOn }.Max();
        var counted = acts.Index().Where(item => item.Item.CalendarVersion == known.CalendarVersion)
            .Select(item => item.Index + 1)
            .LastOrDefault();
        // A plan's second term counts from its approval, which lies before its event.
        var first = moved.CodeDueOn is null ? known.EventOn : DateOnly.MinValue;
        return [.. acts.Skip(counted).Where(act => act.Act.Rows.Any(row => row.Date > first && row.Date <= last))];
    }
}
