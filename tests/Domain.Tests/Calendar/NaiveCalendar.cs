using CarbonRegistry.Domain.Calendar;

namespace CarbonRegistry.Domain.Tests.Calendar;

/// <summary>
/// A second count of working days that shares no code with the product: two sets of days, cut out of the file's first
/// two columns, one list of all working days, and how many of them each day has behind it.
/// </summary>
internal sealed class NaiveCalendar
{
    public static readonly DateOnly First = new(2021, 1, 1);
    public static readonly DateOnly Last = new(2027, 12, 31);

    private readonly List<DateOnly> worked = [];
    private readonly Dictionary<DateOnly, int> workedUpTo = new() { [First.AddDays(-1)] = 0 };

    public NaiveCalendar()
    {
        using var stream = typeof(WorkingCalendar).Assembly.GetManifestResourceStream("calendar-kz.csv")!;
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => (Day: DateOnly.ParseExact(line[..10], "yyyy-MM-dd"), Kind: line.Split(',')[1]))
            .ToArray();
        var worked = rows.Where(row => row.Kind == "transfer_work").Select(row => row.Day).ToHashSet();
        var off = rows.Where(row => row.Kind != "transfer_work").Select(row => row.Day).ToHashSet();
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            if (worked.Contains(day) || (!weekend && !off.Contains(day)))
                this.worked.Add(day);
            workedUpTo[day] = this.worked.Count;
        }
    }

    public bool IsWorkingDay(DateOnly day) => WorkedIn(day.AddDays(-1), day) == 1;

    public int WorkedIn(DateOnly after, DateOnly upTo) => workedUpTo[upTo] - workedUpTo[after];

    public DateOnly? Due(DateOnly from, int workingDays) =>
        workedUpTo[from] + workingDays <= worked.Count ? worked[workedUpTo[from] + workingDays - 1] : null;

    public static IEnumerable<DateOnly> Days()
    {
        for (var day = First; day <= Last; day = day.AddDays(1))
            yield return day;
    }
}
