using System.Text.Json;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Functions.Procedures.Cases;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Signatures;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Functions.Intake;

/// <summary>
/// The one door for documents, whichever way they come: read, check, keep, claim the number, start the procedure. Each
/// step may be repeated; a crash between two of them is mended by the same document coming again, or by the sweep.
/// </summary>
public sealed class NoticeIntake(
    RegistrySettings settings,
    DocumentArchive archive,
    ProcedureStore procedures,
    DocumentCases cases,
    SignatureGate signatures,
    UnitPromises promises,
    RegistryCalendar calendar,
    TimeProvider time)
{
    private const int LooksAgain = 10;
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Lets a document in, or says why not.</summary>
    public async Task<IntakeResult> AcceptAsync(
        Arrival arrival,
        DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var reading = DocumentReader.Read(arrival.Bytes);
        if (reading.Document is not { } document)
            return new IntakeResult.Refused(reading.Issues);
        if (cases.Find(document.Kind) is not { } handled)
            return new IntakeResult.Refused([DocumentIssues.KindNotSupported(document.Kind)]);
        if (arrival.Sender is { } sender && !DocumentSenders.MaySend(sender, document.Issuer.Id, settings))
            return new IntakeResult.NotTheirs();
        var id = document.ProcedureId.ToString();
        var signature = await JudgeAsync(document, arrival, cancellation);
        if (signature is not (null or SignatureResult.Valid))
            return await UnsignedAsync(id, reading, arrival, signature, durable, cancellation);
        var issues = await DoorIssuesAsync(document, handled, arrival, cancellation);
        if (issues.Count > 0)
            return new IntakeResult.Refused(issues);

        if (await procedures.FindAsync(id, cancellation) is { } known)
            return await MeetAgainAsync(known, reading, durable, cancellation);
        var misfits = await PatientMisfitsAsync(document, handled, arrival, cancellation);
        if (misfits.Count > 0)
            return new IntakeResult.Refused(misfits);

        var record = (await RecordOfAsync(document, handled, reading, arrival, cancellation)) with
        {
            SignedBy = await signatures.KeepAsync(signature, arrival.Signature, cancellation),
        };
        var (held, created) = await procedures.CreateAsync(record, cancellation);
        if (!created)
            return await MeetAgainAsync(held, reading, durable, cancellation);
        await Orchestrations.StartAsync(durable, record, cancellation);
        await Orchestrations.NudgeOtherPapersAsync(durable, procedures, record, cancellation);
        return new IntakeResult.LetIn(id, AlreadyReceived: false);
    }

    /// <summary>What the document's signature says; null where nobody asks for it.</summary>
    private async Task<SignatureResult?> JudgeAsync(
        Document document, Arrival arrival, CancellationToken cancellation) =>
        signatures.Asks && !arrival.IsOwn
            ? await signatures.JudgeAsync(
                arrival.Bytes, arrival.Signature, document.Issuer.Id, arrival.At, cancellation)
            : null;

    /// <summary>
    /// A document without a signature that counts waits for one while one may come. What was let in once stays in,
    /// whatever became of its signature since: a step that died may run again after its files were taken away.
    /// </summary>
    private async Task<IntakeResult> UnsignedAsync(
        string id,
        DocumentReading reading,
        Arrival arrival,
        SignatureResult signature,
        DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (await procedures.FindAsync(id, cancellation) is { } known
            && known.CanonicalSha256 == reading.CanonicalSha256)
            return await MeetAgainAsync(known, reading, durable, cancellation);
        return arrival.SignatureMayCome
            ? new IntakeResult.AwaitsSignature()
            : new IntakeResult.Refused([SignatureRefusals.IssueOf(signature)!]);
    }

    /// <summary>
    /// What is wrong with the document on its face: its date, its issuer's right, a term beyond the calendar.
    /// </summary>
    private async Task<IReadOnlyList<Issue>> DoorIssuesAsync(
        Document document,
        DocumentCase handled,
        Arrival arrival,
        CancellationToken cancellation)
    {
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        var rules = new IssuerRules(
            settings.Authority, settings.SystemOperator, settings.Exchanges.On(document.Date));
        var issues = DocumentCheck.Check(document, today, rules);
        if (issues.Count > 0)
            return issues;
        var days = await calendar.InForceAsync(cancellation);
        return DoorFits.Term(
            handled.ActOf(document), KazakhstanTime.DateOf(arrival.At), days, settings.ExecuteAt);
    }

    /// <summary>A number that is known: the same document is a success, another one is told what differs.</summary>
    private async Task<IntakeResult> MeetAgainAsync(
        ProcedureRecord known,
        DocumentReading reading,
        DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (known.CanonicalSha256 == reading.CanonicalSha256)
        {
            // The first arrival may have died before it started the procedure.
            await Orchestrations.StartAsync(durable, known, cancellation);
            return new IntakeResult.LetIn(known.Id, AlreadyReceived: true);
        }
        using var stored = JsonDocument.Parse(await archive.GetAsync(known.DocumentSha256, cancellation));
        using var received = JsonDocument.Parse(reading.CanonicalBytes);
        var fields = DocumentDifference.Describe(stored.RootElement, received.RootElement);
        return new IntakeResult.NumberReused(known.Id, fields);
    }

    /// <summary>
    /// Blobs that were dropped together are picked up in any order, so one that seems to follow nothing, or to speak of
    /// an unknown installation, is looked at again for a short while before it is refused.
    /// </summary>
    private async Task<IReadOnlyList<Issue>> PatientMisfitsAsync(
        Document document,
        DocumentCase handled,
        Arrival arrival,
        CancellationToken cancellation)
    {
        var misfits = await handled.MisfitsAsync(document, arrival.At, cancellation);
        for (var look = 0; misfits.Count > 0 && arrival.BlobName is not null && look < LooksAgain; look++)
        {
            await Task.Delay(LookPause, time, cancellation);
            misfits = await handled.MisfitsAsync(document, arrival.At, cancellation);
        }
        return misfits;
    }

    private async Task<ProcedureRecord> RecordOfAsync(
        Document document,
        DocumentCase handled,
        DocumentReading reading,
        Arrival arrival,
        CancellationToken cancellation)
    {
        var act = handled.ActOf(document);
        var concerned = await handled.ConcernedAsync(document, cancellation);
        var record = new ProcedureRecord
        {
            Id = document.ProcedureId.ToString(),
            Kind = handled.Row.Name,
            Number = document.Number,
            Date = document.Date,
            IssuerId = document.Issuer.Id.Text,
            IssuerName = document.Issuer.Name,
            Installation = handled.InstallationOf(document),
            Holder = concerned.Count > 0 ? concerned[0] : null,
            Others = [.. concerned.Skip(1)],
            ConfirmsAs = await handled.ConfirmsAsync(document, cancellation),
            Paragraph = ProcedureKinds.ParagraphOf(act),
            Stage = ProcedureStage.Received,
            ReceivedAt = KazakhstanTime.Local(arrival.At),
            DocumentSha256 = await archive.PutAsync(arrival.Bytes, cancellation),
            CanonicalSha256 = reading.CanonicalSha256!,
            Sender = arrival.Sender?.Id,
            Promises = await promises.OfAsync(document, cancellation),
            // What is only recorded takes effect with the act that it serves, and that is decided then.
            ApprovalsNeeded = handled.Row.RecordedAtOnce ? 0
                : settings.ApprovalsFor(handled.Row.Name, Terms.For(act, KazakhstanTime.DateOf(arrival.At))),
        };
        var complete = await handled.CompleteAsync(record, document, cancellation);
        return complete.Noting(Happenings.Received(complete, arrival.Sender?.Id ?? document.Issuer.Id.Text));
    }
}
