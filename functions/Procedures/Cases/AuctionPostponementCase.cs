using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// Order 221 ¶19: a planned auction is held later. Those who applied for it stand in the document, since they apply to
/// the exchange, and are told.
/// </summary>
internal sealed class AuctionPostponementCase(AuctionBook book) : AuctionPaperCase<AuctionPostponement>
{
    internal override DocumentKind Kind => DocumentKind.AuctionPostponement;

    private protected override string Paragraph => "Order 221 ¶19";

    private protected override async Task<IReadOnlyList<AuctionFault>> FaultsAsync(
        AuctionPostponement document,
        DateTimeOffset receivedAt,
        ProcedureRecord? record,
        CancellationToken cancellation) =>
        AuctionPapers.Check(document, await book.GroundAsync(receivedAt, record, cancellation));
}
