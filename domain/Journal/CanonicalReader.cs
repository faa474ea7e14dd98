using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace CarbonRegistry.Domain.Journal;

/// <summary>
/// Walks over canonical JSON whose order is known, and accepts only what <see cref="CanonicalWriter"/> writes.
/// </summary>
internal ref struct CanonicalReader(ReadOnlySpan<byte> bytes)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private static readonly SearchValues<byte> EndOfPlain = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int position;

    /// <summary>Steps over the bytes when they come next.</summary>
    public bool Take(ReadOnlySpan<byte> expected)
    {
        if (!bytes[position..].StartsWith(expected))
            return false;
        position += expected.Length;
        return true;
    }

    /// <summary>Steps over the bytes, which must come next.</summary>
    public void Expect(ReadOnlySpan<byte> expected)
    {
        if (!Take(expected))
            throw Corrupt($"expected {Encoding.UTF8.GetString(expected)}");
    }

    /// <summary>Nothing may follow.</summary>
    public readonly void ExpectEnd()
    {
        if (position != bytes.Length)
            throw Corrupt("more bytes than one value");
    }

    /// <summary>All that is left.</summary>
    public ReadOnlySpan<byte> Rest()
    {
        var rest = bytes[position..];
        position = bytes.Length;
        return rest;
    }

    /// <summary>A whole number without leading zeros.</summary>
    public long Integer()
    {
        var rest = bytes[position..];
        if (!Utf8Parser.TryParse(rest, out long value, out var used))
            throw Corrupt("expected a whole number");
        var digits = rest[0] == '-' ? rest[1..used] : rest[..used];
        if (rest[0] == '+' || (digits[0] == '0' && (used > 1)))
            throw Corrupt("a number is not in its canonical form");
        position += used;
        return value;
    }

    /// <summary>The bytes between the quotes of a string that has no escapes.</summary>
    public ReadOnlySpan<byte> PlainString()
    {
        Expect("\""u8);
        var end = bytes[position..].IndexOfAny(EndOfPlain);
        if (end < 0 || bytes[position + end] != '"')
            throw Corrupt("expected a string without escapes");
        var text = bytes.Slice(position, end);
        position += end + 1;
        return text;
    }

    /// <summary>A string.</summary>
    public string String()
    {
        var start = position;
        Expect("\""u8);
        var end = bytes[position..].IndexOfAny(EndOfPlain);
        if (end >= 0 && bytes[position + end] == '"')
        {
            var text = Decode(bytes.Slice(position, end));
            position += end + 1;
            return text;
        }
        position = start;
        return EscapedString();
    }

    /// <summary>The exception for this place.</summary>
    public readonly JournalCorruptException Corrupt(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Byte {position}: {what}."));

    private string EscapedString()
    {
        Expect("\""u8);
        var text = new StringBuilder();
        while (true)
        {
            var end = bytes[position..].IndexOfAny(EndOfPlain);
            if (end < 0)
                throw Corrupt("a string has no end");
            text.Append(Decode(bytes.Slice(position, end)));
            position += end;
            if (Take("\""u8))
                return text.ToString();
            Expect("\\"u8);
            text.Append(Escape());
        }
    }

    private char Escape()
    {
        var code = position < bytes.Length ? (char)bytes[position] : '\0';
        position++;
        return code switch
        {
            '"' or '\\' => code,
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'f' => '\f',
            'r' => '\r',
            'u' => Control(),
            _ => throw Corrupt("an escape that is not canonical"),
        };
    }

    /// <summary>A control character that has no short escape: <c>\u00xx</c> in lower case.</summary>
    private char Control()
    {
        if (bytes.Length < position + 4
            || !Utf8Parser.TryParse(bytes.Slice(position, 4), out uint code, out var used, 'x') || used != 4
            || code >= 32 || code is '\b' or '\t' or '\n' or '\f' or '\r'
            || bytes[position + 3] is >= (byte)'A' and <= (byte)'F')
            throw Corrupt("an escape that is not canonical");
        position += 4;
        return (char)code;
    }

    private static string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return StrictUtf8.GetString(text);
        }
        catch (DecoderFallbackException error)
        {
            throw new JournalCorruptException("A string is no UTF-8.", error);
        }
    }
}
