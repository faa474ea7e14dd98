using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.SecondBook;
using CarbonRegistry.Infra.Procedures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// Carries a procedure out: asks the pure decision what to post, posts it, keeps the entry numbers. Every instruction
/// has its id, so a second run finds its entries in the journal and posts nothing.
/// </summary>
public sealed class CarryOut(
    ProcedureStore procedures,
    ProcedureOrders orders,
    CaseFiles files,
    AutomaticOpenings openings,
    RegistryLedger ledger,
    AuditCaseStore cases,
    OpaqueIds opaque,
    TimeProvider time)
{
    /// <summary>Stands in an entry in place of a person when the deadline itself carried the act out.</summary>
    public const string ByDeadline = "deadline";

    /// <summary>Stands in an entry when the approval policy asks for nobody.</summary>
    public const string ByPolicy = "policy";

    /// <summary>What the board shows while an audit's freeze stands in the way.</summary>
    public const string Frozen = "frozen";

    /// <summary>Of so many refused acts the row keeps the reason in words, of the rest the code.</summary>
    private const int PartsInWords = 50;

    /// <summary>How often a decision is made again because others were faster.</summary>
    private const int MostTries = 20;

    /// <summary>The step.</summary>
    [Function(nameof(CarryOut))]
    public async Task RunAsync(
        [ActivityTrigger] CarryOutOrder order,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var record = await procedures.GetAsync(order.Procedure, cancellation);
        if (record.Ended || record.Refusal is not null || record.Entries.Count > 0)
            return;
        if (order.Verdict == Verdict.Refused)
        {
            var against = record.Decisions.First(decision => !decision.Approved);
            var code = against.OfHolder ? RefusalCode.DeclinedByHolder : RefusalCode.RefusedByRegistrar;
            var refusal = RefusalCatalogue.Refuse(code, against.Reason ?? "—");
            await RefuseAsync(record, refusal with { Paragraph = record.Paragraph }, cancellation);
            return;
        }
        if (record.Kind == DocumentKinds.NameOf(DocumentKind.DocumentSupplement))
            await SupplementAsync(record, durable, cancellation);
        else
            await PostUnlessFrozenAsync(record, order.Verdict, cancellation);
    }

    /// <summary>
    /// What an audit froze is not refused: the procedure says on the board that it waits, this step is tried again, and
    /// after its last try the sweep begins it anew, until two people have lifted the freeze.
    /// </summary>
    private async Task PostUnlessFrozenAsync(
        ProcedureRecord record, Verdict verdict, CancellationToken cancellation)
    {
        // Another worker's audit may have frozen something since.
        await cases.RefreshAsync(cancellation);
        try
        {
            await PostAsync(record, verdict, cancellation);
        }
        catch (UnitsFrozenException frozen)
        {
            var now = time.GetUtcNow();
            await procedures.ChangeAsync(
                record.Id,
                known => known.Awaiting.Contains(Frozen)
                    ? known
                    : (known with { Awaiting = [Frozen] }).Noting(Happenings.Frozen(now, frozen.Case)),
                cancellation);
            throw;
        }
    }

    private async Task PostAsync(ProcedureRecord record, Verdict verdict, CancellationToken cancellation)
    {
        var now = KazakhstanTime.Local(time.GetUtcNow());
        // An earlier run of this step may have posted on another worker.
        await ledger.RefreshAsync(cancellation);
        // The journal's time never runs backwards, even if a clock does: a past state is a fold up to a moment.
        if (ledger.Head.At is { } last && last > now)
            now = KazakhstanTime.Local(last);
        if (await orders.PartsAsync(record, cancellation) is { Count: > 0 } parts)
        {
            await PostPartsAsync(record, parts, verdict, now, cancellation);
            return;
        }
        if (await StandingAsync(record, cancellation) is { Count: > 0 } standing)
        {
            await KeepAsync(record, new PostingResult.AlreadyPosted(standing), [], cancellation);
            return;
        }
        for (var tries = 1; ; tries++)
        {
            switch (await orders.DecideAsync(record, KazakhstanTime.DateOf(now), cancellation))
            {
                case Orders.Refuse refused:
                    await RefuseAsync(record, refused.Refusal, cancellation);
                    return;
                case Orders.Post post:
                    var instructions = post.Acts.Select(act => InstructionOf(record, act, verdict, now)).ToList();
                    var result = await ledger.PostAsync(instructions, cancellation);
                    if (tries < MostTries && WasOvertaken(record, result))
                        continue;
                    if (result is not PostingResult.Refused)
                        await openings.CarryOutAsync(
                            record, act => InstructionOf(record, act, verdict, now), cancellation);
                    await KeepAsync(record, result, post.Acts, cancellation);
                    return;
                case Orders.Settled settled:
                    await KeepSettledAsync(record, settled, cancellation);
                    return;
                default:
                    throw new InvalidOperationException("Orders are a closed set.");
            }
        }
    }

    /// <summary>
    /// ¶27: acts that stand or fall alone, one after another. Each has its id, so after a crash between two of them
    /// those that stand are found in the journal and the others are decided as if for the first time. The procedure is
    /// carried out when one of them stands, and refused with the first reason when none does.
    /// </summary>
    private async Task PostPartsAsync(
        ProcedureRecord record,
        IReadOnlyList<string> acts,
        Verdict verdict,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var parts = new List<StoredPart>();
        Refusal? first = null;
        foreach (var act in acts)
        {
            var (entries, refusal) = await PostPartAsync(record, act, verdict, now, cancellation);
            first ??= refusal;
            var inWords = parts.Count(part => part.Code is not null) < PartsInWords;
            parts.Add(new StoredPart(
                act, entries, refusal?.Code, refusal?.Paragraph, inWords ? refusal?.Text : null));
        }
        var posted = parts.SelectMany(part => part.Entries).ToList();
        var none = posted.Count == 0 ? first : null;
        await procedures.ChangeAsync(
            record.Id,
            known => known with
            {
                Stage = none is null ? ProcedureStage.Executing : known.Stage,
                Awaiting = [],
                Entries = posted,
                Parts = parts,
                Refusal = none is null ? null : new StoredRefusal(none.Code, none.Paragraph, none.Text),
            },
            cancellation);
    }

    private async Task<(IReadOnlyList<long> Entries, Refusal? Refusal)> PostPartAsync(
        ProcedureRecord record,
        string act,
        Verdict verdict,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        var instruction = $"{JournalNames.Of(record, opaque)}/{act}";
        var standing = await ledger.ReadAsync(state => state.EntriesOf(instruction), cancellation);
        if (standing.Count > 0)
            return (standing, null);
        switch (await orders.DecidePartAsync(record, act, cancellation))
        {
            case Orders.Refuse refused:
                return ([], refused.Refusal);
            case Orders.Post post:
                var instructions = post.Acts.Select(order => InstructionOf(record, order, verdict, now)).ToList();
                var result = await ledger.PostAsync(instructions, cancellation);
                return result is PostingResult.Refused against
                    ? ([], against.Refusal)
                    : (NumbersOf(result), null);
            default:
                throw new InvalidOperationException("A part is posted or refused.");
        }
    }

    /// <summary>The units of the same deal have moved: the procedure ends with the entries that moved them.</summary>
    private Task<ProcedureRecord> KeepSettledAsync(
        ProcedureRecord record, Orders.Settled settled, CancellationToken cancellation) =>
        procedures.ChangeAsync(
            record.Id,
            known => (known with
            {
                Stage = ProcedureStage.Executing,
                Entries = settled.Entries,
                SettledBy = settled.Procedure,
            }).Noting(Happenings.SettledBy(time.GetUtcNow(), settled.Procedure)),
            cancellation);

    /// <summary>
    /// True when another procedure was faster and the document is not at fault: blocks are named by the registry
    /// itself, from what an account held a moment before, as is the number of units that can go back (¶20); the
    /// accounts without a period are opened by whichever plan comes first. What is left now decides.
    /// </summary>
    private static bool WasOvertaken(ProcedureRecord record, PostingResult result) =>
        result is PostingResult.Refused { Refusal.Code: RefusalCode.BlockNotHeld }
        || (record.Kind == DocumentKinds.NameOf(DocumentKind.ReturnToReserve)
            && result is PostingResult.Refused { Refusal.Code: RefusalCode.InsufficientUnits })
        || (record.Kind == ProcedureKinds.Plan
            && result is PostingResult.Refused { Refusal.Code: RefusalCode.AccountExists });

    /// <summary>
    /// What an earlier run has posted. A decision made now would be made on a ledger that has the act already, and
    /// could come to another end; a plan alone is decided from its own papers and is completed page by page.
    /// </summary>
    private async Task<IReadOnlyList<long>> StandingAsync(ProcedureRecord record, CancellationToken cancellation)
    {
        if (record.Kind == ProcedureKinds.Plan)
            return [];
        var procedure = JournalNames.Of(record, opaque);
        var acts = await orders.ActNamesAsync(record, cancellation);
        return await ledger.ReadAsync(
            state => acts.SelectMany(act => state.EntriesOf($"{procedure}/{act}")).ToList(), cancellation);
    }

    private async Task KeepAsync(
        ProcedureRecord record,
        PostingResult result,
        IReadOnlyList<Order> acts,
        CancellationToken cancellation)
    {
        if (result is PostingResult.Refused refused)
        {
            await RefuseAsync(record, refused.Refusal, cancellation);
            return;
        }
        var entries = NumbersOf(result);
        var moved = (await ledger.EntriesOfAsync(entries, cancellation))
            .Select(entry => entry.Body).OfType<EntryBody.Moved>().ToList();
        var openDuty = moved.Select(body => body.OpenDuty)
            .Concat(acts.Select(order => order.Act.OpenDuty))
            .FirstOrDefault(duty => duty is not null);
        var deficit = entries.Count > 0
            ? await DeficitAsync(record, moved, cancellation)
            : await DeficitAsync(acts, cancellation);
        await procedures.ChangeAsync(
            record.Id,
            known => known with
            {
                Stage = ProcedureStage.Executing,
                Awaiting = [],
                Entries = entries,
                OpenDuty = openDuty ?? [],
                Deficit = deficit,
            },
            cancellation);
    }

    /// <summary>¶28, ¶20: what was due and not there; the entry of a surrender says it itself.</summary>
    private async Task<long> DeficitAsync(
        ProcedureRecord record, List<EntryBody.Moved> moved, CancellationToken cancellation) =>
        moved is [.., { Deficit: { } missing }]
            ? missing
            : await orders.DeficitAsync(
                record, moved.SelectMany(body => body.Moves).Sum(move => move.Block.Count), cancellation);

    /// <summary>
    /// ¶28: a surrender that found nothing at all has no entry, and owes whatever the report calls for and the year's
    /// earlier surrenders do not cover.
    /// </summary>
    private async Task<long> DeficitAsync(IReadOnlyList<Order> acts, CancellationToken cancellation)
    {
        if (acts is not [{ Act: Act.MoveUnits { Units: Selection.Due due } move }]
            || move.From is not AccountReference.ByInstallation from)
            return 0;
        return await ledger.ReadAsync(
            state => due.Verified - state.SurrenderedFor(from.Code, due.Year).Units, cancellation);
    }

    private static IReadOnlyList<long> NumbersOf(PostingResult result) => result switch
    {
        PostingResult.Posted posted => posted.Numbers,
        PostingResult.AlreadyPosted already => already.Numbers,
        PostingResult.Nothing => [],
        _ => throw new InvalidOperationException("Posting results are a closed set."),
    };

    private Instruction InstructionOf(ProcedureRecord record, Order order, Verdict verdict, DateTimeOffset now)
    {
        var procedure = JournalNames.Of(record, opaque);
        var approvers = record.Decisions.Where(decision => decision.Approved).Select(decision => decision.Who);
        IReadOnlyList<string> by = verdict == Verdict.CarriedByDeadline
            ? [ByDeadline]
            : [.. approvers.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).DefaultIfEmpty(ByPolicy)];
        var document = new BasisDocument(record.Number, record.DocumentSha256);
        return new Instruction(
            $"{procedure}/{order.Name}",
            procedure,
            new Basis(document, order.Paragraph, record.RuleSet!),
            now,
            by,
            order.Act);
    }

    /// <summary>
    /// ¶13, ¶14: hands the papers to the application that waits for them, and wakes it; or keeps a renewed power.
    /// </summary>
    private async Task SupplementAsync(
        ProcedureRecord record,
        DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var supplement = (DocumentSupplement)await files.DocumentAsync(record.DocumentSha256, cancellation);
        var followed = supplement.Follows.ToString();
        var paper = new StoredSupplement(record.Id, record.DocumentSha256, record.ReceivedAt);
        var changed = await procedures.ChangeAsync(
            followed,
            known =>
                !Takes(known) || known.Supplements.Any(have => have.Procedure == record.Id)
                ? known
                : (known with { Supplements = [.. known.Supplements, paper] }).Noting(known.Ended
                    ? Happenings.PowerRenewed(record.ReceivedAt, record.Id, record.IssuerId)
                    : Happenings.PaperAdded(record.ReceivedAt, record.Id, record.IssuerId)),
            cancellation);
        if (changed.Supplements.Any(have => have.Procedure == record.Id))
            await Orchestrations.NudgeAsync(durable, followed, cancellation);
        else
            await RefuseAsync(record, RefusalCatalogue.Refuse(RefusalCode.NothingAwaited, followed), cancellation);
    }

    /// <summary>
    /// Papers are taken while the term has not begun, and again once the application was carried out: a power of
    /// attorney ends, and the next one follows the same application (¶13.2).
    /// </summary>
    private static bool Takes(ProcedureRecord known) =>
        known.Stage == ProcedureStage.Executed || (known.Deadline is null && !known.Ended);

    private Task RefuseAsync(ProcedureRecord record, Refusal refusal, CancellationToken cancellation)
    {
        var stored = new StoredRefusal(refusal.Code, refusal.Paragraph, refusal.Text);
        return procedures.ChangeAsync(
            record.Id,
            known => known.Refusal is not null ? known : known with { Refusal = stored },
            cancellation);
    }
}
