using System.Buffers.Text;
using System.Globalization;

namespace CarbonRegistry.Domain.Journal;

/// <summary>
/// Prints a double as <c>Number::toString</c> of ECMAScript does, which RFC 8785 (3.2.2.3) makes the canonical form.
/// </summary>
internal static class EcmaScriptNumber
{
    /// <summary>
    /// No double needs more characters: a sign, 17 digits, a point, and up to seven zeros or an exponent.
    /// </summary>
    public const int MaxLength = 32;

    private const double LargestExactInteger = 9007199254740992;

    /// <summary>Writes a finite number in ASCII and returns how many bytes it took.</summary>
    public static int Format(double value, Span<byte> target)
    {
        // The integers are by far the most common numbers, and minus zero prints as zero.
        if (Math.Abs(value) <= LargestExactInteger && Math.Floor(value) == value)
        {
            Utf8Formatter.TryFormat((long)value, target, out var written);
            return written;
        }
        var length = 0;
        if (value < 0)
            target[length++] = (byte)'-';
        // .NET gives the shortest digits that read back as the same double, and of these the nearest.
        Span<char> shortest = stackalloc char[MaxLength];
        Math.Abs(value).TryFormat(shortest, out var count, "R", CultureInfo.InvariantCulture);
        Span<byte> digits = stackalloc byte[MaxLength];
        var (digitCount, pointAt) = Split(shortest[..count], digits);
        return length + Layout(digits[..digitCount], pointAt, target[length..]);
    }

    /// <summary>The digits without leading and trailing zeros, and how many of them stand before the point.</summary>
    private static (int Count, int PointAt) Split(ReadOnlySpan<char> text, Span<byte> digits)
    {
        var exponentAt = text.IndexOf('E');
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? text : text[..exponentAt];
        var point = mantissa.IndexOf('.');
        var pointAt = (point < 0 ? mantissa.Length : point) + exponent;
        var count = 0;
        foreach (var character in mantissa)
        {
            if (character == '.')
                continue;
            if (character == '0' && count == 0)
                pointAt--;
            else
                digits[count++] = (byte)character;
        }
        while (digits[count - 1] == '0')
            count--;
        return (count, pointAt);
    }

    // ECMA-262, Number::toString: n is pointAt, k is the number of digits.
    private static int Layout(ReadOnlySpan<byte> digits, int pointAt, Span<byte> target)
    {
        if (pointAt is > 0 and <= 21)
            return Positional(digits, pointAt, target);
        if (pointAt is > -6 and <= 0)
        {
            "0."u8.CopyTo(target);
            target.Slice(2, -pointAt).Fill((byte)'0');
            digits.CopyTo(target[(2 - pointAt)..]);
            return 2 - pointAt + digits.Length;
        }
        target[0] = digits[0];
        var length = 1;
        if (digits.Length > 1)
        {
            target[length++] = (byte)'.';
            digits[1..].CopyTo(target[length..]);
            length += digits.Length - 1;
        }
        target[length++] = (byte)'e';
        target[length++] = (byte)(pointAt > 0 ? '+' : '-');
        Utf8Formatter.TryFormat(Math.Abs(pointAt - 1), target[length..], out var written);
        return length + written;
    }

    private static int Positional(ReadOnlySpan<byte> digits, int pointAt, Span<byte> target)
    {
        if (digits.Length <= pointAt)
        {
            digits.CopyTo(target);
            target[digits.Length..pointAt].Fill((byte)'0');
            return pointAt;
        }
        digits[..pointAt].CopyTo(target);
        target[pointAt] = (byte)'.';
        digits[pointAt..].CopyTo(target[(pointAt + 1)..]);
        return digits.Length + 1;
    }
}
