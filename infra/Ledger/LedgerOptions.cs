namespace CarbonRegistry.Infra.Ledger;

/// <summary>What a ledger in memory may take, and how often it is written down.</summary>
public sealed record LedgerOptions
{
    /// <summary>How many batches may wait for the committer, 1 or more.</summary>
    public int QueuedBatches { get; init; } = 4096;

    /// <summary>
    /// How many instructions the waiting batches may have together, 1 or more; a batch that is larger alone is let in
    /// when nothing else waits.
    /// </summary>
    public int QueuedInstructions { get; init; } = 65_536;

    /// <summary>How long a caller waits for room before the answer is that the ledger is busy.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>When a caller who was told so may try again.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The longest pause of a committer after a race that it lost to another worker; it doubles with each further loss
    /// in a row, up to sixteen times this, and its length is drawn anew each time. Zero tries again at once.
    /// </summary>
    public TimeSpan LostRacePause { get; init; } = TimeSpan.FromMilliseconds(8);

    /// <summary>How many entries may follow a snapshot before the next is written, 1 or more.</summary>
    public int SnapshotEvery { get; init; } = 100_000;

    /// <summary>
    /// Bytes of the newest entries that are kept in memory; older ones are read from their pages when asked for.
    /// </summary>
    public long RecentBytes { get; init; } = 64 * 1024 * 1024;
}
