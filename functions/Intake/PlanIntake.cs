using System.Text.Json;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Excel;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Storage;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Functions.Intake;

/// <summary>
/// The door for National Plans: read the workbook, check it, keep it, claim its period, start the procedure of ¶12. A
/// dry run stops after the checks.
/// </summary>
public sealed class PlanIntake(
    RegistrySettings settings,
    DocumentArchive archive,
    ProcedureStore procedures,
    PlanStore plans,
    RegistryCalendar calendar)
{
    /// <summary>Reads and checks a workbook and changes nothing.</summary>
    public async Task<PlanReading> ReadAsync(ReadOnlyMemory<byte> workbook, CancellationToken cancellation)
    {
        var reading = PlanWorkbook.Read(workbook.ToArray());
        if (reading.Plan is not { } plan)
            return reading;
        var id = ProcedureId.OfPlan(plan.Period, plan.Order).ToString();
        var others = (await plans.AllAsync(cancellation)).Where(known => known.Procedure != id).ToList();
        IReadOnlyList<Issue> issues =
        [
            .. PlanFits.Period(plan.Period),
            .. PlanFits.Check(plan, others, await calendar.InForceAsync(cancellation), settings),
        ];
        return issues.Count == 0 ? reading : new PlanReading(null, issues, reading.Warnings);
    }

    /// <summary>Lets a plan in, or says why not.</summary>
    public async Task<IntakeResult> AcceptAsync(
        Arrival arrival,
        DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var reading = await ReadAsync(arrival.Bytes, cancellation);
        if (reading.Plan is not { } plan)
            return new IntakeResult.Refused(reading.Issues);
        var record = await RecordOfAsync(plan, arrival, cancellation);
        if (await procedures.FindAsync(record.Id, cancellation) is { } known)
            return await MeetAgainAsync(known, record, plan, durable, cancellation);

        var holder = await plans.ClaimAsync(plan, record.Id, cancellation);
        if (holder.Procedure != record.Id)
            return new IntakeResult.Refused([PlanFits.PeriodTaken(holder)]);
        var (held, created) = await procedures.CreateAsync(record, cancellation);
        if (!created)
            return await MeetAgainAsync(held, record, plan, durable, cancellation);
        await Orchestrations.StartAsync(durable, record, cancellation);
        return new IntakeResult.LetIn(record.Id, AlreadyReceived: false);
    }

    private async Task<IntakeResult> MeetAgainAsync(
        ProcedureRecord known,
        ProcedureRecord arrived,
        NationalPlan plan,
        DurableTaskClient durable,
        CancellationToken cancellation)
    {
        if (known.CanonicalSha256 == arrived.CanonicalSha256)
        {
            await Orchestrations.StartAsync(durable, known, cancellation);
            return new IntakeResult.LetIn(known.Id, AlreadyReceived: true);
        }
        var before = (await plans.FindAsync(plan.Period, cancellation))?.Plan;
        using var stored = JsonDocument.Parse(before is null ? "{}"u8.ToArray() : Bytes(before));
        using var received = JsonDocument.Parse(Bytes(plan));
        return new IntakeResult.NumberReused(
            known.Id, DocumentDifference.Describe(stored.RootElement, received.RootElement));
    }

    private async Task<ProcedureRecord> RecordOfAsync(
        NationalPlan plan,
        Arrival arrival,
        CancellationToken cancellation)
    {
        var term = Terms.For(RegulatedAct.PlanInForce, plan.InForceOn);
        var record = new ProcedureRecord
        {
            Id = ProcedureId.OfPlan(plan.Period, plan.Order).ToString(),
            Kind = ProcedureKinds.Plan,
            Number = plan.Order,
            Date = plan.ApprovedOn,
            IssuerId = settings.Authority.Text,
            IssuerName = "Уполномоченный орган",
            Paragraph = "¶12",
            Stage = ProcedureStage.Received,
            ReceivedAt = KazakhstanTime.Local(arrival.At),
            DocumentSha256 = await archive.PutAsync(arrival.Bytes, cancellation),
            CanonicalSha256 = DocumentArchive.HashOf(CanonicalJson.Canonicalize(Bytes(plan))),
            Sender = arrival.Sender?.Id,
            ApprovalsNeeded = settings.ApprovalsFor(ProcedureKinds.Plan, term),
        };
        return record.Noting(Happenings.Received(record, arrival.Sender?.Id ?? settings.Authority.Text));
    }

    /// <summary>The plan's frozen shape, whose canonical form tells whether two workbooks are the same plan.</summary>
    internal static byte[] Bytes(NationalPlan plan) =>
        JsonSerializer.SerializeToUtf8Bytes(PlanView.Of(plan), StorageJson.Options);
}
