using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// All that a worker knows of the journal but the entries' bytes; its parts always have the same size. A snapshot is
/// a book written down.
/// </summary>
internal sealed class LedgerBook
{
    /// <summary>Accounts, holdings, counters, instruction ids.</summary>
    public LedgerState State { get; init; } = new();

    /// <summary>The tree of all entries.</summary>
    public MerkleHistory Tree { get; init; } = new();

    /// <summary>Which page holds which entry.</summary>
    public PageDirectory Pages { get; init; } = new();

    /// <summary>Which entries touch which account.</summary>
    public AccountEntries Touches { get; init; } = new();

    /// <summary>The latest moment of any entry: what is read as of a later moment sees them all.</summary>
    public DateTimeOffset LatestAt { get; set; }

    /// <summary>A copy that does not change, for a snapshot.</summary>
    public BookCopy Copy() =>
        new(State.Capture(), Tree.Leaves, Tree.RootAt(Tree.Size), Pages.ToArray(), Touches.ToArray(), LatestAt);
}

/// <summary>A book at one moment.</summary>
internal sealed record BookCopy(
    LedgerSnapshot State,
    ReadOnlyMemory<byte> Leaves,
    byte[] Root,
    int[] Pages,
    (AccountKind Kind, int[][] Accounts)[] Touches,
    DateTimeOffset LatestAt);
