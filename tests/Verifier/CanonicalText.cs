using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CarbonRegistry.Verifier;

/// <summary>
/// Walks over one JSON text and accepts it only in the form of RFC 8785: no white space, names in order and never
/// twice, numbers and strings written in the one allowed way. The bytes were seen to be UTF-8 before.
/// </summary>
internal ref struct CanonicalText(ReadOnlySpan<byte> text)
{
    private const int MostLevels = 16;
    private const long LargestExact = 9007199254740992;

    private static readonly SearchValues<byte> EndOfPlain = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(code => (byte)code), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> text = text;
    private int at;

    /// <summary>What is wrong; the caller says in which entry.</summary>
    public static FormatException Wrong(string what) => new(what);

    /// <summary>True when the byte comes next; it is stepped over.</summary>
    public bool Take(char ascii)
    {
        if (at >= text.Length || text[at] != ascii)
            return false;
        at++;
        return true;
    }

    /// <summary>The byte must come next.</summary>
    public void Expect(char ascii)
    {
        if (!Take(ascii))
            throw Wrong($"not canonical at byte {at}: '{ascii}' expected");
    }

    /// <summary>Nothing may follow.</summary>
    public readonly void ExpectEnd()
    {
        if (at != text.Length)
            throw Wrong($"not canonical at byte {at}: more than one value");
    }

    /// <summary>
    /// The next member's name, whose value comes then; false at the end of the object. Call it after the opening brace.
    /// </summary>
    /// <param name="before">The name before it, empty for the first; set to this one.</param>
    public bool NextName(ref ReadOnlySpan<byte> before)
    {
        if (Take('}'))
            return false;
        if (!before.IsEmpty)
            Expect(',');
        var name = String();
        if (!before.IsEmpty && !Follows(before, name))
            throw Wrong($"not canonical at byte {at}: a name twice or out of order");
        before = name;
        Expect(':');
        return true;
    }

    /// <summary>The next item of an array comes; false at its end. Call it after the opening bracket.</summary>
    public bool NextItem(ref bool first)
    {
        if (Take(']'))
            return false;
        if (!first)
            Expect(',');
        first = false;
        return true;
    }

    /// <summary>A string with its escapes, without the quotes.</summary>
    public ReadOnlySpan<byte> String()
    {
        Expect('"');
        var start = at;
        while (true)
        {
            var plain = text[at..].IndexOfAny(EndOfPlain);
            if (plain < 0)
                throw Wrong("not canonical: a string has no end");
            at += plain;
            if (text[at] == '"')
                return text[start..at++];
            Escape();
        }
    }

    /// <summary>A whole number.</summary>
    public long Integer()
    {
        var start = at;
        var negative = Take('-');
        long value = 0;
        var digits = at;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9' && at - digits < 17)
            value = (value * 10) + (text[at++] - '0');
        var written = at - digits;
        if (written == 0 || (text[digits] == '0' && (written > 1 || negative)) || value > LargestExact)
            throw Wrong($"not canonical at byte {start}: a whole number expected");
        return negative ? -value : value;
    }

    /// <summary>Steps over any value.</summary>
    public void Skip(int level = 0)
    {
        if (level > MostLevels)
            throw Wrong("more levels than an entry has");
        var next = at < text.Length ? text[at] : (byte)0;
        if (next == '{')
            SkipObject(level);
        else if (next == '[')
            SkipArray(level);
        else if (next == '"')
            String();
        else if (next is (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
            Number();
        else if (!Word("true"u8) && !Word("false"u8) && !Word("null"u8))
            throw Wrong($"not canonical at byte {at}: a value expected");
    }

    /// <summary>True when the word comes next; it is stepped over.</summary>
    public bool Word(ReadOnlySpan<byte> word)
    {
        if (!text[at..].StartsWith(word))
            return false;
        at += word.Length;
        return true;
    }

    private void SkipObject(int level)
    {
        Expect('{');
        ReadOnlySpan<byte> before = default;
        while (NextName(ref before))
            Skip(level + 1);
    }

    private void SkipArray(int level)
    {
        Expect('[');
        var first = true;
        while (NextItem(ref first))
            Skip(level + 1);
    }

    /// <summary>Any number; one with a fraction must be the shortest that reads back as the same double.</summary>
    private void Number()
    {
        var start = at;
        while (at < text.Length && text[at] is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.'
            or (byte)'e' or (byte)'E')
            at++;
        var written = Encoding.ASCII.GetString(text[start..at]);
        var isShortest = double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && (Math.Abs(value) > LargestExact || value.ToString("R", CultureInfo.InvariantCulture) == written);
        if (!isShortest || written == "-0")
            throw Wrong($"not canonical at byte {start}: the number {written}");
    }

    /// <summary>Only what must be escaped is escaped, and in the shortest way (RFC 8785, section 3.2.2.2).</summary>
    private void Escape()
    {
        var rest = text[at..];
        var length = rest.Length > 1 && rest[0] == '\\' ? rest[1] switch
        {
            (byte)'"' or (byte)'\\' or (byte)'b' or (byte)'t' or (byte)'n' or (byte)'f' or (byte)'r' => 2,
            (byte)'u' when rest.Length > 5 && IsControl(rest.Slice(2, 4)) => 6,
            _ => 0,
        } : 0;
        if (length == 0)
            throw Wrong($"not canonical at byte {at}: an escape");
        at += length;
    }

    private static bool IsControl(ReadOnlySpan<byte> digits)
    {
        if (digits[0] != '0' || digits[1] != '0' || digits[2] is not ((byte)'0' or (byte)'1'))
            return false;
        var low = "0123456789abcdef"u8.IndexOf(digits[3]);
        var code = ((digits[2] - '0') * 16) + low;
        return low >= 0 && code is not (8 or 9 or 10 or 12 or 13);
    }

    /// <summary>
    /// The order of RFC 8785 is that of UTF-16 code units. The first difference decides; between two letters of ASCII
    /// that are no escapes it is that of the bytes.
    /// </summary>
    private static bool Follows(ReadOnlySpan<byte> before, ReadOnlySpan<byte> name)
    {
        var same = before.CommonPrefixLength(name);
        if (same == before.Length || same == name.Length)
            return before.Length < name.Length;
        var isPlain = before[same] < 0x80 && name[same] < 0x80 && before[same] != '\\' && name[same] != '\\'
            && !before[..same].Contains((byte)'\\');
        return isPlain
            ? before[same] < name[same]
            : string.CompareOrdinal(Decoded(before), Decoded(name)) < 0;
    }

    private static string Decoded(ReadOnlySpan<byte> escaped) =>
        JsonSerializer.Deserialize<string>([(byte)'"', .. escaped, (byte)'"'])!;
}
