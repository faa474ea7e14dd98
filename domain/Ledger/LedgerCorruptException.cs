using System.Globalization;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>
/// An entry breaks an invariant of the ledger (requirements 1.7). It is our own fault or a tampered journal, never a
/// person's mistake: nothing more may be posted, reading stays possible.
/// </summary>
/// <param name="entry">The number of the entry, or the size of the state when a full check found the break.</param>
/// <param name="invariant">
/// The invariant's sign in requirements 1.7, <c>i</c> to <c>vii</c>, or a word for the form.
/// </param>
/// <param name="detail">What was found.</param>
public sealed class LedgerCorruptException(long entry, string invariant, string detail)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"Entry {entry} breaks invariant {invariant}: {detail}"))
{
    /// <summary>The number of the entry.</summary>
    public long Entry { get; } = entry;

    /// <summary>The invariant that is broken.</summary>
    public string Invariant { get; } = invariant;
}
