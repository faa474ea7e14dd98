using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Infra.Ledger.SecondBook;

/// <summary>
/// Units or accounts of the act are frozen by an audit; nothing was posted, and the same act may be tried again once
/// two people have lifted the freeze.
/// </summary>
public sealed class UnitsFrozenException(string auditCase)
    : Exception($"Units or accounts of this act are frozen by {auditCase} until two people lift it.")
{
    /// <summary>The id of the case, such as <c>auditCase.1</c>.</summary>
    public string Case { get; } = auditCase;
}

/// <summary>What is frozen now, as this process knows it. Safe for several threads.</summary>
public sealed class Freezes
{
    private volatile Frozen[] held = [];

    /// <summary>Takes over the cases that hold.</summary>
    public void Hold(IEnumerable<AuditCase> cases) => held =
    [
        .. cases.Where(known => known.LiftedAt is null).Select(known => new Frozen(
            known.Id,
            known.Everything,
            [.. known.Accounts.Select(AccountNumber.Parse)],
            [.. known.Ranges.Select(UnitBlock.Parse)])),
    ];

    /// <summary>Throws when the entry debits or credits a frozen account or moves frozen units.</summary>
    /// <exception cref="UnitsFrozenException">It does.</exception>
    internal void Check(Entry entry)
    {
        var now = held;
        if (now.Length == 0 || entry.Body is not EntryBody.Moved moved)
            return;
        foreach (var freeze in now)
            foreach (var move in moved.Moves)
            {
                if (freeze.Holds(move))
                    throw new UnitsFrozenException(freeze.Case);
            }
    }

    private sealed record Frozen(string Case, bool Everything, HashSet<AccountNumber> Accounts, UnitBlock[] Ranges)
    {
        public bool Holds(Move move) => Everything
            || (move.From is { } from && Accounts.Contains(from))
            || Accounts.Contains(move.To)
            || Ranges.Any(block => block.Series == move.Block.Series && block.Range.Overlaps(move.Block.Range));
    }
}
