using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;

namespace CarbonRegistry.Domain.Journal;

/// <summary>
/// A growing run of bytes with the three things that RFC 8785 defines: strings, numbers and raw syntax.
/// </summary>
internal sealed class CanonicalWriter
{
    private const int LongestEscape = 6;

    // RFC 8785 section 3.2.2.2: only these are escaped; everything else stands as it is.
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\']);

    private byte[] buffer = new byte[1024];

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>What is written so far; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, Length);

    /// <summary>Forgets what is written and keeps the memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>Syntax and names that need no escape.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>One byte of syntax.</summary>
    public void Raw(char ascii)
    {
        Room(1)[0] = (byte)ascii;
        Length++;
    }

    /// <summary>A whole number.</summary>
    public void Integer(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out var written);
        Length += written;
    }

    /// <summary>A finite number as ECMAScript prints it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public void Number(double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no such number.");
        Length += EcmaScriptNumber.Format(value, Room(EcmaScriptNumber.MaxLength));
    }

    /// <summary>A string with its quotes.</summary>
    /// <exception cref="ArgumentException">The text has a lone surrogate.</exception>
    public void String(ReadOnlySpan<char> text)
    {
        Raw('"');
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAny(Escaped);
            if (plain != 0)
                Transcode(plain < 0 ? text : text[..plain]);
            if (plain < 0)
                break;
            Escape(text[plain]);
            text = text[(plain + 1)..];
        }
        Raw('"');
    }

    /// <summary>
    /// Space for a write of at most so many bytes; the caller adds what it used with <see cref="Advance"/>.
    /// </summary>
    public Span<byte> Room(int most)
    {
        if (buffer.Length - Length < most)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Length + most));
        return buffer.AsSpan(Length);
    }

    /// <summary>Counts bytes that were written into <see cref="Room"/>.</summary>
    public void Advance(int count) => Length += count;

    private void Transcode(ReadOnlySpan<char> text)
    {
        var status = Utf8.FromUtf16(
            text, Room(text.Length * 3), out _, out var written, replaceInvalidSequences: false, isFinalBlock: true);
        if (status != OperationStatus.Done)
            throw new ArgumentException("A text with a lone surrogate has no canonical form (RFC 8785, 3.2.2.2).");
        Length += written;
    }

    private void Escape(char code)
    {
        var shortForm = code switch
        {
            '"' => '"',
            '\\' => '\\',
            '\b' => 'b',
            '\t' => 't',
            '\n' => 'n',
            '\f' => 'f',
            '\r' => 'r',
            _ => '\0',
        };
        var room = Room(LongestEscape);
        room[0] = (byte)'\\';
        if (shortForm != '\0')
        {
            room[1] = (byte)shortForm;
            Length += 2;
            return;
        }
        room[1] = (byte)'u';
        Utf8Formatter.TryFormat((uint)code, room[2..], out _, new StandardFormat('x', 4));
        Length += LongestEscape;
    }
}
