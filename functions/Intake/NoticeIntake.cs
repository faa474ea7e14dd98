using System.Text.Json;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;
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
    PlanStore plans,
    TimeProvider time)
{
    /// <summary>
    /// The authority admits an exchange by decision (Order 221 ¶10); trade documents are not carried out yet.
    /// </summary>
    private static readonly HashSet<IdentificationNumber> NoExchanges = [];

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
        if (arrival.Sender is { } sender && !DocumentSenders.MaySend(sender, document.Issuer.Id, settings))
            return new IntakeResult.NotTheirs();
        var issues = DoorIssues(document, KazakhstanTime.DateOf(arrival.At));
        if (issues.Count > 0)
            return new IntakeResult.Refused(issues);

        var id = document.ProcedureId.ToString();
        if (await procedures.FindAsync(id, cancellation) is { } known)
            return await MeetAgainAsync(known, reading, durable, cancellation);
        var misfits = await PatientMisfitsAsync(document, arrival, cancellation);
        if (misfits.Count > 0)
            return new IntakeResult.Refused(misfits);

        var record = await RecordOfAsync(document, reading, arrival, cancellation);
        var (held, created) = await procedures.CreateAsync(record, cancellation);
        if (!created)
            return await MeetAgainAsync(held, reading, durable, cancellation);
        await Orchestrations.StartAsync(durable, record, cancellation);
        return new IntakeResult.LetIn(id, AlreadyReceived: false);
    }

    /// <summary>
    /// What is wrong with the document on its face: its date, its issuer's right, a term beyond the calendar.
    /// </summary>
    private IReadOnlyList<Issue> DoorIssues(Document document, DateOnly receivedOn)
    {
        var today = KazakhstanTime.DateOf(time.GetUtcNow());
        var rules = new IssuerRules(settings.Authority, settings.SystemOperator, NoExchanges);
        var issues = DocumentCheck.Check(document, today, rules);
        return issues.Count > 0 ? issues : DoorFits.Term(RegulatedActs.Of(document), receivedOn, settings.ExecuteAt);
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
        Arrival arrival,
        CancellationToken cancellation)
    {
        var misfits = await MisfitsAsync(document, cancellation);
        for (var look = 0; misfits.Count > 0 && arrival.BlobName is not null && look < LooksAgain; look++)
        {
            await Task.Delay(LookPause, time, cancellation);
            misfits = await MisfitsAsync(document, cancellation);
        }
        return misfits;
    }

    /// <summary>What does not fit to what the registry knows: the plan, and the procedure that is followed.</summary>
    private async Task<IReadOnlyList<Issue>> MisfitsAsync(Document document, CancellationToken cancellation)
    {
        switch (document)
        {
            case AccountApplication application:
                var year = KazakhstanTime.DateOf(time.GetUtcNow()).Year;
                return DoorFits.Application(
                    application,
                    await plans.FindForApplicationAsync(application.Installation, year, cancellation));
            case MonitoringPlanDefault notice:
                return DoorFits.Installation(notice.Installation, await plans.AllAsync(cancellation));
            case MonitoringPlanAccepted notice:
                return DoorFits.Installation(notice.Installation, await plans.AllAsync(cancellation));
            case InstallationLiquidation notice:
                return DoorFits.Installation(notice.Installation, await plans.AllAsync(cancellation));
            case DocumentSupplement supplement:
                var followed = await procedures.FindAsync(supplement.Follows.ToString(), cancellation);
                return DoorFits.Supplement(supplement, followed);
            case ReserveAssignment assignment:
                return DoorFits.Assignment(
                    assignment, await procedures.FindAsync(assignment.Follows.ToString(), cancellation));
            default:
                throw new InvalidOperationException(
                    $"The door does not know documents of the type {document.GetType().Name}.");
        }
    }

    private async Task<ProcedureRecord> RecordOfAsync(
        Document document,
        DocumentReading reading,
        Arrival arrival,
        CancellationToken cancellation)
    {
        var kind = DocumentKinds.NameOf(document.Kind);
        var receivedOn = KazakhstanTime.DateOf(arrival.At);
        var act = RegulatedActs.Of(document);
        var installation = DocumentSubjects.InstallationOf(document);
        var record = new ProcedureRecord
        {
            Id = document.ProcedureId.ToString(),
            Kind = kind,
            Number = document.Number,
            Date = document.Date,
            IssuerId = document.Issuer.Id.Text,
            IssuerName = document.Issuer.Name,
            Installation = installation,
            Holder = await HolderOfAsync(document, installation, cancellation),
            Paragraph = RegulatedActs.ParagraphOf(act),
            Stage = ProcedureStage.Received,
            ReceivedAt = KazakhstanTime.Local(arrival.At),
            DocumentSha256 = await archive.PutAsync(arrival.Bytes, cancellation),
            CanonicalSha256 = reading.CanonicalSha256!,
            Sender = arrival.Sender?.Id,
            // A supplement only completes papers; what they are good for is decided with the application.
            ApprovalsNeeded = document is DocumentSupplement ? 0
                : settings.ApprovalsFor(kind, Terms.For(act, receivedOn)),
        };
        return record.Noting(Happenings.Received(record, arrival.Sender?.Id ?? document.Issuer.Id.Text));
    }

    private async Task<string?> HolderOfAsync(Document document, string? installation, CancellationToken cancellation)
    {
        if (document is AccountApplication application)
            return application.Applicant.Id.Text;
        if (installation is null)
            return null;
        var all = await plans.AllAsync(cancellation);
        return all.Select(plan => plan.Plan.Find(installation)?.Operator.Id.Text)
            .LastOrDefault(holder => holder is not null);
    }
}
