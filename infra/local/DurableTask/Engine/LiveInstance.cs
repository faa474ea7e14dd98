namespace CarbonRegistry.Local.DurableTask;

/// <summary>An instance in memory: what waits for its next turn, and what its last turn left.</summary>
internal sealed class LiveInstance(string id)
{
    public string Id { get; } = id;

    /// <summary>Guards the members down to <see cref="Running"/>.</summary>
    public Lock Gate { get; } = new();

    /// <summary>A turn waits for its place or runs.</summary>
    public bool IsScheduled { get; set; }

    /// <summary>Something came while it ran, so another turn follows.</summary>
    public bool IsWanted { get; set; }

    /// <summary>It has left the list of live instances and takes nothing more.</summary>
    public bool IsGone { get; set; }

    /// <summary>The rows are not as they are held in memory, so the next turn reads them.</summary>
    public bool MustReload { get; set; }

    /// <summary>Results of activities, in the order in which they came.</summary>
    public List<HistoryEvent> Results { get; } = [];

    public SortedDictionary<string, InboxMessage> Inbox { get; } = new(StringComparer.Ordinal);

    /// <summary>Activities that wait or run, by execution and call.</summary>
    public HashSet<(string Execution, int Call)> Running { get; } = [];

    /// <summary>What follows belongs to the turn that runs; null when it must be loaded.</summary>
    public InstanceState? State { get; set; }

    public string ETag { get; set; } = "";

    public OrchestrationRun? Run { get; set; }

    public List<RowVersion> Pages { get; } = [];

    public List<RowVersion> Stale { get; } = [];

    public bool IsOutboxDelivered { get; set; }

    /// <summary>Turns that failed one after another.</summary>
    public int Failures { get; set; }

    public bool IsAtRest => Results.Count == 0 && Inbox.Count == 0 && Running.Count == 0;

    /// <summary>Drops what was read or computed, after which the next turn reads the truth again.</summary>
    public void Forget()
    {
        State = null;
        Run = null;
        ETag = "";
        Pages.Clear();
        Stale.Clear();
        IsOutboxDelivered = false;
        lock (Gate)
            Inbox.Clear();
    }
}
