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
        Changes++;
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

    /// <summary>Adds many leaves by their hashes, which lie one after another.</summary>
    /// <exception cref="ArgumentException">The bytes are no whole number of hashes.</exception>
    public void AppendAll(ReadOnlySpan<byte> leafHashes)
    {
        if (leafHashes.Length % MerkleTree.HashLength != 0)
            throw new ArgumentException("Leaf hashes have 32 bytes each.", nameof(leafHashes));
        Changes++;
        leafHashes.CopyTo(levels[0].Add(leafHashes.Length / MerkleTree.HashLength));
        for (var k = 0; levels[k].Count > 1; k++)
        {
            if (k + 1 == levels.Count)
                levels.Add(new Level());
            var (below, above) = (levels[k], levels[k + 1]);
            var missing = (below.Count / 2) - above.Count;
            if (missing == 0)
                break;
            var children = below.Part(2 * above.Count, 2 * missing);
            MerkleTree.NodeHashes(children, above.Add(missing));
        }
    }

    /// <summary>How often leaves were added: who forgot some and finds the same number may have them back.</summary>
    internal long Changes { get; private set; }

    /// <summary>
    /// Leaves that were added and forgotten again; they cost no second hash when they are added for good.
    /// </summary>
    /// <param name="leafHashes">Their hashes, one after another.</param>
    public Trial Try(ReadOnlySpan<byte> leafHashes)
    {
        var before = Size;
        AppendAll(leafHashes);
        var trial = new Trial(before, Size, Changes, Frontier());
        Truncate(before);
        return trial;
    }

    /// <summary>Adds the leaves of a trial for good.</summary>
    /// <returns>False when the tree has changed since the trial; nothing is added then.</returns>
    public bool TryKeep(Trial trial)
    {
        if (trial.Before != Size || trial.Changes != Changes)
            return false;
        for (var k = 0; k < levels.Count; k++)
            levels[k].Truncate((int)(trial.After >> k));
        return true;
    }

    /// <summary>Leaves that were tried.</summary>
    /// <param name="Before">How many leaves the tree had.</param>
    /// <param name="After">How many it would have with them.</param>
    /// <param name="Changes">The number of the trial.</param>
    /// <param name="Frontier">The right edge of the tree with them.</param>
    public sealed record Trial(long Before, long After, long Changes, MerkleFrontier Frontier);

    /// <summary>
    /// The leaf hashes one after another. Later leaves do not change these bytes, so that a snapshot may write them
    /// while the tree grows.
    /// </summary>
    public ReadOnlyMemory<byte> Leaves => levels[0].All;

    /// <summary>The tree over leaf hashes that lie one after another; the array is kept, not copied.</summary>
    /// <remarks>All inner hashes are computed, on all processors: who trusts the root may trust every leaf.</remarks>
    /// <exception cref="ArgumentException">The bytes are no whole number of hashes.</exception>
    public static MerkleHistory FromLeaves(byte[] leaves)
    {
        if (leaves.Length % MerkleTree.HashLength != 0)
            throw new ArgumentException("Leaf hashes have 32 bytes each.", nameof(leaves));
        var tree = new MerkleHistory();
        tree.levels[0] = new Level(leaves);
        while (tree.levels[^1].Count > 1)
            tree.levels.Add(tree.levels[^1].Parents());
        return tree;
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
        private const int PartOfParents = 4096;

        private byte[] hashes = new byte[16 * MerkleTree.HashLength];

        public Level()
        {
        }

        public Level(byte[] all)
        {
            Count = all.Length / MerkleTree.HashLength;
            if (Count > 0)
                hashes = all;
        }

        public int Count { get; private set; }

        public ReadOnlyMemory<byte> All => hashes.AsMemory(0, Count * MerkleTree.HashLength);

        public Level Parents()
        {
            var parents = new byte[Count / 2 * MerkleTree.HashLength];
            Parallel.For(0, (Count / 2 + PartOfParents - 1) / PartOfParents, part =>
            {
                var first = part * PartOfParents;
                var some = Math.Min(Count / 2 - first, PartOfParents);
                MerkleTree.NodeHashes(Part(2 * first, 2 * some), parents.AsSpan(first * MerkleTree.HashLength));
            });
            return new Level(parents);
        }

        public ReadOnlySpan<byte> At(int index) => hashes.AsSpan(index * MerkleTree.HashLength, MerkleTree.HashLength);

        public void Truncate(int count) => Count = count;

        public ReadOnlySpan<byte> Part(int first, int count) =>
            hashes.AsSpan(first * MerkleTree.HashLength, count * MerkleTree.HashLength);

        public Span<byte> Add(int count = 1)
        {
            var (at, length) = (Count * MerkleTree.HashLength, count * MerkleTree.HashLength);
            if (at + length > hashes.Length)
            {
                var most = Array.MaxLength - (Array.MaxLength % MerkleTree.HashLength);
                Array.Resize(ref hashes, (int)Math.Min(Math.Max(2L * hashes.Length, at + (long)length), most));
            }
            Count += count;
            return hashes.AsSpan(at, length);
        }
    }
}
