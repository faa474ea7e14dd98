namespace CarbonRegistry.Infra.Ledger;

/// <summary>How a commit ended: a closed set.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>The page stands in the journal.</summary>
    /// <param name="Head">The head that the commit wrote; without an ETag when others have gone on from it.</param>
    public sealed record Committed(JournalHead Head) : CommitOutcome;

    /// <summary>Another writer was first; nothing was written. The caller reads the tail and decides again.</summary>
    public sealed record Lost : CommitOutcome;
}
