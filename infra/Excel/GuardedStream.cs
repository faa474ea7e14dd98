using System.IO.Compression;
using System.IO.Hashing;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Infra.Excel;

/// <summary>What is left of the bytes that all parts together may unpack to.</summary>
internal sealed class UnpackedBudget
{
    /// <summary>Bytes inflated so far.</summary>
    internal long Spent { get; private set; }

    internal void Spend(int bytes)
    {
        Spent += bytes;
        if (Spent > WorkbookLimits.UnpackedBytes)
            throw new WorkbookRefusedException(PlanIssues.TooLarge(WorkbookLimits.UnpackedBytes / (1024 * 1024)));
    }
}

/// <summary>
/// Counts bytes as they are inflated, whatever size the archive declares, and stops tags and texts that an XML reader
/// would have to hold in memory whole. At the end of the part its checksum must fit: .NET cuts a part off at its
/// declared size and looks at no checksum, so a lying size or a flipped bit would otherwise go unseen.
/// </summary>
internal sealed class GuardedStream(ZipArchiveEntry entry, UnpackedBudget budget, bool isXml) : Stream
{
    private readonly Stream inner = entry.Open();
    private readonly Crc32 checksum = new();
    private readonly string part = entry.FullName;
    private int run;
    private bool inTag;
    private byte first;
    private byte quote;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        budget.Spend(read);
        checksum.Append(buffer[..read]);
        if (read == 0 && buffer.Length > 0 && checksum.GetCurrentHashAsUInt32() != entry.Crc32)
            throw new WorkbookRefusedException(PlanIssues.Damaged(part));
        if (isXml)
            Watch(buffer[..read]);
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
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private void Watch(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            // Runs of text and tags are searched by vector instructions; only their ends are looked at one by one.
            var rest = bytes[at..];
            var next = inTag
                ? quote != 0 ? rest.IndexOf(quote) : rest.IndexOfAny((byte)'>', (byte)'"', (byte)'\'')
                : rest.IndexOf((byte)'<');
            if (inTag && first == 0)
                first = rest[0];
            run += next < 0 ? rest.Length : next + 1;
            if (run > (inTag ? WorkbookLimits.TagBytes : WorkbookLimits.TextBytes))
                throw new WorkbookRefusedException(PlanIssues.TooComplex(part));
            if (next < 0)
                return;
            Turn(rest[next]);
            at += next + 1;
        }
    }

    private void Turn(byte mark)
    {
        if (!inTag)
            (inTag, first, quote, run) = (true, 0, 0, 0);
        else if (quote != 0)
            quote = 0;
        else if (mark == '>')
            (inTag, run) = (false, 0);
        else if (first is not ((byte)'!' or (byte)'?'))
            // Comments and instructions may hold a lone apostrophe.
            quote = mark;
    }
}
