using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The journal in memory: the ledger's state, the entries' bytes and their tree, which always have the same size.
/// Everything happens under one lock that is never held across a call to the storage.
/// </summary>
internal sealed class LedgerMemory
{
    private readonly Lock gate = new();
    private readonly LedgerState state = new();
    private readonly CanonicalEntries entries = new();
    private readonly MerkleHistory tree = new();

    /// <summary>Runs a query on a state that nobody changes meanwhile.</summary>
    public T Read<T>(Func<LedgerState, T> query)
    {
        lock (gate)
            return query(state);
    }

    /// <summary>Runs a query on the tree.</summary>
    public T ReadTree<T>(Func<MerkleHistory, T> query)
    {
        lock (gate)
            return query(tree);
    }

    /// <summary>The canonical bytes of an entry.</summary>
    public ReadOnlyMemory<byte> BytesOf(long n)
    {
        lock (gate)
            return entries[n];
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
            Append(content.Entries, content.Bytes, content.LeafHashes, page.Root, $"Page {page.Number}");
        }
    }

    /// <summary>Takes over entries of our own that have just been committed on this very state.</summary>
    public void Append(PagePlan plan)
    {
        lock (gate)
            Append(plan.Entries, plan.Bytes.ConvertAll(Memory), plan.LeafHashes, plan.Root, "Our page");

        static ReadOnlyMemory<byte> Memory(byte[] bytes) => bytes;
    }

    /// <summary>Lets a trial run on the state; it leaves the state as it was.</summary>
    public T Try<T>(Func<LedgerState, MerkleFrontier, T> trial)
    {
        lock (gate)
        {
            var size = state.Size;
            var result = trial(state, tree.Frontier());
            return state.Size == size ? result : throw new InvalidOperationException("A trial changed the state.");
        }
    }

    private void CheckPlace(JournalPage page)
    {
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
        string place)
    {
        var size = tree.Size;
        for (var start = 0; start < leafHashes.Length; start += MerkleTree.HashLength)
            tree.Append(leafHashes.AsSpan(start, MerkleTree.HashLength));
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
        foreach (var entry in bytes)
            entries.Append(entry.Span);
    }
}
