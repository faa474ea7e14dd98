using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶23: a subaccount of the reserve of the plan in force is topped up from the largest one.</summary>
internal sealed class ReserveTopUpCase(PlansInForce inForce) : DocumentCase<ReserveTopUp>
{
    internal override DocumentKind Kind => DocumentKind.ReserveTopUp;

    /// <summary>There is no reserve before a plan is carried out.</summary>
    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, ReserveTopUp document, CancellationToken cancellation) =>
        (await inForce.PeriodsAsync(cancellation)).Count == 0
            ? new StartCondition.PlanCarriedOut()
            : new StartCondition.TermFrom(ActOf(document), KazakhstanTime.DateOf(record.ReceivedAt));

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, ReserveTopUp document, DateOnly on, CancellationToken cancellation) =>
        ReserveChanges.Decide(document, (await inForce.OnAsync(on, cancellation))!.Period);
}
