using System.Text.Json;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Excel;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Functions.Intake;

/// <summary>
/// The door for a new version of a plan in force (¶12): read the workbook, compare it with the plan, and start the
/// procedure on which two registrars decide. Nothing is claimed or kept before the comparison holds.
/// </summary>
public sealed class PlanAmendmentIntake(
    RegistrySettings settings,
    DocumentArchive archive,
    ProcedureStore procedures,
    PlanStore plans,
    PlanVersions versions,
    RegistryLedger ledger,
    RegistryCalendar calendar)
{
    /// <summary>Reads a workbook as a new version, compares it with the plan in force, and changes nothing.</summary>
    public async Task<PlanAmendmentReading> ReadAsync(
        Arrival arrival, CancellationToken cancellation)
    {
        var reading = PlanWorkbook.Read(arrival.Bytes.ToArray());
        if (reading.Plan is not { } plan)
            return new PlanAmendmentReading(reading, null);
        var known = await plans.FindAsync(plan.Period, cancellation);
        if (known is not { CarriedOut: true })
            return Refused(reading, [Of(RefusalCatalogue.Refuse(RefusalCode.NothingToAmend, plan.Period))]);
        await ledger.RefreshAsync(cancellation);
        var objections = await ledger.ReadAsync(
            state => PlanAmending.Objections(known.Plan, plan, state), cancellation);
        IReadOnlyList<Issue> issues =
        [
            .. objections.Select(Of),
            .. DoorFits.Term(
                RegulatedAct.PlanAmendment,
                KazakhstanTime.DateOf(arrival.At),
                await calendar.InForceAsync(cancellation),
                settings.ExecuteAt),
        ];
        return issues.Count > 0 ? Refused(reading, issues) : new PlanAmendmentReading(reading, known);
    }

    /// <summary>Lets a new version in, or says why not.</summary>
    public async Task<IntakeResult> AcceptAsync(
        Arrival arrival,
        DurableTaskClient durable,
        CancellationToken cancellation)
    {
        // What was let in once is known again, whatever has become of the plan since.
        if (PlanWorkbook.Read(arrival.Bytes.ToArray()).Plan is { } again
            && await MeetAgainAsync(again, durable, cancellation) is { } met)
            return met;
        var (reading, inForce) = await ReadAsync(arrival, cancellation);
        if (reading.Plan is not { } plan || inForce is null)
            return new IntakeResult.Refused(reading.Issues);
        var record = await RecordOfAsync(plan, arrival, cancellation);
        var version = await versions.ProposeAsync(inForce, plan, record.Id, cancellation);
        if (version.Procedure != record.Id)
            return new IntakeResult.Refused(
                [Of(RefusalCatalogue.Refuse(RefusalCode.AmendmentPending, version.Procedure))]);
        var (held, created) = await procedures.CreateAsync(record, cancellation);
        if (!created && held.CanonicalSha256 != record.CanonicalSha256)
            return Reused(held.Id, version.Plan, plan);
        await Orchestrations.StartAsync(durable, held, cancellation);
        return new IntakeResult.LetIn(held.Id, AlreadyReceived: !created);
    }

    /// <summary>
    /// The order that put the plan into force and orders that came before as new versions; null for a new order.
    /// </summary>
    private async Task<IntakeResult?> MeetAgainAsync(
        NationalPlan plan, DurableTaskClient durable, CancellationToken cancellation)
    {
        string[] ids =
        [
            ProcedureId.OfPlan(plan.Period, plan.Order).ToString(),
            ProcedureId.OfPlanAmendment(plan.Period, plan.Order).ToString(),
        ];
        foreach (var id in ids)
        {
            if (await procedures.FindAsync(id, cancellation) is not { } known)
                continue;
            if (known.CanonicalSha256 != CanonicalHashOf(plan))
            {
                var all = await plans.FindAsync(plan.Period, cancellation) is { } inForce
                    ? await versions.AllAsync(inForce, cancellation)
                    : [];
                return Reused(id, all.FirstOrDefault(version => version.Procedure == id)?.Plan, plan);
            }
            await Orchestrations.StartAsync(durable, known, cancellation);
            return new IntakeResult.LetIn(id, AlreadyReceived: true);
        }
        return null;
    }

    private static IntakeResult.NumberReused Reused(string procedure, NationalPlan? before, NationalPlan plan)
    {
        using var stored = JsonDocument.Parse(before is null ? "{}"u8.ToArray() : PlanIntake.Bytes(before));
        using var received = JsonDocument.Parse(PlanIntake.Bytes(plan));
        return new IntakeResult.NumberReused(
            procedure, DocumentDifference.Describe(stored.RootElement, received.RootElement));
    }

    private async Task<ProcedureRecord> RecordOfAsync(
        NationalPlan plan,
        Arrival arrival,
        CancellationToken cancellation)
    {
        var term = Terms.For(RegulatedAct.PlanAmendment, KazakhstanTime.DateOf(arrival.At));
        var record = new ProcedureRecord
        {
            Id = ProcedureId.OfPlanAmendment(plan.Period, plan.Order).ToString(),
            Kind = ProcedureKinds.PlanAmendment,
            Number = plan.Order,
            Date = plan.ApprovedOn,
            IssuerId = settings.Authority.Text,
            IssuerName = "Уполномоченный орган",
            Paragraph = "¶12",
            Stage = ProcedureStage.Received,
            ReceivedAt = KazakhstanTime.Local(arrival.At),
            DocumentSha256 = await archive.PutAsync(arrival.Bytes, cancellation),
            CanonicalSha256 = CanonicalHashOf(plan),
            Sender = arrival.Sender?.Id,
            ApprovalsNeeded = settings.ApprovalsFor(ProcedureKinds.PlanAmendment, term),
        };
        return record.Noting(Happenings.Received(record, arrival.Sender?.Id ?? settings.Authority.Text));
    }

    private static string CanonicalHashOf(NationalPlan plan) =>
        DocumentArchive.HashOf(CanonicalJson.Canonicalize(PlanIntake.Bytes(plan)));

    private static PlanAmendmentReading Refused(PlanReading reading, IReadOnlyList<Issue> issues) =>
        new(new PlanReading(null, issues, reading.Warnings), null);

    private static Issue Of(Refusal refusal) => new(RefusalNames.Of(refusal.Code), refusal.Text);
}

/// <summary>A workbook read as a new version of a plan.</summary>
/// <param name="Reading">The plan, or what stands against it.</param>
/// <param name="InForce">The plan that it would replace; null when it is refused.</param>
public sealed record PlanAmendmentReading(PlanReading Reading, KnownPlan? InForce);
