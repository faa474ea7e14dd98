using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace CarbonRegistry.Verifier;

/// <summary>
/// The Merkle tree of RFC 9162, section 2.1, kept as the hashes of its complete subtrees from left to right.
/// </summary>
public sealed class Tree
{
    private const int HashBytes = 32;

    private readonly List<(int Level, byte[] Hash)> subtrees = [];

    /// <summary>SHA-256(0x00 ‖ line).</summary>
    public static void Leaf(ReadOnlySpan<byte> line, Span<byte> hash)
    {
        const int most = 4096;
        var input = line.Length < most ? stackalloc byte[most] : new byte[line.Length + 1];
        input[0] = 0;
        line.CopyTo(input[1..]);
        SHA256.HashData(input[..(line.Length + 1)], hash);
    }

    /// <summary>The same for a line behind a byte that nobody needs any more, so that no copy is made.</summary>
    public static void LeafInPlace(Span<byte> spareAndLine, Span<byte> hash)
    {
        spareAndLine[0] = 0;
        SHA256.HashData(spareAndLine, hash);
    }

    /// <summary>Adds a complete subtree of 2^level leaves; the size so far is a multiple of that.</summary>
    public void Add(int level, ReadOnlySpan<byte> hash)
    {
        var added = hash.ToArray();
        while (subtrees.Count > 0 && subtrees[^1].Level == level)
        {
            Node(subtrees[^1].Hash, added, added);
            subtrees.RemoveAt(subtrees.Count - 1);
            level++;
        }
        subtrees.Add((level, added));
    }

    /// <summary>The root of all leaves so far.</summary>
    public string Root()
    {
        if (subtrees.Count == 0)
            return Convert.ToHexStringLower(SHA256.HashData([]));
        var root = subtrees[^1].Hash.ToArray();
        for (var i = subtrees.Count - 2; i >= 0; i--)
            Node(subtrees[i].Hash, root, root);
        return Convert.ToHexStringLower(root);
    }

    /// <summary>
    /// Hashes the leaves from a number on into complete subtrees as large as they go, in place, so that several runs
    /// of leaves can be hashed at once.
    /// </summary>
    /// <returns>Level and place of each subtree.</returns>
    public static List<(int Level, int At)> Reduce(long first, Span<byte> leaves)
    {
        var found = new List<(int Level, int At)>();
        var count = leaves.Length / HashBytes;
        for (var at = 0; at < count;)
        {
            var level = 0;
            while (((first + at) & ((2L << level) - 1)) == 0 && at + (2 << level) <= count)
                level++;
            for (var step = 1; step < 1 << level; step *= 2)
                Nodes(leaves, at, at + (1 << level), step);
            found.Add((level, at));
            at += 1 << level;
        }
        return found;
    }

    /// <summary>The nodes above pairs of subtrees that lie one step apart.</summary>
    private static void Nodes(Span<byte> hashes, int first, int end, int step)
    {
        var left = first;
        for (; Vector256.IsHardwareAccelerated && end - left >= 2 * step * NodeLanes.Count;
            left += 2 * step * NodeLanes.Count)
            NodeLanes.Hash(hashes, left, step);
        for (; left < end; left += 2 * step)
            Node(Hash(hashes, left), Hash(hashes, left + step), Hash(hashes, left));
    }

    /// <summary>One hash of a run.</summary>
    public static Span<byte> Hash(Span<byte> hashes, int index) => hashes.Slice(index * HashBytes, HashBytes);

    private static void Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> hash)
    {
        Span<byte> input = stackalloc byte[1 + (2 * HashBytes)];
        input[0] = 1;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + HashBytes)..]);
        SHA256.HashData(input, hash);
    }
}
