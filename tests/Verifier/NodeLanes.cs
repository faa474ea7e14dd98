using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace CarbonRegistry.Verifier;

/// <summary>
/// SHA-256 (FIPS 180-4) of eight nodes of the tree at once, one in each lane of a vector. A call of the system's
/// library for so short an input costs more than the hash itself, and every entry has a node.
/// </summary>
internal static class NodeLanes
{
    /// <summary>How many nodes are hashed at once.</summary>
    public const int Count = 8;

    private const int HashBytes = 32;
    private const int Words = 8;
    private const uint BitsOfANode = (1 + (2 * HashBytes)) * 8;

    private static readonly uint[] Start =
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ];

    private static readonly uint[] Rounds =
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>
    /// Hashes eight neighbouring pairs: the i-th has its left child at <c>left + 2·i·step</c> and its right one
    /// <c>step</c> behind it; the node takes the place of the left child.
    /// </summary>
    public static void Hash(Span<byte> hashes, int left, int step)
    {
        Span<uint> lanes = stackalloc uint[2 * Words * Count];
        for (var lane = 0; lane < Count; lane++)
            for (var word = 0; word < 2 * Words; word++)
            {
                var at = left + (2 * lane * step) + (word < Words ? 0 : step);
                lanes[(word * Count) + lane] = BinaryPrimitives.ReadUInt32BigEndian(
                    hashes.Slice((at * HashBytes) + (word % Words * sizeof(uint)), sizeof(uint)));
            }
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[Words];
        for (var i = 0; i < Words; i++)
            state[i] = Vector256.Create(Start[i]);
        Span<Vector256<uint>> block = stackalloc Vector256<uint>[16];
        // The node's prefix 0x01 moves everything behind it by one byte.
        var before = Vector256.Create(0x01u);
        for (var word = 0; word < 16; word++)
        {
            var own = Vector256.Create<uint>(lanes.Slice(word * Count, Count));
            block[word] = (before << 24) | (own >>> 8);
            before = own;
        }
        Compress(state, block);
        block.Clear();
        block[0] = (before << 24) | Vector256.Create(0x800000u);
        block[15] = Vector256.Create(BitsOfANode);
        Compress(state, block);
        for (var word = 0; word < Words; word++)
            for (var lane = 0; lane < Count; lane++)
                BinaryPrimitives.WriteUInt32BigEndian(
                    hashes.Slice(((left + (2 * lane * step)) * HashBytes) + (word * sizeof(uint)), sizeof(uint)),
                    state[word][lane]);
    }

    private static void Compress(Span<Vector256<uint>> state, Span<Vector256<uint>> block)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        for (var t = 0; t < Rounds.Length; t++)
        {
            if (t >= 16)
                block[t & 15] += Mix(block[(t + 1) & 15], 7, 18, 3) + block[(t + 9) & 15]
                    + Mix(block[(t + 14) & 15], 17, 19, 10);
            var first = h + Turn(e, 6, 11, 25) + ((e & f) ^ Vector256.AndNot(g, e))
                + Vector256.Create(Rounds[t]) + block[t & 15];
            var second = Turn(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e) = (g, f, e, d + first);
            (d, c, b, a) = (c, b, a, first + second);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    private static Vector256<uint> Turn(Vector256<uint> x, int one, int two, int three) =>
        Rotate(x, one) ^ Rotate(x, two) ^ Rotate(x, three);

    private static Vector256<uint> Mix(Vector256<uint> x, int one, int two, int shift) =>
        Rotate(x, one) ^ Rotate(x, two) ^ (x >>> shift);

    private static Vector256<uint> Rotate(Vector256<uint> x, int by) => (x >>> by) | (x << (32 - by));
}
