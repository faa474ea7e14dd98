using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Compliance;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Outbox;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Who is told what, and writes it to the outbox. Writing the same notice twice leaves one.</summary>
public sealed class Announcements(
    OutboxWriter outbox,
    RegistryLedger ledger,
    CaseFiles files,
    AutomaticOpenings openings,
    PlanVersions versions,
    OpaqueIds opaque,
    RegistrySettings settings,
    TimeProvider time)
{
    /// <summary>How many notices are written at once: a plan has one for each operator.</summary>
    private const int AtOnce = 16;

    /// <summary>A plan of very many operators would not fit its row otherwise; the outbox itself lists all.</summary>
    private const int NamesKept = 2000;

    /// <summary>¶14, ¶17, ¶25: the applicant is told which papers are missing; the clock does not run then.</summary>
    /// <returns>The name of what was written.</returns>
    public async Task<string> PapersMissingAsync(
        ProcedureRecord record,
        IReadOnlyList<string> missing,
        CancellationToken cancellation)
    {
        var text = OutgoingTexts.DocumentsMissingFor(record.Number, missing);
        var to = Party(record.IssuerId);
        var notice = Notice(record, OutgoingKind.DocumentsMissing, record.Paragraph, to, text);
        return await outbox.WriteAsync(notice, cancellation);
    }

    /// <summary>
    /// The deadline's own notices: to the registry's operator, and to the authority when the term has passed.
    /// </summary>
    /// <returns>The names of what was written.</returns>
    public async Task<IReadOnlyList<string>> DeadlineAsync(
        ProcedureRecord record,
        DeadlineStepKind step,
        CancellationToken cancellation)
    {
        var due = record.Deadline!.DueOn;
        var (kind, text) = step == DeadlineStepKind.Overdue
            ? (OutgoingKind.Overdue, OutgoingTexts.Overdue)
            : (OutgoingKind.Reminder, OutgoingTexts.Reminder);
        // The escalation goes to the authority alone: the operator's reminder has the same name and must stay.
        string[] recipients = step switch
        {
            DeadlineStepKind.Remind => [settings.SystemOperator.Text],
            DeadlineStepKind.Escalate => [settings.Authority.Text],
            _ => [settings.SystemOperator.Text, settings.Authority.Text],
        };
        var sentence = text.With(record.Paragraph, record.Number, due.ToString("yyyy-MM-dd", null));
        var notices = recipients.Select(to =>
            Notice(record, kind, record.Paragraph, to, sentence) with { DueOn = due, Turn = TurnOf(record, step) });
        return await WriteAllAsync(notices, cancellation);
    }

    /// <summary>
    /// A term that an act of the calendar moved has each of its moments once more: what was said of the old day stays.
    /// </summary>
    internal static int TurnOf(ProcedureRecord record, DeadlineStepKind step)
    {
        var own = Happenings.DeadlineStep(default, step, record.Deadline).Key;
        var any = Happenings.DeadlineStep(default, step, null).Key;
        return 1 + record.History.Count(happened =>
            happened.Key != own && happened.Key.StartsWith(any, StringComparison.Ordinal));
    }

    /// <summary>The concerned are told that an act of the calendar moved the term, once for each move.</summary>
    /// <returns>The names of what was written.</returns>
    public async Task<IReadOnlyList<string>> MovedAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (record.Deadline is not { MovedFrom: [.., var last] } deadline || last.DueOn == deadline.DueOn)
            return [];
        var text = OutgoingTexts.TermMoved.With(
            record.Paragraph, record.Number, last.DueOn.ToString("yyyy-MM-dd", null),
            deadline.DueOn.ToString("yyyy-MM-dd", null));
        var notices = record.Persons().Select(Party).Distinct(StringComparer.Ordinal).Select(to =>
            Notice(record, OutgoingKind.TermMoved, record.Paragraph, to, text) with
            {
                DueOn = deadline.DueOn,
                Turn = deadline.MovedFrom.Count,
            });
        return await WriteAllAsync(notices, cancellation);
    }

    /// <summary>The notices of an outcome.</summary>
    /// <returns>The names of what was written.</returns>
    public async Task<IReadOnlyList<string>> OutcomeAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (record.Refusal is { } refusal)
        {
            var sentence = OutgoingTexts.RefusedFor(record.Number, refusal.Text);
            var to = Party(record.IssuerId);
            return await WriteAllAsync(
                [Notice(record, OutgoingKind.Refused, refusal.Paragraph, to, sentence)], cancellation);
        }
        var notices = new List<OutgoingNotice> { await ExecutedToAsync(record, cancellation) };
        notices.AddRange(DeficitsTo(record));
        if (record.Kind == ProcedureKinds.Plan)
            notices.AddRange(await DocumentRequestsAsync(record, cancellation));
        if (record.Kind == ProcedureKinds.PlanAmendment)
            notices.AddRange(await RequestsOfVersionAsync(record, cancellation));
        if (record.Kind == DocumentKinds.NameOf(DocumentKind.OperatorChange))
            notices.AddRange(await ChangesToAsync(record, cancellation));
        notices.AddRange(await OfAuctionAsync(record, cancellation));
        notices.AddRange(await OfEntriesAsync(record, cancellation));
        return await WriteAllAsync(notices, cancellation);
    }

    /// <summary>Both lists without repetition, in order.</summary>
    public static IReadOnlyList<string> Joined(IReadOnlyList<string> before, IReadOnlyList<string> more) =>
        [.. before.Concat(more).Distinct(StringComparer.Ordinal).Take(NamesKept)];

    /// <summary>Of a cancellation at the owner's request (¶30) the notice is the certificate.</summary>
    private async Task<OutgoingNotice> ExecutedToAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        var text = OutgoingTexts.Executed.With(record.Number, record.Paragraph);
        if (record.Kind == DocumentKinds.NameOf(DocumentKind.VoluntaryCancellation))
        {
            var request = (VoluntaryCancellation)await files.DocumentAsync(record.DocumentSha256, cancellation);
            text = LeavingTexts.Certificate(request, await ledger.EntriesOfAsync(record.Entries, cancellation));
        }
        return Notice(record, OutgoingKind.Executed, record.Paragraph, Party(record.IssuerId), text) with
        {
            Entries = record.Entries,
            DueOn = record.Deadline?.DueOn,
        };
    }

    /// <summary>
    /// ¶28, ¶20: a surrender, or a return to the reserve, that fell short is told to the holder and to the authority.
    /// </summary>
    private IEnumerable<OutgoingNotice> DeficitsTo(ProcedureRecord record)
    {
        if (record.Deficit <= 0)
            return [];
        var penalty = Penalty.Estimate(record.Deficit, KazakhstanTime.DateOf(time.GetUtcNow()));
        var text = ProcedureView.IsSurrender(record)
            ? LeavingTexts.DeficitOf(record.Installation, record.Deficit, penalty)
            : LeavingTexts.NotReturnedOf(record.Installation, record.Deficit);
        return new[] { record.Holder is { } holder ? Party(holder) : null, settings.Authority.Text }
            .OfType<string>()
            .Select(to => Notice(record, OutgoingKind.Deficit, record.Paragraph, to, text) with
            {
                Units = record.Deficit,
                Entries = record.Entries,
            });
    }

    /// <summary>
    /// ¶13: each operator of the plan is asked once for its papers, however many installations it has.
    /// </summary>
    private async Task<IEnumerable<OutgoingNotice>> DocumentRequestsAsync(
        ProcedureRecord record,
        CancellationToken cancellation)
    {
        var plan = await files.PlanAsync(record, cancellation);
        var text = OpeningRule.IsAutomatic(plan.InForceOn)
            ? HolderTexts.PowersRequested
            : OutgoingTexts.DocumentsRequested;
        return RequestsTo(record, plan.Order, plan.Installations, text);
    }

    /// <summary>
    /// ¶13 for a new version: the operators of the installations that it adds, and those that it names anew where
    /// nobody has opened the account yet. No account is opened without their application.
    /// </summary>
    private async Task<IEnumerable<OutgoingNotice>> RequestsOfVersionAsync(
        ProcedureRecord record, CancellationToken cancellation)
    {
        var plan = await files.PlanAsync(record, cancellation);
        if (await versions.BeforeAsync(plan.Period, record.Id, cancellation) is not { } before)
            return [];
        var asked = await ledger.ReadAsync(
            state => PlanAmending.Asked(before, plan, state), cancellation);
        return RequestsTo(record, plan.Order, asked, OutgoingTexts.DocumentsRequested);
    }

    private IEnumerable<OutgoingNotice> RequestsTo(
        ProcedureRecord record, string order, IReadOnlyList<PlanInstallation> asked, LocalizedText text) =>
        asked.GroupBy(line => line.Operator.Id).Select(lines => Notice(
            record,
            OutgoingKind.DocumentsRequested,
            "¶13",
            opaque.NameOf(lines.Key),
            text.With(order, string.Join(", ", lines.Select(line => line.Code)))));

    /// <summary>
    /// ¶21: the holder and the one who takes over are told; the applicant has its own notice already.
    /// </summary>
    private async Task<IEnumerable<OutgoingNotice>> ChangesToAsync(
        ProcedureRecord record,
        CancellationToken cancellation)
    {
        var change = (OperatorChange)await files.DocumentAsync(record.DocumentSha256, cancellation);
        return record.Persons().Where(person => person != record.IssuerId).Select(person =>
            Notice(record, OutgoingKind.Executed, record.Paragraph, Party(person), HolderTexts.Of(change)) with
            {
                Entries = record.Entries,
                DueOn = record.Deadline?.DueOn,
            });
    }

    /// <summary>
    /// Order 221 ¶19: who applied for a postponed auction is told. Order 221 ¶20: an additional one is told to all who
    /// may buy at it, the holders of installations' open accounts.
    /// </summary>
    private async Task<IEnumerable<OutgoingNotice>> OfAuctionAsync(
        ProcedureRecord record, CancellationToken cancellation)
    {
        if (record.Kind == DocumentKinds.NameOf(DocumentKind.AuctionPostponement))
        {
            var move = (AuctionPostponement)await files.DocumentAsync(record.DocumentSha256, cancellation);
            return move.Applicants.Select(applicant => Notice(
                record,
                OutgoingKind.AuctionPostponed,
                record.Paragraph,
                opaque.NameOf(applicant.Id),
                AuctionTexts.Postponed(move)));
        }
        if (record.Kind != DocumentKinds.NameOf(DocumentKind.AdditionalAuction))
            return [];
        var notice = (AdditionalAuction)await files.DocumentAsync(record.DocumentSha256, cancellation);
        var buyers = await ledger.ReadAsync(
            state => state.Accounts
                .Where(account => account is { Kind: AccountKind.Installation, IsClosed: false, Holder: not null })
                .Select(account => account.Holder!).Distinct(StringComparer.Ordinal).ToList(),
            cancellation);
        return buyers.Select(to => Notice(
            record, OutgoingKind.AdditionalAuction, record.Paragraph, to, AuctionTexts.Additional(notice)) with
        {
            Units = notice.Auction.Units,
        });
    }

    /// <summary>
    /// What the entries mean to the holders of the accounts that they touch. A plan's own accounts belong to the system
    /// or to its operator, who put it into force.
    /// </summary>
    private async Task<IEnumerable<OutgoingNotice>> OfEntriesAsync(
        ProcedureRecord record,
        CancellationToken cancellation)
    {
        // Entries of another procedure that moved the units of the same deal were told of by that one.
        if (record.SettledBy is not null)
            return [];
        var opened = await openings.EntriesAsync(record, cancellation);
        var entries = await ledger.EntriesOfAsync([.. record.Entries, .. opened], cancellation);
        var told = await ledger.ReadAsync(
            state => EntryNotices.Of(entries, account => state.Find(account)?.Holder), cancellation);
        var own = settings.SystemOperator.Text;
        return told
            .Where(notice => record.Kind != ProcedureKinds.Plan || notice.To != own)
            .Select(notice => Notice(record, notice.Kind, notice.Paragraph, notice.To, notice.Text) with
            {
                Units = notice.Units,
                Entries = notice.Entries,
            });
    }

    private OutgoingNotice Notice(
        ProcedureRecord record,
        OutgoingKind kind,
        string paragraph,
        string to,
        LocalizedText text) => new(
        JournalNames.Of(record, opaque),
        kind,
        paragraph,
        to,
        KazakhstanTime.DateOf(time.GetUtcNow()),
        null,
        null,
        [],
        text);

    private string Party(string id) => opaque.NameOf(IdentificationNumber.Parse(id));

    private async Task<IReadOnlyList<string>> WriteAllAsync(
        IEnumerable<OutgoingNotice> notices,
        CancellationToken cancellation)
    {
        var list = notices.ToList();
        var names = new string[list.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(list.Index(), options, async (item, stop) =>
            names[item.Index] = await outbox.WriteAsync(item.Item, stop));
        return names;
    }
}
