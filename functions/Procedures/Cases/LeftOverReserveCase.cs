using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>Code, article 295(10): the left-over reserve for additional quota is surrendered on its day.</summary>
internal sealed class LeftOverReserveCase(
    PlansInForce inForce, TermEnds ends, TermDocuments documents, TimeProvider time)
    : DocumentCase<LeftOverReserve>
{
    internal override DocumentKind Kind => DocumentKind.LeftOverReserve;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        LeftOverReserve document, CancellationToken cancellation) =>
        LeavingFits.Period(document.Period, await inForce.AllAsync(cancellation)) is { } unknown
            ? [unknown]
            : LeavingFits.Term(
                document, document.Term, await documents.OfAsync(Kind, document.Term, cancellation));

    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, LeftOverReserve document, CancellationToken cancellation) =>
        TermEnds.Start(
            ActOf(document),
            await ends.OfLeftOverReserveAsync(document.Period, cancellation),
            TermEnds.Again(record, document.Term),
            time.GetUtcNow());

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, LeftOverReserve document, DateOnly on, CancellationToken cancellation) =>
        await ends.OfLeftOverReserveAsync(document.Period, cancellation) is { } lastDay
            ? Expiring.Decide(document, lastDay, on)
            : TermEnds.NotCovered(document.Period);
}
