using System.Globalization;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Outbox;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Timers;

/// <summary>
/// Order 221 ¶18: calls to the operator's mind, thirty and ten days before 1 December, that the calendar of the next
/// year's auctions is missing, where the plan in force provides units for them. Each reminder is written once.
/// </summary>
public sealed class RemindOfAuctionCalendar(
    AuctionBook auctions,
    RegistryCalendar calendar,
    OutboxWriter outbox,
    RegistrySettings settings,
    TimeProvider time,
    ILogger<RemindOfAuctionCalendar> log)
{
    /// <summary>Runs every morning at eight by Kazakhstan's time, and when the host starts.</summary>
    [Function(nameof(RemindOfAuctionCalendar))]
    public async Task RunAsync(
        [TimerTrigger("0 0 3 * * *", RunOnStartup = true)] TimerInfo timer,
        CancellationToken cancellation)
    {
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        var year = today.Year + 1;
        var dueOn = AuctionRules.CalendarDueOn(year, await calendar.InForceAsync(cancellation));
        if (AuctionRules.ReminderAt(today, dueOn) is not { } days
            || await auctions.YearTotalAsync(year, cancellation) is null or 0
            || (await auctions.TableAsync(null, cancellation)).CalendarOf(year) is not null)
            return;
        var left = dueOn.DayNumber - today.DayNumber;
        var notice = new OutgoingNotice(
            string.Create(CultureInfo.InvariantCulture, $"auctionCalendar.{year}.{days}"),
            OutgoingKind.Reminder,
            "Order 221 ¶18",
            settings.SystemOperator.Text,
            today,
            dueOn,
            null,
            [],
            AuctionTexts.CalendarMissing(year, dueOn, left));
        if (await outbox.WriteOnceAsync(notice, cancellation))
            log.LogInformation("No calendar of auctions of {Year} was received, {Days} days are left.", year, left);
    }
}
