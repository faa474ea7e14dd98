using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.Publication;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Timers;

/// <summary>Publishes the journal every night, soon after the day is over in Kazakhstan.</summary>
public sealed class PublishJournal(JournalPublication publication, ILogger<PublishJournal> log)
{
    /// <summary>Runs at 19:10 UTC: 00:10 in Kazakhstan, or 01:10 where a clock still shows UTC+6.</summary>
    [Function(nameof(PublishJournal))]
    public async Task RunAsync([TimerTrigger("0 10 19 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        try
        {
            var manifest = await publication.PublishAsync(cancellation);
            log.LogInformation("The journal is published up to {Size} entries.", manifest?.Head.Size ?? 0);
        }
        catch (Exception stopped) when (
            stopped is LedgerFrozenException or SigningKeyException or JournalCorruptException)
        {
            // People must look; the next night finds the same, and nothing published is touched meanwhile.
            log.LogCritical("The journal is not published: {Reason}", stopped.Message);
        }
    }
}
