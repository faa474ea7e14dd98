using System.Numerics;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Simulation.Units;

/// <summary>
/// Twelve units on two accounts: every way in which they can lie, and from each every act. Since what an account holds
/// is told in one form only, whichever way it came about, this reaches as far as any sequence of acts.
/// </summary>
public sealed class SmallUniverseTests
{
    private const int Size = 12;
    private const int All = (1 << Size) - 1;

    private static readonly UnitSeries Series = new(UnitKind.Quota, 2022, 2025);
    private static readonly AccountNumber A = new(AccountKind.Installation, 1);
    private static readonly AccountNumber B = new(AccountKind.Installation, 2);

    private readonly LedgerState state = new();
    private int acts;

    [Fact]
    public void EveryPlacementOfTwelveUnits_AndEveryActFromIt_AgreesWithTheBitsOfANumber()
    {
        Open();
        // A Gray code goes through all placements and moves one unit at a time, so splits and joins come in all forms.
        var onA = All;
        CheckAll(onA);
        for (var step = 1; step <= All; step++)
        {
            var flipped = 1 << BitOperations.TrailingZeroCount(step);
            var isOnA = (onA & flipped) != 0;
            onA ^= flipped;
            var unit = BitOperations.TrailingZeroCount(flipped) + 1;
            Apply(Assert.IsType<Decision.Posted>(Decide(isOnA ? A : B, isOnA ? B : A, Blocks(unit, unit))));
            CheckAll(onA);
        }
    }

    [Fact]
    public void EverySequenceOfFourMovesOfRanges_LeavesTheUnitsWhereTheyWerePut()
    {
        Open();
        var visited = 0;
        void Explore(int onA, int depth)
        {
            visited++;
            CheckHoldings(onA);
            if (depth == 0)
                return;
            // They overlap, adjoin, contain each other and stand at both ends.
            foreach (var (first, last) in ((int, int)[])[(1, 12), (1, 6), (4, 9), (7, 7), (7, 12), (12, 12)])
            {
                var bits = Bits(first, last);
                foreach (var fromA in (bool[])[true, false])
                {
                    var decision = Decide(fromA ? A : B, fromA ? B : A, Blocks(first, last));
                    Assert.Equal(fromA ? (onA & bits) == bits : (onA & bits) == 0, decision is Decision.Posted);
                    if (decision is not Decision.Posted posted)
                        continue;
                    Apply(posted);
                    Explore(fromA ? onA & ~bits : onA | bits, depth - 1);
                    state.Revert(posted.Entries[0]);
                }
            }
        }
        Explore(All, 4);
        Assert.True(visited > 500, $"only {visited} states were visited");
    }

    private void CheckAll(int onA)
    {
        CheckHoldings(onA);
        foreach (var (from, to, held) in ((AccountNumber, AccountNumber, int)[])[(A, B, onA), (B, A, All & ~onA)])
        {
            for (var units = 0; units <= Size + 1; units++)
                CheckQuantity(from, to, held, units);
            for (var first = 1; first <= Size; first++)
            {
                for (var last = first; last <= Size; last++)
                    CheckRange(from, to, held, first, last);
            }
        }
    }

    private void CheckQuantity(AccountNumber from, AccountNumber to, int held, int units)
    {
        var decision = Decide(from, to, new Selection.Quantity(UnitKind.Quota, units));
        var fits = units > 0 && units <= BitOperations.PopCount((uint)held);
        Assert.Equal(fits, decision is Decision.Posted);
        if (!fits)
            return;
        var lowest = 0;
        for (var serial = 0; BitOperations.PopCount((uint)lowest) < units; serial++)
            lowest |= held & (1 << serial);
        Assert.Equal(lowest, Moved(decision));
    }

    private void CheckRange(AccountNumber from, AccountNumber to, int held, int first, int last)
    {
        var bits = Bits(first, last);
        var decision = Decide(from, to, Blocks(first, last));
        Assert.Equal((held & bits) == bits, decision is Decision.Posted);
        if (decision is Decision.Posted)
            Assert.Equal(bits, Moved(decision));
    }

    /// <summary>Each account's holdings are the runs of its bits: none could be joined, none is missing.</summary>
    private void CheckHoldings(int onA)
    {
        foreach (var (account, held) in ((AccountNumber, int)[])[(A, onA), (B, All & ~onA)])
        {
            var holdings = state.HoldingsOf(account);
            var seen = 0;
            foreach (var holding in holdings)
                seen |= Bits((int)holding.Block.Range.First, (int)holding.Block.Range.Last);
            Assert.Equal(held, seen);
            Assert.Equal(BitOperations.PopCount((uint)(held & ~(held << 1))), holdings.Count);
            Assert.Equal(BitOperations.PopCount((uint)held), state.Balance(account, UnitKind.Quota));
        }
    }

    private static int Moved(Decision decision)
    {
        var bits = 0;
        var entry = Assert.Single(((Decision.Posted)decision).Entries);
        foreach (var move in ((EntryBody.Moved)entry.Body).Moves)
        {
            var moved = Bits((int)move.Block.Range.First, (int)move.Block.Range.Last);
            Assert.Equal(0, bits & moved);
            bits |= moved;
        }
        return bits;
    }

    private static int Bits(int first, int last) => ((1 << (last - first + 1)) - 1) << (first - 1);

    private static Selection.Blocks Blocks(int first, int last) =>
        new([new UnitBlock(Series, new SerialRange(first, last))]);

    private void Open()
    {
        var period = new PlanPeriod(2022, 2025);
        Apply(Decide(new Act.OpenAccounts([new AccountToOpen(AccountKind.Issuance, null, null, period)])));
        Apply(Decide(new Act.OpenAccounts([new AccountToOpen(AccountKind.Installation, "a", "A", null)])));
        Apply(Decide(new Act.OpenAccounts([new AccountToOpen(AccountKind.Installation, "b", "B", null)])));
        var issuance = new AccountReference.ByKind(AccountKind.Issuance, period);
        var line = new IssueLine(Size, new UnitAttributes(2022, "A", null, false));
        Apply(Decide(new Act.Issue(MoveCode.T01, issuance, Series, [line]) { SeriesLimit = Size }));
        Apply(Decide(new Act.MoveUnits(
            MoveCode.T05, issuance, new AccountReference.ByNumber(A), new Selection.Line("A", Size))));
    }

    private Decision Decide(AccountNumber from, AccountNumber to, Selection units) => Decide(new Act.MoveUnits(
        MoveCode.T27, new AccountReference.ByNumber(from), new AccountReference.ByNumber(to), units));

    private Decision Decide(Act act) => LedgerDecision.Decide(state, new Instruction(
        $"procedure/{++acts}",
        "procedure",
        new Basis(new BasisDocument("1", new string('a', 64)), "Code 289(7)", "2021-07-01"),
        new DateTimeOffset(2022, 7, 25, 9, 0, 0, TimeSpan.FromHours(6)),
        ["registrar-1"],
        act));

    private void Apply(Decision decision)
    {
        foreach (var entry in Assert.IsType<Decision.Posted>(decision).Entries)
            state.Apply(entry);
    }
}
