using CarbonRegistry.Domain.Calendar;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>What the report on timeliness needs to know of one procedure whose term runs or ran.</summary>
/// <param name="Paragraph">The provision that asks for the act.</param>
/// <param name="Statutory">False when the registry set the term for itself.</param>
/// <param name="LastDay">
/// The last day in time. For a plan it is the later of the Order's and the Code's day (requirements C15).
/// </param>
/// <param name="ExecutedOn">The day in Kazakhstan on which it was carried out; null when it was not.</param>
/// <param name="Refused">True when it ended with a reason instead.</param>
public sealed record TimelinessCase(
    string Paragraph, bool Statutory, DateOnly LastDay, DateOnly? ExecutedOn, bool Refused);

/// <summary>How one provision was kept.</summary>
/// <param name="Paragraph">The provision.</param>
/// <param name="Statutory">False when the registry set the term for itself.</param>
/// <param name="InTime">Carried out on the last day or before.</param>
/// <param name="Late">Carried out after it.</param>
/// <param name="LateByAtMost">Working days after the last day, of the latest; 0 when none was late.</param>
/// <param name="LateByMean">Working days after the last day, the mean over those that were late; 0 for none.</param>
/// <param name="Refused">Ended with a reason instead of being carried out.</param>
/// <param name="Open">Neither, and still in time.</param>
/// <param name="OpenOverdue">Neither, and the last day has passed.</param>
public sealed record TimelinessRow(
    string Paragraph,
    bool Statutory,
    int InTime,
    int Late,
    int LateByAtMost,
    decimal LateByMean,
    int Refused,
    int Open,
    int OpenOverdue);

/// <summary>
/// Whether the registry kept the terms of Order 251, paragraph by paragraph (¶12 to ¶30). Pure: procedures in, report
/// out.
/// </summary>
public static class Timeliness
{
    /// <summary>A row for each provision and origin of the term, in the order of the paragraphs.</summary>
    /// <param name="cases">The procedures.</param>
    /// <param name="today">The day in Kazakhstan.</param>
    /// <param name="calendar">The working days by which lateness counts.</param>
    public static IReadOnlyList<TimelinessRow> Of(
        IEnumerable<TimelinessCase> cases, DateOnly today, WorkingCalendar calendar) =>
    [
        .. cases.GroupBy(one => (one.Paragraph, one.Statutory))
            .Select(group => RowOf(group.Key.Paragraph, group.Key.Statutory, [.. group], today, calendar))
            .OrderBy(row => OrderOf(row.Paragraph))
            .ThenBy(row => row.Paragraph, StringComparer.Ordinal)
            .ThenByDescending(row => row.Statutory),
    ];

    private static TimelinessRow RowOf(
        string paragraph, bool statutory, List<TimelinessCase> cases, DateOnly today, WorkingCalendar calendar)
    {
        var open = cases.Where(one => one.ExecutedOn is null && !one.Refused).ToList();
        var executed = cases.Where(one => one.ExecutedOn is not null).ToList();
        var late = executed.Where(one => one.ExecutedOn > one.LastDay)
            .Select(one => DaysLate(one.LastDay, one.ExecutedOn!.Value, calendar))
            .ToList();
        return new TimelinessRow(
            paragraph,
            statutory,
            executed.Count - late.Count,
            late.Count,
            late.DefaultIfEmpty().Max(),
            late.Count == 0 ? 0 : Math.Round((decimal)late.Sum() / late.Count, 2),
            cases.Count(one => one.ExecutedOn is null && one.Refused),
            open.Count(one => today <= one.LastDay),
            open.Count(one => today > one.LastDay));
    }

    /// <summary>At least one day: what was done on the Saturday after the term was done late.</summary>
    private static int DaysLate(DateOnly lastDay, DateOnly executedOn, WorkingCalendar calendar) =>
        calendar.WorkingDaysLeft(executedOn, lastDay) is { } left ? -left : executedOn.DayNumber - lastDay.DayNumber;

    /// <summary>The number of a paragraph, so that ¶9 stands before ¶12; other provisions come last.</summary>
    private static int OrderOf(string paragraph)
    {
        var digits = paragraph.TrimStart('¶').TakeWhile(char.IsAsciiDigit).ToArray();
        return paragraph.StartsWith('¶') && int.TryParse(digits, out var number) ? number : int.MaxValue;
    }
}
