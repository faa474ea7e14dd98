namespace CarbonRegistry.Domain.Journal;

/// <summary>Checks the proofs of RFC 9162 without the tree, as an outsider does it.</summary>
public static class MerkleProof
{
    /// <summary>True when the hashes lead from the leaf to the root (RFC 9162, 2.1.3.2).</summary>
    public static bool VerifyInclusion(
        long n, long size, ReadOnlySpan<byte> leafHash, IReadOnlyList<byte[]> hashes, ReadOnlySpan<byte> root)
    {
        if (n < 0 || n >= size || leafHash.Length != MerkleTree.HashLength || !AreHashes(hashes))
            return false;
        var (node, last) = (n, size - 1);
        var running = leafHash.ToArray();
        foreach (var hash in hashes)
        {
            if (last == 0)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                MerkleTree.NodeHash(hash, running, running);
                for (; (node & 1) == 0 && node != 0; node >>= 1)
                    last >>= 1;
            }
            else
            {
                MerkleTree.NodeHash(running, hash, running);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && root.SequenceEqual(running);
    }

    /// <summary>True when the first tree is the beginning of the second (RFC 9162, 2.1.4.2).</summary>
    /// <remarks>The tree without leaves is the beginning of every tree, with no hashes.</remarks>
    public static bool VerifyConsistency(
        long from, long to, ReadOnlySpan<byte> fromRoot, ReadOnlySpan<byte> toRoot, IReadOnlyList<byte[]> hashes)
    {
        if (from < 0 || from > to || !AreHashes(hashes))
            return false;
        if (from == to)
            return hashes.Count == 0 && fromRoot.SequenceEqual(toRoot)
                && (from > 0 || fromRoot.SequenceEqual(MerkleTree.EmptyRoot));
        if (from == 0)
            return hashes.Count == 0 && fromRoot.SequenceEqual(MerkleTree.EmptyRoot);
        return Recompute(from, to, fromRoot, hashes) is var (first, second)
            && fromRoot.SequenceEqual(first) && toRoot.SequenceEqual(second);
    }

    private static (byte[] First, byte[] Second)? Recompute(
        long from, long to, ReadOnlySpan<byte> fromRoot, IReadOnlyList<byte[]> hashes)
    {
        // A tree of 2^k leaves is a node of the greater one, and its root, which is known, is not sent.
        var rootIsNode = (from & (from - 1)) == 0;
        if (hashes.Count == 0 || fromRoot.Length != MerkleTree.HashLength)
            return null;
        var (node, last) = (from - 1, to - 1);
        for (; (node & 1) == 1; node >>= 1)
            last >>= 1;
        var first = rootIsNode ? fromRoot.ToArray() : [.. hashes[0]];
        byte[] second = [.. first];
        for (var i = rootIsNode ? 0 : 1; i < hashes.Count; i++)
        {
            if (last == 0)
                return null;
            if ((node & 1) == 1 || node == last)
            {
                MerkleTree.NodeHash(hashes[i], first, first);
                MerkleTree.NodeHash(hashes[i], second, second);
                for (; (node & 1) == 0 && node != 0; node >>= 1)
                    last >>= 1;
            }
            else
            {
                MerkleTree.NodeHash(second, hashes[i], second);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 ? (first, second) : null;
    }

    private static bool AreHashes(IReadOnlyList<byte[]> hashes)
    {
        for (var i = 0; i < hashes.Count; i++)
            if (hashes[i] is not { Length: MerkleTree.HashLength })
                return false;
        return true;
    }
}
