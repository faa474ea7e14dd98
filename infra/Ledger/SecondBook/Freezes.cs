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

    /// <summary>True while anything is frozen.</summary>
    public bool Any => held.Length > 0;

    /// <summary>True while an account or some of its units are frozen.</summary>
    /// <param name="account">The account.</param>
    /// <param name="blocks">What lies on it; read only where units are frozen.</param>
    public bool Concerns(AccountNumber account, IEnumerable<UnitBlock> blocks)
    {
        var now = held;
        return now.Any(freeze => freeze.Everything || freeze.Accounts.Contains(account))
            || (now.Any(freeze => freeze.Ranges.Length > 0)
                && blocks.Any(block => now.Any(freeze => freeze.Holds(block))));
    }

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
            || Holds(move.Block);

        public bool Holds(UnitBlock units) =>
            Ranges.Any(block => block.Series == units.Series && block.Range.Overlaps(units.Range));
    }
}
