using System.Security.Cryptography;
using System.Text;

namespace CarbonRegistry.Domain.Calendar;

/// <summary>
/// The working days of Kazakhstan's five-day week. A term of N working days ends on the N-th working day after the
/// event: the count starts the day after it (Civil Code, article 173), so a term never ends on a day off (175).
/// The calendar is data with sources, because holidays move by yearly acts, and it answers only for the years that the
/// data covers. It is immutable.
/// </summary>
public sealed class WorkingCalendar
{
    private const string WeekendSource = "Labour Code, article 84(2) and (3)";

    private static readonly Lazy<WorkingCalendar> Embedded = new(() => Parse(EmbeddedText()));

    private readonly Dictionary<DateOnly, DayOff?> days;
    private readonly string contentHash;

    private WorkingCalendar(Dictionary<DateOnly, DayOff?> days, int firstYear, int lastYear, string contentHash)
    {
        this.days = days;
        this.contentHash = contentHash;
        FirstCovered = new DateOnly(firstYear, 1, 1);
        LastCovered = new DateOnly(lastYear, 12, 31);
        Version = $"kz-{lastYear}-{contentHash[..8]}";
    }

    /// <summary>The calendar that the registry ships with: 2021 to 2027.</summary>
    public static WorkingCalendar Kazakhstan => Embedded.Value;

    /// <summary>
    /// Last covered year and the first 8 hex digits of the content's SHA-256, as <c>kz-2027-1a2b3c4d</c>: it changes
    /// with every edit and every act, and not with the line ends that a checkout chose.
    /// </summary>
    public string Version { get; }

    /// <summary>1 January of the first year of the data.</summary>
    public DateOnly FirstCovered { get; }

    /// <summary>31 December of the last year of the data.</summary>
    public DateOnly LastCovered { get; }

    /// <summary>
    /// Reads a calendar: <c>date,kind,name,source,confidence</c>, one row for each day that is not as its weekday says.
    /// </summary>
    /// <exception cref="CalendarFormatException">The text is malformed; line and column are named.</exception>
    public static WorkingCalendar Parse(string csv)
    {
        var text = csv.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        var rows = CalendarRows.Read(text);
        return new WorkingCalendar(
            rows.ToDictionary(row => row.Date, row => row.Off), rows[0].Date.Year, rows[^1].Date.Year, HashOf(text));
    }

    /// <summary>The text of the calendar that the registry ships with, so that a version of it can be kept.</summary>
    public static string KazakhstanText => EmbeddedText();

    /// <summary>
    /// The calendar as the act leaves it. The act's word on a day stands over all that was said before, and a year
    /// that it brings is covered: ask <see cref="CalendarActCheck"/> first whether it fits.
    /// </summary>
    public WorkingCalendar With(CalendarAct act)
    {
        var changed = new Dictionary<DateOnly, DayOff?>(days);
        foreach (var row in act.Rows)
        {
            changed[row.Date] =
                row.Off is { } kind ? new DayOff(row.Date, kind, row.Why, act.Name.Ru) : null;
        }
        var lastYear = act.Years.Select(year => year.Year).Append(LastCovered.Year).Max();
        return new WorkingCalendar(
            changed, FirstCovered.Year, lastYear, HashOf($"{contentHash}\n{act.ContentHash}"));
    }

    /// <summary>How many working days the year has.</summary>
    /// <param name="year">A covered year.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is not covered.</exception>
    public int WorkingDaysIn(int year)
    {
        var first = new DateOnly(year, 1, 1);
        return CountAfter(first, new DateOnly(year, 12, 31)) + (IsWorkingDay(first) ? 1 : 0);
    }

    /// <summary>True for a day of the years in the data.</summary>
    public bool Covers(DateOnly date) => date >= FirstCovered && date <= LastCovered;

    /// <summary>True when the day is worked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is not covered: ask <see cref="Covers"/>.</exception>
    public bool IsWorkingDay(DateOnly date) => WhyOff(date) is null;

    /// <summary>Why the day is off; null for a working day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is not covered: ask <see cref="Covers"/>.</exception>
    public DayOff? WhyOff(DateOnly date)
    {
        if (!Covers(date))
        {
            throw new ArgumentOutOfRangeException(
                nameof(date), date, $"The calendar covers {FirstCovered:O} to {LastCovered:O}.");
        }

        if (days.TryGetValue(date, out var off))
            return off;
        return date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
            ? new DayOff(date, DayOffKind.Weekend, DayOffNames.Weekend, WeekendSource)
            : null;
    }

    /// <summary>The last day of a term.</summary>
    /// <param name="from">The day of the event, which does not count and need not be a working day.</param>
    /// <param name="workingDays">Length of the term, 1 or more.</param>
    /// <returns>
    /// The day and what was skipped, or <see cref="DeadlineResult.NotCovered"/> when the event or the end lies outside
    /// the covered years.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The term is shorter than one day.</exception>
    public DeadlineResult AddWorkingDays(DateOnly from, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingDays, 1);
        if (!Covers(from))
            return new DeadlineResult.NotCovered(FirstCovered, LastCovered);
        var skipped = new List<DayOff>();
        var left = workingDays;
        for (var day = from; day < LastCovered;)
        {
            day = day.AddDays(1);
            if (WhyOff(day) is { } off)
                skipped.Add(off);
            else if (--left == 0)
                return new DeadlineResult.Due(day, skipped);
        }

        return new DeadlineResult.NotCovered(FirstCovered, LastCovered);
    }

    /// <summary>
    /// Working days after <paramref name="today"/> up to and including <paramref name="dueOn"/>: 0 on the day itself.
    /// Afterwards the working days since, as a negative number, and at least -1 from the next calendar day on: a term
    /// that ended on Friday is over on Saturday, though no working day has passed.
    /// </summary>
    /// <returns>Null when a day outside the covered years would have to be counted.</returns>
    public int? WorkingDaysLeft(DateOnly today, DateOnly dueOn)
    {
        if (today == dueOn)
            return 0;
        if (!Covers(today) || !Covers(dueOn))
            return null;
        return today < dueOn ? CountAfter(today, dueOn) : -Math.Max(1, CountAfter(dueOn, today));
    }

    /// <summary>The nearest working day before the day; null when it lies before the covered years.</summary>
    public DateOnly? PreviousWorkingDay(DateOnly date)
    {
        if (date <= FirstCovered || date > LastCovered)
            return null;
        for (var day = date.AddDays(-1); day >= FirstCovered; day = day.AddDays(-1))
        {
            if (IsWorkingDay(day))
                return day;
        }

        return null;
    }

    /// <summary>
    /// The day itself when it is worked, else the next working day: where a term that is a calendar date ends (Civil
    /// Code, article 175). Null when it lies outside the covered years.
    /// </summary>
    public DateOnly? WorkingDayFrom(DateOnly date)
    {
        if (!Covers(date))
            return null;
        if (IsWorkingDay(date))
            return date;
        return AddWorkingDays(date, 1) is DeadlineResult.Due due ? due.DueOn : null;
    }

    private int CountAfter(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            if (IsWorkingDay(day))
                count++;
        }

        return count;
    }

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string EmbeddedText()
    {
        using var stream = typeof(WorkingCalendar).Assembly.GetManifestResourceStream("calendar-kz.csv")
            ?? throw new InvalidOperationException("The assembly lacks its calendar.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
