using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Infra.Calendar;

namespace CarbonRegistry.Functions.Calendar;

/// <summary>An act of the calendar as it is answered.</summary>
internal static class CalendarActView
{
    private const string Worked = "worked";

    /// <summary>The act in the caller's language.</summary>
    public static object Of(CalendarActRecord record, string language) => new
    {
        record.Act.Id,
        record.Act.Number,
        record.Act.Date,
        Title = record.Act.Title.In(language),
        record.Stage,
        record.ProposedBy,
        ProposedAt = KazakhstanTime.Local(record.ProposedAt),
        record.DecidedBy,
        DecidedAt = record.DecidedAt is { } at ? KazakhstanTime.Local(at) : (DateTimeOffset?)null,
        record.Reason,
        record.CalendarVersion,
        Rows = record.Act.Rows.Select(row => new
        {
            row.Date,
            Kind = (object?)row.Off ?? Worked,
            Why = row.Why.In(language),
        }),
        record.Act.Years,
    };
}

/// <summary>What the calendar's routes say to people.</summary>
internal static class CalendarTexts
{
    public static readonly LocalizedText DecidedAlready = new(
        "Бұл акт бойынша шешім қабылданып қойған.",
        "По этому акту решение уже принято.",
        "This act has been decided on already.");
}
