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
                return Blocking.Decide(notice);
            case MonitoringPlanAccepted notice:
                return Blocking.Decide(notice);
        }
        if (await PlanOfAsync(record, document, cancellation) is not { } plan)
            return new Orders.Refuse(
                RefusalCatalogue.Refuse(RefusalCode.InstallationUnknown, record.Installation ?? "—"));
        switch (document)
        {
            case AccountApplication:
                var application = await files.ApplicationAsync(record, cancellation);
                return Opening.Decide(application, plan, opaque.NameOf(application.Applicant.Id), on);
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
