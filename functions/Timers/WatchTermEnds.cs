using System.Text.Json;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Outbox;
using CarbonRegistry.Infra.Procedures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Timers;

/// <summary>
/// ¶29 and Code 295(10) begin with no document from outside: ninety days before the term of a plan's units ends, or of
/// offset units that were limited at issue, the registry writes the document itself and hands it in at its own door.
/// From then on the board shows the procedure and which surrenders are open, and holders of unused units are warned.
/// Every run may be repeated.
/// </summary>
public sealed class WatchTermEnds(
    PlansInForce inForce,
    TermEnds ends,
    TermDocuments documents,
    NoticeIntake intake,
    ProcedureStore procedures,
    RegisteredReports reports,
    RegistryLedger ledger,
    OutboxWriter outbox,
    RegistrySettings settings,
    TimeProvider time,
    ILogger<WatchTermEnds> log)
{
    private const int OpenSurrendersKept = 500;

    /// <summary>How many days before the end holders are warned, and by which kind of notice.</summary>
    internal static readonly IReadOnlyList<(int Days, OutgoingKind Kind)> Warnings =
    [
        (90, OutgoingKind.ExpiryIn90Days),
        (30, OutgoingKind.ExpiryIn30Days),
        (7, OutgoingKind.ExpiryIn7Days),
    ];

    /// <summary>Runs twice an hour, and when the host starts: the delay matters to no term of days.</summary>
    [Function(nameof(WatchTermEnds))]
    public async Task RunAsync(
        [TimerTrigger("0 */30 * * * *", RunOnStartup = true)] TimerInfo timer,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        foreach (var plan in await inForce.AllAsync(cancellation))
        {
            await ExpireAsync(new UnitTerm(UnitKind.Quota, plan.Period), durable, cancellation);
            var reserve = await ends.OfLeftOverReserveAsync(plan.Period, cancellation);
            var term = new UnitTerm(UnitKind.Quota, plan.Period);
            await BegunAsync(DocumentKind.LeftOverReserve, term, reserve, durable, cancellation);
        }
        await ledger.RefreshAsync(cancellation);
        foreach (var year in await ledger.ReadAsync(Expiring.OffsetYears, cancellation))
            await ExpireAsync(new UnitTerm(UnitKind.Offset, new PlanPeriod(year, year)), durable, cancellation);
    }

    /// <summary>The warning that is due so many days before the end; null when it is not the time for one.</summary>
    internal static (int Days, OutgoingKind Kind)? WarningAt(int daysLeft) =>
        daysLeft > 0 && Warnings.Any(warning => daysLeft <= warning.Days)
            ? Warnings.Last(warning => daysLeft <= warning.Days)
            : null;

    private async Task ExpireAsync(UnitTerm term, DurableTaskClient durable, CancellationToken cancellation)
    {
        var lastDay = await ends.OfUnitsAsync(term, cancellation);
        if (await BegunAsync(DocumentKind.TermExpiry, term, lastDay, durable, cancellation) is { } expiry)
            await FollowAsync(expiry, term, lastDay!.Value, cancellation);
    }

    /// <summary>
    /// The latest procedure of the end of a term, begun when the time has come; null before that. After a refused one
    /// the registry writes no other by itself: registrars have said that it is not the time.
    /// </summary>
    private async Task<ProcedureRecord?> BegunAsync(
        DocumentKind kind,
        UnitTerm term,
        DateOnly? lastDay,
        DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (lastDay is not { } day || KazakhstanTime.DateOf(now) < day.AddDays(-Warnings[0].Days))
            return null;
        if (await documents.OfAsync(kind, term, cancellation) is [.., var known])
            return known;
        var id = documents.IdOf(kind, term, 1);
        var arrival = new Arrival(Document(kind, term), now, null, null) { IsOwn = true };
        if (await intake.AcceptAsync(arrival, durable, cancellation) is not IntakeResult.LetIn)
            log.LogError("The registry's own document {Procedure} was not let in.", id);
        return await procedures.FindAsync(id, cancellation);
    }

    private byte[] Document(DocumentKind kind, UnitTerm term)
    {
        var fields = new Dictionary<string, object>
        {
            ["kind"] = DocumentKinds.NameOf(kind),
            ["number"] = term.Number(1),
            ["date"] = LeavingFits.DateOf(term.Years).ToString("yyyy-MM-dd", null),
            ["issuer"] = new Dictionary<string, string>
            {
                ["bin"] = settings.SystemOperator.Text,
                ["name"] = "Оператор системы торговли углеродными единицами",
            },
        };
        if (term.Units == UnitKind.Offset)
            fields["expiresYear"] = term.Years.LastYear;
        else
            fields["period"] = term.Years.ToString();
        return CanonicalJson.Canonicalize(JsonSerializer.SerializeToUtf8Bytes(fields));
    }

    private async Task FollowAsync(
        ProcedureRecord record, UnitTerm term, DateOnly lastDay, CancellationToken cancellation)
    {
        await ledger.RefreshAsync(cancellation);
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        if (record.Stage == ProcedureStage.Executed)
            await TellLeftOversAsync(record, term, today, cancellation);
        if (record.Ended)
            return;
        await ShowOpenSurrendersAsync(record, term, cancellation);
        if (WarningAt(lastDay.DayNumber - today.DayNumber) is { } warning)
            await WarnAsync(record, term, lastDay, warning, cancellation);
    }

    /// <summary>
    /// The board warns while an installation that holds units has no surrender for the last year, or an unfinished one:
    /// the cancellation would take units that are needed still (requirements C11).
    /// </summary>
    private async Task ShowOpenSurrendersAsync(
        ProcedureRecord record, UnitTerm term, CancellationToken cancellation)
    {
        var ofLastYear = (await reports.AllAsync(null, cancellation))
            .Where(report => report.Document.Year == term.Years.LastYear)
            .ToLookup(report => report.Document.Installation, StringComparer.Ordinal);
        var holding = await ledger.ReadAsync(
            state => Expiring.Holders(term, state).Select(account => account.Installation).OfType<string>().ToList(),
            cancellation);
        var open = holding
            .Where(code => !ofLastYear[code].Any() || ofLastYear[code].Any(report => !report.Record.Ended))
            .Order(StringComparer.Ordinal)
            .Take(OpenSurrendersKept)
            .ToList();
        await procedures.ChangeAsync(
            record.Id,
            known => known.OpenSurrenders.SequenceEqual(open) ? known : known with { OpenSurrenders = open },
            cancellation);
    }

    /// <summary>Tells each holder of unused units once; the note in the history comes after the notices.</summary>
    private async Task WarnAsync(
        ProcedureRecord record,
        UnitTerm term,
        DateOnly lastDay,
        (int Days, OutgoingKind Kind) warning,
        CancellationToken cancellation)
    {
        if (record.History.Any(happened => happened.Key == Happenings.WarnedKey(warning.Days)))
            return;
        var unused = await ledger.ReadAsync(
            state => Expiring.Holders(term, state)
                .Where(account => account.Holder is not null)
                .GroupBy(account => account.Holder!)
                .Select(own => (To: own.Key, Units: own.Sum(account => Expiring.UnitsOf(term, account, state))))
                .ToList(),
            cancellation);
        var written = new List<string>();
        foreach (var (to, units) in unused)
        {
            var text = LeavingTexts.ExpiryOf(term, lastDay, units);
            written.Add(await outbox.WriteAsync(
                Notice(record, warning.Kind, to, text) with { DueOn = lastDay, Units = units }, cancellation));
        }
        await NoteAsync(record, Happenings.Warned(time.GetUtcNow(), warning.Days, lastDay), written, cancellation);
    }

    /// <summary>Requirements C12: what lies where no rule reaches is told to the authority, once.</summary>
    private async Task TellLeftOversAsync(
        ProcedureRecord record, UnitTerm term, DateOnly today, CancellationToken cancellation)
    {
        if (record.History.Any(happened => happened.Key == "leftOver"))
            return;
        var left = await ledger.ReadAsync(state => Expiring.LeftOvers(term, state), cancellation);
        if (left.Count == 0)
            return;
        var text = LeavingTexts.LeftOverOf(term.Years, left);
        var notice = Notice(record, OutgoingKind.LeftOver, settings.Authority.Text, text);
        var written = await outbox.WriteAsync(
            notice with { Date = today, Units = left.Sum(one => one.Units) }, cancellation);
        await NoteAsync(
            record, Happenings.LeftOver(time.GetUtcNow(), LeavingTexts.Listed(left)), [written], cancellation);
    }

    private Task<ProcedureRecord> NoteAsync(
        ProcedureRecord record, HistoryEvent happened, IReadOnlyList<string> written, CancellationToken cancellation) =>
        procedures.ChangeAsync(
            record.Id,
            known => (known with { Outbox = Announcements.Joined(known.Outbox, written) }).Noting(happened),
            cancellation);

    private OutgoingNotice Notice(ProcedureRecord record, OutgoingKind kind, string to, LocalizedText text) => new(
        record.Id,
        kind,
        record.Paragraph,
        to,
        KazakhstanTime.DateOf(time.GetUtcNow()),
        null,
        null,
        [],
        text);
}
