using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶28, first part: a verified report was registered; the units that it calls for are surrendered.</summary>
internal sealed class VerifiedReportRegisteredCase(
    PlanStore plans,
    PlansInForce inForce,
    RegisteredReports reports,
    AccountHolders holders,
    RegistryLedger ledger)
    : InstallationNoticeCase<VerifiedReportRegistered>(plans, holders)
{
    internal override DocumentKind Kind => DocumentKind.VerifiedReportRegistered;

    private protected override string InstallationOf(VerifiedReportRegistered document) => document.Installation;

    /// <summary>The five days count from the registration, whenever the registry learns of it.</summary>
    private protected override Task<StartCondition> StartAsync(
        ProcedureRecord record, VerifiedReportRegistered document, CancellationToken cancellation) =>
        Task.FromResult<StartCondition>(new StartCondition.TermFrom(ActOf(document), document.RegisteredOn));

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, VerifiedReportRegistered document, DateOnly on, CancellationToken cancellation)
    {
        var all = await inForce.AllAsync(cancellation);
        var offsets = await reports.MostOffsetsAsync(document.Installation, cancellation);
        var known = new ReportedYear(
            all.Any(plan => plan.Find(document.Installation) is not null),
            [.. all.Select(plan => plan.Period)],
            await reports.WasCarriedOutAsync(document.Installation, document.Year, record.Id, cancellation),
            offsets.GetValueOrDefault((document.Installation, document.Year)));
        return await ledger.ReadAsync(state => Surrendering.Decide(document, known, state), cancellation);
    }
}
