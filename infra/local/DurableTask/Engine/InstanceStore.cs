using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>
/// Instances as rows. A partition is an instance: its head (<c>state</c>), full pages of history
/// (<c>h…</c>) and its inbox (<c>m…</c>). A turn is one transaction in it. The newest events lie in the head itself, so
/// that a turn of a short orchestration that took no message is the replacement of a single row.
/// </summary>
internal sealed class InstanceStore(RowStore rows)
{
    /// <summary>A property holds 64 KiB of UTF-16; see
    /// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model.</summary>
    public const int MaxInlineText = 32_000;

    /// <summary>Messages that a turn takes at most, and stale rows that it deletes along the way: with the head and
    /// two pages they stay below the 100 entities of a transaction.</summary>
    public const int MaxTakenPerTurn = 50;

    public const int MaxStalePerTurn = 40;

    private const string BlobMark = "@blob:";

    private long lastMessage;

    public Task InitializeAsync(CancellationToken cancellation) => rows.InitializeAsync(cancellation);

    /// <summary>Records a new instance in place of one that has ended.</summary>
    /// <returns>Null, or the instance that is in the way.</returns>
    public async Task<InstanceState?> CreateAsync(InstanceState state, CancellationToken cancellation)
    {
        var partition = InstanceKey.Encode(state.Id);
        try
        {
            await rows.CommitAsync(
                partition, [new(RowAction.Insert, InstanceState.RowKey, Values: state.ToRow())], cancellation);
            return null;
        }
        catch (RowConflictException)
        {
            // Either there is an instance of this id, or an earlier try of this very insertion was carried out and
            // its answer lost: the execution tells which.
            var there = await ReadAsync(state.Id, cancellation);
            if (there is null)
                throw;
            if (Executions.HaveSameRoot(there.Value.State.Execution, state.Execution))
                return null;
            if (!there.Value.State.HasEnded || there.Value.State.Outbox is not null)
                return there.Value.State;
            await ReplaceAsync(partition, state, cancellation);
            return null;
        }
    }

    public async Task<(InstanceState State, string ETag)?> ReadAsync(
        string instanceId, CancellationToken cancellation)
    {
        var row = await rows.ReadAsync(InstanceKey.Encode(instanceId), InstanceState.RowKey, cancellation);
        return row is null ? null : (InstanceState.FromRow(row), row.ETag);
    }

    /// <param name="instanceId">The instance.</param>
    /// <param name="historyOfEnded">Whether the history is wanted when nothing more can come of it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InvalidDataException">The history cannot be read.</exception>
    public async Task<LoadedInstance?> LoadAsync(
        string instanceId, bool historyOfEnded, CancellationToken cancellation)
    {
        var all = await rows.ReadPartitionAsync(InstanceKey.Encode(instanceId), cancellation);
        var head = all.FirstOrDefault(row => row.Key == InstanceState.RowKey);
        if (head is null)
            return null;
        var state = InstanceState.FromRow(head);
        var prefix = PagePrefix(state.Generation);
        var readsHistory = historyOfEnded || !state.HasEnded;
        var history = new List<HistoryEvent>();
        var inbox = new List<InboxMessage>();
        var pages = new List<RowVersion>();
        var stale = new List<RowVersion>();
        foreach (var row in all)
        {
            if (row.Key[0] == 'm')
            {
                inbox.Add(new(row.Key, row.ETag, (await EventsOfAsync(row, cancellation))[0]));
            }
            else if (row.Key.StartsWith(prefix, StringComparison.Ordinal))
            {
                pages.Add(new(row.Key, row.ETag));
                if (readsHistory)
                    history.AddRange(await EventsOfAsync(row, cancellation));
            }
            else if (row.Key[0] == 'h')
            {
                stale.Add(new(row.Key, row.ETag));
            }
        }

        if (readsHistory)
        {
            if (pages.Count != state.Pages)
                throw new InvalidDataException($"The head counts {state.Pages} pages of history, not {pages.Count}.");
            history.AddRange(HistoryText.Read(state.History));
        }

        return new(state, head.ETag, history, inbox, pages, stale);
    }

    public async Task<Committed> CommitAsync(TurnCommit turn, CancellationToken cancellation)
    {
        var changes = new List<RowChange>();
        var state = await AppendAsync(turn.State, turn.News, changes, cancellation);
        var inserted = changes.Count;
        changes.Add(new(RowAction.Replace, InstanceState.RowKey, turn.Before, state.ToRow()));
        changes.AddRange(turn.Taken.Select(message => new RowChange(RowAction.Delete, message.Key, message.ETag)));
        changes.AddRange(turn.Stale.Select(row => new RowChange(RowAction.Delete, row.Key, row.ETag)));
        var versions = await rows.CommitAsync(InstanceKey.Encode(state.Id), changes, cancellation);
        return new(
            state,
            versions[inserted],
            [.. Enumerable.Range(0, inserted).Select(at => new RowVersion(changes[at].Key, versions[at]))]);
    }

    /// <summary>Puts a message into an inbox, behind all that were put there before.</summary>
    public async Task<InboxMessage> SendAsync(string instanceId, HistoryEvent message, CancellationToken cancellation)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"m{Interlocked.Increment(ref lastMessage):x16}");
        var text = await PutTextAsync(instanceId, HistoryText.Write([message]), cancellation);
        var row = new RowChange(RowAction.Insert, key, Values: new Dictionary<string, object> { ["Events"] = text });
        var partition = InstanceKey.Encode(instanceId);
        try
        {
            var versions = await rows.CommitAsync(partition, [row], cancellation);
            return new(key, versions[0], message);
        }
        catch (RowConflictException conflict)
        {
            // No other message ever has this key: an earlier try of this insertion was carried out and its answer
            // lost. If the row existed and is gone, a turn has taken it; if it never did, the message is not sent.
            var mine = await rows.ReadAsync(partition, key, cancellation);
            if (mine is null && conflict.IsOtherThanExisting)
                throw;
            return new(key, mine?.ETag ?? "", message);
        }
    }

    /// <summary>Makes message keys rise from the clock on, and over every key that is stored already.</summary>
    public void NumberMessagesFrom(DateTimeOffset now, string? lastKey)
    {
        var last = lastKey is null
            ? 0
            : long.Parse(lastKey.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        lastMessage = Math.Max(now.UtcTicks, last);
    }

    /// <summary>The heads of all instances that have not ended, in the columns that a start needs.</summary>
    public async IAsyncEnumerable<InstanceState> ActiveAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var scan = new RowScan
        {
            KeyFrom = InstanceState.RowKey,
            KeyBelow = InstanceState.RowKey + "0",
            ActiveOnly = true,
            Select = InstanceState.RecoveryColumns,
        };
        await foreach (var row in rows.ScanAsync(scan, cancellation))
            yield return InstanceState.FromRow(row);
    }

    /// <summary>Who has messages, with their keys.</summary>
    public async IAsyncEnumerable<(string InstanceId, string Key)> InboxesAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var scan = new RowScan { KeyFrom = "m", KeyBelow = "n", Select = ["PartitionKey", "RowKey"] };
        await foreach (var row in rows.ScanAsync(scan, cancellation))
            yield return (InstanceKey.Decode(row.Partition), row.Key);
    }

    public async IAsyncEnumerable<InstanceState> QueryAsync(
        RowScan scan, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in rows.ScanAsync(scan, cancellation))
            yield return InstanceState.FromRow(row);
    }

    /// <summary>These instances and the ended sub-orchestrations below them, each behind a parent.</summary>
    /// <remarks>
    /// The heads are asked and not the histories, which after continue-as-new no longer name the earlier calls.
    /// </remarks>
    public async Task<IReadOnlyList<string>> WithEndedChildrenAsync(
        IReadOnlyList<string> instances, CancellationToken cancellation)
    {
        var heads = new RowScan { KeyFrom = InstanceState.RowKey, KeyBelow = InstanceState.RowKey + "0" };
        var children = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        await foreach (var state in QueryAsync(heads, cancellation))
        {
            if (state is not { HasEnded: true, Outbox: null, Parent: { } parent })
                continue;
            if (!children.TryGetValue(parent.InstanceId, out var siblings))
                children[parent.InstanceId] = siblings = [];
            siblings.Add(state.Id);
        }

        var all = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        void Add(string id)
        {
            if (!known.Add(id))
                return;
            all.Add(id);
            foreach (var child in children.GetValueOrDefault(id) ?? [])
                Add(child);
        }

        foreach (var id in instances)
            Add(id);
        return all;
    }

    /// <summary>Deletes an ended instance, its head after its other rows: a broken purge is seen again.</summary>
    public async Task PurgeAsync(string instanceId, CancellationToken cancellation)
    {
        var partition = InstanceKey.Encode(instanceId);
        var all = await rows.ReadPartitionAsync(partition, cancellation);
        var deletions = all
            .OrderBy(row => row.Key == InstanceState.RowKey)
            .Select(row => new RowChange(RowAction.Delete, row.Key, row.ETag));
        foreach (var part in deletions.Chunk(100))
            await rows.CommitAsync(partition, part, cancellation);
        await rows.DeleteTextsAsync(InstanceKey.Folder(instanceId), cancellation);
    }

    /// <summary>The stored form of a text: itself, or the name of the blob into which it went.</summary>
    /// <remarks>The blob is named by its content, so a turn that runs again writes the same blob again.</remarks>
    public async Task<string> PutTextAsync(string instanceId, string text, CancellationToken cancellation)
    {
        if (text.Length <= MaxInlineText)
            return text;
        var hash = SHA256.HashData(Encoding.Unicode.GetBytes(text));
        var name = InstanceKey.Folder(instanceId) + Convert.ToHexStringLower(hash);
        await rows.WriteTextAsync(name, text, cancellation);
        return BlobMark + name;
    }

    public async Task<string?> GetTextAsync(string? stored, CancellationToken cancellation) =>
        stored is not null && stored.StartsWith(BlobMark, StringComparison.Ordinal)
            ? await rows.ReadTextAsync(stored[BlobMark.Length..], cancellation)
            : stored;

    private static string PagePrefix(int generation) =>
        string.Create(CultureInfo.InvariantCulture, $"h{generation:x8}-");

    private async Task<InstanceState> AppendAsync(
        InstanceState state, IReadOnlyList<HistoryEvent> news, List<RowChange> changes, CancellationToken cancellation)
    {
        var text = HistoryText.Write(news);
        if (state.History.Length + text.Length <= MaxInlineText)
            return state with { History = state.History + text };
        if (state.History.Length > 0)
            state = NewPage(state, state.History, changes);
        return text.Length <= MaxInlineText
            ? state with { History = text }
            : NewPage(state, await PutTextAsync(state.Id, text, cancellation), changes);
    }

    private static InstanceState NewPage(InstanceState state, string stored, List<RowChange> changes)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{PagePrefix(state.Generation)}{state.Pages:x8}");
        changes.Add(new(RowAction.Insert, key, Values: new Dictionary<string, object> { ["Events"] = stored }));
        return state with { Pages = state.Pages + 1, History = "" };
    }

    private async Task<List<HistoryEvent>> EventsOfAsync(StoredRow row, CancellationToken cancellation) =>
        HistoryText.Read(await GetTextAsync(row.Values.GetValueOrDefault("Events") as string, cancellation) ?? "");

    private async Task ReplaceAsync(string partition, InstanceState state, CancellationToken cancellation)
    {
        var all = await rows.ReadPartitionAsync(partition, cancellation);
        var old = all.Where(row => row.Key != InstanceState.RowKey)
            .Select(row => new RowChange(RowAction.Delete, row.Key, row.ETag)).ToList();
        foreach (var part in old.SkipLast(99).Chunk(100))
            await rows.CommitAsync(partition, part, cancellation);
        var head = all.First(row => row.Key == InstanceState.RowKey);
        await rows.CommitAsync(
            partition,
            [new(RowAction.Replace, head.Key, head.ETag, state.ToRow()), .. old.TakeLast(99)],
            cancellation);
    }
}
