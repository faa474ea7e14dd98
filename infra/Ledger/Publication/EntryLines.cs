using System.Security.Cryptography;

namespace CarbonRegistry.Infra.Ledger.Publication;

/// <summary>
/// Entries of the ledger as a stream of lines, so that a day of any length is published without a copy in memory.
/// </summary>
internal sealed class EntryLines(RegistryLedger ledger, long first, long end) : Stream
{
    private long next = first;
    private ReadOnlyMemory<byte> line;
    private bool endsLine;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>SHA-256 of all lines, 64 lower-case hex digits.</summary>
    public static string HashOf(RegistryLedger ledger, long first, long end)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var n = first; n < end; n++)
        {
            hash.AppendData(ledger.EntryBytes(n).Span);
            hash.AppendData("\n"u8);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = 0;
        while (read < buffer.Length)
        {
            if (line.IsEmpty && endsLine)
            {
                buffer[read++] = (byte)'\n';
                endsLine = false;
                continue;
            }
            if (line.IsEmpty)
            {
                if (next == end)
                    break;
                line = ledger.EntryBytes(next++);
                endsLine = true;
            }
            var part = Math.Min(line.Length, buffer.Length - read);
            line.Span[..part].CopyTo(buffer[read..]);
            line = line[part..];
            read += part;
        }
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
