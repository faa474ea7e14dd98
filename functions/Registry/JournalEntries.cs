using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Ledger;

namespace CarbonRegistry.Functions.Registry;

/// <summary>The journal's entries one by one, for reports that read all of them.</summary>
internal static class JournalEntries
{
    /// <summary>The first entries.</summary>
    public static IEnumerable<Entry> Of(RegistryLedger ledger, long count, CancellationToken cancellation)
    {
        for (long n = 0; n < count; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return ledger.Entry(n);
        }
    }
}
