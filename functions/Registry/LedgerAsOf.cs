using System.Globalization;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Infra.Ledger;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// Reads the ledger as it stands, or as it stood after an entry or at the end of a day: any past state is a fold of
/// the journal's first entries.
/// </summary>
public sealed class LedgerAsOf(RegistryLedger ledger, LedgerFreshness freshness)
{
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
            return number < size ? Folded(number + 1, DateTimeOffset.MaxValue, read, cancellation) : null;
        return DateOnly.TryParseExact(
            asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? Folded(size, KazakhstanTime.EndOf(day), read, cancellation)
            : null;
    }

    /// <summary>Folds the first entries, at most so many and none at or after the moment.</summary>
    private T Folded<T>(
        long count,
        DateTimeOffset before,
        Func<LedgerState, long, T> read,
        CancellationToken cancellation)
    {
        var past = new LedgerState();
        for (long n = 0; n < count; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            var entry = ledger.Entry(n);
            if (entry.At >= before)
                break;
            past.Apply(entry);
        }
        return read(past, past.Size - 1);
    }
}
