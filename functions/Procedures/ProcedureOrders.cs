using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>Gathers what the pure decisions of the law need, and asks the one that the document calls for.</summary>
public sealed class ProcedureOrders(
    CaseFiles files,
    PlanStore plans,
    ProcedureStore procedures,
    RegistryLedger ledger,
    OpaqueIds opaque,
    RegistrySettings settings)
{
    /// <summary>What the procedure comes to on the day.</summary>
    /// <param name="record">The procedure.</param>
    /// <param name="on">The day in Kazakhstan.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<Orders> DecideAsync(ProcedureRecord record, DateOnly on, CancellationToken cancellation)
    {
        if (record.Kind == Orchestrations.PlanKind)
        {
            var workbook = await files.PlanAsync(record, cancellation);
            return await ledger.ReadAsync(
                state => PlanEntry.Decide(workbook, settings.SystemOperator.Text, state), cancellation);
        }
        var document = await files.DocumentAsync(record.DocumentSha256, cancellation);
        switch (document)
        {
            case MonitoringPlanDefault notice:
                return Blocking.Decide(notice, await AcceptedSinceAsync(record, cancellation));
            case MonitoringPlanAccepted notice:
                var overtakes = await OvertakesDefaultAsync(record, cancellation);
                return await ledger.ReadAsync(state => Blocking.Decide(notice, overtakes, state), cancellation);
        }
        if (await PlanOfAsync(record, document, cancellation) is not { } plan)
            return new Orders.Refuse(
                RefusalCatalogue.Refuse(RefusalCode.InstallationUnknown, record.Installation ?? "—"));
        switch (document)
        {
            case AccountApplication:
                var (application, _) = await files.ApplicationAsync(record, cancellation);
                var holder = opaque.NameOf(application.Applicant.Id);
                return await ledger.ReadAsync(
                    state => Opening.Decide(application, plan, holder, on, state), cancellation);
            case InstallationLiquidation notice:
                // No report can be registered yet, so the duty of every year until now is open.
                return Liquidation.Decide(notice, plan, Liquidation.OpenDuty(plan, on, new HashSet<int>()));
            case ReserveAssignment notice:
                return await AssignmentAsync(notice, plan.Period, cancellation);
            default:
                throw new InvalidOperationException($"No procedure carries out a {document.GetType().Name}.");
        }
    }

    /// <summary>
    /// True when the authority accepted the monitoring plan after it had found it wanting (¶16 after ¶15).
    /// </summary>
    private Task<bool> AcceptedSinceAsync(ProcedureRecord record, CancellationToken cancellation) =>
        AnyOfInstallationAsync(
            record,
            DocumentKind.MonitoringPlanAccepted,
            other => other.ReceivedAt > record.ReceivedAt && other.Stage != ProcedureStage.Refused,
            cancellation);

    /// <summary>True when an earlier notice of ¶15 is still open, or gave way to this one.</summary>
    private Task<bool> OvertakesDefaultAsync(ProcedureRecord record, CancellationToken cancellation) =>
        AnyOfInstallationAsync(
            record,
            DocumentKind.MonitoringPlanDefault,
            other => other.ReceivedAt < record.ReceivedAt
                && (!other.Ended || other.Refusal?.Code == RefusalCode.AcceptedMeanwhile),
            cancellation);

    private async Task<bool> AnyOfInstallationAsync(
        ProcedureRecord record,
        DocumentKind kind,
        Func<ProcedureRecord, bool> matches,
        CancellationToken cancellation)
    {
        var filter = new ProcedureFilter { Kind = DocumentKinds.NameOf(kind), Installation = record.Installation };
        await foreach (var other in procedures.AllAsync(filter, cancellation))
        {
            if (matches(other))
                return true;
        }
        return false;
    }

    /// <summary>
    /// The plan that names the installation; for an assignment, the plan of the procedure that it follows.
    /// </summary>
    private async Task<NationalPlan?> PlanOfAsync(
        ProcedureRecord record,
        Document document,
        CancellationToken cancellation)
    {
        var installation = record.Installation;
        if (document is ReserveAssignment assignment)
            installation = (await procedures.FindAsync(assignment.Follows.ToString(), cancellation))?.Installation;
        var all = await plans.AllAsync(cancellation);
        var carriedOut = all.Where(known => known.CarriedOut).Select(known => known.Plan);
        return carriedOut.LastOrDefault(plan => installation is not null && plan.Find(installation) is not null);
    }

    private async Task<Orders> AssignmentAsync(
        ReserveAssignment notice,
        PlanPeriod period,
        CancellationToken cancellation)
    {
        var followed = await procedures.GetAsync(notice.Follows.ToString(), cancellation);
        var returned = followed.Entries
            .Select(number => ledger.Entry(number).Body)
            .OfType<EntryBody.Moved>()
            .SelectMany(moved => moved.Moves.Select(move => move.Block))
            .ToList<UnitBlock>();
        return await ledger.ReadAsync(state => Assignment.Decide(notice, period, returned, state), cancellation);
    }
}
