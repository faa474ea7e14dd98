using CarbonRegistry.Domain.Calendar;

namespace CarbonRegistry.Domain.Law;

/// <summary>
/// A deadline, computed once and stored: a later change of the calendar moves nothing by itself. It is part of stored
/// histories; names and types of its members are frozen.
/// </summary>
/// <param name="EventOn">The day of the event in Kazakhstan, which does not count.</param>
/// <param name="DueOn">The last day of the term, a working day.</param>
/// <param name="WorkingDays">Length of the term.</param>
/// <param name="Paragraph">The provision, in the short form.</param>
/// <param name="RuleSet">Id of the rule set used.</param>
/// <param name="Statutory">False when the registry set the term for itself.</param>
/// <param name="CalendarVersion">The calendar that was counted with.</param>
/// <param name="Skipped">The days between that did not count.</param>
/// <param name="ExecuteAt">The hour of <paramref name="DueOn"/> at which the act is carried out or escalated.</param>
/// <param name="RemindAt">
/// 09:00 of the working day before <paramref name="DueOn"/>; null when that day is not after the event.
/// </param>
/// <param name="OverdueFrom">00:00 of the day after <paramref name="DueOn"/>.</param>
/// <param name="CodeDueOn">
/// For a National Plan the last day that the Code gives (article 291(5)), shown beside <paramref name="DueOn"/>; null
/// for all else and for a plan that was approved before 1 July 2021.
/// </param>
public sealed record Deadline(
    DateOnly EventOn,
    DateOnly DueOn,
    int WorkingDays,
    string Paragraph,
    string RuleSet,
    bool Statutory,
    string CalendarVersion,
    IReadOnlyList<DayOff> Skipped,
    DateTimeOffset ExecuteAt,
    DateTimeOffset? RemindAt,
    DateTimeOffset OverdueFrom,
    DateOnly? CodeDueOn = null)
{
    /// <summary>
    /// The last day before the law is broken: Order and Code give different terms for a plan, and a breach is only
    /// counted after the later (requirements C15). Null for a term that the registry set for itself.
    /// </summary>
    public DateOnly? BreachOn => !Statutory ? null : CodeDueOn > DueOn ? CodeDueOn : DueOn;
}
