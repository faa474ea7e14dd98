using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace CarbonRegistry.Domain.Journal;

/// <summary>
/// SHA-256 (FIPS 180-4) of many messages at once, one in each lane of a vector. A journal's page is a hundred leaves
/// and as many nodes of a tree; hashed one by one, each pays the way into the platform's library, which is longer than
/// the hash of 65 bytes itself. Where the processor has no wide vectors the platform's SHA-256 is used; both give the
/// same bytes, and a test compares them over all lengths.
/// </summary>
internal static class Sha256Lanes
{
    /// <summary>How many messages are hashed at once.</summary>
    public const int Lanes = 16;

    private const int BlockBytes = 64;
    private const int LengthBytes = 8;

    private static readonly uint[] RoundConstants =
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

    private static readonly uint[] InitialState =
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ];

    /// <summary>True when vectors are wide enough to be faster than the platform's library.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated;

    /// <summary>
    /// Hashes up to sixteen messages. They lie padded, one after another, each in the same number of bytes; see
    /// <see cref="Pad"/>. A message that needs fewer blocks than the longest is ready when its own are done.
    /// </summary>
    /// <param name="padded">The padded messages.</param>
    /// <param name="stride">How many bytes each has room for, a multiple of 64.</param>
    /// <param name="blocks">How many blocks each message has.</param>
    /// <param name="hashes">The hashes, one after another.</param>
    public static void Hash(ReadOnlySpan<byte> padded, int stride, ReadOnlySpan<int> blocks, Span<byte> hashes)
    {
        Span<Vector512<uint>> state = stackalloc Vector512<uint>[8];
        Span<Vector512<uint>> words = stackalloc Vector512<uint>[64];
        for (var i = 0; i < 8; i++)
            state[i] = Vector512.Create(InitialState[i]);
        var most = 0;
        foreach (var own in blocks)
            most = Math.Max(most, own);
        for (var block = 0; block < most; block++)
        {
            Load(padded[(block * BlockBytes)..], stride, blocks, block, words);
            Compress(state, words);
            for (var lane = 0; lane < blocks.Length; lane++)
                if (blocks[lane] == block + 1)
                    Store(state, lane, hashes.Slice(lane * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes));
        }
    }

    /// <summary>How many blocks a message of so many bytes has with its padding.</summary>
    public static int BlocksOf(int length) => (length + 1 + LengthBytes + BlockBytes - 1) / BlockBytes;

    /// <summary>Pads a message that stands at the beginning of the span (FIPS 180-4, 5.1.1).</summary>
    public static void Pad(Span<byte> message, int length)
    {
        var end = BlocksOf(length) * BlockBytes;
        message[length] = 0x80;
        message[(length + 1)..(end - LengthBytes)].Clear();
        BinaryPrimitives.WriteInt64BigEndian(message[(end - LengthBytes)..], (long)length * 8);
    }

    private static void Load(
        ReadOnlySpan<byte> from, int stride, ReadOnlySpan<int> blocks, int block, Span<Vector512<uint>> words)
    {
        Span<uint> lanes = stackalloc uint[16 * Lanes];
        for (var lane = 0; lane < blocks.Length; lane++)
        {
            if (block >= blocks[lane])
                continue;
            var message = from.Slice(lane * stride, BlockBytes);
            for (var word = 0; word < 16; word++)
                lanes[(word * Lanes) + lane] = BinaryPrimitives.ReadUInt32BigEndian(message[(word * 4)..]);
        }
        for (var word = 0; word < 16; word++)
            words[word] = Vector512.Create<uint>(lanes.Slice(word * Lanes, Lanes));
    }

    private static void Compress(Span<Vector512<uint>> state, Span<Vector512<uint>> words)
    {
        unchecked
        {
            for (var t = 16; t < 64; t++)
            {
                var (near, far) = (words[t - 2], words[t - 15]);
                var one = Rotate(near, 17) ^ Rotate(near, 19) ^ (near >>> 10);
                var zero = Rotate(far, 7) ^ Rotate(far, 18) ^ (far >>> 3);
                words[t] = one + words[t - 7] + zero + words[t - 16];
            }
            var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
            var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
            for (var t = 0; t < 64; t++)
            {
                var first = h + (Rotate(e, 6) ^ Rotate(e, 11) ^ Rotate(e, 25)) + Vector512.ConditionalSelect(e, f, g)
                    + Vector512.Create(RoundConstants[t]) + words[t];
                var second = (Rotate(a, 2) ^ Rotate(a, 13) ^ Rotate(a, 22)) + ((a & b) | (c & (a | b)));
                (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
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
    }

    private static void Store(Span<Vector512<uint>> state, int lane, Span<byte> hash)
    {
        for (var word = 0; word < 8; word++)
            BinaryPrimitives.WriteUInt32BigEndian(hash[(word * 4)..], state[word].GetElement(lane));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Rotate(Vector512<uint> value, int by) => (value >>> by) | (value << (32 - by));
}
