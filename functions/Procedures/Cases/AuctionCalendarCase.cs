using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// A year's calendar of auctions (Order 221 ¶17) is published (Order 221 ¶18), each of them within its limit
/// (Order 221 ¶21); no unit moves. One that comes after 1 December stands, with a warning: without it the year would
/// have no auctions at all.
/// </summary>
internal sealed class AuctionCalendarCase(AuctionBook book, ProcedureStore procedures)
    : AuctionPaperCase<AuctionCalendar>
{
    internal override DocumentKind Kind => DocumentKind.AuctionCalendar;

    private protected override string Paragraph => "Order 221 ¶18";

    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, AuctionCalendar document, CancellationToken cancellation)
    {
        var ground = await book.GroundAsync(record.ReceivedAt, record, cancellation);
        var dueOn = AuctionRules.CalendarDueOn(document.Year, ground.Calendar);
        if (ground.On > dueOn)
        {
            var late = AuctionTexts.CalendarLate(KazakhstanTime.Local(record.ReceivedAt), dueOn);
            await procedures.ChangeAsync(record.Id, known => known.Noting(late), cancellation);
        }
        return new StartCondition.AtOnce();
    }

    private protected override async Task<IReadOnlyList<AuctionFault>> FaultsAsync(
        AuctionCalendar document,
        DateTimeOffset receivedAt,
        ProcedureRecord? record,
        CancellationToken cancellation)
    {
        var ground = await book.GroundAsync(receivedAt, record, cancellation);
        return AuctionPapers.Check(
            document, ground with { YearTotal = await book.YearTotalAsync(document.Year, cancellation) });
    }
}
