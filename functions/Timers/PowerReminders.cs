using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Outbox;
using CarbonRegistry.Infra.Procedures;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Timers;

/// <summary>
/// ¶13.2: tells holders thirty and seven days before their last power of attorney ends, and once it has ended. What was
/// told stands in the history of the procedure that brought the power, so a day that was missed is made up for and a
/// run that broke off tells nobody twice.
/// </summary>
public sealed class PowerReminders(
    ProcedureStore procedures,
    AccountRepresentation representation,
    RegistryLedger ledger,
    OutboxWriter outbox,
    OpaqueIds opaque,
    TimeProvider time)
{
    private const int EarlyDays = 30;
    private const int LateDays = 7;

    /// <summary>Runs at nine o'clock in Almaty (UTC+5 since 1 March 2024, UTC+6 before: ten).</summary>
    [Function(nameof(PowerReminders))]
    public async Task RunAsync(
        [TimerTrigger("0 0 4 * * *")] TimerInfo timer,
        CancellationToken cancellation)
    {
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        foreach (var (account, people) in await representation.OfAllAsync(cancellation))
        {
            if (PowersOfAttorney.Last(people) is not { } last || KindOn(today, last.Power.Expires) is not { } kind)
                continue;
            var holder = await ledger.ReadAsync(state => state.Find(account)?.Holder, cancellation);
            await TellAsync(account.ToString(), holder!, last, kind, today, cancellation);
        }
    }

    /// <summary>What a holder is told on a day; null while the power lasts long enough.</summary>
    internal static OutgoingKind? KindOn(DateOnly today, DateOnly expires)
    {
        var left = expires.DayNumber - today.DayNumber;
        return left switch
        {
            < 0 => OutgoingKind.PowerEnded,
            <= LateDays => OutgoingKind.PowerEndsIn7Days,
            <= EarlyDays => OutgoingKind.PowerEndsIn30Days,
            _ => null,
        };
    }

    private async Task TellAsync(
        string account,
        string holder,
        Empowered last,
        OutgoingKind kind,
        DateOnly today,
        CancellationToken cancellation)
    {
        var record = await procedures.GetAsync(last.Procedure, cancellation);
        var happened = Happenings.PowerReminded(
            time.GetUtcNow(), $"{kind}:{account}:{last.Power.Expires:yyyyMMdd}", last.Power.Expires);
        if (record.History.Any(known => known.Key == happened.Key))
            return;
        var text = kind == OutgoingKind.PowerEnded ? HolderTexts.PowerEnded : HolderTexts.PowerEnds;
        var name = await outbox.WriteAsync(
            new OutgoingNotice(
                JournalNames.Of(record, opaque),
                kind,
                "¶13",
                holder,
                today,
                last.Power.Expires,
                null,
                [],
                text.With(account, last.Power.Expires.ToString("yyyy-MM-dd", null))),
            cancellation);
        await procedures.ChangeAsync(
            record.Id,
            known => (known with { Outbox = Announcements.Joined(known.Outbox, [name]) }).Noting(happened),
            cancellation);
    }
}
