using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>Decides several instructions one after another, each on the state that those before it have made.</summary>
public static class LedgerBatch
{
    /// <summary>
    /// All or nothing: either every instruction is posted, stands already or has nothing to do, and the state has the
    /// new entries; or the state is as it was, and the first refusal says why.
    /// </summary>
    public static BatchDecision DecideAll(LedgerState state, IReadOnlyList<Instruction> instructions)
    {
        var decisions = new List<Decision>(instructions.Count);
        var entries = new List<Entry>(instructions.Count);
        try
        {
            for (var i = 0; i < instructions.Count; i++)
            {
                var decision = LedgerDecision.Decide(state, instructions[i]);
                if (decision is Decision.Refused refused)
                {
                    Revert(state, entries);
                    return new BatchDecision.Refused(i, refused.Refusal);
                }
                decisions.Add(decision);
                if (decision is Decision.Posted posted)
                    Apply(state, posted.Entries, entries);
            }
        }
        catch
        {
            Revert(state, entries);
            throw;
        }
        return new BatchDecision.Accepted(decisions, entries);
    }

    /// <summary>Takes entries back, the last one first: for a page that lost the race.</summary>
    public static void Revert(LedgerState state, IReadOnlyList<Entry> entries)
    {
        for (var i = entries.Count - 1; i >= 0; i--)
            state.Revert(entries[i]);
    }

    private static void Apply(LedgerState state, IReadOnlyList<Entry> posted, List<Entry> applied)
    {
        foreach (var entry in posted)
        {
            state.Apply(entry);
            applied.Add(entry);
        }
    }
}

/// <summary>The outcome of an all-or-nothing batch: a closed set.</summary>
public abstract record BatchDecision
{
    private BatchDecision()
    {
    }

    /// <summary>Everything stands; the state has the new entries.</summary>
    /// <param name="Decisions">One for each instruction, in order.</param>
    /// <param name="Entries">All new entries, in order; none when everything stood before.</param>
    public sealed record Accepted(IReadOnlyList<Decision> Decisions, IReadOnlyList<Entry> Entries) : BatchDecision;

    /// <summary>Nothing was posted.</summary>
    /// <param name="Index">Which instruction was refused, from 0.</param>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(int Index, Refusal Refusal) : BatchDecision;
}
