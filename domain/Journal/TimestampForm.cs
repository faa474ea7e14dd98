namespace CarbonRegistry.Domain.Journal;

/// <summary>The one form of a moment in an entry: RFC 3339 with milliseconds and a numeric offset.</summary>
internal static class TimestampForm
{
    /// <summary>The length of <c>2022-07-27T17:00:00.000+06:00</c>.</summary>
    public const int Length = 29;

    /// <summary>Writes the moment without quotes.</summary>
    /// <exception cref="ArgumentException">The moment is not a whole number of milliseconds.</exception>
    public static void Write(CanonicalWriter writer, DateTimeOffset at)
    {
        if (at.Ticks % TimeSpan.TicksPerMillisecond != 0)
            throw EntryForm.Unwritable("its moment is finer than a millisecond");
        at.DateTime.Deconstruct(out DateOnly date, out TimeOnly time);
        Digits(writer, date.Year, 4);
        writer.Raw('-');
        Digits(writer, date.Month, 2);
        writer.Raw('-');
        Digits(writer, date.Day, 2);
        writer.Raw('T');
        Digits(writer, time.Hour, 2);
        writer.Raw(':');
        Digits(writer, time.Minute, 2);
        writer.Raw(':');
        Digits(writer, time.Second, 2);
        writer.Raw('.');
        Digits(writer, time.Millisecond, 3);
        var offset = at.TotalOffsetMinutes;
        writer.Raw(offset < 0 ? '-' : '+');
        Digits(writer, Math.Abs(offset) / 60, 2);
        writer.Raw(':');
        Digits(writer, Math.Abs(offset) % 60, 2);
    }

    /// <summary>Reads what <see cref="Write"/> writes; null for anything else.</summary>
    public static DateTimeOffset? Read(ReadOnlySpan<byte> text)
    {
        if (text.Length != Length || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':'
            || text[16] != ':' || text[19] != '.' || text[23] is not ((byte)'+' or (byte)'-') || text[26] != ':')
            return null;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text[5..7], out var month)
            || !TryDigits(text[8..10], out var day) || !TryDigits(text[11..13], out var hour)
            || !TryDigits(text[14..16], out var minute) || !TryDigits(text[17..19], out var second)
            || !TryDigits(text[20..23], out var milli) || !TryDigits(text[24..26], out var offsetHours)
            || !TryDigits(text[27..29], out var offsetMinutes))
            return null;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23
            || minute > 59 || second > 59 || offsetHours > 13 || offsetMinutes > 59)
            return null;
        var total = (offsetHours * 60) + offsetMinutes;
        if (text[23] == '-' && total == 0)
            return null;
        var offset = TimeSpan.FromMinutes(text[23] == '-' ? -total : total);
        return new DateTimeOffset(year, month, day, hour, minute, second, milli, offset);
    }

    /// <summary>Writes a number of 0 or more with leading zeros.</summary>
    public static void Digits(CanonicalWriter writer, int value, int width)
    {
        var room = writer.Room(width);
        for (var at = width - 1; at >= 0; at--)
        {
            room[at] = (byte)('0' + (value % 10));
            value /= 10;
        }
        writer.Advance(width);
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            value = (value * 10) + (digit - '0');
        }
        return true;
    }
}
