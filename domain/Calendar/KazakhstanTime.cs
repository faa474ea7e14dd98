using NodaTime;
using NodaTime.TimeZones;

namespace CarbonRegistry.Domain.Calendar;

/// <summary>
/// The one place that knows the zone, Asia/Almaty, from the time zone data that NodaTime carries within itself: the
/// answer is the same on every machine, whatever its own data says. On 1 March 2024 at 00:00 the clocks of UTC+6 went
/// back one hour to 23:00 of 29 February and all Kazakhstan has kept UTC+5 since. So 17:00 on 29 February 2024 is
/// 17:00+06:00 (the hour lies before the change), and 17:00 on 1 March is 17:00+05:00. Days are those of Kazakhstan;
/// moments carry its offset of that moment. Dates before 1925, when local solar time was kept, are out of range.
/// </summary>
public static class KazakhstanTime
{
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Almaty"];

    /// <summary>
    /// An hour that the clocks show twice means the second time: a term must not end before the later of the two
    /// midnights, and a step that runs late harms nobody. An hour that they never show moves behind the gap.
    /// </summary>
    private static readonly ZoneLocalMappingResolver Resolver =
        Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnForwardShifted);

    /// <summary>The calendar day in Kazakhstan at the moment.</summary>
    public static DateOnly DateOf(DateTimeOffset moment) =>
        Instant.FromDateTimeOffset(moment).InZone(Zone).Date.ToDateOnly();

    /// <summary>The moment at which clocks in Kazakhstan show the time on the day.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) =>
        Zone.ResolveLocal(LocalDate.FromDateOnly(date).At(LocalTime.FromTimeOnly(time)), Resolver).ToDateTimeOffset();

    /// <summary>
    /// The end of the day: the midnight that begins the next one. What is done before it is in time (Civil Code,
    /// article 176), and overdue begins at it.
    /// </summary>
    public static DateTimeOffset EndOf(DateOnly date) => At(date.AddDays(1), TimeOnly.MinValue);

    /// <summary>The same moment, written with Kazakhstan's offset.</summary>
    public static DateTimeOffset Local(DateTimeOffset moment) =>
        Instant.FromDateTimeOffset(moment).InZone(Zone).ToDateTimeOffset();
}
