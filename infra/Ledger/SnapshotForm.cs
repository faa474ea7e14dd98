using System.Security.Cryptography;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>Where the journal ended when a snapshot was taken.</summary>
/// <param name="Size">How many entries it had.</param>
/// <param name="Root">The root of their tree.</param>
/// <param name="Pages">In how many pages they stand.</param>
/// <param name="At">The moment of the last entry.</param>
/// <param name="CommitId">The id of the last commit.</param>
/// <param name="LatestAt">The latest moment of any entry.</param>
internal sealed record SnapshotHead(
    long Size, byte[] Root, long Pages, DateTimeOffset At, string CommitId, DateTimeOffset LatestAt);

/// <summary>A snapshot as bytes: a head, the leaf hashes, the book, and the SHA-256 of all that.</summary>
internal static class SnapshotForm
{
    private const string Magic = "CarbonRegistry snapshot";

    /// <summary>Raised with every change of this form; the state has a version of its own.</summary>
    private const int Version = 1;

    /// <summary>Writes a snapshot.</summary>
    public static void Write(Stream target, BookCopy book, JournalHead head)
    {
        using var sha256 = SHA256.Create();
        using (var hashing = new CryptoStream(target, sha256, CryptoStreamMode.Write, leaveOpen: true))
        using (var buffered = new BufferedStream(hashing, 1 << 16))
        using (var writer = new BinaryWriter(buffered))
        {
            writer.Write(Magic);
            writer.Write(Version);
            writer.Write(LedgerSnapshot.Version);
            writer.Write(head.Size);
            writer.Write(book.Root);
            writer.Write(head.Pages);
            Write(writer, head.At);
            writer.Write(head.CommitId);
            Write(writer, book.LatestAt);
            writer.Write(book.Leaves.Span);
            PageDirectory.Write(writer, book.Pages);
            AccountEntries.Write(writer, book.Touches);
            writer.Flush();
            book.State.WriteTo(buffered);
        }
        target.Write(sha256.Hash!);
    }

    /// <summary>Reads a snapshot and checks what it alone allows: its hash, and that its root follows.</summary>
    /// <exception cref="InvalidDataException">The bytes are no snapshot, or one of another version.</exception>
    /// <exception cref="EndOfStreamException">The bytes break off.</exception>
    public static (SnapshotHead Head, LedgerBook Book) Read(Stream source)
    {
        using var sha256 = SHA256.Create();
        using var buffered = new BufferedStream(source, 1 << 16);
        SnapshotHead head;
        LedgerBook book;
        using (var hashing = new HashedReading(buffered, sha256))
        {
            using var reader = new BinaryReader(hashing);
            head = ReadHead(reader);
            var leaves = ReadLeaves(reader, head.Size);
            var tree = Task.Run(() => MerkleHistory.FromLeaves(leaves));
            book = ReadBook(reader, head, tree);
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        buffered.ReadExactly(hash);
        if (!hash.SequenceEqual(sha256.Hash) || buffered.ReadByte() >= 0)
            throw new InvalidDataException("The snapshot is not what was written.");
        return head.Root.AsSpan().SequenceEqual(book.Tree.RootAt(head.Size))
            ? (head, book)
            : throw new InvalidDataException("The snapshot's root does not follow from its leaves.");
    }

    private static SnapshotHead ReadHead(BinaryReader reader)
    {
        if (reader.ReadString() != Magic || reader.ReadInt32() != Version
            || reader.ReadInt32() != LedgerSnapshot.Version)
            throw new InvalidDataException("The snapshot is of another version.");
        return new SnapshotHead(
            reader.ReadInt64(),
            reader.ReadBytes(MerkleTree.HashLength),
            reader.ReadInt64(),
            ReadMoment(reader),
            reader.ReadString(),
            ReadMoment(reader));
    }

    private static LedgerBook ReadBook(BinaryReader reader, SnapshotHead head, Task<MerkleHistory> tree)
    {
        var count = reader.ReadInt32();
        if (count != head.Pages)
            throw new InvalidDataException("The snapshot has another number of pages.");
        var firsts = new List<int>();
        for (; count > 0; count--)
            firsts.Add(reader.ReadInt32());
        var pages = PageDirectory.Of([.. firsts]);
        var touches = AccountEntries.Read(reader);
        var state = LedgerSnapshot.Read(reader.BaseStream);
        return state.Size == head.Size
            ? new LedgerBook
            {
                State = state,
                Tree = tree.GetAwaiter().GetResult(),
                Pages = pages,
                Touches = touches,
                LatestAt = head.LatestAt,
            }
            : throw new InvalidDataException("The snapshot's state has another size.");
    }

    /// <summary>Asks for no more memory than there are bytes, whatever the head says.</summary>
    private static byte[] ReadLeaves(BinaryReader reader, long size)
    {
        const int step = 1 << 24;
        var length = size is >= 0 and <= int.MaxValue / MerkleTree.HashLength
            ? (int)size * MerkleTree.HashLength
            : throw new InvalidDataException("The snapshot's size makes no sense.");
        var leaves = new byte[Math.Min(length, step)];
        for (var read = 0; ;)
        {
            reader.BaseStream.ReadExactly(leaves.AsSpan(read));
            read = leaves.Length;
            if (read == length)
                return leaves;
            Array.Resize(ref leaves, (int)Math.Min(length, 2L * read));
        }
    }

    private static void Write(BinaryWriter writer, DateTimeOffset at)
    {
        writer.Write(at.Ticks);
        writer.Write((short)at.TotalOffsetMinutes);
    }

    private static DateTimeOffset ReadMoment(BinaryReader reader) =>
        new(reader.ReadInt64(), TimeSpan.FromMinutes(reader.ReadInt16()));
}
