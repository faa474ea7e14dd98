namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The canonical bytes of the newest entries, up to so many bytes; the last page is always among them. Not safe for
/// use by several threads.
/// </summary>
internal sealed class RecentEntries(long budget)
{
    private ReadOnlyMemory<byte>[] ring = new ReadOnlyMemory<byte>[1024];
    private int start;
    private int count;
    private long bytes;

    /// <summary>The number of the entry after the last.</summary>
    public long End { get; private set; }

    /// <summary>The number of the oldest entry that is here.</summary>
    public long First => End - count;

    /// <summary>Forgets everything; the next entry has this number.</summary>
    public void Reset(long next)
    {
        Array.Clear(ring);
        (start, count, bytes, End) = (0, 0, 0, next);
    }

    /// <summary>Adds a page of entries, and lets go of as many old ones.</summary>
    public void Add(IReadOnlyList<ReadOnlyMemory<byte>> page)
    {
        for (var i = 0; i < page.Count; i++)
            Add(page[i]);
        while (bytes > budget && count > page.Count)
        {
            bytes -= ring[start].Length;
            ring[start] = default;
            start = (start + 1) & (ring.Length - 1);
            count--;
        }
    }

    /// <summary>The bytes of an entry, if it is here.</summary>
    public bool TryGet(long n, out ReadOnlyMemory<byte> entry)
    {
        var isHere = n >= First && n < End;
        entry = isHere ? ring[(start + (int)(n - First)) & (ring.Length - 1)] : default;
        return isHere;
    }

    private void Add(ReadOnlyMemory<byte> entry)
    {
        if (count == ring.Length)
        {
            var larger = new ReadOnlyMemory<byte>[ring.Length * 2];
            for (var i = 0; i < count; i++)
                larger[i] = ring[(start + i) & (ring.Length - 1)];
            (ring, start) = (larger, 0);
        }
        ring[(start + count) & (ring.Length - 1)] = entry;
        count++;
        bytes += entry.Length;
        End++;
    }
}
