// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Buffers;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>A request body in one rented buffer, written once and sent as often as the retries ask.</summary>
internal sealed class PooledBody : RequestContent, IBufferWriter<byte>
{
    private byte[] buffer;
    private bool reusable;
    private int sending;

    public PooledBody(int capacity) => buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Append(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(Length));
    }

    /// <summary>
    /// Lets the buffer go back to its pool, unless a try is still being sent. Only a request that the service has
    /// answered with success is known to be read to its end; after another the transport may still hold the buffer.
    /// </summary>
    public void MarkDelivered() => reusable = true;

    public override async Task WriteToAsync(Stream stream, CancellationToken cancellation)
    {
        Interlocked.Increment(ref sending);
        try
        {
            await stream.WriteAsync(buffer.AsMemory(0, Length), cancellation).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref sending);
        }
    }

    public override void WriteTo(Stream stream, CancellationToken cancellation) =>
        stream.Write(buffer.AsSpan(0, Length));

    public override bool TryComputeLength(out long length)
    {
        length = Length;
        return true;
    }

    public override void Dispose()
    {
        if (!reusable || Volatile.Read(ref sending) != 0)
            return;
        reusable = false;
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
        Length = 0;
    }

    private void Reserve(int count)
    {
        if (buffer.Length - Length >= count)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + count, buffer.Length * 2));
        buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
