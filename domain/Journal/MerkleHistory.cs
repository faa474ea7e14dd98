using System.Numerics;

namespace CarbonRegistry.Domain.Journal;

/// <summary>
/// All leaf hashes of a growing tree with the hashes of its complete subtrees, so that the root of any past size and
/// any proof take a few dozen hashes. About 64 bytes a leaf. Not safe for use by several threads.
/// </summary>
public sealed class MerkleHistory
{
    // Level k holds the hashes of the complete subtrees of 2^k leaves, in order.
    private readonly List<Level> levels = [new()];

    /// <summary>How many leaves the tree has.</summary>
    public long Size => levels[0].Count;

    /// <summary>Adds the next leaf by its hash.</summary>
    public void Append(ReadOnlySpan<byte> leafHash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(leafHash.Length, MerkleTree.HashLength);
        leafHash.CopyTo(levels[0].Add());
        for (var k = 0; levels[k].Count % 2 == 0; k++)
        {
            if (k + 1 == levels.Count)
                levels.Add(new Level());
            var target = levels[k + 1].Add();
            var below = levels[k];
            MerkleTree.NodeHash(below.At(below.Count - 2), below.At(below.Count - 1), target);
        }
    }

    /// <summary>Forgets all leaves after the first ones.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many leaves.</exception>
    public void Truncate(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        for (var k = 0; k < levels.Count; k++)
            levels[k].Truncate((int)(size >> k));
    }

    /// <summary>The hash of a leaf.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public byte[] LeafHash(long n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, Size);
        return levels[0].At((int)n).ToArray();
    }

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree was never of this size.</exception>
    public byte[] RootAt(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return size == 0 ? MerkleTree.EmptyRoot : Subtree(0, size);
    }

    /// <summary>The right edge of the tree of all leaves, to go on from without touching this tree.</summary>
    public MerkleFrontier Frontier()
    {
        var subtrees = new List<byte[]>();
        var start = 0L;
        for (var level = levels.Count - 1; level >= 0; level--)
        {
            if ((Size >> level & 1) == 0)
                continue;
            subtrees.Add(levels[level].At((int)(start >> level)).ToArray());
            start += 1L << level;
        }
        return MerkleFrontier.FromSubtrees(Size, subtrees);
    }

    /// <summary>Proof that leaf <paramref name="n"/> is in the tree of a size (RFC 9162, 2.1.3.1).</summary>
    /// <returns>The hashes from the leaf's neighbour upwards.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The leaf is not in the tree, or the tree was never of this size.
    /// </exception>
    public IReadOnlyList<byte[]> InclusionProof(long n, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        var path = new List<byte[]>();
        for (long start = 0, end = size; end - start > 1;)
        {
            var split = start + LargestPowerOfTwoBelow(end - start);
            path.Add(n < split ? Subtree(split, end) : Subtree(start, split));
            (start, end) = n < split ? (start, split) : (split, end);
        }
        path.Reverse();
        return path;
    }

    /// <summary>Proof that the tree of one size is the beginning of that of another (RFC 9162, 2.1.4.1).</summary>
    /// <returns>The hashes; none when the sizes are equal or the first is 0, where there is nothing to prove.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The sizes are out of order, or the tree was never of them.
    /// </exception>
    public IReadOnlyList<byte[]> ConsistencyProof(long from, long to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to, Size);
        var path = new List<byte[]>();
        if (from == 0 || from == to)
            return path;
        var (start, end) = (0L, to);
        while (from != end)
        {
            var split = start + LargestPowerOfTwoBelow(end - start);
            path.Add(from <= split ? Subtree(split, end) : Subtree(start, split));
            (start, end) = from <= split ? (start, split) : (split, end);
        }
        // The verifier knows the old root, so the old tree's own hash is left out when it is one whole subtree.
        if (start > 0)
            path.Add(Subtree(start, end));
        path.Reverse();
        return path;
    }

    /// <summary>The largest power of two below a number of 2 or more: where RFC 9162 splits a tree.</summary>
    internal static long LargestPowerOfTwoBelow(long count) =>
        1L << (63 - BitOperations.LeadingZeroCount((ulong)count - 1));

    private byte[] Subtree(long start, long end)
    {
        var count = end - start;
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.Log2((ulong)count);
            return levels[level].At((int)(start >> level)).ToArray();
        }
        var split = start + LargestPowerOfTwoBelow(count);
        return MerkleTree.NodeHash(Subtree(start, split), Subtree(split, end));
    }

    private sealed class Level
    {
        private byte[] hashes = new byte[16 * MerkleTree.HashLength];

        public int Count { get; private set; }

        public ReadOnlySpan<byte> At(int index) => hashes.AsSpan(index * MerkleTree.HashLength, MerkleTree.HashLength);

        public void Truncate(int count) => Count = count;

        public Span<byte> Add()
        {
            var at = Count * MerkleTree.HashLength;
            if (at == hashes.Length)
                Array.Resize(ref hashes, (int)Math.Min(2L * hashes.Length, Array.MaxLength - (Array.MaxLength % 32)));
            Count++;
            return hashes.AsSpan(at, MerkleTree.HashLength);
        }
    }
}
