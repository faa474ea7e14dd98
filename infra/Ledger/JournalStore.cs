using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The journal's rows in one partition: pages and the head. A commit is one transaction of two rows, the new page and
/// the head with the ETag of the head before, so of two writers on one head exactly one wins. Safe for several threads.
/// </summary>
/// <param name="table">The table; it is made by <see cref="CreateAsync"/>.</param>
/// <param name="partition">The registry's partition, such as <c>KZ</c>.</param>
public sealed class JournalStore(TableClient table, string partition = "KZ")
{
    /// <summary>The name of the table in an account.</summary>
    public const string TableName = "journal";

    private const int Attempts = 3;
    private const int CommitIdBytes = 16;

    /// <summary>The keys of all pages are smaller, and the head's is not a page's.</summary>
    private const string AfterPages = "q";

    /// <summary>Makes the table unless it is there.</summary>
    public async Task CreateAsync(CancellationToken cancellation = default) =>
        await table.CreateIfNotExistsAsync(cancellation);

    /// <summary>The head, or null while nothing is posted.</summary>
    /// <exception cref="JournalCorruptException">The row is not what the registry wrote.</exception>
    public async Task<JournalHead?> LoadHeadAsync(CancellationToken cancellation = default)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, JournalHead.RowKey, null, cancellation);
        return row.HasValue ? JournalHead.FromRow(row.Value!) : null;
    }

    /// <summary>The pages from a number on, in order, as long as there are any.</summary>
    /// <exception cref="JournalCorruptException">
    /// A row is not what the registry wrote, or a page is missing.
    /// </exception>
    public async IAsyncEnumerable<JournalPage> ReadPagesAsync(
        long fromPage, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var first = JournalPage.RowKeyOf(fromPage);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {AfterPages}");
        var expected = fromPage;
        await foreach (var row in table.QueryAsync<TableEntity>(filter, null, null, cancellation))
        {
            var page = JournalPage.FromRow(row);
            if (page.Number != expected)
                throw new JournalCorruptException($"Page {expected} is missing.");
            expected++;
            yield return page;
        }
    }

    /// <summary>One page.</summary>
    /// <exception cref="JournalCorruptException">The page is missing or not what the registry wrote.</exception>
    public async Task<JournalPage> ReadPageAsync(long number, CancellationToken cancellation = default)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            partition, JournalPage.RowKeyOf(number), null, cancellation);
        return row.HasValue
            ? JournalPage.FromRow(row.Value!)
            : throw new JournalCorruptException($"Page {number} is missing.");
    }

    /// <summary>Appends the entries as one page, or nothing.</summary>
    /// <param name="expected">The head on which the entries were decided; null for an empty journal.</param>
    /// <param name="entries">The canonical bytes of the entries, in order, together at most a page.</param>
    /// <param name="tree">The tree of the expected head with the new entries.</param>
    /// <param name="at">The moment of the last entry.</param>
    /// <param name="cancellation">Gives up waiting; the commit may stand all the same.</param>
    /// <exception cref="ArgumentException">
    /// The entries are none, or more than a page takes; nothing was written.
    /// </exception>
    /// <exception cref="CommitUnknownException">The storage cannot be asked whether the commit stands.</exception>
    /// <exception cref="RequestFailedException">
    /// The storage refused the write for another reason; it does not stand.
    /// </exception>
    public async Task<CommitOutcome> CommitAsync(
        JournalHead? expected,
        IReadOnlyList<byte[]> entries,
        MerkleFrontier tree,
        DateTimeOffset at,
        CancellationToken cancellation = default)
    {
        var commit = Prepare(expected, entries, tree, at);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new CommitOutcome.Committed(await WriteAsync(expected, commit, cancellation));
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                if (await ResolveAsync(expected, commit, failure, cancellation) is { } outcome)
                    return outcome;
                if (IsConflict(failure))
                    return new CommitOutcome.Lost();
                if (IsDefinite(failure))
                    throw;
                // The write did not arrive, or has not yet. The same page with the same id is sent again: whichever
                // of the two arrives first, the other finds the head changed, and the id tells that it is ours.
                if (attempt == Attempts)
                    throw new CommitUnknownException(failure);
            }
        }
    }

    private static (JournalPage Page, JournalHead Head) Prepare(
        JournalHead? expected, IReadOnlyList<byte[]> entries, MerkleFrontier tree, DateTimeOffset at)
    {
        var first = expected?.Size ?? 0;
        if (tree.Size != first + entries.Count)
            throw new ArgumentException("The tree is not that of the head with the new entries.", nameof(tree));
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(CommitIdBytes));
        var root = tree.Root();
        var number = expected?.Pages ?? 0;
        var previousRoot = expected?.Root ?? MerkleTree.EmptyRoot;
        var page = new JournalPage(number, first, entries.Count, JournalPage.Join(entries), id, previousRoot, root);
        return (page, new JournalHead(tree.Size, root, tree.ToBytes(), number + 1, at, id, default));
    }

    private async Task<JournalHead> WriteAsync(
        JournalHead? expected, (JournalPage Page, JournalHead Head) commit, CancellationToken cancellation)
    {
        var head = commit.Head.ToRow(partition);
        var answer = await table.SubmitTransactionAsync(
            [
                new TableTransactionAction(TableTransactionActionType.Add, commit.Page.ToRow(partition)),
                expected is null
                    ? new TableTransactionAction(TableTransactionActionType.Add, head)
                    : new TableTransactionAction(TableTransactionActionType.UpdateReplace, head, expected.ETag),
            ],
            cancellation);
        var tag = answer.Value[1].Headers.ETag
            ?? throw new RequestFailedException("The answer has no ETag of the head.");
        return commit.Head with { ETag = tag };
    }

    /// <summary>
    /// Asks the journal itself what became of a commit. A 409 or 412 proves nothing: it may answer a repetition of a
    /// write that succeeded and whose answer was lost.
    /// </summary>
    /// <returns>Null when the page that the commit would have written does not stand.</returns>
    private async Task<CommitOutcome?> ResolveAsync(
        JournalHead? expected,
        (JournalPage Page, JournalHead Head) commit,
        Exception failure,
        CancellationToken cancellation)
    {
        try
        {
            // The page is read before the head: a page that stands must then be seen in the head.
            var row = await table.GetEntityIfExistsAsync<TableEntity>(
                partition, JournalPage.RowKeyOf(commit.Page.Number), null, cancellation);
            if (!row.HasValue)
                return null;
            var head = await LoadHeadAsync(cancellation);
            if (head?.CommitId == expected?.CommitId)
                throw new JournalCorruptException($"Page {commit.Page.Number} stands beyond the head.");
            if (JournalPage.FromRow(row.Value!).CommitId != commit.Page.CommitId)
                return new CommitOutcome.Lost();
            // Where others have gone on from our page, the head that we wrote has no version any more.
            return new CommitOutcome.Committed(head?.CommitId == commit.Head.CommitId ? head : commit.Head);
        }
        catch (Exception error) when (error is not JournalCorruptException && !cancellation.IsCancellationRequested)
        {
            throw new CommitUnknownException(failure);
        }
    }

    private static bool IsConflict(Exception failure) => failure is RequestFailedException { Status: 409 or 412 };

    private static bool IsDefinite(Exception failure) =>
        failure is RequestFailedException { Status: >= 400 and < 500 and not 408 and not 429 } or ArgumentException;
}
