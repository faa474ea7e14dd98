using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>
/// Which entry stands under which instruction id, in some 40 bytes an entry: ten million ids as strings would take
/// gigabytes. An id is known by 128 bits of keyed SipHash. The key is drawn for each index, so that nobody can write
/// a document whose id collides with another's; no answer depends on it.
/// </summary>
internal sealed class InstructionIndex
{
    private const int PageSize = 1 << 14;

    private readonly List<Row[]> pages = [];
    private readonly ulong key0;
    private readonly ulong key1;
    private readonly Dictionary<(ulong High, ulong Low), int> firstParts = [];
    private int[] slots = new int[1024];
    private string? lastId;
    private (ulong High, ulong Low) lastHash;

    public InstructionIndex()
    {
        Span<ulong> key = stackalloc ulong[2];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(key));
        (key0, key1) = (key[0], key[1]);
    }

    private InstructionIndex(ulong key0, ulong key1) => (this.key0, this.key1) = (key0, key1);

    /// <summary>How many entries are known; the next one has this number.</summary>
    public int Count { get; private set; }

    /// <summary>The entry that stands under the id; -1 when none does.</summary>
    public int Find(string id) => Find(HashOf(id));

    /// <summary>The entry of the first part of a split act, <c>&lt;id&gt;/1</c>; -1 when it does not stand.</summary>
    public int FindFirstPart(string id) => firstParts.GetValueOrDefault(HashOf(id), -1);

    private int Find((ulong High, ulong Low) hash)
    {
        for (var slot = SlotOf(hash.Low); slots[slot] != 0; slot = (slot + 1) & (slots.Length - 1))
        {
            ref readonly var row = ref RowOf(slots[slot] - 1);
            if (row.Low == hash.Low && row.High == hash.High)
                return slots[slot] - 1;
        }
        return -1;
    }

    /// <summary>The entry of part <paramref name="part"/> of a split act: <c>&lt;id&gt;/1</c> and on; or -1.</summary>
    public int FindPart(string id, int part)
    {
        Span<char> text = id.Length <= 500 ? stackalloc char[id.Length + 12] : new char[id.Length + 12];
        id.CopyTo(text);
        text[id.Length] = '/';
        part.TryFormat(text[(id.Length + 1)..], out var digits, default, CultureInfo.InvariantCulture);
        return Find(Hash(text[..(id.Length + 1 + digits)]));
    }

    /// <summary>The fingerprint kept for an entry.</summary>
    public ulong FingerprintOf(long entry) => RowOf((int)entry).Fingerprint;

    /// <summary>Adds the next entry under an id that is known to be new.</summary>
    public void Add(string id, ulong fingerprint)
    {
        if (Count * 2 >= slots.Length)
            Grow();
        if (Count % PageSize == 0)
            pages.Add(new Row[PageSize]);
        var hash = HashOf(id);
        if (id.EndsWith("/1", StringComparison.Ordinal))
            firstParts[Hash(id.AsSpan(0, id.Length - 2))] = Count;
        pages[^1][Count % PageSize] = new Row(hash.High, hash.Low, fingerprint);
        Link(Count);
        Count++;
    }

    /// <summary>Forgets the last entry, whose id this is.</summary>
    public void RemoveLast(string id)
    {
        Count--;
        if (id.EndsWith("/1", StringComparison.Ordinal))
            firstParts.Remove(Hash(id.AsSpan(0, id.Length - 2)));
        var slot = SlotOf(RowOf(Count).Low);
        while (slots[slot] != Count + 1)
            slot = (slot + 1) & (slots.Length - 1);
        // Nothing was added after it, so no other entry was pushed past this slot, which can simply be emptied.
        slots[slot] = 0;
        if (Count % PageSize == 0)
            pages.RemoveAt(pages.Count - 1);
    }

    /// <summary>What is known now; rows that stand never change, so they are shared.</summary>
    public Capture Take() => new(Count, key0, key1, [.. pages], firstParts.ToArray());

    /// <summary>Reads what a capture wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are no index.</exception>
    public static InstructionIndex Read(BinaryReader reader)
    {
        var index = new InstructionIndex(reader.ReadUInt64(), reader.ReadUInt64());
        var count = reader.ReadInt32();
        if (count < 0)
            throw new InvalidDataException("An index of fewer than no entries.");
        for (var left = count; left > 0; left -= PageSize)
        {
            var page = new Row[PageSize];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(page.AsSpan(0, Math.Min(left, PageSize))));
            index.pages.Add(page);
        }
        var parts = reader.ReadInt32();
        for (var i = 0; i < parts; i++)
            index.firstParts.Add((reader.ReadUInt64(), reader.ReadUInt64()), reader.ReadInt32());
        index.Count = count;
        index.slots = new int[(int)Math.Max(1024, BitOperations.RoundUpToPowerOf2((uint)count * 2 + 1))];
        for (var entry = 0; entry < count; entry++)
            index.Link(entry);
        return index;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        for (var entry = 0; entry < Count; entry++)
            Link(entry);
    }

    private void Link(int entry)
    {
        var slot = SlotOf(RowOf(entry).Low);
        while (slots[slot] != 0)
            slot = (slot + 1) & (slots.Length - 1);
        slots[slot] = entry + 1;
    }

    private int SlotOf(ulong low) => (int)(low & (ulong)(slots.Length - 1));

    private ref readonly Row RowOf(int entry) => ref pages[entry / PageSize][entry % PageSize];

    /// <summary>
    /// An id is asked for several times in a row while its act is decided and applied: it is hashed once.
    /// </summary>
    private (ulong High, ulong Low) HashOf(string id)
    {
        if (!ReferenceEquals(id, lastId))
            (lastId, lastHash) = (id, Hash(id));
        return lastHash;
    }

    /// <summary>
    /// SipHash-2-4 with 128 bits of result (https://www.aumasson.jp/siphash/siphash.pdf), over UTF-16.
    /// </summary>
    private (ulong High, ulong Low) Hash(ReadOnlySpan<char> id)
    {
        unchecked
        {
            var state = new Sip(key0, key1);
            var bytes = MemoryMarshal.AsBytes(id);
            var words = MemoryMarshal.Cast<byte, ulong>(bytes);
            foreach (var word in words)
                state.Absorb(word);
            var rest = (ulong)bytes.Length << 56;
            var tail = bytes[(words.Length * 8)..];
            for (var i = 0; i < tail.Length; i++)
                rest |= (ulong)tail[i] << (8 * i);
            state.Absorb(rest);
            return state.Finish();
        }
    }

    /// <summary>The index at one moment.</summary>
    internal sealed class Capture(
        int count, ulong key0, ulong key1, Row[][] pages, KeyValuePair<(ulong High, ulong Low), int>[] firstParts)
    {
        public int Count => count;

        public void WriteTo(BinaryWriter writer)
        {
            writer.Write(key0);
            writer.Write(key1);
            writer.Write(count);
            for (var page = 0; page * PageSize < count; page++)
                writer.Write(MemoryMarshal.AsBytes(pages[page].AsSpan(0, Math.Min(PageSize, count - page * PageSize))));
            writer.Write(firstParts.Length);
            foreach (var ((high, low), entry) in firstParts)
            {
                writer.Write(high);
                writer.Write(low);
                writer.Write(entry);
            }
        }
    }

    internal readonly record struct Row(ulong High, ulong Low, ulong Fingerprint);

    private struct Sip(ulong key0, ulong key1)
    {
        private ulong v0 = key0 ^ 0x736f6d6570736575;
        private ulong v1 = key1 ^ 0x646f72616e646f6d ^ 0xee;
        private ulong v2 = key0 ^ 0x6c7967656e657261;
        private ulong v3 = key1 ^ 0x7465646279746573;

        public void Absorb(ulong word)
        {
            v3 ^= word;
            Rounds(2);
            v0 ^= word;
        }

        public (ulong High, ulong Low) Finish()
        {
            v2 ^= 0xee;
            Rounds(4);
            var low = v0 ^ v1 ^ v2 ^ v3;
            v1 ^= 0xdd;
            Rounds(4);
            return (v0 ^ v1 ^ v2 ^ v3, low);
        }

        private void Rounds(int count)
        {
            unchecked
            {
                for (; count > 0; count--)
                {
                    v0 += v1;
                    v2 += v3;
                    v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
                    v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
                    v0 = BitOperations.RotateLeft(v0, 32);
                    v2 += v1;
                    v0 += v3;
                    v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
                    v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
                    v2 = BitOperations.RotateLeft(v2, 32);
                }
            }
        }
    }
}
