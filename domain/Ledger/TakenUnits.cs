using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>Units that earlier parts of the same act have taken already, which the state does not know yet.</summary>
internal sealed class TakenUnits
{
    private static readonly UnitAttributes Plain = new(0, null, null, false);

    private readonly Dictionary<(AccountNumber, UnitSeries), Shelf> _taken = [];

    /// <summary>The first part of the serials that is still free on the account; false when none is.</summary>
    public bool TryFirstFree(AccountNumber account, UnitSeries series, SerialRange range, out SerialRange free)
    {
        free = range;
        if (!_taken.TryGetValue((account, series), out var shelf))
            return true;
        var first = range.First;
        while (shelf.TryFind(first, out var taken))
            first = taken.Last + 1;
        if (first > range.Last)
            return false;
        var last = shelf.TryFirstFrom(first, out var next) && next.First <= range.Last ? next.First - 1 : range.Last;
        free = new SerialRange(first, last);
        return true;
    }

    public void Add(AccountNumber account, UnitBlock block)
    {
        if (!_taken.TryGetValue((account, block.Series), out var shelf))
            _taken[(account, block.Series)] = shelf = new Shelf(block.Series, 0);
        shelf.TryPut(new HeldRange(block.Range.First, block.Range.Last, Plain));
    }
}
