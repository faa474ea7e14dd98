using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// What a page says, after all checks that need nothing but the page, so that one page can be read while the one
/// before it is applied.
/// </summary>
/// <param name="Page">The page.</param>
/// <param name="Entries">Its entries.</param>
/// <param name="Bytes">Their canonical bytes.</param>
/// <param name="LeafHashes">Their leaf hashes, one after another.</param>
internal sealed record PageContent(
    JournalPage Page, IReadOnlyList<Entry> Entries, IReadOnlyList<ReadOnlyMemory<byte>> Bytes, byte[] LeafHashes)
{
    /// <summary>Reads a page.</summary>
    /// <exception cref="JournalCorruptException">
    /// The page is not what the registry wrote; the entry is named.
    /// </exception>
    public static PageContent Of(JournalPage page)
    {
        var bytes = page.Split();
        var entries = new Entry[bytes.Count];
        var leafHashes = new byte[bytes.Count * MerkleTree.HashLength];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = ReadEntry(page, page.First + i, bytes[i].Span);
        MerkleTree.LeafHashes(bytes, leafHashes);
        return new PageContent(page, entries, bytes, leafHashes);
    }

    private static Entry ReadEntry(JournalPage page, long number, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var entry = EntryForm.Read(bytes);
            if (entry.N != number)
                throw new JournalCorruptException($"it says number {entry.N}.");
            // The reader accepts nothing but the canonical form; the writer is asked as well, since a leaf's bytes
            // must be those that anyone else would compute from the entry.
            if (!bytes.SequenceEqual(EntryForm.Write(entry)))
                throw new JournalCorruptException("it is not in its canonical form.");
            return entry;
        }
        catch (JournalCorruptException error)
        {
            throw new JournalCorruptException($"Page {page.Number}, entry {number}: {error.Message}", error);
        }
    }
}
