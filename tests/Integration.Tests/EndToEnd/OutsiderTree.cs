using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>The verifier of RFC 9162, sections 2.1.1 to 2.1.4, as an outsider would write it.</summary>
internal static class OutsiderTree
{
    public static byte[] Leaf(string line) => SHA256.HashData([0, .. Encoding.UTF8.GetBytes(line)]);

    /// <summary>MTH of section 2.1.1, by its recursive definition.</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0)
            return SHA256.HashData([]);
        if (leaves.Length == 1)
            return leaves[0];
        var k = 1;
        while (k * 2 < leaves.Length)
            k *= 2;
        return Node(Root(leaves[..k]), Root(leaves[k..]));
    }

    /// <summary>Section 2.1.3.2: the root to which an inclusion proof leads; null for a malformed one.</summary>
    public static byte[]? RootOfInclusion(long index, long size, byte[] leaf, IReadOnlyList<byte[]> path)
    {
        long fn = index, sn = size - 1;
        var r = leaf;
        foreach (var p in path)
        {
            if (sn == 0)
                return null;
            if ((fn & 1) == 1 || fn == sn)
            {
                r = Node(p, r);
                while ((fn & 1) == 0 && fn != 0)
                    (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                r = Node(r, p);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 ? r : null;
    }

    /// <summary>Section 2.1.4.2: the roots of both trees to which a consistency proof leads.</summary>
    public static (byte[] First, byte[] Second)? RootsOfConsistency(
        long from, long to, byte[] firstRoot, IReadOnlyList<byte[]> proof)
    {
        if (from == to)
            return proof.Count == 0 ? (firstRoot, firstRoot) : null;
        var path = (from & (from - 1)) == 0 ? [firstRoot, .. proof] : proof.ToList();
        long fn = from - 1, sn = to - 1;
        while ((fn & 1) == 1)
            (fn, sn) = (fn >> 1, sn >> 1);
        var (fr, sr) = (path[0], path[0]);
        foreach (var c in path.Skip(1))
        {
            if (sn == 0)
                return null;
            if ((fn & 1) == 1 || fn == sn)
            {
                (fr, sr) = (Node(c, fr), Node(c, sr));
                while ((fn & 1) == 0 && fn != 0)
                    (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                sr = Node(sr, c);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        return sn == 0 ? (fr, sr) : null;
    }

    public static List<byte[]> Hashes(JsonElement proof) =>
        [.. proof.GetProperty("hashes").EnumerateArray().Select(hash => Convert.FromHexString(hash.GetString()!))];

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
