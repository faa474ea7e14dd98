using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>
/// Finds the units of a line of the plan on an account. It starts from where the line's units were issued, so that an
/// allocation does not read the other hundred thousand lines of the issuance account.
/// </summary>
internal static class LineFinder
{
    /// <summary>The units in the order of D5; neighbours with equal attributes are one block.</summary>
    public static List<Holding> Find(LedgerState state, AccountState account, string line)
    {
        var found = new List<Holding>();
        foreach (var units in state.UnitsOfLine(line))
        {
            if (account.FindShelf(units.Series, units.AllocationYear) is not { } shelf)
                continue;
            var next = units.Range.First;
            while (next <= units.Range.Last && shelf.TryFirstFrom(next, out var held) && held.First <= units.Range.Last)
            {
                var range = new SerialRange(Math.Max(held.First, next), Math.Min(held.Last, units.Range.Last));
                if (held.Attributes.Line == line)
                    found.Add(new Holding(new UnitBlock(units.Series, range), held.Attributes));
                next = held.Last + 1;
            }
        }
        if (found.Count > 1)
            found.Sort(Compare);
        return Join(found);
    }

    private static int Compare(Holding left, Holding right)
    {
        var terms = UnitOrder.CompareTerms(
            left.Block.Series, left.Attributes.AllocationYear, right.Block.Series, right.Attributes.AllocationYear);
        if (terms != 0)
            return terms;
        var serials = left.Block.Range.CompareTo(right.Block.Range);
        return serials != 0 ? serials : left.Block.Series.YearIn.CompareTo(right.Block.Series.YearIn);
    }

    /// <summary>Joins neighbours; units that got the line twice were found twice and are counted once.</summary>
    private static List<Holding> Join(List<Holding> sorted)
    {
        var joined = new List<Holding>(sorted.Count);
        foreach (var holding in sorted)
        {
            var last = joined.FindLastIndex(earlier => earlier.Block.Series == holding.Block.Series
                && earlier.Attributes == holding.Attributes);
            if (last >= 0 && joined[last].Block.Range is var range && holding.Block.Range.First <= range.Last + 1)
            {
                var end = Math.Max(range.Last, holding.Block.Range.Last);
                joined[last] = joined[last] with
                {
                    Block = joined[last].Block with { Range = new SerialRange(range.First, end) },
                };
            }
            else
                joined.Add(holding);
        }
        return joined;
    }
}
