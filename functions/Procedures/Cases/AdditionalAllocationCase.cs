using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶19: additional quota for an installation whose capacity increased.</summary>
internal sealed class AdditionalAllocationCase(
    PlanStore plans,
    AccountHolders holders,
    AccountOpenings openings,
    PlansInForce inForce)
    : InstallationNoticeCase<AdditionalAllocation>(plans, holders)
{
    private readonly PlanStore plans = plans;

    internal override DocumentKind Kind => DocumentKind.AdditionalAllocation;

    private protected override string InstallationOf(AdditionalAllocation document) => document.Installation;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        AdditionalAllocation document, CancellationToken cancellation) =>
    [
        .. await base.MisfitsAsync(document, cancellation),
        .. DoorFits.Year(document.Year, await plans.AllAsync(cancellation)),
    ];

    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, AdditionalAllocation document, CancellationToken cancellation) =>
        await inForce.CoverAsync(document.Year, cancellation)
            ? await openings.AwaitAsync(record, document.Installation, ActOf(document), cancellation)
            : new StartCondition.PlanCarriedOut();

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, AdditionalAllocation document, DateOnly on, CancellationToken cancellation) =>
        FromReserve.Decide(document, await inForce.PeriodsAsync(cancellation));
}
