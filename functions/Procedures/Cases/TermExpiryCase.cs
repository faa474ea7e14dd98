using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶29: unused quota units are cancelled on the day on which their term ends, never before.</summary>
internal sealed class TermExpiryCase(PlansInForce inForce, TermEnds ends, RegistryLedger ledger, TimeProvider time)
    : DocumentCase<TermExpiry>
{
    internal override DocumentKind Kind => DocumentKind.TermExpiry;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        TermExpiry document, CancellationToken cancellation) =>
        LeavingFits.Period(document, document.Period, await inForce.AllAsync(cancellation));

    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, TermExpiry document, CancellationToken cancellation) =>
        TermEnds.Start(
            ActOf(document), await ends.OfQuotaAsync(document.Period, cancellation), time.GetUtcNow());

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, TermExpiry document, DateOnly on, CancellationToken cancellation) =>
        await ends.OfQuotaAsync(document.Period, cancellation) is { } lastDay
            ? await ledger.ReadAsync(state => Expiring.Decide(document, lastDay, on, state), cancellation)
            : TermEnds.NotCovered(document.Period);
}
