using System.Globalization;

namespace CarbonRegistry.Domain.Calendar;

/// <summary>What the calendar's file says about one day; null where the day is a worked weekend day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Off">Why it is off, or null when an act makes it a working day.</param>
internal readonly record struct CalendarRow(DateOnly Date, DayOff? Off);

/// <summary>Reads the rows of the calendar's file and refuses every one that could mislead a count.</summary>
internal static class CalendarRows
{
    private static readonly string[] Columns = ["date", "kind", "name", "source", "confidence"];

    /// <summary>All rows, in the order of their days.</summary>
    /// <exception cref="CalendarFormatException">The file is malformed; line and column are named.</exception>
    public static IReadOnlyList<CalendarRow> Read(string csv)
    {
        var records = CsvReader.Read(csv);
        if (records.Count == 0 || !records[0].Select(field => field.Text).SequenceEqual(Columns))
            throw new CalendarFormatException(1, 1, $"the first line must be '{string.Join(',', Columns)}'.");
        if (records.Count == 1)
            throw new CalendarFormatException(1, 1, "no day follows the first line.");
        var rows = new List<CalendarRow>();
        foreach (var record in records.Skip(1))
        {
            var row = Row(record);
            if (rows.Count > 0)
                CheckOrder(rows[^1].Date, row.Date, record[0]);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>
    /// Days ascend, so that none stands twice, and no year is left out: a year without a single holiday would count as
    /// covered and give wrong terms silently.
    /// </summary>
    private static void CheckOrder(DateOnly before, DateOnly date, CsvField field)
    {
        if (date <= before)
            throw Fault(field, $"{field.Text} does not come after the day of the row before.");
        if (date.Year > before.Year + 1)
            throw Fault(field, $"no row is of the year {before.Year + 1}.");
    }

    private static CalendarRow Row(IReadOnlyList<CsvField> record)
    {
        if (record.Count != Columns.Length)
            throw Fault(record[0], $"{record.Count} fields stand where {Columns.Length} are needed.");
        var date = Date(record[0]);
        var kind = Kind(record[1]);
        foreach (var field in record.Skip(2))
        {
            if (string.IsNullOrWhiteSpace(field.Text))
                throw Fault(field, "the field is empty.");
        }

        if (record[4].Text is not ("seen" or "rule"))
            throw Fault(record[4], $"'{record[4].Text}' is no confidence: seen or rule.");
        if (kind is { } off)
            return new(date, new DayOff(date, off, DayOffNames.Of(record[2].Text, date.Year), record[3].Text));
        if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            throw Fault(record[0], $"{record[0].Text} is no weekend day, so it cannot be made a working day.");
        return new(date, null);
    }

    private static DateOnly Date(CsvField field)
    {
        var culture = CultureInfo.InvariantCulture;
        return DateOnly.TryParseExact(field.Text, "yyyy-MM-dd", culture, DateTimeStyles.None, out var date)
            ? date
            : throw Fault(field, $"'{field.Text}' is no date of the form yyyy-mm-dd.");
    }

    private static DayOffKind? Kind(CsvField field) => field.Text switch
    {
        "holiday" => DayOffKind.Holiday,
        "holiday_shifted" => DayOffKind.HolidayShifted,
        "special_dayoff" => DayOffKind.SpecialDayOff,
        "transfer_off" => DayOffKind.TransferOff,
        "transfer_work" => null,
        _ => throw Fault(field, $"'{field.Text}' is no kind of day."),
    };

    private static CalendarFormatException Fault(CsvField field, string fault) => new(field.Line, field.Column, fault);
}
