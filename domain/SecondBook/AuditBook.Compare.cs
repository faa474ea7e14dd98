using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.SecondBook;

/// <summary>What the first book says of some units.</summary>
/// <param name="Account">Where it has them.</param>
/// <param name="Block">The units.</param>
/// <param name="Attributes">What it knows of them.</param>
public readonly record struct ClaimedHolding(AccountNumber Account, UnitBlock Block, UnitAttributes Attributes);

public sealed partial class AuditBook
{
    /// <summary>
    /// Compares every serial range with the first book at the same entry: each unit must be on the same account with
    /// the same attributes, and on one account only.
    /// </summary>
    /// <param name="claims">All holdings of the first book.</param>
    /// <returns>A finding for each account and range that differ: first where this book has the units.</returns>
    public IReadOnlyList<AuditFinding> Compare(IEnumerable<ClaimedHolding> claims)
    {
        found.Clear();
        var claimed = new Dictionary<UnitSeries, List<ClaimedHolding>>();
        foreach (var claim in claims)
        {
            if (!claimed.TryGetValue(claim.Block.Series, out var list))
                claimed[claim.Block.Series] = list = [];
            list.Add(claim);
        }
        foreach (var key in series.Keys.Union(claimed.Keys).OrderBy(key => key.ToString(), StringComparer.Ordinal))
            Compare(key, series.GetValueOrDefault(key) ?? new SerialMap(), claimed.GetValueOrDefault(key) ?? []);
        return [.. found];
    }

    private void Compare(UnitSeries key, SerialMap map, List<ClaimedHolding> claims)
    {
        claims.Sort(static (left, right) => left.Block.Range.CompareTo(right.Block.Range));
        long next = 1;
        foreach (var claim in claims)
        {
            var range = claim.Block.Range;
            if (range.First > next)
                Missing(key, map, next, range.First - 1);
            if (range.First < next)
                Differ(claim.Account, claim.Block, null, claim.Account,
                    $"The first book has {claim.Block} on {claim.Account}, and a part of it elsewhere too.");
            CompareOne(key, map, claim);
            next = Math.Max(next, range.Last + 1);
        }
        if (next <= map.Issued)
            Missing(key, map, next, map.Issued);
    }

    private void CompareOne(UnitSeries key, SerialMap map, ClaimedHolding claim)
    {
        var next = claim.Block.Range.First;
        foreach (var piece in SerialMap.Merge(map.Within(claim.Block.Range.First, claim.Block.Range.Last)))
        {
            var block = new UnitBlock(key, new SerialRange(piece.First, piece.Last));
            if (piece.Account != claim.Account)
            {
                Differ(piece.Account, block, piece.Account, claim.Account,
                    $"By the journal {piece.Account} holds {block}; the first book has it on {claim.Account}.");
                Differ(claim.Account, block, piece.Account, claim.Account,
                    $"The first book has {block} on {claim.Account}; by the journal {piece.Account} holds it.");
            }
            else if (piece.Attributes != claim.Attributes)
                Find(null, piece.Account, block, AuditMatter.FirstBookAttributes,
                    $"The first book has other attributes of {block} than the journal.");
            next = piece.Last + 1;
        }
        if (next > claim.Block.Range.Last)
            return;
        var unknown = new UnitBlock(key, new SerialRange(next, claim.Block.Range.Last));
        Differ(claim.Account, unknown, null, claim.Account, $"{unknown} was never issued.");
    }

    private void Missing(UnitSeries key, SerialMap map, long first, long last)
    {
        foreach (var piece in SerialMap.Merge(map.Within(first, last)))
        {
            var block = new UnitBlock(key, new SerialRange(piece.First, piece.Last));
            Differ(piece.Account, block, piece.Account, null,
                $"By the journal {piece.Account} holds {block}; the first book has it nowhere.");
        }
    }

    /// <summary>Keeps where each of the two books has the units, beside the sentence that says it.</summary>
    private void Differ(
        AccountNumber concerned,
        UnitBlock block,
        AccountNumber? byJournal,
        AccountNumber? byFirstBook,
        string detail) =>
        found.Add(new AuditFinding(null, concerned, block, AuditMatter.FirstBookPlace, detail)
        {
            ByJournal = byJournal,
            ByFirstBook = byFirstBook,
        });
}
