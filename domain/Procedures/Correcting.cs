using System.Globalization;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// T26: an entry that was wrong is reversed exactly, once; the journal keeps both (¶8). Nothing else takes units out of
/// the accounts of cancelled, surrendered and withdrawn units, and an issue is never reversed.
/// </summary>
public static class Correcting
{
    /// <summary>The act, or the reason against it.</summary>
    /// <param name="decision">Names the entry.</param>
    /// <param name="original">That entry; null when the journal has none of the number.</param>
    public static Orders Decide(Correction decision, Entry? original) => original is { Body: EntryBody.Moved }
        ? new Orders.Post([new Order("correct", "¶8", new Act.Correct(original))])
        : new Orders.Refuse(RefusalCatalogue.Refuse(
            RefusalCode.EntryNotFound, decision.Entry.ToString(CultureInfo.InvariantCulture)));
}
