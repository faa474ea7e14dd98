using System.Buffers;
using System.Security.Cryptography;

namespace CarbonRegistry.Domain.Journal;

/// <summary>The hashes of a Merkle tree in the sense of RFC 9162, section 2.1 (SHA-256).</summary>
public static class MerkleTree
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int StackBytes = 2048;

    /// <summary>Fewer messages than these are faster one by one, and larger ones too.</summary>
    private const int LeastInLanes = 4;
    private const int LargestInLanes = 4096;

    /// <summary>The root of the tree without leaves: the hash of no bytes.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary>The hash of a leaf: SHA-256(0x00 ‖ data).</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> data)
    {
        var hash = new byte[HashLength];
        LeafHash(data, hash);
        return hash;
    }

    /// <summary>The hash of a leaf, written into <paramref name="target"/>.</summary>
    public static void LeafHash(ReadOnlySpan<byte> data, Span<byte> target)
    {
        var length = data.Length + 1;
        var input = length <= StackBytes ? stackalloc byte[StackBytes] : new byte[length];
        input[0] = LeafPrefix;
        data.CopyTo(input[1..]);
        SHA256.HashData(input[..length], target);
    }

    /// <summary>The hashes of many leaves, one after another in <paramref name="target"/>.</summary>
    public static void LeafHashes(IReadOnlyList<ReadOnlyMemory<byte>> leaves, Span<byte> target)
    {
        var start = 0;
        if (Sha256Lanes.IsSupported)
        {
            for (; leaves.Count - start >= LeastInLanes; start += Math.Min(Sha256Lanes.Lanes, leaves.Count - start))
            {
                var count = Math.Min(Sha256Lanes.Lanes, leaves.Count - start);
                HashInLanes(leaves, start, count, target.Slice(start * HashLength, count * HashLength));
            }
        }
        for (; start < leaves.Count; start++)
            LeafHash(leaves[start].Span, target.Slice(start * HashLength, HashLength));
    }

    /// <summary>
    /// The hashes of inner nodes, whose two children lie one after another, one after another in
    /// <paramref name="target"/>.
    /// </summary>
    public static void NodeHashes(ReadOnlySpan<byte> children, Span<byte> target)
    {
        const int pair = 2 * HashLength;
        const int stride = 2 * pair;
        var count = children.Length / pair;
        var start = 0;
        if (Sha256Lanes.IsSupported && count >= LeastInLanes)
        {
            Span<byte> padded = stackalloc byte[Sha256Lanes.Lanes * stride];
            Span<int> blocks = stackalloc int[Sha256Lanes.Lanes];
            blocks.Fill(Sha256Lanes.BlocksOf(1 + pair));
            for (; count - start >= LeastInLanes; start += Math.Min(Sha256Lanes.Lanes, count - start))
            {
                var some = Math.Min(Sha256Lanes.Lanes, count - start);
                for (var lane = 0; lane < some; lane++)
                {
                    var message = padded.Slice(lane * stride, stride);
                    message[0] = NodePrefix;
                    children.Slice((start + lane) * pair, pair).CopyTo(message[1..]);
                    Sha256Lanes.Pad(message, 1 + pair);
                }
                Sha256Lanes.Hash(padded, stride, blocks[..some], target[(start * HashLength)..]);
            }
        }
        for (; start < count; start++)
        {
            var both = children.Slice(start * pair, pair);
            NodeHash(both[..HashLength], both[HashLength..], target.Slice(start * HashLength, HashLength));
        }
    }

    /// <summary>The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).</summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var hash = new byte[HashLength];
        NodeHash(left, right, hash);
        return hash;
    }

    /// <summary>
    /// The hash of an inner node, written into <paramref name="target"/>, which may be one of the inputs.
    /// </summary>
    public static void NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> target)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(left.Length, HashLength);
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Length, HashLength);
        Span<byte> input = stackalloc byte[1 + (2 * HashLength)];
        input[0] = NodePrefix;
        left.CopyTo(input[1..]);
        right.CopyTo(input[(1 + HashLength)..]);
        SHA256.HashData(input, target);
    }

    private static void HashInLanes(
        IReadOnlyList<ReadOnlyMemory<byte>> leaves, int start, int count, Span<byte> target)
    {
        Span<int> blocks = stackalloc int[count];
        var longest = 0;
        for (var lane = 0; lane < count; lane++)
            longest = Math.Max(longest, leaves[start + lane].Length + 1);
        if (longest > LargestInLanes)
        {
            for (var lane = 0; lane < count; lane++)
                LeafHash(leaves[start + lane].Span, target.Slice(lane * HashLength, HashLength));
            return;
        }
        var stride = Sha256Lanes.BlocksOf(longest) * SHA256.HashSizeInBytes * 2;
        var rented = ArrayPool<byte>.Shared.Rent(stride * count);
        var padded = rented.AsSpan(0, stride * count);
        for (var lane = 0; lane < count; lane++)
        {
            var leaf = leaves[start + lane].Span;
            var message = padded.Slice(lane * stride, stride);
            message[0] = LeafPrefix;
            leaf.CopyTo(message[1..]);
            Sha256Lanes.Pad(message, leaf.Length + 1);
            blocks[lane] = Sha256Lanes.BlocksOf(leaf.Length + 1);
        }
        Sha256Lanes.Hash(padded, stride, blocks, target);
        ArrayPool<byte>.Shared.Return(rented);
    }
}
