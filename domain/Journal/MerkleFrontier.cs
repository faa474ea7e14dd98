using System.Buffers.Binary;
using System.Numerics;

namespace CarbonRegistry.Domain.Journal;

/// <summary>
/// What a growing tree needs to take one more leaf and to tell its root: the hashes of the complete subtrees on its
/// right edge, one for each bit of the size. Not safe for use by several threads.
/// </summary>
public sealed class MerkleFrontier
{
    private const int SizeBytes = sizeof(long);

    private readonly byte[] hashes = new byte[64 * MerkleTree.HashLength];

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; private set; }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <exception cref="JournalCorruptException">The length does not fit the size.</exception>
    public static MerkleFrontier FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < SizeBytes)
            throw new JournalCorruptException("A frontier starts with the size of its tree.");
        var size = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (size < 0 || bytes.Length != SizeBytes + (BitOperations.PopCount((ulong)size) * MerkleTree.HashLength))
            throw new JournalCorruptException($"The frontier of a tree of {size} leaves has a wrong length.");
        var frontier = new MerkleFrontier { Size = size };
        bytes[SizeBytes..].CopyTo(frontier.hashes);
        return frontier;
    }

    /// <summary>Makes the frontier from the hashes of the complete subtrees, the largest first.</summary>
    internal static MerkleFrontier FromSubtrees(long size, IReadOnlyList<byte[]> subtrees)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(subtrees.Count, BitOperations.PopCount((ulong)size));
        var frontier = new MerkleFrontier { Size = size };
        for (var i = 0; i < subtrees.Count; i++)
            subtrees[i].CopyTo(frontier.At(i));
        return frontier;
    }

    /// <summary>
    /// The size in eight bytes, big-endian, then the hashes from the largest subtree to the smallest.
    /// </summary>
    public byte[] ToBytes()
    {
        var length = BitOperations.PopCount((ulong)Size) * MerkleTree.HashLength;
        var bytes = new byte[SizeBytes + length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Size);
        hashes.AsSpan(0, length).CopyTo(bytes.AsSpan(SizeBytes));
        return bytes;
    }

    /// <summary>Adds the next leaf by its hash.</summary>
    public void Append(ReadOnlySpan<byte> leafHash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(leafHash.Length, MerkleTree.HashLength);
        var count = BitOperations.PopCount((ulong)Size);
        leafHash.CopyTo(At(count));
        // As in binary addition, each trailing one of the size carries: two equal subtrees become one of twice the
        // size.
        for (var carries = BitOperations.TrailingZeroCount(~Size); carries > 0; carries--)
        {
            MerkleTree.NodeHash(At(count - 1), At(count), At(count - 1));
            count--;
        }
        Size++;
    }

    /// <summary>The root of the tree of all leaves so far.</summary>
    public byte[] Root()
    {
        var count = BitOperations.PopCount((ulong)Size);
        if (count == 0)
            return MerkleTree.EmptyRoot;
        var root = At(count - 1).ToArray();
        for (var i = count - 2; i >= 0; i--)
            MerkleTree.NodeHash(At(i), root, root);
        return root;
    }

    /// <summary>An independent copy.</summary>
    public MerkleFrontier Copy()
    {
        var copy = new MerkleFrontier { Size = Size };
        hashes.CopyTo(copy.hashes, 0);
        return copy;
    }

    private Span<byte> At(int index) => hashes.AsSpan(index * MerkleTree.HashLength, MerkleTree.HashLength);
}
