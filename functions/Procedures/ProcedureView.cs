using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Compliance;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// A procedure as it is answered (interfaces, section 5): what is due, why, and how many days are left.
/// </summary>
internal static class ProcedureView
{
    /// <summary>The view on a day.</summary>
    /// <param name="record">The procedure.</param>
    /// <param name="today">The day in Kazakhstan.</param>
    /// <param name="language">kk, ru or en.</param>
    /// <param name="calendars">The calendars; null for the one that the registry was built with.</param>
    /// <param name="namesSigner">False for readers who may not know which natural person signed.</param>
    public static object Of(
        ProcedureRecord record,
        DateOnly today,
        string language,
        TermCalendars? calendars = null,
        bool namesSigner = true)
    {
        calendars ??= TermCalendars.BuiltIn;
        var due = record.Deadline;
        return new
        {
            record.Id,
            record.Kind,
            Document = new
            {
                record.Number,
                record.Date,
                Issuer = PartyView.Of(record.IssuerId, record.IssuerName),
                SignedBy = SignerView.Of(record.SignedBy, namesSigner),
            },
            record.Installation,
            record.Paragraph,
            record.RuleSet,
            record.Stage,
            record.ReceivedAt,
            DueOn = due?.DueOn,
            CodeDueOn = due?.CodeDueOn,
            BreachOn = due?.BreachOn,
            WorkingDaysTotal = due?.WorkingDays,
            WorkingDaysLeft = DaysLeft(record, today, calendars),
            Overdue = IsOverdue(record, today),
            Statutory = due?.Statutory,
            CalendarVersion = due?.CalendarVersion,
            Skipped = due is null ? null : calendars.Skipped(due)?.Select(off => SkippedOf(off, language)),
            MovedFrom = due?.MovedFrom.Select(move => new { move.DueOn, move.CalendarVersion, move.Acts }),
            ExecuteAt = due?.ExecuteAt,
            record.Awaiting,
            Approvals = new
            {
                Needed = record.ApprovalsNeeded,
                Given = record.Decisions.Where(one => one.Approved).Select(one => one.Who)
            },
            Refusal = record.Refusal is { } refusal ? RefusalOf(refusal, language) : null,
            record.Entries,
            record.SettledBy,
            Parts = record.Parts.Select(part => PartOf(part, language)),
            record.OpenDuty,
            record.Deficit,
            PenaltyEstimate = PenaltyOf(record)?.Tenge,
            record.OpenSurrenders,
            History =
                record.History.Select(happened => EventOf(happened, language)),
            Links = LinksOf(record),
        };
    }

    /// <summary>
    /// How many working days are left of the term; once the procedure has ended, how many were left on that day.
    /// Null while no term runs, and for an end of which the day is not known.
    /// </summary>
    public static int? DaysLeft(ProcedureRecord record, DateOnly today, TermCalendars calendars)
    {
        var on = !record.Ended ? today
            : Happenings.EndedAt(record) is { } at ? KazakhstanTime.DateOf(at)
            : (DateOnly?)null;
        return record.Deadline is { } due && on is { } day ? calendars.InForce.WorkingDaysLeft(day, due.DueOn) : null;
    }

    /// <summary>True from the first midnight after the due date, while the procedure has not ended.</summary>
    public static bool IsOverdue(ProcedureRecord record, DateOnly today) =>
        !record.Ended && record.Deadline is { } due && today > due.DueOn;

    private static object SkippedOf(DayOff off, string language) => new { off.Date, Why = off.Why.In(language) };

    /// <summary>What the deficit may cost, by the index of the year in which it was found (requirements D4).</summary>
    public static Penalty? PenaltyOf(ProcedureRecord record) =>
        (record.Deficit == 0 || IsSurrender(record)) && Happenings.ExecutedAt(record) is { } at
        ? Penalty.Estimate(record.Deficit, KazakhstanTime.DateOf(at))
        : null;

    /// <summary>True where missing units are emissions that nobody has answered for (¶28).</summary>
    internal static bool IsSurrender(ProcedureRecord record) =>
        record.Kind == DocumentKinds.NameOf(DocumentKind.VerifiedReportRegistered);

    private static object EventOf(HistoryEvent happened, string language) =>
        new { At = KazakhstanTime.Local(happened.At), What = happened.What.In(language), happened.Who };

    private static object PartOf(StoredPart part, string language) => new
    {
        part.Act,
        part.Entries,
        Refusal = part.Code is not { } code ? null : RefusalOf(
            new StoredRefusal(code, part.Paragraph!, part.Text ?? RefusalCatalogue.Refuse(code).Text), language),
    };

    private static object RefusalOf(StoredRefusal refusal, string language) => new
    {
        Code = (int)refusal.Code,
        Name = RefusalNames.Of(refusal.Code),
        refusal.Paragraph,
        Message = refusal.Text.In(language),
    };

    private static object LinksOf(ProcedureRecord record) => new
    {
        Durable = "/runtime/webhooks/durabletask/instances/" + Uri.EscapeDataString(record.Id),
        Document = $"{StorageNames.Archive}/{record.DocumentSha256}",
        Signature = record.SignedBy is { } signed ? $"{StorageNames.Archive}/{signed.Sha256}" : null,
        Outbox = record.Outbox.Select(name => $"{StorageNames.Outbox}/{name}"),
    };
}
