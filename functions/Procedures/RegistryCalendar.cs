using System.Collections.Concurrent;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Infra.Calendar;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// The calendar of working days by which the registry counts: what it was built with, and the acts upon it. Which one
/// is in force is read each time, so that an act counts on every worker as soon as it is approved; what a version
/// says never changes and is remembered.
/// </summary>
/// <param name="builtIn">The calendar that the registry was built with.</param>
/// <param name="store">The acts; null where there are none.</param>
public sealed class RegistryCalendar(WorkingCalendar builtIn, CalendarStore? store = null)
{
    private readonly ConcurrentDictionary<string, WorkingCalendar> versions =
        new(StringComparer.Ordinal) { [builtIn.Version] = builtIn };

    /// <summary>The calendar in force now.</summary>
    public async ValueTask<WorkingCalendar> InForceAsync(CancellationToken cancellation)
    {
        if (store is null)
            return builtIn;
        var head = await store.HeadAsync(cancellation);
        return await FindAsync(head.Version, cancellation)
            ?? throw new InvalidOperationException($"The calendar {head.Version} is in force and is not kept.");
    }

    /// <summary>The calendar of a version; null when none of that version was ever in force.</summary>
    public async ValueTask<WorkingCalendar?> FindAsync(string version, CancellationToken cancellation)
    {
        if (versions.TryGetValue(version, out var known) || store is null)
            return known;
        var calendar = await store.CalendarAsync(version, cancellation);
        if (calendar is not null)
            versions[version] = calendar;
        return calendar;
    }

    /// <summary>What is needed to show the terms of some procedures.</summary>
    internal async Task<TermCalendars> ForAsync(
        IReadOnlyList<ProcedureRecord> records, CancellationToken cancellation)
    {
        var counted = new Dictionary<string, WorkingCalendar>(StringComparer.Ordinal);
        var wanted = records.Select(record => record.Deadline?.CalendarVersion).OfType<string>().Distinct();
        foreach (var version in wanted)
        {
            if (await FindAsync(version, cancellation) is { } calendar)
                counted[version] = calendar;
        }
        return new TermCalendars(await InForceAsync(cancellation), counted);
    }
}

/// <summary>The calendars by which terms are shown.</summary>
/// <param name="InForce">The one in force now, by which the days that are left count.</param>
/// <param name="Counted">Those by which the terms were counted, by version.</param>
internal sealed record TermCalendars(WorkingCalendar InForce, IReadOnlyDictionary<string, WorkingCalendar> Counted)
{
    /// <summary>The calendar that the registry was built with, and no acts.</summary>
    public static TermCalendars BuiltIn { get; } = new(
        WorkingCalendar.Kazakhstan,
        new Dictionary<string, WorkingCalendar>(StringComparer.Ordinal)
        {
            [WorkingCalendar.Kazakhstan.Version] = WorkingCalendar.Kazakhstan,
        });

    /// <summary>
    /// The days of a term that did not count, by the calendar that counted it; null when that calendar is not kept.
    /// </summary>
    public IReadOnlyList<DayOff>? Skipped(StoredDeadline deadline) =>
        Counted.TryGetValue(deadline.CalendarVersion, out var calendar)
        && calendar.AddWorkingDays(deadline.EventOn, deadline.WorkingDays) is DeadlineResult.Due due
            ? due.Skipped
            : null;
}
