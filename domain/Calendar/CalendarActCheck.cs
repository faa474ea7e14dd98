using System.Globalization;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Calendar;

/// <summary>
/// Whether an act fits the calendar that it changes. Pure. A row that changes nothing is refused like a contradiction:
/// it was written for another calendar, or for another day.
/// </summary>
public static class CalendarActCheck
{
    private static readonly LocalizedText Twice = new(
        "ол актіде екі рет аталған", "день назван в акте дважды", "the act names the day twice");

    private static readonly LocalizedText OffAlready = new(
        "күнтізбе бойынша ол онсыз да демалыс күні",
        "по календарю это и так выходной день",
        "it is a day off already");

    private static readonly LocalizedText WorkedAlready = new(
        "күнтізбе бойынша ол онсыз да жұмыс күні",
        "по календарю это и так рабочий день",
        "it is a working day already");

    /// <summary>Everything that is wrong with the act; empty when it can be applied.</summary>
    /// <param name="act">The act.</param>
    /// <param name="calendar">The calendar in force.</param>
    public static IReadOnlyList<Issue> Judge(CalendarAct act, WorkingCalendar calendar)
    {
        var issues = new List<Issue>();
        var lastCovered = calendar.LastCovered.Year;
        foreach (var (index, year) in act.Years.Index())
        {
            if (year.Year == lastCovered + 1)
                lastCovered = year.Year;
            else
                issues.Add(NotCovered($"/years/{index}/year", Text(year.Year), lastCovered + 1));
        }
        var seen = new HashSet<DateOnly>();
        foreach (var (index, row) in act.Rows.Index())
        {
            if (FaultOf(row, $"/rows/{index}/date", seen, calendar, lastCovered) is { } issue)
                issues.Add(issue);
        }
        return issues.Count > 0 ? issues : JudgeBalances(act, calendar.With(act));
    }

    private static Issue? FaultOf(
        CalendarActRow row, string field, HashSet<DateOnly> seen, WorkingCalendar calendar, int lastCovered)
    {
        if (row.Date < calendar.FirstCovered || row.Date.Year > lastCovered)
            return NotCovered(field, Text(row.Date), lastCovered + 1);
        if (!seen.Add(row.Date))
            return Contradiction(field, row.Date, Twice);
        var worked = calendar.Covers(row.Date)
            ? calendar.IsWorkingDay(row.Date)
            : row.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
        return (worked, row.Off) switch
        {
            (true, null) => Contradiction(field, row.Date, WorkedAlready),
            (false, not null) => Contradiction(field, row.Date, OffAlready),
            _ => null,
        };
    }

    /// <summary>A year is complete when its rows add up to the published balance of working time.</summary>
    private static List<Issue> JudgeBalances(CalendarAct act, WorkingCalendar changed)
    {
        var issues = new List<Issue>();
        foreach (var (index, year) in act.Years.Index())
        {
            var counted = changed.WorkingDaysIn(year.Year);
            if (counted != year.WorkingDays)
            {
                issues.Add(Issue(
                    $"/years/{index}/workingDays", RefusalCode.CalendarYearIncomplete,
                    Text(year.Year), year.WorkingDays, counted));
            }
        }
        return issues;
    }

    private static Issue NotCovered(string field, string what, int nextYear) =>
        Issue(field, RefusalCode.CalendarDayNotCovered, what, Text(nextYear));

    private static Issue Contradiction(string field, DateOnly day, LocalizedText why) =>
        Issue(field, RefusalCode.CalendarDayContradicts, Text(day), why);

    private static Issue Issue(string field, RefusalCode code, params object[] particulars) =>
        new(RefusalNames.Of(code), RefusalCatalogue.Refuse(code, particulars).Text) { Field = field };

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
}
