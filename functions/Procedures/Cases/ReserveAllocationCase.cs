using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶18: units of the reserve for an installation whose account ¶17 opened.</summary>
internal sealed class ReserveAllocationCase(
    PlanStore plans,
    AccountHolders holders,
    NewInstallations newcomers,
    AccountOpenings openings,
    PlansInForce inForce,
    ProcedureStore procedures,
    RegistryLedger ledger,
    TimeProvider time)
    : InstallationNoticeCase<ReserveAllocation>(plans, holders)
{
    private readonly PlanStore plans = plans;

    internal override DocumentKind Kind => DocumentKind.ReserveAllocation;

    private protected override string InstallationOf(ReserveAllocation document) => document.Installation;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        ReserveAllocation document, CancellationToken cancellation)
    {
        var unknown = await base.MisfitsAsync(document, cancellation);
        if (unknown.Count > 0)
            return unknown;
        var newcomer = await newcomers.FindAsync(document.Installation, cancellation);
        return
        [
            .. DoorFits.Allocation(document, newcomer),
            .. DoorFits.Year(document.Year, await plans.AllAsync(cancellation)),
        ];
    }

    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, ReserveAllocation document, CancellationToken cancellation)
    {
        if (!await inForce.CoverAsync(document.Year, cancellation))
            return new StartCondition.PlanCarriedOut();
        await WarnAsync(record, document, cancellation);
        return await openings.AwaitAsync(record, document.Installation, ActOf(document), cancellation);
    }

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, ReserveAllocation document, DateOnly on, CancellationToken cancellation)
    {
        var newcomer = await newcomers.FindAsync(document.Installation, cancellation);
        var periods = await inForce.PeriodsAsync(cancellation);
        return await ledger.ReadAsync(
            state => FromReserve.Decide(
                document, newcomer is { Opened: true } opened ? opened.Category : null, periods, state),
            cancellation);
    }

    /// <summary>A doubtful first year is shown to those who decide; the choice is the authority's.</summary>
    private async Task WarnAsync(
        ProcedureRecord record, ReserveAllocation document, CancellationToken cancellation)
    {
        if (await newcomers.FindAsync(document.Installation, cancellation) is not { } newcomer
            || !FromReserve.MayStartTooEarly(document, newcomer.AppliedOn))
            return;
        var warning = Happenings.MayStartTooEarly(KazakhstanTime.Local(time.GetUtcNow()), document.Year);
        await procedures.ChangeAsync(record.Id, known => known.Noting(warning), cancellation);
    }
}
