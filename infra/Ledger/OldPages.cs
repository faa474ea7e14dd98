namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// Pages that are no longer in memory, read when somebody asks for one of their entries. The last few stay, because
/// who asks for one entry often asks for its neighbour.
/// </summary>
internal sealed class OldPages(JournalStore store, JournalTail tail)
{
    private const int Kept = 16;

    private readonly Lock gate = new();
    private readonly LinkedList<(long Number, long First, IReadOnlyList<ReadOnlyMemory<byte>> Entries)> pages = [];

    /// <summary>The canonical bytes of an entry of a page.</summary>
    public async Task<ReadOnlyMemory<byte>> EntryAsync(long n, long page, CancellationToken cancellation)
    {
        if (Find(page) is { } known)
            return known.Entries[(int)(n - known.First)];
        var read = await store.ReadPageAsync(page, cancellation);
        var entries = tail.Checked(read);
        lock (gate)
        {
            pages.AddFirst((page, read.First, entries));
            if (pages.Count > Kept)
                pages.RemoveLast();
        }
        return entries[(int)(n - read.First)];
    }

    private (long First, IReadOnlyList<ReadOnlyMemory<byte>> Entries)? Find(long page)
    {
        lock (gate)
        {
            for (var node = pages.First; node is not null; node = node.Next)
            {
                if (node.Value.Number != page)
                    continue;
                pages.Remove(node);
                pages.AddFirst(node);
                return (node.Value.First, node.Value.Entries);
            }
        }
        return null;
    }
}
