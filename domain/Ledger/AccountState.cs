using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>
/// An account as the entries have made it. Callers read it; only <see cref="LedgerState"/> changes it.
/// </summary>
public sealed class AccountState
{
    private readonly List<BlockGround> grounds = [];
    private readonly List<Shelf> shelves = [];
    private readonly long[] balances = new long[4];

    internal AccountState(AccountNumber number, string? holder, string? installation, PlanPeriod? period)
    {
        Number = number;
        Holder = holder;
        Installation = installation;
        Period = period;
    }

    /// <summary>The account's number.</summary>
    public AccountNumber Number { get; }

    /// <summary>The kind of account.</summary>
    public AccountKind Kind => Number.Kind;

    /// <summary>BIN, or the opaque id of a natural person; null for accounts of the system.</summary>
    public string? Holder { get; internal set; }

    /// <summary>The installation's code; null for other accounts.</summary>
    public string? Installation { get; }

    /// <summary>The plan's period for issuance and reserve accounts; null for others.</summary>
    public PlanPeriod? Period { get; }

    /// <summary>The code of the offset project for whose units the account was opened; null for others.</summary>
    public string? Project { get; init; }

    /// <summary>The grounds of a block, in the order in which they were posted; empty when not blocked.</summary>
    public IReadOnlyList<BlockGround> Grounds => grounds;

    /// <summary>True while any ground stands.</summary>
    public bool IsBlocked => grounds.Count > 0;

    /// <summary>True once the account is closed; it then holds nothing and moves nothing.</summary>
    public bool IsClosed { get; internal set; }

    /// <summary>The installation's closed account that this one follows.</summary>
    internal AccountState? Predecessor { get; init; }

    /// <summary>Whose the units are; null where they are nobody's yet, or nobody's any more.</summary>
    internal string? Person => Holder ?? (Kind == AccountKind.TradingSystemOperator ? "operator" : null);

    /// <summary>Units of one series and allocation year each, in the order of D5; some may be empty.</summary>
    internal List<Shelf> Shelves => shelves;

    /// <summary>How many units of the kind the account holds.</summary>
    public long Balance(UnitKind kind) => balances[(int)kind];

    /// <summary>The index of the ground; -1 when it does not stand.</summary>
    internal int IndexOfGround(string ground) => grounds.FindIndex(stands => stands.Ground == ground);

    internal void InsertGround(int index, BlockGround ground) => grounds.Insert(index, ground);

    internal void RemoveGround(int index) => grounds.RemoveAt(index);

    /// <summary>The holding that has the unit.</summary>
    internal bool TryFind(UnitSeries series, long serial, out HeldRange held)
    {
        foreach (var shelf in shelves)
        {
            if (shelf.Series == series && shelf.TryFind(serial, out held))
                return true;
        }
        held = default;
        return false;
    }

    /// <summary>The units of one allocation year; null when the account never had any.</summary>
    internal Shelf? FindShelf(UnitSeries series, int allocationYear)
    {
        foreach (var shelf in shelves)
        {
            if (shelf.AllocationYear == allocationYear && shelf.Series == series)
                return shelf;
        }
        return null;
    }

    /// <summary>Takes units out of one holding; false when they do not lie in one.</summary>
    internal bool TryTake(UnitBlock block, out UnitAttributes attributes)
    {
        foreach (var shelf in shelves)
        {
            if (shelf.Series != block.Series || !shelf.TryFind(block.Range.First, out var held))
                continue;
            attributes = held.Attributes;
            if (!shelf.TryTake(block.Range.First, block.Range.Last))
                return false;
            balances[(int)block.Series.Kind] -= block.Count;
            return true;
        }
        attributes = null!;
        return false;
    }

    /// <summary>Puts units in; false when one of them lies here already.</summary>
    internal bool TryPut(UnitBlock block, UnitAttributes attributes)
    {
        var shelf = FindShelf(block.Series, attributes.AllocationYear)
            ?? AddShelf(block.Series, attributes.AllocationYear);
        if (!shelf.TryPut(new HeldRange(block.Range.First, block.Range.Last, attributes)))
            return false;
        balances[(int)block.Series.Kind] += block.Count;
        return true;
    }

    private Shelf AddShelf(UnitSeries series, int allocationYear)
    {
        var added = new Shelf(series, allocationYear);
        var index = shelves.FindIndex(shelf => UnitOrder.CompareShelves(added, shelf) < 0);
        shelves.Insert(index < 0 ? shelves.Count : index, added);
        return added;
    }
}
