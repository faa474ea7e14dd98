namespace CarbonRegistry.Local.DurableTask;

/// <summary>A row of an inbox with the version that its deletion must name.</summary>
internal sealed record InboxMessage(string Key, string ETag, HistoryEvent Event);

/// <summary>The key and the version of a row that stands beside the head.</summary>
internal sealed record RowVersion(string Key, string ETag);

/// <summary>An instance as read from its partition.</summary>
/// <param name="State">The head row.</param>
/// <param name="ETag">The head's version.</param>
/// <param name="History">All events of the present execution.</param>
/// <param name="Inbox">Messages that no turn has taken, in the order in which they came.</param>
/// <param name="Pages">The rows of the present history.</param>
/// <param name="Stale">Rows of earlier executions that are left to delete.</param>
internal sealed record LoadedInstance(
    InstanceState State,
    string ETag,
    IReadOnlyList<HistoryEvent> History,
    IReadOnlyList<InboxMessage> Inbox,
    IReadOnlyList<RowVersion> Pages,
    IReadOnlyList<RowVersion> Stale);

/// <summary>What one transaction writes.</summary>
/// <param name="State">The new head, without the new events.</param>
/// <param name="Before">The version of the head that it replaces.</param>
/// <param name="News">The events to append to the history.</param>
/// <param name="Taken">The messages that the turn took.</param>
/// <param name="Stale">Rows to delete along the way.</param>
internal sealed record TurnCommit(
    InstanceState State,
    string Before,
    IReadOnlyList<HistoryEvent> News,
    IReadOnlyList<InboxMessage> Taken,
    IReadOnlyList<RowVersion> Stale);

/// <summary>The head after a commit, with the rows of history that it added.</summary>
internal sealed record Committed(InstanceState State, string ETag, IReadOnlyList<RowVersion> NewPages);
