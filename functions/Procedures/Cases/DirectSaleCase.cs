using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// What the two papers about a direct sale have in common: the authority's notice (¶27) and the buyer's copy of the
/// contract (Order 221 ¶31, 33). Either carries the sale out, or both together, as the policy says (requirements C1).
/// </summary>
/// <typeparam name="TDocument">The paper's type.</typeparam>
public abstract class DirectSaleCase<TDocument>(
    ContractPapers papers, AccountHolders holders, RegistrySettings settings)
    : DocumentCase<TDocument>
    where TDocument : Document
{
    internal sealed override async Task<ProcedureRecord> CompleteAsync(
        ProcedureRecord record, Document document, CancellationToken cancellation)
    {
        var sale = SaleOf((TDocument)document);
        if (await papers.EvidenceAsync(sale, cancellation) is not { } evidence)
            return record;
        var act = DirectSales.ActName(sale.Contract);
        return record with
        {
            Promises = [UnitPromises.Stored(new Promise(act, evidence.Seller, sale.Terms.UnitKind, sale.Terms.Units))],
            Deal = new StoredDeal(
                evidence.Key, evidence.Name, act, sale.Terms.UnitKind, sale.Terms.Units, sale.Terms.Price),
        };
    }

    /// <summary>The deal and its contract.</summary>
    private protected abstract Sale SaleOf(TDocument document);

    /// <summary>True for the paper that carries the sale out when both are there.</summary>
    private protected abstract bool CarriesOutForBoth { get; }

    private protected sealed override IReadOnlyList<string> ActNamesOf(TDocument document) =>
        [DirectSales.ActName(SaleOf(document).Contract)];

    /// <summary>The seller, whose account is debited, then the buyer.</summary>
    private protected sealed override async Task<IReadOnlyList<string>> ConcernedAsync(
        TDocument document, CancellationToken cancellation)
    {
        var terms = SaleOf(document).Terms;
        var seller = await holders.OfAccountAsync(terms.Seller, cancellation);
        var buyer = await holders.OfAccountAsync(terms.Buyer, cancellation);
        return [.. new[] { seller, buyer }.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// The sale is judged at the door as it will be when it is carried out, so that whoever sends the paper learns at
    /// once. A contract whose units have moved already is not judged again: its second paper comes to the same end.
    /// </summary>
    private protected override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        TDocument document, CancellationToken cancellation)
    {
        var sale = SaleOf(document);
        var others = await papers.OthersAsync(sale, document.ProcedureId.ToString(), cancellation);
        if (others.FirstOrDefault(other => other.Kind == Row.Name) is { } same)
        {
            var twice = RefusalCatalogue.Refuse(RefusalCode.AlreadySettled, same.Deal!.Contract, same.Id);
            return [DoorFits.Refused(twice, "/contract")];
        }
        var refusal = others.Any(other => other.Entries.Count > 0)
            ? DirectSales.Disagreement(sale, ContractPapers.StatedBy(others))
            : (await papers.JudgeAtDoorAsync(sale, Paragraph, others, cancellation) as Orders.Refuse)?.Refusal;
        if (refusal is null)
            return [];
        var isOfBuyer = await papers.IsOfBuyerAsync(refusal.Code, sale, cancellation);
        return [DoorFits.Refused(refusal, isOfBuyer ? "/buyer" : FieldOf(refusal.Code))];
    }

    /// <summary>
    /// Where both papers are asked for, the term counts from the earlier one (requirements C1), and the buyer's copy
    /// carries the sale out, since the seller confirms that one; the authority's notice follows it.
    /// </summary>
    private protected sealed override async Task<StartCondition> StartAsync(
        ProcedureRecord record, TDocument document, CancellationToken cancellation)
    {
        var receivedOn = KazakhstanTime.DateOf(record.ReceivedAt);
        if (settings.Evidence == EvidencePolicy.Either)
            return new StartCondition.TermFrom(Row.Act, receivedOn);
        var others = await papers.OthersAsync(SaleOf(document), record.Id, cancellation);
        if (others.FirstOrDefault(other => other.Kind != record.Kind) is not { } other)
            return new StartCondition.OtherEvidence();
        await papers.NoteBothAsync(record, other, cancellation);
        if (!CarriesOutForBoth && !other.Ended)
            return new StartCondition.FollowedEnds(other.Id);
        var otherOn = KazakhstanTime.DateOf(other.ReceivedAt);
        return new StartCondition.TermFrom(Row.Act, otherOn < receivedOn ? otherOn : receivedOn);
    }

    private protected sealed override Task<Orders> DecideAsync(
        ProcedureRecord record, TDocument document, DateOnly on, CancellationToken cancellation) =>
        papers.SettleAsync(record, SaleOf(document), cancellation);

    private string Paragraph => ProcedureKinds.ParagraphOf(Row.Act);

    private static string FieldOf(RefusalCode code) => code switch
    {
        RefusalCode.PriceBelowQuotation => "/price",
        RefusalCode.InsufficientUnits or RefusalCode.NotForSale => "/units",
        RefusalCode.TreatyNeeded or RefusalCode.UnitKindNotAllowed => "/unitKind",
        RefusalCode.EvidenceDiffers => "/contract",
        _ => "/seller",
    };
}
