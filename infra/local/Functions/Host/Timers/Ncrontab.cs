using System.Globalization;

namespace CarbonRegistry.Local.Functions;

/// <summary>
/// A schedule of six fields: second, minute, hour, day of the month, month, day of the week (0 is Sunday); of five
/// fields, without the second; or a span of time. All fields must fit. Moments are in UTC.
/// </summary>
internal sealed class Ncrontab
{
    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    // 29 February on a given day of the week comes back after at most 40 years.
    private const int FurthestYears = 41;
    private readonly bool[][] fields;
    private readonly TimeSpan? span;

    private Ncrontab(bool[][] fields, TimeSpan? span)
    {
        this.fields = fields;
        this.span = span;
    }

    /// <exception cref="FormatException">The text is no schedule.</exception>
    public static Ncrontab Parse(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span))
            return span > TimeSpan.Zero ? new Ncrontab([], span) : throw new FormatException($"\"{text}\" is no span.");
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 5) parts = ["0", .. parts];
        if (parts.Length != 6) throw new FormatException($"\"{text}\" has {parts.Length} fields; a schedule has six.");
        return new Ncrontab(
            [
                Field(parts[0], 0, 59, []), Field(parts[1], 0, 59, []), Field(parts[2], 0, 23, []),
                Field(parts[3], 1, 31, []), Field(parts[4], 1, 12, Months), Field(parts[5], 0, 6, Days),
            ],
            span: null);
    }

    /// <summary>The first moment after the given one; null when there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        if (this.span is { } span) return after + span;
        DateTime at = after.UtcDateTime;
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)).AddSeconds(1);
        DateTime end = at.Year > 9999 - FurthestYears ? DateTime.MaxValue.AddYears(-1) : at.AddYears(FurthestYears);
        while (at < end)
        {
            if (!fields[4][at.Month]) at = new DateTime(at.Year, at.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(1);
            else if (!fields[3][at.Day] || !fields[5][(int)at.DayOfWeek]) at = at.Date.AddDays(1);
            else if (!fields[2][at.Hour]) at = at.Date.AddHours(at.Hour + 1);
            else if (!fields[1][at.Minute]) at = at.AddSeconds(60 - at.Second);
            else if (!fields[0][at.Second]) at = at.AddSeconds(1);
            else return new DateTimeOffset(at, TimeSpan.Zero);
        }

        return null;
    }

    private static bool[] Field(string text, int first, int last, string[] names)
    {
        bool[] field = new bool[last + 1];
        foreach (string item in text.Split(','))
        {
            string[] stepped = item.Split('/');
            if (stepped.Length > 2) throw new FormatException($"\"{item}\" has more than one step.");
            int step = stepped.Length == 2 ? Number(stepped[1], 1, last, []) : 1;
            (int from, int to) = Range(stepped[0], first, last, names, open: stepped.Length == 2);
            for (int value = from; value <= to; value += step) field[value] = true;
        }

        return field;
    }

    private static (int From, int To) Range(string text, int first, int last, string[] names, bool open)
    {
        if (text == "*") return (first, last);
        string[] ends = text.Split('-');
        if (ends.Length > 2) throw new FormatException($"\"{text}\" is no range.");
        int from = Number(ends[0], first, last, names);
        int to = ends.Length == 2 ? Number(ends[1], first, last, names) : open ? last : from;
        return from <= to ? (from, to) : throw new FormatException($"\"{text}\" runs backwards.");
    }

    private static int Number(string text, int first, int last, string[] names)
    {
        int named = text.Length < 3
            ? -1
            : Array.FindIndex(names, name => text.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        if (named >= 0) return named + first;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            && value >= first && value <= last
            ? value
            : throw new FormatException($"\"{text}\" is not between {first} and {last}.");
    }
}
