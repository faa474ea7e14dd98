using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶16: the monitoring plan is in order, so the block is lifted.</summary>
internal sealed class MonitoringPlanAcceptedCase(
    PlanStore plans,
    AccountHolders holders,
    ProcedureStore procedures,
    RegistryLedger ledger)
    : InstallationNoticeCase<MonitoringPlanAccepted>(plans, holders)
{
    internal override DocumentKind Kind => DocumentKind.MonitoringPlanAccepted;

    private protected override string InstallationOf(MonitoringPlanAccepted document) => document.Installation;

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, MonitoringPlanAccepted document, DateOnly on, CancellationToken cancellation)
    {
        // An earlier notice of ¶15 is still open, or gave way to this one.
        var overtakes = await procedures.AnyOfInstallationAsync(
            DocumentKinds.NameOf(DocumentKind.MonitoringPlanDefault),
            document.Installation,
            other => other.ReceivedAt < record.ReceivedAt
                && (!other.Ended || other.Refusal?.Code == RefusalCode.AcceptedMeanwhile),
            cancellation);
        return await ledger.ReadAsync(state => Blocking.Decide(document, overtakes, state), cancellation);
    }
}
