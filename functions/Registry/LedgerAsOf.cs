using System.Globalization;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Infra.Ledger;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// Reads the ledger as it stands, or as it stood after an entry or at the end of a day: any past state is a fold of
/// the journal's first entries.
/// </summary>
public sealed class LedgerAsOf(RegistryLedger ledger)
{
    /// <summary>Reads a state.</summary>
    /// <param name="asOf">An entry number, a date, or null for now.</param>
    /// <param name="read">What to read; gets the state and the number of its last entry, -1 when it has none.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <returns>What was read; null when <paramref name="asOf"/> names no past state.</returns>
    public async Task<T?> ReadAsync<T>(string? asOf, Func<LedgerState, long, T> read, CancellationToken cancellation)
        where T : class
    {
        if (string.IsNullOrEmpty(asOf))
            return await ledger.ReadAsync(state => read(state, state.Size - 1), cancellation);
        if (CountOf(asOf) is not { } count)
            return null;
        var past = new LedgerState();
        for (long n = 0; n < count; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            past.Apply(ledger.Entry(n));
        }
        return read(past, past.Size - 1);
    }

    /// <summary>How many entries belong to the state; null when the text is neither a number nor a date.</summary>
    private long? CountOf(string asOf)
    {
        var size = ledger.Head.Size;
        if (long.TryParse(asOf, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number < size ? number + 1 : null;
        if (!DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;
        var end = KazakhstanTime.EndOf(day);
        // Entries are in the order of their time, so the first one that is too late is found by halving.
        long low = 0, high = size;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (ledger.Entry(middle).At < end)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
