using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Calendar;

/// <summary>Why nobody works on a day: a closed set.</summary>
public enum DayOffKind
{
    /// <summary>Saturday or Sunday of a five-day week (Labour Code, article 84(2) and (3)).</summary>
    Weekend = 1,

    /// <summary>A national or state holiday (Law on holidays of 13.12.2001, articles 2 and 3).</summary>
    Holiday = 2,

    /// <summary>The working day after a holiday that fell on a weekend (Law on holidays, article 5).</summary>
    HolidayShifted = 3,

    /// <summary>7 January and the first day of Kurban Ait (Labour Code, article 84(5)): never shifted.</summary>
    SpecialDayOff = 4,

    /// <summary>A working day that an act exchanged for a worked weekend day (Labour Code, article 85(3)).</summary>
    TransferOff = 5,
}

/// <summary>A day on which no term runs.</summary>
/// <param name="Date">The day.</param>
/// <param name="Kind">Why it is off.</param>
/// <param name="Why">The same for people.</param>
/// <param name="Source">The act or publication that the calendar relies on.</param>
public sealed record DayOff(DateOnly Date, DayOffKind Kind, LocalizedText Why, string Source);
