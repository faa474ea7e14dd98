using Azure;
using CarbonRegistry.Infra.Ledger;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// Lets readers see what another process has posted. Each worker keeps the ledger in memory, and a procedure may be
/// carried out on one worker and asked for on another.
/// </summary>
public sealed class LedgerFreshness(RegistryLedger ledger, TimeProvider time)
{
    /// <summary>How old an answer may be.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private long lookedAt;

    /// <summary>
    /// Reads the journal's tail unless that was just done. What is known is answered when storage is away.
    /// </summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        var before = Volatile.Read(ref lookedAt);
        if (before != 0 && time.GetElapsedTime(before) < Age)
            return;
        Volatile.Write(ref lookedAt, time.GetTimestamp());
        try
        {
            await ledger.RefreshAsync(cancellation);
        }
        catch (Exception away) when (away is RequestFailedException or AggregateException)
        {
            // Health says that storage is away; the ledger in memory is still right about the past.
        }
    }
}
