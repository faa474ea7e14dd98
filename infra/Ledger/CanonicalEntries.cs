namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The canonical bytes of all entries in a few large arrays: an object for each of millions of entries would cost
/// more memory than the entries themselves. Not safe for use by several threads.
/// </summary>
internal sealed class CanonicalEntries
{
    private const int ChunkBytes = 4 * 1024 * 1024;

    private readonly List<byte[]> chunks = [];
    private readonly List<(int Chunk, int Start, int Length)> places = [];
    private int used = ChunkBytes;

    /// <summary>How many entries there are.</summary>
    public long Count => places.Count;

    /// <summary>Adds the bytes of the next entry.</summary>
    public void Append(ReadOnlySpan<byte> entry)
    {
        if (used + entry.Length > ChunkBytes)
        {
            chunks.Add(new byte[ChunkBytes]);
            used = 0;
        }
        entry.CopyTo(chunks[^1].AsSpan(used));
        places.Add((chunks.Count - 1, used, entry.Length));
        used += entry.Length;
    }

    /// <summary>The bytes of an entry; they never change, so they may be read without a lock.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public ReadOnlyMemory<byte> this[long n]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(n);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, Count);
            var (chunk, start, length) = places[(int)n];
            return chunks[chunk].AsMemory(start, length);
        }
    }
}
