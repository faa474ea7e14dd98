using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
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
    PlansInForce inForce,
    ProcedureStore procedures,
    RegistryCalendar calendar,
    TimeProvider time)
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
        ProcedureRecord record, AdditionalAllocation document, CancellationToken cancellation)
    {
        if (!await inForce.CoverAsync(document.Year, cancellation))
            return new StartCondition.PlanCarriedOut();
        await WarnAsync(record, document, cancellation);
        return await openings.AwaitAsync(record, document.Installation, ActOf(document), cancellation);
    }

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, AdditionalAllocation document, DateOnly on, CancellationToken cancellation) =>
        FromReserve.Decide(document, await inForce.PeriodsAsync(cancellation));

    /// <summary>
    /// Code, article 295(2–5): a notice that no application in time can stand behind is shown to those who decide; the
    /// choice is the authority's.
    /// </summary>
    private async Task WarnAsync(
        ProcedureRecord record, AdditionalAllocation document, CancellationToken cancellation)
    {
        var year = document.Date.Year;
        var periods = (await plans.AllAsync(cancellation)).Select(known => known.Plan.Period);
        var period = periods.FirstOrDefault(
            known => known.Contains(year), new PlanPeriod(document.Year, document.Year));
        if (StatutoryDates.In(year)?.AdditionalQuota(year, period) is not { } window
            || window.Admits(document.Date, await calendar.InForceAsync(cancellation)))
            return;
        var warning = Happenings.OutsideWindow(KazakhstanTime.Local(time.GetUtcNow()), document.Date, window);
        await procedures.ChangeAsync(record.Id, known => known.Noting(warning), cancellation);
    }
}
