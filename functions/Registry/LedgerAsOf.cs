using System.Globalization;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Infra.Ledger;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// Reads the ledger as it stands, or as it stood after an entry or at the end of a day: any past state is a fold of
/// the journal's first entries, from the newest snapshot below it on.
/// </summary>
public sealed class LedgerAsOf(RegistryLedger ledger, LedgerFreshness freshness)
{
    /// <summary>
    /// The past state that was asked for last. Who asks for one often asks for the next page or the next account of
    /// it; the memory is given back when it is needed.
    /// </summary>
    private readonly WeakReference<Past> last = new(new Past(-1, default, new LedgerState()));

    /// <summary>Reads a state.</summary>
    /// <param name="asOf">An entry number, a date, or null for now.</param>
    /// <param name="read">What to read; gets the state and the number of its last entry, -1 when it has none.</param>
    /// <param name="cancellation">Stops the folding.</param>
    /// <returns>What was read; null when <paramref name="asOf"/> names no past state.</returns>
    public async Task<T?> ReadAsync<T>(string? asOf, Func<LedgerState, long, T> read, CancellationToken cancellation)
        where T : class
    {
        await freshness.CatchUpAsync(cancellation);
        if (string.IsNullOrEmpty(asOf))
            return await ledger.ReadAsync(state => read(state, state.Size - 1), cancellation);
        var size = ledger.Head.Size;
        if (long.TryParse(asOf, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number < size ? await FoldedAsync(number + 1, DateTimeOffset.MaxValue, read, cancellation) : null;
        return DateOnly.TryParseExact(
            asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? await FoldedAsync(size, KazakhstanTime.EndOf(day), read, cancellation)
            : null;
    }

    private async Task<T> FoldedAsync<T>(
        long count,
        DateTimeOffset before,
        Func<LedgerState, long, T> read,
        CancellationToken cancellation)
    {
        if (!last.TryGetTarget(out var past) || past.Count != count || past.Before != before)
        {
            past = new Past(count, before, await ledger.PastAsync(count, before, cancellation));
            last.SetTarget(past);
        }
        return read(past.State, past.State.Size - 1);
    }

    /// <summary>A past state, which nobody changes any more.</summary>
    private sealed record Past(long Count, DateTimeOffset Before, LedgerState State);
}
