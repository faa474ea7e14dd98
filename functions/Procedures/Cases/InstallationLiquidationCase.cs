using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶22, first part: the unused units of a liquidated installation go back to the reserve.</summary>
internal sealed class InstallationLiquidationCase(
    PlanStore plans,
    PlansInForce inForce,
    RegisteredReports reports,
    AccountHolders holders,
    InstallationDuty duty)
    : InstallationNoticeCase<InstallationLiquidation>(plans, holders)
{
    internal override DocumentKind Kind => DocumentKind.InstallationLiquidation;

    private protected override string InstallationOf(InstallationLiquidation document) => document.Installation;

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, InstallationLiquidation document, DateOnly on, CancellationToken cancellation)
    {
        var periods = await inForce.PeriodsAsync(cancellation);
        if (periods.Count == 0)
            return PlansInForce.Unknown(document.Installation);
        var years = await duty.YearsAsync(document.Installation, cancellation);
        var reported = (await reports.AllAsync(document.Installation, cancellation))
            .Select(report => report.Document.Year)
            .ToHashSet();
        return Liquidation.Decide(document, periods, Liquidation.OpenDuty(years, on, reported));
    }
}
