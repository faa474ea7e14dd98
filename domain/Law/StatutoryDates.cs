using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Law;

/// <summary>A day of any year, such as 15 April.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31; a day that every year has.</param>
public readonly record struct DayOfYear(int Month, int Day)
{
    /// <summary>The day in a year.</summary>
    public DateOnly In(int year) => new(year, Month, Day);
}

/// <summary>
/// How "до 1 апреля" is read: a closed set. The words alone leave the day itself out; practice counts it in, and so
/// does the registry unless a setting says otherwise.
/// </summary>
public enum DayReading
{
    /// <summary>The named day is the last one.</summary>
    Inclusive = 1,

    /// <summary>The day before the named day is the last one.</summary>
    Exclusive = 2,
}

/// <summary>The days within which additional quota may be applied for (Code, article 295(2)), both inclusive.</summary>
/// <param name="Opens">The first day.</param>
/// <param name="Closes">The last day.</param>
/// <param name="DecisionBefore">The authority decides before this day; null where the text names none.</param>
public sealed record AdditionalQuotaWindow(DateOnly Opens, DateOnly Closes, DateOnly? DecisionBefore)
{
    /// <summary>Working days in which the authority reviews an application (Code, article 295(4)).</summary>
    public const int ReviewWorkingDays = 15;

    /// <summary>
    /// Working days in which the decision is told to the holder and the registry (Code, article 295(5)).
    /// </summary>
    public const int NoticeWorkingDays = 3;

    /// <summary>
    /// The last day of a notice of ¶19 that rests on an application in time: the decision is made before its own day
    /// where the text names one, otherwise within the review of an application of the last day, and told within its
    /// term. Null where the calendar does not reach so far.
    /// </summary>
    public DateOnly? LastNotice(WorkingCalendar calendar) =>
        (DecisionBefore?.AddDays(-1) ?? After(Closes, ReviewWorkingDays, calendar)) is { } decided
            ? After(decided, NoticeWorkingDays, calendar)
            : null;

    /// <summary>False for a notice that no application in time can stand behind (Code, article 295(2–5)).</summary>
    /// <param name="notice">The date of the notice.</param>
    /// <param name="calendar">The calendar in force.</param>
    public bool Admits(DateOnly notice, WorkingCalendar calendar) =>
        notice >= Opens && !(notice > LastNotice(calendar));

    private static DateOnly? After(DateOnly day, int workingDays, WorkingCalendar calendar) =>
        calendar.AddWorkingDays(day, workingDays) is DeadlineResult.Due due ? due.DueOn : null;
}

/// <summary>
/// The dates of the year that the Code names, as each rule set has them. The set in force on 1 April, when the earliest
/// of these dates falls, rules the whole round of that year.
/// </summary>
public sealed class StatutoryDates
{
    /// <summary>Working days after a plan's last reporting date on which its leftovers end (291(8), 295(10)).</summary>
    public const int LeftOverWorkingDays = 90;

    private static readonly DayOfYear RoundBegins = new(4, 1);

    private static readonly StatutoryDates[] Table =
    [
        new(RuleSet.Of2021)
        {
            MonitoringPlan = new(4, 1),             // 293(2): "до первого апреля первого года действия"
            Report = new(4, 1),                     // 294(2): "до первого апреля текущего года"
            QuotaEnds = null,                       // 291(8): ninety working days after the last reporting date
            WindowOpens = new(4, 1),                // 295(2): "не ранее 1 апреля, но не позднее 1 октября"
            WindowCloses = new(10, 1),
            WindowClosesInLastYear = new(6, 1),     // 295(2), second part
            DecisionBefore = null,
        },
        new(RuleSet.Of2024)
        {
            MonitoringPlan = new(4, 15),            // 293(2)
            Report = new(4, 15),                    // 294(2), verified
            QuotaEnds = new(10, 1),                 // 291(8): of the year after the last reporting year
            WindowOpens = new(4, 15),               // 295(2)
            WindowCloses = new(8, 1),
            WindowClosesInLastYear = new(7, 1),
            DecisionBefore = new(9, 1),
        },
    ];

    private StatutoryDates(RuleSet ruleSet) => RuleSet = ruleSet;

    /// <summary>The rule set that names the dates.</summary>
    public RuleSet RuleSet { get; }

    /// <summary>By when the monitoring plan is due in the first year of a plan (Code, article 293(2)).</summary>
    public required DayOfYear MonitoringPlan { get; init; }

    /// <summary>By when the report of the year before is to be there (Code, article 294(2)).</summary>
    public required DayOfYear Report { get; init; }

    /// <summary>The last day of quota units; null where it is counted in working days (article 291(8)).</summary>
    public required DayOfYear? QuotaEnds { get; init; }

    /// <summary>The first day to apply for additional quota (Code, article 295(2)).</summary>
    public required DayOfYear WindowOpens { get; init; }

    /// <summary>The last day to apply for additional quota.</summary>
    public required DayOfYear WindowCloses { get; init; }

    /// <summary>The last day to apply in the last year of a plan.</summary>
    public required DayOfYear WindowClosesInLastYear { get; init; }

    /// <summary>The day before which the authority decides; null where the text names none.</summary>
    public required DayOfYear? DecisionBefore { get; init; }

    /// <summary>The dates under a rule set.</summary>
    public static StatutoryDates Under(RuleSet ruleSet) => Table.Single(dates => dates.RuleSet == ruleSet);

    /// <summary>The dates of a year's round; null before 2022, the first year with a round under the Code.</summary>
    public static StatutoryDates? In(int year) =>
        RuleSet.On(RoundBegins.In(year)) is { } ruleSet ? Under(ruleSet) : null;

    /// <summary>
    /// The last day on which what the text asks for is in time: read as set, and moved from a day off to the next
    /// working day (Civil Code, article 175). Null outside the covered years.
    /// </summary>
    public static DateOnly? LastDay(DateOnly named, DayReading reading, WorkingCalendar calendar) =>
        calendar.WorkingDayFrom(reading == DayReading.Inclusive ? named : named.AddDays(-1));

    /// <summary>
    /// The last day of validity of the quota units of a plan (Code, article 291(8)); they are cancelled after it (¶29).
    /// Null when the year after the plan, or the count, lies outside what rule sets and calendar cover.
    /// </summary>
    public static DateOnly? QuotaExpiresOn(PlanPeriod period, WorkingCalendar calendar, DayReading reading)
    {
        if (In(period.LastYear + 1) is not { } dates)
            return null;
        return dates.QuotaEnds is { } ends
            ? ends.In(period.LastYear + 1)
            : LeftOverReserveDueOn(period, calendar, reading);
    }

    /// <summary>
    /// The day to which the left-over reserve for additional quota stays: ninety working days after the last reporting
    /// date of the plan (Code, article 295(10)). Null outside what rule sets and calendar cover.
    /// </summary>
    public static DateOnly? LeftOverReserveDueOn(PlanPeriod period, WorkingCalendar calendar, DayReading reading)
    {
        if (In(period.LastYear + 1) is not { } dates)
            return null;
        var reported = LastDay(dates.Report.In(period.LastYear + 1), reading, calendar);
        return reported is { } day && calendar.AddWorkingDays(day, LeftOverWorkingDays) is DeadlineResult.Due due
            ? due.DueOn
            : null;
    }

    /// <summary>The days of a year in which additional quota may be applied for (Code, article 295(2)).</summary>
    /// <param name="year">The year of the application, of this rule set.</param>
    /// <param name="period">The plan; in its last year the window closes earlier.</param>
    public AdditionalQuotaWindow AdditionalQuota(int year, PlanPeriod period) => new(
        WindowOpens.In(year),
        (year == period.LastYear ? WindowClosesInLastYear : WindowCloses).In(year),
        DecisionBefore?.In(year));
}
