using System.Runtime.InteropServices;

namespace CarbonRegistry.Domain.Ledger;

/// <summary>
/// A ledger's state at one moment, taken quickly and written at leisure: taking copies the accounts, their holdings
/// and the sums, while the instruction ids, of which there is one for each entry, are shared with the living state,
/// which never changes those that stand.
/// </summary>
public sealed class LedgerSnapshot
{
    /// <summary>
    /// The version of the form and of the fold. A snapshot of another version is not read; the journal is read
    /// instead. It is raised whenever an entry would make another state than before.
    /// </summary>
    public const int Version = 1;

    private readonly byte[] accounts;
    private readonly InstructionIndex.Capture instructions;

    internal LedgerSnapshot(byte[] accounts, InstructionIndex.Capture instructions)
    {
        this.accounts = accounts;
        this.instructions = instructions;
    }

    /// <summary>How many entries the state has seen.</summary>
    public long Size => instructions.Count;

    /// <summary>Writes the state; any thread may do it, while the living state goes on.</summary>
    public void WriteTo(Stream target)
    {
        using var writer = new BinaryWriter(target, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(accounts.Length);
        writer.Write(accounts);
        instructions.WriteTo(writer);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <param name="source">The stream, at the place where the state begins.</param>
    /// <exception cref="InvalidDataException">The bytes are no state.</exception>
    /// <exception cref="EndOfStreamException">The bytes break off.</exception>
    public static LedgerState Read(Stream source)
    {
        using var reader = new BinaryReader(source, System.Text.Encoding.UTF8, leaveOpen: true);
        using var accounts = new MemoryStream(ReadBytes(reader, reader.ReadInt32()));
        return LedgerState.Restore(accounts, InstructionIndex.Read(reader));
    }

    /// <summary>Reads so many bytes, and asks for no more memory than the stream has bytes.</summary>
    /// <exception cref="InvalidDataException">The count is negative.</exception>
    /// <exception cref="EndOfStreamException">There are fewer.</exception>
    internal static byte[] ReadBytes(BinaryReader reader, int count)
    {
        const int step = 16 * 1024 * 1024;
        if (count < 0)
            throw new InvalidDataException("A negative length.");
        var bytes = new byte[Math.Min(count, step)];
        for (var read = 0; ;)
        {
            reader.BaseStream.ReadExactly(bytes, read, bytes.Length - read);
            read = bytes.Length;
            if (read == count)
                return bytes;
            Array.Resize(ref bytes, (int)Math.Min(count, 2L * read));
        }
    }

    internal static T[] ReadArray<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var length = checked(count * Marshal.SizeOf<T>());
        return MemoryMarshal.Cast<byte, T>(ReadBytes(reader, length)).ToArray();
    }
}
