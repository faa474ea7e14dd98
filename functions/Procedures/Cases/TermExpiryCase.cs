using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>¶29: unused units are cancelled on the day on which their term ends, never before.</summary>
internal sealed class TermExpiryCase(
    PlansInForce inForce, TermEnds ends, TermDocuments documents, RegistryLedger ledger, TimeProvider time)
    : DocumentCase<TermExpiry>
{
    internal override DocumentKind Kind => DocumentKind.TermExpiry;

    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        TermExpiry document, CancellationToken cancellation) =>
        await KnowsAsync(document.Term, cancellation) is { } unknown
            ? [unknown]
            : LeavingFits.Term(
                document, document.Term, await documents.OfAsync(Kind, document.Term, cancellation));

    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, TermExpiry document, CancellationToken cancellation) =>
        TermEnds.Start(
            ActOf(document),
            await ends.OfUnitsAsync(document.Term, cancellation),
            TermEnds.Again(record, document.Term),
            time.GetUtcNow());

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, TermExpiry document, DateOnly on, CancellationToken cancellation) =>
        await ends.OfUnitsAsync(document.Term, cancellation) is { } lastDay
            ? await ledger.ReadAsync(state => Expiring.Decide(document, lastDay, on, state), cancellation)
            : TermEnds.NotCovered(document.Term.Years);

    /// <summary>Null when the registry has units of the term, otherwise why not.</summary>
    private async Task<Issue?> KnowsAsync(UnitTerm term, CancellationToken cancellation)
    {
        if (term.Units == UnitKind.Quota)
            return LeavingFits.Period(term.Years, await inForce.AllAsync(cancellation));
        await ledger.RefreshAsync(cancellation);
        var years = await ledger.ReadAsync(Expiring.OffsetYears, cancellation);
        return LeavingFits.OffsetYear(term.Years.LastYear, years);
    }
}
