using System.Globalization;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions.Plans;
using CarbonRegistry.Infra.Outbox;
using CarbonRegistry.Infra.Plans;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Timers;

/// <summary>
/// ¶6: calls to mind, ninety, thirty and ten days before a carbon budgeting period, that its plan was not received. A
/// host that slept over such a day says it when it wakes. Each reminder has a name of its own and is written once.
/// </summary>
public sealed class RemindOfPeriods(
    PlanStore plans,
    OutboxWriter outbox,
    RegistrySettings settings,
    TimeProvider time,
    ILogger<RemindOfPeriods> log)
{
    /// <summary>Runs every morning at eight by Kazakhstan's time, and when the host starts.</summary>
    [Function(nameof(RemindOfPeriods))]
    public async Task RunAsync(
        [TimerTrigger("0 0 3 * * *", RunOnStartup = true)] TimerInfo timer,
        CancellationToken cancellation)
    {
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        var received = (await plans.AllAsync(cancellation)).Select(known => known.Plan.Period).ToList();
        foreach (var (period, days) in BudgetPeriods.Due(today, received))
        {
            foreach (var to in new[] { settings.SystemOperator.Text, settings.Authority.Text })
                await TellAsync(period, days, today, to, cancellation);
        }
    }

    private async Task TellAsync(
        BudgetPeriod period, int days, DateOnly today, string to, CancellationToken cancellation)
    {
        var left = period.FirstDay.DayNumber - today.DayNumber;
        var notice = new OutgoingNotice(
            string.Create(CultureInfo.InvariantCulture, $"budgetPeriod.{period.Years}.{days}"),
            OutgoingKind.Reminder,
            "¶6",
            to,
            today,
            period.FirstDay.AddDays(-1),
            null,
            [],
            PeriodTexts.NotFormed(period.Years, period.FirstDay, left));
        if (await outbox.WriteOnceAsync(notice, cancellation))
            log.LogInformation("No plan of {Period} was received, {Days} days are left.", period.Years, left);
    }
}
