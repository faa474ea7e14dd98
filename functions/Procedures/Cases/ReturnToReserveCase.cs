using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶20, first part: units of an installation go back to the reserve of the plan in force.</summary>
internal sealed class ReturnToReserveCase(
    PlanStore plans,
    AccountHolders holders,
    AccountOpenings openings,
    PlansInForce inForce,
    RegistryLedger ledger)
    : InstallationNoticeCase<ReturnToReserve>(plans, holders)
{
    internal override DocumentKind Kind => DocumentKind.ReturnToReserve;

    private protected override string InstallationOf(ReturnToReserve document) => document.Installation;

    private protected override Task<StartCondition> StartAsync(
        ProcedureRecord record, ReturnToReserve document, CancellationToken cancellation) =>
        openings.AwaitAsync(record, document.Installation, ActOf(document), cancellation);

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, ReturnToReserve document, DateOnly on, CancellationToken cancellation) =>
        await inForce.OnAsync(on, cancellation) is { } plan
            ? await ledger.ReadAsync(state => ReserveChanges.Decide(document, plan.Period, state), cancellation)
            : PlansInForce.Unknown(document.Installation);

    private protected override long DeficitOf(ReturnToReserve document, long moved) =>
        ReserveChanges.DeficitOf(document, moved);
}
