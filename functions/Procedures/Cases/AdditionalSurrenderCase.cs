using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶28, second part: units that came as additional quota are surrendered on the authority's notice.</summary>
internal sealed class AdditionalSurrenderCase(PlanStore plans, AccountHolders holders, RegistryLedger ledger)
    : InstallationNoticeCase<AdditionalSurrender>(plans, holders)
{
    internal override DocumentKind Kind => DocumentKind.AdditionalSurrender;

    private protected override string InstallationOf(AdditionalSurrender document) => document.Installation;

    private protected override Task<Orders> DecideAsync(
        ProcedureRecord record, AdditionalSurrender document, DateOnly on, CancellationToken cancellation) =>
        ledger.ReadAsync(state => Surrendering.Decide(document, state), cancellation);
}
