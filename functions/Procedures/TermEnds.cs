using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// The days on which the units of a plan end (¶29; Code, articles 291(8) and 295(10)), by the calendar in force.
/// "До 1 апреля" and "до 15 апреля" are read with the day itself, as practice does.
/// </summary>
public sealed class TermEnds(RegistryCalendar calendar)
{
    /// <summary>How the named days of the Code are read.</summary>
    internal const DayReading Reading = DayReading.Inclusive;

    /// <summary>The last day of the plan's quota units; null outside what rule sets and calendar cover.</summary>
    public async Task<DateOnly?> OfQuotaAsync(PlanPeriod period, CancellationToken cancellation) =>
        StatutoryDates.QuotaExpiresOn(period, await calendar.InForceAsync(cancellation), Reading);

    /// <summary>
    /// The last day of the reserve for additional quota; null outside what rule sets and calendar cover.
    /// </summary>
    public async Task<DateOnly?> OfLeftOverReserveAsync(PlanPeriod period, CancellationToken cancellation) =>
        StatutoryDates.LeftOverReserveDueOn(period, await calendar.InForceAsync(cancellation), Reading);

    /// <summary>
    /// The condition of a procedure that begins on the day: it waits for it, or for a calendar that reaches so far.
    /// </summary>
    internal static StartCondition Start(RegulatedAct act, DateOnly? day, DateTimeOffset now)
    {
        if (day is not { } last)
            return new StartCondition.Clock(null, null);
        var begins = KazakhstanTime.At(last, TimeOnly.MinValue);
        return now < begins ? new StartCondition.EndOfTerm(last, begins) : new StartCondition.TermFrom(act, last);
    }

    /// <summary>The refusal of a procedure whose day cannot be computed.</summary>
    internal static Orders NotCovered(PlanPeriod period) => new Orders.Refuse(
        RefusalCatalogue.Refuse(RefusalCode.CalendarNotCovered, period));
}
