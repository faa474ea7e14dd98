using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶15: the monitoring plan is missing or not in order, so the account is blocked.</summary>
internal sealed class MonitoringPlanDefaultCase(PlanStore plans, AccountHolders holders, ProcedureStore procedures)
    : InstallationNoticeCase<MonitoringPlanDefault>(plans, holders)
{
    internal override DocumentKind Kind => DocumentKind.MonitoringPlanDefault;

    private protected override string InstallationOf(MonitoringPlanDefault document) => document.Installation;

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, MonitoringPlanDefault document, DateOnly on, CancellationToken cancellation)
    {
        var acceptedSince = await procedures.AnyOfInstallationAsync(
            DocumentKinds.NameOf(DocumentKind.MonitoringPlanAccepted),
            document.Installation,
            other => other.ReceivedAt > record.ReceivedAt && other.Stage != ProcedureStage.Refused,
            cancellation);
        return Blocking.Decide(document, acceptedSince);
    }
}
