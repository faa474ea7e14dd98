using System.Security.Cryptography;

namespace CarbonRegistry.Simulation.Judging;

/// <summary>
/// The Merkle tree of RFC 9162, section 2.1, written for the judge: roots, and the check of a consistency proof.
/// </summary>
internal sealed class NaiveTree
{
    /// <summary>Level by level the hashes of the complete subtrees, the leaves first.</summary>
    private readonly List<List<byte[]>> levels = [[]];

    /// <summary>How many leaves there are.</summary>
    public int Size => levels[0].Count;

    /// <summary>Appends a leaf.</summary>
    public void Append(ReadOnlySpan<byte> entry)
    {
        levels[0].Add(SHA256.HashData([0, .. entry]));
        for (var level = 0; levels[level].Count % 2 == 0; level++)
        {
            if (levels.Count == level + 1)
                levels.Add([]);
            levels[level + 1].Add(Node(levels[level][^2], levels[level][^1]));
        }
    }

    /// <summary>The root of the first leaves.</summary>
    public byte[] Root(int size) => size == 0 ? SHA256.HashData([]) : Root(0, size);

    /// <summary>True when the proof shows that the second tree begins with the first one (2.1.4.2).</summary>
    public static bool IsConsistent(int from, byte[] first, int to, byte[] second, IReadOnlyList<byte[]> proof)
    {
        if (from == to)
            return proof.Count == 0 && first.AsSpan().SequenceEqual(second);
        var path = new Queue<byte[]>(proof);
        var (node, last) = (from - 1, to - 1);
        while (node % 2 == 1)
            (node, last) = (node / 2, last / 2);
        if (path.Count == 0)
            return false;
        var (one, two) = (from & (from - 1)) == 0 ? (first, first) : (path.Peek(), path.Dequeue());
        foreach (var hash in path)
        {
            if (last == 0)
                return false;
            if (node % 2 == 1 || node == last)
            {
                (one, two) = (Node(hash, one), Node(hash, two));
                while (node % 2 == 0 && node != 0)
                    (node, last) = (node / 2, last / 2);
            }
            else
                two = Node(two, hash);
            (node, last) = (node / 2, last / 2);
        }
        return last == 0 && one.AsSpan().SequenceEqual(first) && two.AsSpan().SequenceEqual(second);
    }

    private byte[] Root(int start, int end)
    {
        var count = end - start;
        if ((count & (count - 1)) == 0)
            return levels[int.Log2(count)][start / count];
        var left = 1 << int.Log2(count - 1);
        return Node(Root(start, start + left), Root(start + left, end));
    }

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
