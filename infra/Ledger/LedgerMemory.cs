using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The journal in memory: the book of all entries, and the bytes of the newest. Everything happens under one lock that
/// is never held across a call to the storage.
/// </summary>
internal sealed class LedgerMemory(long recentBytes)
{
    private readonly Lock gate = new();
    private readonly RecentEntries recent = new(recentBytes);
    private LedgerBook book = new();

    /// <summary>Runs a query on a state that nobody changes meanwhile.</summary>
    public T Read<T>(Func<LedgerState, T> query)
    {
        lock (gate)
            return query(book.State);
    }

    /// <summary>Runs a query on the whole book.</summary>
    public T ReadBook<T>(Func<LedgerBook, T> query)
    {
        lock (gate)
            return query(book);
    }

    /// <summary>Runs a query on the tree.</summary>
    public T ReadTree<T>(Func<MerkleHistory, T> query)
    {
        lock (gate)
            return query(book.Tree);
    }

    /// <summary>The canonical bytes of an entry, if it is one of the newest.</summary>
    public bool TryBytesOf(long n, out ReadOnlyMemory<byte> entry)
    {
        lock (gate)
            return recent.TryGet(n, out entry);
    }

    /// <summary>Takes over a book that was read from a snapshot, with the entries of its last page.</summary>
    public void Restore(LedgerBook read, IReadOnlyList<ReadOnlyMemory<byte>> lastPage)
    {
        lock (gate)
        {
            book = read;
            recent.Reset(read.State.Size - lastPage.Count);
            recent.Add(lastPage);
        }
    }

    /// <summary>Takes over a page that stands in the journal, after every check that it allows.</summary>
    /// <exception cref="JournalCorruptException">The page does not follow; the message names it.</exception>
    /// <exception cref="LedgerCorruptException">
    /// An entry breaks an invariant; nothing of the page was taken over.
    /// </exception>
    public void Append(PageContent content)
    {
        var page = content.Page;
        lock (gate)
        {
            CheckPlace(page);
            Append(content.Entries, content.Bytes, content.LeafHashes, page.Root, $"Page {page.Number}", null);
        }
    }

    /// <summary>Takes over entries of our own that have just been committed on this very state.</summary>
    public void Append(PagePlan plan)
    {
        lock (gate)
            Append(plan.Entries, plan.Bytes.ConvertAll(Memory), plan.LeafHashes, plan.Root, "Our page", plan.Leaves);

        static ReadOnlyMemory<byte> Memory(byte[] bytes) => bytes;
    }

    /// <summary>Lets a trial run on the state; it leaves the state as it was.</summary>
    public T Try<T>(Func<LedgerState, MerkleHistory, T> trial)
    {
        lock (gate)
        {
            var size = book.State.Size;
            var result = trial(book.State, book.Tree);
            return book.State.Size == size && book.Tree.Size == size
                ? result
                : throw new InvalidOperationException("A trial changed the state.");
        }
    }

    private void CheckPlace(JournalPage page)
    {
        var tree = book.Tree;
        if (page.First != tree.Size)
            throw new JournalCorruptException(
                $"Page {page.Number} starts with entry {page.First}, and entry {tree.Size} is the next.");
        if (!page.PreviousRoot.AsSpan().SequenceEqual(tree.RootAt(tree.Size)))
            throw new JournalCorruptException($"Page {page.Number} does not follow from the root before it.");
    }

    private void Append(
        IReadOnlyList<Entry> read,
        IReadOnlyList<ReadOnlyMemory<byte>> bytes,
        byte[] leafHashes,
        byte[] root,
        string place,
        MerkleHistory.Trial? trial)
    {
        var (state, tree) = (book.State, book.Tree);
        var size = tree.Size;
        if (trial is null || !tree.TryKeep(trial))
            tree.AppendAll(leafHashes);
        var applied = 0;
        try
        {
            if (!root.AsSpan().SequenceEqual(tree.RootAt(tree.Size)))
                throw new JournalCorruptException($"{place}: its entries do not give its root.");
            for (; applied < read.Count; applied++)
                state.Apply(read[applied]);
        }
        catch
        {
            // State, bytes and tree must keep the same size even where an entry in the middle is unsound.
            while (applied > 0)
                state.Revert(read[--applied]);
            tree.Truncate(size);
            throw;
        }
        book.Pages.Add(size);
        for (var i = 0; i < read.Count; i++)
        {
            book.Touches.Add(read[i]);
            if (read[i].At > book.LatestAt)
                book.LatestAt = read[i].At;
        }
        recent.Add(bytes);
    }
}
