using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Units;
using static CarbonRegistry.Domain.Law.RefusalCode;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>
/// Turns selections into moves of blocks, each within one holding. It reads the state and changes nothing.
/// </summary>
/// <param name="state">The state.</param>
/// <param name="code">The row of the matrix.</param>
/// <param name="taken">Needed where an act selects more than once, so that no unit is selected twice.</param>
internal sealed class UnitPicker(LedgerState state, MoveCode code, TakenUnits? taken)
{
    private readonly bool leavesBarred = MoveMatrix.Row(code).LeavesBarredUnits;
    private readonly bool liftsSaleBar = MoveMatrix.Row(code).LiftsSaleBar;

    /// <summary>The moves picked so far, in order.</summary>
    public List<Move> Moves { get; } = new(1);

    /// <summary>How many units of a <see cref="Selection.Due"/> are not there.</summary>
    public long Missing { get; private set; }

    /// <summary>Picks what the selection asks for; otherwise says why not, and what was picked is of no use.</summary>
    public Refusal? Pick(AccountState from, AccountState to, Selection selection) => selection switch
    {
        Selection.Quantity quantity => PickQuantity(from, to, quantity),
        Selection.All all => PickAll(from, to, all),
        Selection.Line line => PickLine(from, to, line),
        Selection.ForYear forYear => PickForYear(from, to, forYear),
        Selection.Blocks blocks => PickBlocks(from, to, blocks),
        Selection.OfTerm term => PickTerm(from, to, term),
        Selection.Due due => PickDue(from, to, due),
        _ => throw new ArgumentOutOfRangeException(nameof(selection), selection, null),
    };

    private Refusal? PickQuantity(AccountState from, AccountState to, Selection.Quantity quantity)
    {
        if (quantity.Units <= 0)
            return Refuse(QuantityNotPositive, quantity.Units);
        if (!MoveMatrix.MayCarry(code, quantity.Kind, to.Kind))
            return Refuse(UnitKindNotAllowed, to.Number, UnitKindNames.Of(quantity.Kind));
        var earlier = Moves.Count;
        var missing = quantity.Units;
        if (from.Balance(quantity.Kind) >= quantity.Units)
        {
            var cursor = new HoldingCursor(from, quantity.Kind);
            while (missing > 0 && cursor.MoveNext())
            {
                if (Fits(to, cursor.Block.Series) && MayGo(cursor.Current.Attributes))
                    missing -= Take(from, to, cursor.Block, cursor.Current.Attributes, missing);
            }
            if (missing == 0)
                return null;
        }
        var held = FreeUnits(from, to, quantity.Kind, earlier);
        return held < quantity.Units
            ? Refuse(InsufficientUnits, from.Number, held, quantity.Units)
            : Refuse(NotForSale, from.Number, UnitKindNames.Of(quantity.Kind));
    }

    private Refusal? PickAll(AccountState from, AccountState to, Selection.All all)
    {
        if (!MoveMatrix.MayCarry(code, all.Kind, to.Kind))
            return Refuse(UnitKindNotAllowed, to.Number, UnitKindNames.Of(all.Kind));
        var cursor = new HoldingCursor(from, all.Kind);
        while (cursor.MoveNext())
        {
            if (Fits(to, cursor.Block.Series) && MayGo(cursor.Current.Attributes))
                Take(from, to, cursor.Block, cursor.Current.Attributes, long.MaxValue);
        }
        return null;
    }

    /// <summary>¶29: the units of a term, of whichever allocation year.</summary>
    private Refusal? PickTerm(AccountState from, AccountState to, Selection.OfTerm term)
    {
        if (!MoveMatrix.MayCarry(code, term.Kind, to.Kind))
            return Refuse(UnitKindNotAllowed, to.Number, UnitKindNames.Of(term.Kind));
        var cursor = new HoldingCursor(from, term.Kind);
        while (cursor.MoveNext())
        {
            if (cursor.Block.Series.YearOut == term.YearOut && MayGo(cursor.Current.Attributes))
                Take(from, to, cursor.Block, cursor.Current.Attributes, long.MaxValue);
        }
        return null;
    }

    /// <summary>¶28: quota first, then the offset units that the holder gives (requirements C5).</summary>
    private Refusal? PickDue(AccountState from, AccountState to, Selection.Due due)
    {
        var known = state.SurrenderedFor(from.Installation!, due.Year);
        var missing = due.Verified - known.Units;
        if (missing <= 0)
            return Refuse(AlreadySurrendered, from.Installation!, due.Year, known.Units, due.Verified);
        missing -= TakeOfYear(from, to, UnitKind.Quota, due.Year, missing);
        var offsets = Math.Min(missing, due.MostOffsets - known.Offsets);
        Missing = missing - TakeOfYear(from, to, UnitKind.Offset, due.Year, offsets);
        return null;
    }

    /// <summary>
    /// Up to so many units that may stand for the year's emissions: allocated for it or before (no borrowing,
    /// requirements C6), and of a term that it lies in or before (Code, article 291(7)).
    /// </summary>
    private long TakeOfYear(AccountState from, AccountState to, UnitKind kind, int year, long most)
    {
        long count = 0;
        var cursor = new HoldingCursor(from, kind);
        while (count < most && cursor.MoveNext())
        {
            if (MayStandFor(year, cursor.Block.Series, cursor.Current.Attributes))
                count += Take(from, to, cursor.Block, cursor.Current.Attributes, most - count);
        }
        return count;
    }

    /// <summary>True when the units may be surrendered for the emissions of the year.</summary>
    internal static bool MayStandFor(int year, UnitSeries series, UnitAttributes attributes) =>
        attributes.AllocationYear <= year && (series.YearOut == 0 || series.YearOut >= year);

    private Refusal? PickLine(AccountState from, AccountState to, Selection.Line line)
    {
        if (line.Units <= 0)
            return Refuse(QuantityNotPositive, line.Units);
        var found = LineFinder.Find(state, from, line.Code);
        foreach (var holding in found)
        {
            if (!MayCarry(to, holding.Block.Series))
                return Refuse(UnitKindNotAllowed, to.Number, holding.Block);
        }
        long units = 0;
        foreach (var holding in found)
            units += Take(from, to, holding.Block, holding.Attributes, long.MaxValue);
        if (units != line.Units)
            return Refuse(InsufficientUnits, from.Number, units, line.Units);
        return found.Find(holding => !MayGo(holding.Attributes)) is { } barred
            ? Refuse(NotForSale, from.Number, barred.Block)
            : null;
    }

    private Refusal? PickBlocks(AccountState from, AccountState to, Selection.Blocks blocks)
    {
        if (blocks.Items.Count == 0)
            return Refuse(QuantityNotPositive, 0);
        foreach (var block in blocks.Items)
        {
            if (!MayCarry(to, block.Series))
                return Refuse(UnitKindNotAllowed, to.Number, block);
        }
        UnitBlock? barred = null;
        foreach (var block in blocks.Items)
        {
            for (var next = block.Range.First; next <= block.Range.Last;)
            {
                if (!from.TryFind(block.Series, next, out var held))
                    return Refuse(BlockNotHeld, from.Number, block);
                var part = new UnitBlock(
                    block.Series, new SerialRange(next, Math.Min(held.Last, block.Range.Last)));
                if (Take(from, to, part, held.Attributes, long.MaxValue) != part.Count)
                    return Refuse(BlockNotHeld, from.Number, block);
                if (!MayGo(held.Attributes))
                    barred ??= part;
                next = part.Range.Last + 1;
            }
        }
        return barred is { } units ? Refuse(NotForSale, from.Number, units) : null;
    }

    private Refusal? PickForYear(AccountState from, AccountState to, Selection.ForYear wanted)
    {
        if (wanted.Units <= 0)
            return Refuse(QuantityNotPositive, wanted.Units);
        if (!MoveMatrix.MayCarry(code, UnitKind.Quota, to.Kind))
            return Refuse(UnitKindNotAllowed, to.Number, UnitKindNames.Of(UnitKind.Quota));
        var free = FreeUnits(from, to, UnitKind.Quota, Moves.Count);
        if (free < wanted.Units)
        {
            return RefusalCatalogue.Refuse(
                ReserveShort, MoveMatrix.Row(code).Paragraph, [from.Number, free, wanted.Units]);
        }
        var missing = wanted.Units;
        foreach (var side in (ReadOnlySpan<int>)[0, -1, 1])
        {
            var cursor = new HoldingCursor(from, UnitKind.Quota);
            while (missing > 0 && cursor.MoveNext())
            {
                var attributes = cursor.Current.Attributes;
                if (Math.Sign(attributes.AllocationYear - wanted.Year) != side)
                    continue;
                if (!MayGo(attributes))
                    return Refuse(NotForSale, from.Number, cursor.Block);
                var given = attributes with { AllocationYear = wanted.Year, Line = wanted.LineCode };
                missing -= Take(from, to, cursor.Block, attributes, missing, given);
            }
        }
        return null;
    }

    /// <summary>Takes up to so many free units of a block, from its low end.</summary>
    private long Take(
        AccountState from,
        AccountState to,
        UnitBlock block,
        UnitAttributes attributes,
        long most,
        UnitAttributes? given = null)
    {
        given ??= liftsSaleBar && attributes.NotForSale ? attributes with { NotForSale = false } : attributes;
        var changed = given == attributes ? null : given;
        if (taken is null)
        {
            var picked = block.Count <= most ? block : block.Take(most);
            Moves.Add(new Move(picked, from.Number, to.Number, changed));
            return picked.Count;
        }
        long count = 0;
        var rest = block.Range;
        while (count < most && taken.TryFirstFree(from.Number, block.Series, rest, out var free))
        {
            var picked = new UnitBlock(block.Series, free.Take(Math.Min(free.Count, most - count)));
            Moves.Add(new Move(picked, from.Number, to.Number, changed));
            taken.Add(from.Number, picked);
            count += picked.Count;
            if (picked.Range.Last == block.Range.Last)
                break;
            rest = new SerialRange(picked.Range.Last + 1, block.Range.Last);
        }
        return count;
    }

    /// <summary>
    /// How many units the account has for the move when a bar on sale is left aside; moves of earlier parts are
    /// spent.
    /// </summary>
    private long FreeUnits(AccountState from, AccountState to, UnitKind kind, int earlier)
    {
        long held = 0;
        var cursor = new HoldingCursor(from, kind);
        while (cursor.MoveNext())
        {
            if (Fits(to, cursor.Block.Series))
                held += cursor.Current.Count;
        }
        for (var i = 0; i < earlier; i++)
        {
            var move = Moves[i];
            if (move.From == from.Number && move.Block.Series.Kind == kind && Fits(to, move.Block.Series))
                held -= move.Block.Count;
        }
        return held;
    }

    private bool MayGo(UnitAttributes attributes) => !leavesBarred || !attributes.NotForSale;

    private bool MayCarry(AccountState to, UnitSeries series) =>
        MoveMatrix.MayCarry(code, series.Kind, to.Kind) && Fits(to, series);

    /// <summary>
    /// An account of a period takes units of its own plan only: no units pass into another plan's reserve.
    /// </summary>
    internal static bool Fits(AccountState to, UnitSeries series) =>
        to.Period is not { } period || period.LastYear == series.YearOut;

    private static Refusal Refuse(RefusalCode reason, params object[] particulars) =>
        RefusalCatalogue.Refuse(reason, particulars);
}
