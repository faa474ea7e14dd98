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
}
