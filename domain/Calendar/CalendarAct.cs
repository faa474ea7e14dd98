using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Calendar;

/// <summary>
/// An act that changes the working days: it moves a day off, makes a day a holiday or takes one away, or brings the
/// days of a year that the calendar did not know (Labour Code, articles 84 and 85(3); Law on holidays, article 5). It
/// is stored as it stands here: names and types of its members are frozen.
/// </summary>
/// <param name="Number">The act's number as written, in normal form C.</param>
/// <param name="Date">The act's date.</param>
/// <param name="Title">The act's title for people.</param>
/// <param name="Rows">The days that it changes.</param>
/// <param name="Years">The years that it brings completely; empty for most acts.</param>
public sealed record CalendarAct(
    string Number,
    DateOnly Date,
    LocalizedText Title,
    IReadOnlyList<CalendarActRow> Rows,
    IReadOnlyList<CalendarActYear> Years)
{
    private const char Between = '\u001f';

    /// <summary>The act's name under which it is kept: its date and its number as far as ids may carry it.</summary>
    [JsonIgnore]
    public string Id => $"{Day(Date)}.{ProcedureId.Safe(Number)}";

    /// <summary>True for a text that can be the id of an act, so that it may become a storage key.</summary>
    public static bool IsId(string text) =>
        text.Length > 11 && text[10] == '.' && ProcedureId.IsSafeNumber(text[11..])
        && DateOnly.TryParseExact(
            text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Number, date and title, as people cite the act.</summary>
    [JsonIgnore]
    public LocalizedText Name => new(
        $"{Day(Date)} № {Number} «{Title.Kk}»",
        $"№ {Number} от {Day(Date)} «{Title.Ru}»",
        $"No. {Number} of {Day(Date)} “{Title.En}”");

    /// <summary>SHA-256 of all that the act says, in lower-case hex: the same act always has the same.</summary>
    [JsonIgnore]
    public string ContentHash
    {
        get
        {
            var text = new StringBuilder();
            Write(text, Number, Day(Date), Title.Kk, Title.Ru, Title.En);
            foreach (var year in Years)
                Write(text, "year", Count(year.Year), Count(year.WorkingDays));
            foreach (var row in Rows)
                Write(text, Day(row.Date), Count((int?)row.Off ?? 0), row.Why.Kk, row.Why.Ru, row.Why.En);
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    private static void Write(StringBuilder text, params string[] parts) =>
        text.AppendJoin(Between, parts).Append('\n');

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What an act makes of one day.</summary>
/// <param name="Date">The day.</param>
/// <param name="Off">Why nobody works on it; null when the act makes it a working day.</param>
/// <param name="Why">The reason for people.</param>
public sealed record CalendarActRow(DateOnly Date, DayOffKind? Off, LocalizedText Why);

/// <summary>A year that an act brings. Every day that its rows do not name is as its weekday says.</summary>
/// <param name="Year">The first year after the calendar's last, or the one after that, and so on.</param>
/// <param name="WorkingDays">
/// How many working days the year has by its published balance. It proves that no row was left out.
/// </param>
public sealed record CalendarActYear(int Year, int WorkingDays);
