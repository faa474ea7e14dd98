using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>The numbers and days of Order 221 ¶18 to ¶24.</summary>
public static class AuctionRules
{
    /// <summary>Order 221 ¶22: a lot is a multiple of so many units.</summary>
    public const int LotStep = 100;

    /// <summary>Order 221 ¶19: a planned auction moves by at most so many working days.</summary>
    public const int MostPostponedDays = 4;

    /// <summary>Order 221 ¶20: an additional auction is told of so many calendar days before.</summary>
    public const int AdditionalNoticeDays = 20;

    /// <summary>Order 221 ¶24: the least price is announced so many calendar days before.</summary>
    public const int AnnouncementDays = 7;

    /// <summary>Order 221 ¶20: the month of additional auctions.</summary>
    public const int AdditionalMonth = 12;

    /// <summary>
    /// Working days after an auction for which its units stay locked when no trade sheet comes. The law names no
    /// number; this one is the registry's own.
    /// </summary>
    public const int SheetAwaitedDays = 10;

    private const int QuarterOf = 4;

    private static readonly DayOfYear CalendarDue = new(12, 1);

    /// <summary>
    /// On which days before the last one a missing calendar is called to mind; the law names none, these are the
    /// registry's own.
    /// </summary>
    public static IReadOnlyList<int> ReminderDays { get; } = [30, 10];

    /// <summary>Order 221 ¶21: the most units of one planned auction, a quarter of the year's.</summary>
    public static long MostUnits(long ofTheYear) => ofTheYear / QuarterOf;

    /// <summary>
    /// Order 221 ¶18: the last day to publish a year's calendar, 1 December of the year before, moved from a day off to
    /// the next working day (Civil Code, article 175).
    /// </summary>
    public static DateOnly CalendarDueOn(int year, WorkingCalendar calendar)
    {
        var named = CalendarDue.In(year - 1);
        return StatutoryDates.LastDay(named, DayReading.Inclusive, calendar) ?? named;
    }

    /// <summary>Order 221 ¶19: the last day to which an auction may move; null beyond the calendar.</summary>
    public static DateOnly? LastPostponement(DateOnly plannedOn, WorkingCalendar calendar) =>
        calendar.AddWorkingDays(plannedOn, MostPostponedDays) is DeadlineResult.Due due ? due.DueOn : null;

    /// <summary>Order 221 ¶20: the last day of the notice of an additional auction.</summary>
    public static DateOnly AdditionalNoticeBy(DateOnly heldOn) => heldOn.AddDays(-AdditionalNoticeDays);

    /// <summary>Order 221 ¶24: the last day to announce the least price.</summary>
    public static DateOnly AnnouncedBy(DateOnly heldOn) => heldOn.AddDays(-AnnouncementDays);

    /// <summary>Order 221 ¶26: the last day of the lock when no trade sheet comes.</summary>
    public static DateOnly LockedUntil(DateOnly heldOn, WorkingCalendar calendar) =>
        calendar.AddWorkingDays(heldOn, SheetAwaitedDays) is DeadlineResult.Due due
            ? due.DueOn
            : heldOn.AddDays(2 * SheetAwaitedDays);

    /// <summary>The reminder of a missing calendar that is due on a day; null when none is (Order 221 ¶18).</summary>
    /// <param name="today">The day in Kazakhstan.</param>
    /// <param name="dueOn">The last day to publish the calendar.</param>
    public static int? ReminderAt(DateOnly today, DateOnly dueOn)
    {
        var left = dueOn.DayNumber - today.DayNumber;
        return left >= 0 ? ReminderDays.Where(days => left <= days).Select(days => (int?)days).Min() : null;
    }
}
