using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// The days on which the units of a plan end (¶29; Code, articles 291(8) and 295(10)), by the calendar in force.
/// "До 1 апреля" and "до 15 апреля" are read with the day itself, as practice does.
/// </summary>
public sealed class TermEnds(RegistryCalendar calendar)
{
    /// <summary>How the named days of the Code are read.</summary>
    internal const DayReading Reading = DayReading.Inclusive;

    /// <summary>
    /// The last day of the units of a term; null outside what rule sets and calendar cover. Offset units that are
    /// limited to a year stay, like quota, until that year can no longer be surrendered for (requirements C11).
    /// </summary>
    public async Task<DateOnly?> OfUnitsAsync(UnitTerm term, CancellationToken cancellation) =>
        StatutoryDates.QuotaExpiresOn(term.Years, await calendar.InForceAsync(cancellation), Reading);

    /// <summary>
    /// The last day of the reserve for additional quota; null outside what rule sets and calendar cover.
    /// </summary>
    public async Task<DateOnly?> OfLeftOverReserveAsync(PlanPeriod period, CancellationToken cancellation) =>
        StatutoryDates.LeftOverReserveDueOn(period, await calendar.InForceAsync(cancellation), Reading);

    /// <summary>
    /// The condition of a procedure that begins on the day: it waits for it, or for a calendar that reaches so far.
    /// </summary>
    /// <param name="act">The act.</param>
    /// <param name="day">The last day of the units; null where it cannot be computed yet.</param>
    /// <param name="again">
    /// When the document came, for one that follows a refused document: its term cannot be over before it came.
    /// </param>
    /// <param name="now">The moment.</param>
    internal static StartCondition Start(RegulatedAct act, DateOnly? day, DateOnly? again, DateTimeOffset now)
    {
        if (day is not { } last)
            return new StartCondition.Clock(null, null);
        var begins = KazakhstanTime.At(last, TimeOnly.MinValue);
        return now < begins ? new StartCondition.EndOfTerm(last, begins)
            : new StartCondition.TermFrom(act, again > last ? again.Value : last);
    }

    /// <summary>When a document came that follows a refused one; null for the first about its term.</summary>
    internal static DateOnly? Again(ProcedureRecord record, UnitTerm term) =>
        record.Number == term.Number(1) ? null : KazakhstanTime.DateOf(record.ReceivedAt);

    /// <summary>The refusal of a procedure whose day cannot be computed.</summary>
    internal static Orders NotCovered(PlanPeriod period) => new Orders.Refuse(
        RefusalCatalogue.Refuse(RefusalCode.CalendarNotCovered, period));
}
