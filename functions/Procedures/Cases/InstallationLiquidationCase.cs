using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶22, first part: the unused units of a liquidated installation go back to the reserve.</summary>
internal sealed class InstallationLiquidationCase(PlanStore plans, PlansInForce inForce, AccountHolders holders)
    : InstallationNoticeCase<InstallationLiquidation>(plans, holders)
{
    internal override DocumentKind Kind => DocumentKind.InstallationLiquidation;

    private protected override string InstallationOf(InstallationLiquidation document) => document.Installation;

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, InstallationLiquidation document, DateOnly on, CancellationToken cancellation)
    {
        if (await inForce.NamingAsync(document.Installation, cancellation) is not { } plan)
            return PlansInForce.Unknown(document.Installation);
        // No report can be registered yet, so the duty of every year until now is open.
        return Liquidation.Decide(document, plan, Liquidation.OpenDuty(plan, on, new HashSet<int>()));
    }
}
