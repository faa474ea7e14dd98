using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// A document of the operator about auctions (Order 221 ¶17 to ¶26). The law counts days up to the moment in which it
/// came; it is judged by that at the door, and again beside those that came earlier when it is recorded.
/// </summary>
/// <typeparam name="TDocument">The document's type.</typeparam>
public abstract class AuctionPaperCase<TDocument> : DocumentCase<TDocument>
    where TDocument : Document
{
    /// <summary>The provision that asks for the document.</summary>
    private protected abstract string Paragraph { get; }

    internal override async Task<IReadOnlyList<Issue>> MisfitsAsync(
        Document document, DateTimeOffset receivedAt, CancellationToken cancellation)
    {
        var faults = await FaultsAsync((TDocument)document, receivedAt, null, cancellation);
        return
        [
            .. faults.Select(fault =>
                new Issue(RefusalNames.Of(fault.Refusal.Code), fault.Refusal.Text) { Field = fault.Field }),
        ];
    }

    internal override Task<ProcedureRecord> CompleteAsync(
        ProcedureRecord record, Document document, CancellationToken cancellation) =>
        Task.FromResult(record with { Paragraph = Paragraph });

    /// <summary>The reasons against the document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="receivedAt">When it came.</param>
    /// <param name="record">Its procedure, whose elders alone count; null at the door.</param>
    /// <param name="cancellation">Stops the reading.</param>
    private protected abstract Task<IReadOnlyList<AuctionFault>> FaultsAsync(
        TDocument document, DateTimeOffset receivedAt, ProcedureRecord? record, CancellationToken cancellation);

    private protected override async Task<Orders> DecideAsync(
        ProcedureRecord record, TDocument document, DateOnly on, CancellationToken cancellation)
    {
        var faults = await FaultsAsync(document, record.ReceivedAt, record, cancellation);
        return faults.Count > 0 ? new Orders.Refuse(faults[0].Refusal) : new Orders.Post([]);
    }
}
