using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Ledger;

/// <summary>The real ledger and the naive one side by side: each act goes to both, and both must agree.</summary>
internal sealed class JudgedLedger
{
    private readonly List<(string Id, Entry Entry)> moves = [];
    private int acts;

    public JudgedLedger(params IssueLine[] lines)
    {
        Some.Post(State, "issue", Some.Issue(1000, lines));
        Naive.Issue(Some.Quota, new AccountNumber(AccountKind.Issuance, 1), lines);
    }

    public LedgerState State { get; private set; } = Some.Registry();

    public NaiveLedger Naive { get; private set; } = new();

    /// <summary>The entries of the moves so far.</summary>
    public int MoveCount => moves.Count;

    /// <summary>Posts a move; true when it was posted.</summary>
    public bool Move(MoveCode code, AccountNumber from, AccountNumber to, Selection selection)
    {
        var id = $"act-{acts++}";
        var expected = Naive.Move(id, code, from, to, selection);
        var decision = LedgerDecision.Decide(
            State, Some.Instruction(id, Some.Move(code, Some.Of(from), Some.Of(to), selection)));
        Agree(expected, decision, $"{code} {from} -> {to} {selection}");
        if (decision is Decision.Posted posted)
            moves.Add((id, Assert.Single(posted.Entries)));
        return Post(id, decision);
    }

    public bool Correct(int move)
    {
        var (original, entry) = moves[move];
        var id = $"act-{acts++}";
        var blocks = ((EntryBody.Moved)entry.Body).Moves.Select(one => one.Block);
        var expected = Naive.Correct(original, blocks);
        var decision = LedgerDecision.Decide(State, Some.Instruction(id, new Act.Correct(entry)));
        Agree(expected, decision, $"correct {original}");
        return Post(id, decision);
    }

    public void Block(AccountNumber account)
    {
        if (Naive.Blocked.Add(account))
            Some.Post(State, $"act-{acts++}", new Act.BlockAccount(Some.Of(account), "notSubmitted"));
        else if (Naive.Blocked.Remove(account))
            Some.Post(State, $"act-{acts++}", new Act.UnblockAccount(Some.Of(account), ["notSubmitted"]));
    }

    /// <summary>Goes on with a ledger that was read from a snapshot, as after a restart.</summary>
    public void Restart()
    {
        var before = State.Dump();
        State = SnapshotTests.Again(State);
        Assert.Equal(before, State.Dump());
        State.CheckInvariants();
    }

    /// <summary>Tries an act and everything after it, then goes back to where it was.</summary>
    public void Branch(Func<bool> act, Action after)
    {
        var (naive, size, moves) = (Naive, State.Size, this.moves.Count);
        Naive = naive.Copy();
        if (act())
        {
            after();
            var last = applied[^1];
            applied.RemoveAt(applied.Count - 1);
            State.Revert(last);
        }
        Naive = naive;
        this.moves.RemoveRange(moves, this.moves.Count - moves);
        Assert.Equal(size, State.Size);
    }

    private readonly List<Entry> applied = [];

    /// <summary>Applies, takes back and applies again; asks once more, and nothing new must come of it.</summary>
    private bool Post(string id, Decision decision)
    {
        if (decision is not Decision.Posted posted)
            return false;
        var before = State.Dump();
        var entry = Assert.Single(posted.Entries);
        State.Apply(entry);
        var after = State.Dump();
        State.Revert(entry);
        Assert.Equal(before, State.Dump());
        State.Apply(entry);
        Assert.Equal(after, State.Dump());
        applied.Add(entry);
        Assert.Equal([entry.N], State.EntriesOf(id));
        var again = LedgerDecision.Decide(State, Some.Instruction(id, new Act.BlockAccount(Some.Of("A"), "x")));
        Assert.IsType<Decision.AlreadyPosted>(again);
        State.CheckInvariants();
        CompareUnits();
        return true;
    }

    private static void Agree(bool? expected, Decision decision, string what)
    {
        var outcome = decision switch
        {
            Decision.Posted => "posted",
            Decision.Nothing => "nothing",
            _ => "refused",
        };
        var naive = expected switch
        {
            true => "posted",
            null => "nothing",
            false => "refused",
        };
        Assert.True(naive == outcome, $"{what}: the naive ledger says {naive}, the real one {decision}");
    }

    private void CompareUnits()
    {
        foreach (var unit in Naive.Units)
        {
            var location = State.Locate(unit.Series, unit.Serial);
            Assert.NotNull(location);
            Assert.Equal(unit.Account, location.Account);
            Assert.Equal(unit.Attributes, location.Attributes);
            Assert.True(location.Block.Range.Contains(unit.Serial));
        }
        foreach (var account in State.Accounts)
        {
            var units = Naive.Units.Count(unit => unit.Account == account.Number);
            Assert.Equal(units, State.Balance(account.Number, UnitKind.Quota));
            Assert.Equal(units, State.HoldingsOf(account.Number).Sum(holding => holding.Block.Count));
        }
    }
}
