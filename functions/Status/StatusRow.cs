using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Status;

/// <summary>A procedure as one row of the board, in words.</summary>
/// <param name="Id">The procedure's id.</param>
/// <param name="Number">The document's number as written.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Paragraph">The provision.</param>
/// <param name="Installation">The code; null when the document names none.</param>
/// <param name="Holder">The holder's name, or BIN where no name is known; null when there is none.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="DueOn">The last day of the term; null while none runs.</param>
/// <param name="DaysLeft">How many working days are left.</param>
/// <param name="Waits">What it waits for; empty for nothing.</param>
/// <param name="Section">The part of the board.</param>
internal sealed record StatusRow(
    string Id,
    string Number,
    string Kind,
    string Paragraph,
    string? Installation,
    string? Holder,
    string Stage,
    DateOnly? DueOn,
    string DaysLeft,
    string Waits,
    DueSection Section)
{
    /// <summary>The row on a day.</summary>
    /// <param name="record">The procedure.</param>
    /// <param name="today">The day in Kazakhstan.</param>
    /// <param name="language">kk, ru or en.</param>
    /// <param name="calendars">The calendars by which days are counted.</param>
    /// <param name="names">Names by BIN or IIN.</param>
    public static StatusRow Of(
        ProcedureRecord record,
        DateOnly today,
        string language,
        TermCalendars calendars,
        IReadOnlyDictionary<string, string> names)
    {
        var section = DueDays.Of(record, today);
        return new StatusRow(
            record.Id,
            record.Number,
            StatusWords.Kind(record.Kind).In(language),
            record.Paragraph,
            record.Installation,
            record.Holder is { } holder ? names.GetValueOrDefault(holder, holder) : null,
            StatusWords.Stage(record.Stage).In(language),
            record.Deadline?.DueOn,
            StatusWords.DaysLeft(section, ProcedureView.DaysLeft(record, today, calendars)).In(language),
            StatusWords.Waits(record)?.In(language) ?? "",
            section);
    }

    /// <summary>The name under which the style sheet knows the part of the board.</summary>
    public string Style => Section switch
    {
        DueSection.Overdue => "overdue",
        DueSection.Today => "today",
        DueSection.Week => "week",
        DueSection.Later => "later",
        DueSection.Undated => "undated",
        DueSection.Ended => "ended",
        _ => throw new InvalidOperationException("The parts of the board are a closed set."),
    };
}
