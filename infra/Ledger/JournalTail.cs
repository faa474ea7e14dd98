using Azure;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Infra.Ledger.SecondBook;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// Keeps the journal in memory at the end of the stored one: reads what others have posted, appends our own pages, and
/// stops all postings when the stored journal is not what it was. One reader or writer at a time.
/// </summary>
internal sealed class JournalTail(JournalStore store, LedgerMemory memory, Freezes? freezes) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile string? frozen;
    private volatile JournalHead? head;

    // True when the stored head may have gone on from ours: after a lost race, and after an unknown outcome.
    private bool stale;

    // Why the stored journal is behind a snapshot of itself; null when it is not.
    private string? behind;

    /// <summary>Raised after entries were taken over.</summary>
    public event Action? Grown;

    /// <summary>Where the journal does not hold; null while it does.</summary>
    public string? Frozen => frozen;

    /// <summary>Why a snapshot was not used; null while none was passed over.</summary>
    public string? Trouble { get; private set; }

    /// <summary>How many entries the snapshot had from which this process started; 0 without one.</summary>
    public long SnapshotSize { get; private set; }

    /// <summary>Where the journal ends, as far as this process knows.</summary>
    public LedgerHead Head => head is { } known
        ? new LedgerHead(known.Size, known.Root, known.At, null)
        : new LedgerHead(0, MerkleTree.EmptyRoot, null, null);

    /// <summary>Reads the newest snapshot that holds, then the journal from there, and checks all invariants.</summary>
    public async Task StartAsync(SnapshotStore? snapshots, CancellationToken cancellation)
    {
        await store.CreateAsync(cancellation);
        if (snapshots is not null)
            await InTurnAsync(() => StartFromAsync(snapshots, cancellation), cancellation);
        await RefreshAsync(cancellation);
        // What stands is read all the same, so that people can look at it.
        if (behind is not null)
            Freeze(behind);
        await InTurnAsync(() => Task.FromResult(Guarded(CheckInvariants)), cancellation);
    }

    /// <summary>Reads what others have posted since; freezes when it does not hold.</summary>
    public Task RefreshAsync(CancellationToken cancellation) =>
        InTurnAsync(() => CatchUpAsync(cancellation), cancellation);

    /// <summary>True when the journal began with this head; freezes when it did not.</summary>
    public bool Contains(long size, ReadOnlySpan<byte> root)
    {
        var known = memory.ReadTree(tree => size >= 0 && size <= tree.Size ? tree.RootAt(size) : null);
        if (known is not null && root.SequenceEqual(known))
            return true;
        Freeze($"The published head of {size} entries is not part of the journal.");
        return false;
    }

    /// <summary>Settles as many of the waiting batches as one page takes; none when another writer was first.</summary>
    public Task<int> CommitAsync(IReadOnlyList<PendingBatch> waiting, CancellationToken cancellation) =>
        InTurnAsync(() => CommitInTurnAsync(waiting, cancellation), cancellation);

    /// <summary>A copy of the book with the head that belongs to it; null while nothing is posted.</summary>
    public Task<(BookCopy Book, JournalHead Head)?> CopyAsync(CancellationToken cancellation) => InTurnAsync(
        () => Task.FromResult(head is { } known && frozen is null
            ? (memory.ReadBook(book => book.Copy()), known)
            : ((BookCopy, JournalHead)?)null),
        cancellation);

    /// <summary>
    /// An old page from the storage. Its entries must have the leaf hashes that this process knows, or the page was
    /// changed after it was read: then the ledger freezes.
    /// </summary>
    /// <exception cref="JournalCorruptException">The page is not what it was.</exception>
    public IReadOnlyList<ReadOnlyMemory<byte>> Checked(JournalPage page)
    {
        try
        {
            var entries = page.Split();
            memory.ReadBook(book => CheckLeaves(book, page, entries));
            return entries;
        }
        catch (JournalCorruptException error)
        {
            Freeze(error.Message);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private static bool CheckLeaves(
        LedgerBook book, JournalPage page, IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        if (page.Number >= book.Pages.Count || page.First != book.Pages.FirstOf((int)page.Number)
            || page.First + page.Count > book.Tree.Size)
            throw new JournalCorruptException($"Page {page.Number} is not the one that was read before.");
        for (var i = 0; i < entries.Count; i++)
        {
            if (!book.Tree.LeafHash(page.First + i).AsSpan().SequenceEqual(MerkleTree.LeafHash(entries[i].Span)))
                throw new JournalCorruptException(
                    $"Page {page.Number}, entry {page.First + i} is not the one that was read before.");
        }
        return true;
    }

    /// <summary>Takes over the newest snapshot that fits the journal; without one the journal is read whole.</summary>
    private async Task<bool> StartFromAsync(SnapshotStore snapshots, CancellationToken cancellation)
    {
        // Snapshots are listed before the head is read, so that one of them is never ahead for want of time.
        IReadOnlyList<SnapshotStore.SnapshotName> names;
        JournalHead? stored;
        try
        {
            names = await snapshots.ListAsync(cancellation);
            stored = await store.LoadHeadAsync(cancellation);
        }
        catch (Exception error) when (error is JournalCorruptException or RequestFailedException)
        {
            // The head is read again right after this, and what is wrong with it is said there.
            Trouble = error.Message;
            return false;
        }
        foreach (var name in names)
        {
            try
            {
                var (known, book) = await snapshots.ReadAsync(name, cancellation);
                if (known.Size > (stored?.Size ?? 0))
                    CheckNotBehind(stored, book);
                else if (await TryTakeOverAsync(known, book, cancellation))
                    return true;
            }
            catch (Exception error) when (error is InvalidDataException or RequestFailedException)
            {
                Trouble = error.Message;
            }
        }
        return false;
    }

    /// <summary>
    /// A snapshot is written of what stands. If it has seen more than the journal has, and its beginning is the
    /// journal, then entries that were acknowledged are gone. If its beginning is another, it is another journal's.
    /// </summary>
    private void CheckNotBehind(JournalHead? stored, LedgerBook book)
    {
        if (stored is null || book.Tree.RootAt(stored.Size).AsSpan().SequenceEqual(stored.Root))
            behind ??= $"The journal has {stored?.Size ?? 0} entries, and a snapshot of it has seen {book.Tree.Size}:"
                + " entries that stood are gone.";
        else
            Trouble = $"A snapshot of {book.Tree.Size} entries is of another journal.";
    }

    /// <summary>False when the journal has another page where the snapshot ends.</summary>
    private async Task<bool> TryTakeOverAsync(SnapshotHead known, LedgerBook book, CancellationToken cancellation)
    {
        try
        {
            var page = await store.ReadPageAsync(known.Pages - 1, cancellation);
            var content = PageContent.Of(page);
            CheckLeaves(book, page, content.Bytes);
            if (page.First + page.Count != known.Size || !page.Root.AsSpan().SequenceEqual(known.Root)
                || page.CommitId != known.CommitId || content.Entries[^1].At != known.At)
                throw new JournalCorruptException($"Page {page.Number} is not the last that the snapshot saw.");
            memory.Restore(book, content.Bytes);
            head = new JournalHead(known.Size, known.Root, [], known.Pages, known.At, known.CommitId, default);
            stale = true;
            SnapshotSize = known.Size;
            return true;
        }
        catch (JournalCorruptException error)
        {
            // Whether the snapshot or the journal is wrong shows when the journal is read from an earlier place.
            Trouble = $"A snapshot of {known.Size} entries does not fit the journal: {error.Message}";
            return false;
        }
    }

    private async Task<int> CommitInTurnAsync(IReadOnlyList<PendingBatch> waiting, CancellationToken cancellation)
    {
        if (stale)
            await CatchUpAsync(cancellation);
        if (frozen is { } where)
            throw new LedgerFrozenException(where);
        PagePlan? plan = null;
        if (!Guarded(() => plan = memory.Try((state, tree) =>
            PagePlan.Of(waiting, state, tree, freezes, head?.At))))
            throw new LedgerFrozenException(frozen!);
        // A page that stands proves that its refusals were decided on the last state; refusals alone have to ask.
        var isLast = plan!.Entries.Count > 0
            ? await AppendAsync(plan, cancellation)
            : !plan.IsStateAsked || await IsLastAsync(cancellation);
        if (!isLast)
            return 0;
        plan.Announce();
        return plan.Settled;
    }

    /// <summary>True when nobody has posted since; otherwise what was posted is known now.</summary>
    private async Task<bool> IsLastAsync(CancellationToken cancellation)
    {
        var known = head?.Pages;
        if (!await CatchUpAsync(cancellation))
            throw new LedgerFrozenException(frozen!);
        return head?.Pages == known;
    }

    /// <summary>Commits the page; false when another writer was first.</summary>
    private async Task<bool> AppendAsync(PagePlan plan, CancellationToken cancellation)
    {
        // Whatever goes wrong from here on, the stored journal is asked before anything else is decided.
        stale = true;
        CommitOutcome outcome;
        try
        {
            outcome = await store.CommitAsync(head, plan.Bytes, plan.Tree, plan.Entries[^1].At, cancellation);
        }
        catch (JournalCorruptException error)
        {
            Freeze(error.Message);
            throw new LedgerFrozenException(error.Message);
        }
        if (outcome is not CommitOutcome.Committed { Head: var written })
            return false;
        if (!Guarded(() => memory.Append(plan)))
            throw new LedgerFrozenException(frozen!);
        head = written;
        stale = written.ETag == default;
        Grown?.Invoke();
        return true;
    }

    private async Task<bool> CatchUpAsync(CancellationToken cancellation)
    {
        if (frozen is not null)
            return false;
        try
        {
            var stored = await store.LoadHeadAsync(cancellation);
            var isLonger = stored is not null && stored.Pages > (head?.Pages ?? 0);
            if (isLonger)
                await ReadTailAsync(stored!, cancellation);
            CheckHead(stored);
            head = stored;
            stale = false;
            if (isLonger)
                Grown?.Invoke();
            return true;
        }
        catch (Exception error) when (error is JournalCorruptException or LedgerCorruptException)
        {
            Freeze(error.Message);
            return false;
        }
    }

    private async Task ReadTailAsync(JournalHead stored, CancellationToken cancellation)
    {
        var next = head?.Pages ?? 0;
        Task<PageContent>? ahead = null;
        await foreach (var page in store.ReadPagesAsync(next, cancellation))
        {
            // Pages beyond the head that was read belong to later commits, and to their heads.
            if (page.Number >= stored.Pages)
                break;
            next++;
            // One page is read while the one before it is applied: a long journal keeps two cores busy.
            var reading = Background.Run(() => PageContent.Of(page), cancellation);
            if (ahead is not null)
                TakeOver(await ahead);
            ahead = reading;
        }
        if (ahead is not null)
            TakeOver(await ahead);
        if (next < stored.Pages)
            throw new JournalCorruptException($"Page {next} is missing.");
    }

    private void TakeOver(PageContent content)
    {
        memory.Append(content);
        // What was taken over stands even if the reading breaks off here; this head has no ETag, being no row's.
        var page = content.Page;
        var at = content.Entries[^1].At;
        head = new JournalHead(page.First + page.Count, page.Root, [], page.Number + 1, at, page.CommitId, default);
        stale = true;
    }

    /// <summary>The stored head must be the one that follows from the entries that this process knows.</summary>
    private void CheckHead(JournalHead? stored)
    {
        var (size, frontier) = memory.ReadTree(tree => (tree.Size, tree.Frontier()));
        var where = $"The head says {stored?.Size ?? 0} entries in {stored?.Pages ?? 0} pages";
        if ((stored?.Size ?? 0) != size || (stored?.Pages ?? 0) != (head?.Pages ?? 0))
            throw new JournalCorruptException($"{where}; this process knows {size} in {head?.Pages ?? 0}.");
        if (stored is null)
            return;
        if (!stored.Root.AsSpan().SequenceEqual(frontier.Root())
            || !stored.Frontier.AsSpan().SequenceEqual(frontier.ToBytes()))
            throw new JournalCorruptException($"{where}; its root or frontier does not follow from them.");
        if (stored.CommitId != head!.CommitId)
            throw new JournalCorruptException($"{where}; the last of them is of another commit.");
        if (stored.At != head.At)
            throw new JournalCorruptException($"{where}; its moment is not that of the last entry.");
    }

    private void CheckInvariants() => memory.Read(state =>
    {
        state.CheckInvariants();
        return state.Size;
    });

    /// <summary>Freezes instead of passing on what a broken invariant throws.</summary>
    private bool Guarded(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Exception error) when (error is JournalCorruptException or LedgerCorruptException)
        {
            Freeze(error.Message);
            return false;
        }
    }

    // The first reason is the one to look at; what follows may come from it.
    private void Freeze(string where) => frozen ??= where;

    private async Task<T> InTurnAsync<T>(Func<Task<T>> act, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return await act();
        }
        finally
        {
            turn.Release();
        }
    }
}
