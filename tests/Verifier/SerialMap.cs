namespace CarbonRegistry.Verifier;

/// <summary>
/// Where each serial of one series lies. The serials from 1 to the last issued one are cut into runs, each on one
/// account, and neighbours always lie on different accounts: a serial cannot be in two places, nor be lost.
/// </summary>
internal sealed class SerialMap
{
    private const int Most = 512;

    private readonly List<Chunk> chunks = [];

    /// <summary>The last issued serial.</summary>
    public long Issued { get; private set; }

    /// <summary>Puts the next serials into circulation.</summary>
    public void Issue(long last, int owner)
    {
        if (chunks.Count == 0)
            chunks.Add(new Chunk());
        var end = chunks[^1];
        if (end.Count == 0 || end.Owners[end.Count - 1] != owner)
            Insert(chunks.Count - 1, end.Count, Issued + 1, owner);
        Issued = last;
    }

    /// <summary>Moves serials; false when they do not all lie on the account.</summary>
    public bool Move(long first, long last, int from, int to)
    {
        if (first < 1 || last > Issued)
            return false;
        var (chunk, at) = Find(first);
        var runs = chunks[chunk];
        var (start, end) = (runs.Starts[at], EndOf(chunk, at));
        if (runs.Owners[at] != from || last > end)
            return false;
        var joinsBefore = first == start && first > 1 && OwnerBefore(chunk, at) == to;
        var joinsAfter = last == end && last < Issued && OwnerAfter(chunk, at) == to;
        if (first == start && last == end)
            MoveWhole(chunk, at, to, joinsBefore, joinsAfter);
        else if (first == start)
            MoveBeginning(chunk, at, last + 1, to, joinsBefore);
        else if (joinsAfter)
            SetStartAfter(chunk, at, first);
        else
            MoveWithin(chunk, at, (first, to), last < end ? last + 1 : null);
        return true;
    }

    /// <summary>All runs in order.</summary>
    public IEnumerable<(long First, long Last, int Owner)> Runs()
    {
        for (var chunk = 0; chunk < chunks.Count; chunk++)
            for (var at = 0; at < chunks[chunk].Count; at++)
                yield return (chunks[chunk].Starts[at], EndOf(chunk, at), chunks[chunk].Owners[at]);
    }

    private (int Chunk, int At) Find(long serial)
    {
        var (low, high) = (0, chunks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (chunks[middle].Starts[0] <= serial)
                low = middle;
            else
                high = middle - 1;
        }
        var at = Array.BinarySearch(chunks[low].Starts, 0, chunks[low].Count, serial);
        return (low, at >= 0 ? at : ~at - 1);
    }

    private long EndOf(int chunk, int at)
    {
        var runs = chunks[chunk];
        if (at + 1 < runs.Count)
            return runs.Starts[at + 1] - 1;
        return chunk + 1 < chunks.Count ? chunks[chunk + 1].Starts[0] - 1 : Issued;
    }

    private int OwnerBefore(int chunk, int at) =>
        at > 0 ? chunks[chunk].Owners[at - 1] : chunks[chunk - 1].Owners[chunks[chunk - 1].Count - 1];

    private int OwnerAfter(int chunk, int at) =>
        at + 1 < chunks[chunk].Count ? chunks[chunk].Owners[at + 1] : chunks[chunk + 1].Owners[0];

    private void MoveWhole(int chunk, int at, int to, bool joinsBefore, bool joinsAfter)
    {
        if (joinsAfter)
            DeleteAfter(chunk, at);
        if (joinsBefore)
            Delete(chunk, at);
        else
            chunks[chunk].Owners[at] = to;
    }

    private void MoveBeginning(int chunk, int at, long rest, int to, bool joinsBefore)
    {
        var from = chunks[chunk].Owners[at];
        if (joinsBefore)
        {
            chunks[chunk].Starts[at] = rest;
            return;
        }
        chunks[chunk].Owners[at] = to;
        Insert(chunk, at + 1, rest, from);
    }

    private void MoveWithin(int chunk, int at, (long Start, int Owner) moved, long? rest)
    {
        if (rest is { } start)
        {
            Insert(chunk, at + 1, start, chunks[chunk].Owners[at]);
            // A full chunk was split, and the run may lie in the other half now.
            (chunk, at) = Find(moved.Start);
        }
        Insert(chunk, at + 1, moved.Start, moved.Owner);
    }

    private void SetStartAfter(int chunk, int at, long start)
    {
        if (at + 1 < chunks[chunk].Count)
            chunks[chunk].Starts[at + 1] = start;
        else
            chunks[chunk + 1].Starts[0] = start;
    }

    private void DeleteAfter(int chunk, int at)
    {
        if (at + 1 < chunks[chunk].Count)
            Delete(chunk, at + 1);
        else
            Delete(chunk + 1, 0);
    }

    private void Delete(int chunk, int at)
    {
        chunks[chunk].Delete(at);
        if (chunks[chunk].Count == 0)
            chunks.RemoveAt(chunk);
    }

    private void Insert(int chunk, int at, long start, int owner)
    {
        var runs = chunks[chunk];
        if (runs.Count == Most)
        {
            chunks.Insert(chunk + 1, runs.SplitOff());
            if (at > runs.Count)
                (runs, at) = (chunks[chunk + 1], at - runs.Count);
        }
        runs.Insert(at, start, owner);
    }

    private sealed class Chunk
    {
        public long[] Starts { get; } = new long[Most];

        public int[] Owners { get; } = new int[Most];

        public int Count { get; private set; }

        public void Insert(int at, long start, int owner)
        {
            Array.Copy(Starts, at, Starts, at + 1, Count - at);
            Array.Copy(Owners, at, Owners, at + 1, Count - at);
            (Starts[at], Owners[at]) = (start, owner);
            Count++;
        }

        public void Delete(int at)
        {
            Count--;
            Array.Copy(Starts, at + 1, Starts, at, Count - at);
            Array.Copy(Owners, at + 1, Owners, at, Count - at);
        }

        public Chunk SplitOff()
        {
            var half = new Chunk();
            var kept = Count / 2;
            Array.Copy(Starts, kept, half.Starts, 0, Count - kept);
            Array.Copy(Owners, kept, half.Owners, 0, Count - kept);
            half.Count = Count - kept;
            Count = kept;
            return half;
        }
    }
}
