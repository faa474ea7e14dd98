using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// Order 221 ¶20: an auction of December beyond the calendar. Those who may buy at it are told as soon as it is
/// recorded, which is the day on which the document came.
/// </summary>
internal sealed class AdditionalAuctionCase(AuctionBook book) : AuctionPaperCase<AdditionalAuction>
{
    internal override DocumentKind Kind => DocumentKind.AdditionalAuction;

    private protected override string Paragraph => "Order 221 ¶20";

    private protected override async Task<IReadOnlyList<AuctionFault>> FaultsAsync(
        AdditionalAuction document,
        DateTimeOffset receivedAt,
        ProcedureRecord? record,
        CancellationToken cancellation) =>
        AuctionPapers.Check(document, await book.GroundAsync(receivedAt, record, cancellation));
}
