using System.Security.Cryptography;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// Hashes exactly the bytes that are read. A <see cref="CryptoStream"/> reads ahead, and would hash what follows the
/// hashed part as well. Disposing it ends the hash and leaves the source open.
/// </summary>
internal sealed class HashedReading(Stream source, HashAlgorithm hash) : Stream
{
    private readonly byte[] gathered = new byte[1 << 16];
    private int count;
    private bool hasEnded;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer);
        Gather(buffer[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte()
    {
        var read = source.ReadByte();
        if (read >= 0)
            Gather([(byte)read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !hasEnded)
        {
            hasEnded = true;
            hash.TransformFinalBlock(gathered, 0, count);
        }
        base.Dispose(disposing);
    }

    /// <summary>A value of a few bytes costs no call of the hash.</summary>
    private void Gather(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, gathered.Length - count)];
            part.CopyTo(gathered.AsSpan(count));
            count += part.Length;
            bytes = bytes[part.Length..];
            if (count < gathered.Length)
                continue;
            hash.TransformBlock(gathered, 0, count, null, 0);
            count = 0;
        }
    }
}
