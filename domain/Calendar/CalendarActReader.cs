using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Calendar;

/// <summary>
/// Reads a calendar act (JSON): <c>{number, date, title {kk, ru, en}, rows [{date, kind, why {kk, ru, en}}], years
/// [{year, workingDays}]}</c>, where <c>kind</c> is <c>holiday</c>, <c>holidayShifted</c>, <c>specialDayOff</c>,
/// <c>transferOff</c> or <c>worked</c>. Reading never fails.
/// </summary>
public static class CalendarActReader
{
    /// <summary>The largest act, in bytes.</summary>
    public const int MaximumBytes = 256 * 1024;

    private const int NumberLengthMax = 100;
    private const string Worked = "worked";

    /// <summary>No balance of working time has more days than a year.</summary>
    private const int WorkingDaysMax = 366;

    private static readonly DayOffKind[] Kinds =
        [.. Enum.GetValues<DayOffKind>().Where(kind => kind != DayOffKind.Weekend)];

    /// <summary>Reads one act.</summary>
    /// <param name="utf8">The bytes as they came.</param>
    /// <param name="today">The day in Kazakhstan: an act of a later day has not been made yet.</param>
    /// <param name="issues">Everything that is wrong; empty when there is an act.</param>
    /// <returns>The act; null when something is wrong with its form.</returns>
    public static CalendarAct? Read(ReadOnlyMemory<byte> utf8, DateOnly today, out IReadOnlyList<Issue> issues)
    {
        var list = new IssueList();
        issues = list.Items;
        using var json = JsonText.Parse(utf8, list);
        if (json is null || !JsonText.IsUnambiguous(json.RootElement, JsonPointer.Root, list))
            return null;
        var reader = new ObjectReader(json.RootElement, JsonPointer.Root, list);
        var number = reader.Number("number", NumberLengthMax);
        var date = reader.Date("date");
        if (date > today)
            list.Add(DocumentIssues.DateInFuture(today));
        var title = Text(reader, "title");
        if (reader.IsAbsentOrEmpty("rows"))
            list.Add(DocumentIssues.MissingField(reader.At("rows")));
        var rows = reader.Objects("rows").Select(Row).ToList();
        var years = reader.Objects("years").Select(Year).ToList();
        reader.RefuseUnknown();
        return list.Items.Count == 0 && number is not null && date is { } day && title is not null
            ? new CalendarAct(
                number, day, title, [.. rows.OfType<CalendarActRow>()], [.. years.OfType<CalendarActYear>()])
            : null;
    }

    private static CalendarActRow? Row(ObjectReader reader)
    {
        var date = reader.Date("date");
        var known = TryKind(reader, out var off);
        var why = Text(reader, "why");
        reader.RefuseUnknown();
        return date is { } day && known && why is not null ? new CalendarActRow(day, off, why) : null;
    }

    private static CalendarActYear? Year(ObjectReader reader)
    {
        var year = Whole(reader, "year", DateOnly.MaxValue.Year);
        var workingDays = Whole(reader, "workingDays", WorkingDaysMax);
        reader.RefuseUnknown();
        return year is { } number && workingDays is { } count ? new CalendarActYear(number, count) : null;
    }

    private static LocalizedText? Text(ObjectReader reader, string name)
    {
        if (reader.Object(name) is not { } text)
            return null;
        var (kk, ru, en) = (text.Line("kk"), text.Line("ru"), text.Line("en"));
        text.RefuseUnknown();
        return kk is not null && ru is not null && en is not null ? new LocalizedText(kk, ru, en) : null;
    }

    private static bool TryKind(ObjectReader reader, out DayOffKind? off)
    {
        const string name = "kind";
        off = null;
        if (reader.Text(name) is not { } text)
            return false;
        if (text == Worked)
            return true;
        foreach (var kind in Kinds)
        {
            if (EnumNames.Of(kind) == text)
                off = kind;
        }
        if (off is null)
        {
            var allowed = Kinds.Select(EnumNames.Of).Append(Worked);
            reader.Issues.Add(DocumentIssues.UnknownValue(reader.At(name), text, allowed));
        }
        return off is not null;
    }

    private static int? Whole(ObjectReader reader, string name, int maximum)
    {
        if (reader.Double(name) is not { } number)
            return null;
        if (double.IsInteger(number) && number >= 1 && number <= maximum)
            return (int)number;
        reader.Issues.Add(DocumentIssues.NumberOutOfRange(reader.At(name)));
        return null;
    }
}
