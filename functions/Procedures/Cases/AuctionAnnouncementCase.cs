using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// Order 221 ¶22 to ¶26: an auction is announced with its lots, its limit and its least price. The procedure stays open
/// until the auction's sales are settled, and its promise keeps the auction's units locked on the operator's account.
/// </summary>
internal sealed class AuctionAnnouncementCase(
    AuctionBook book,
    UnitPromises promises,
    RegistryCalendar calendar,
    RegistryLedger ledger,
    ProcedureStore procedures,
    TimeProvider time)
    : AuctionPaperCase<AuctionAnnouncement>
{
    private const string ActName = "auction";

    internal override DocumentKind Kind => DocumentKind.AuctionAnnouncement;

    private protected override string Paragraph => "Order 221 ¶24";

    internal override async Task<ProcedureRecord> CompleteAsync(
        ProcedureRecord record, Document document, CancellationToken cancellation)
    {
        var terms = (AuctionAnnouncement)document;
        var price = await book.PriceAsync(cancellation);
        var table = await book.TableAsync(null, cancellation);
        var seller = await ledger.ReadAsync(state => state.Find(AuctionPapers.Seller)?.Number, cancellation);
        // The door has looked already; what changed since is for the procedure to refuse.
        var complete = await base.CompleteAsync(record, document, cancellation);
        if ((price?.Tenge ?? terms.MinimumPrice) is not { } tenge || seller is not { } account
            || table.Find(terms.AuctionId) is not { } auction)
            return complete;
        return complete with
        {
            Announcement = new StoredAnnouncement(auction.Id, tenge, price?.Trades ?? 0),
            Promises = [UnitPromises.Stored(new Promise(ActName, account, UnitKind.Quota, auction.Units))],
        };
    }

    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, AuctionAnnouncement document, CancellationToken cancellation)
    {
        if (!record.Awaiting.Contains(PrepareProcedure.AwaitsAuction))
        {
            var faults = await FaultsAsync(document, record.ReceivedAt, record, cancellation);
            if (faults.Count > 0)
                return new StartCondition.Hopeless(faults[0].Refusal);
            // What it announces was not known yet when its procedure was recorded, so that it has locked nothing.
            if (record.Announcement is null)
                return new StartCondition.Hopeless(
                    RefusalCatalogue.Refuse(RefusalCode.AuctionUnknown, document.AuctionId));
            await NoteAsync(record, record.Announcement, cancellation);
        }
        var auction = (await book.TableAsync(null, cancellation)).Find(document.AuctionId)!;
        var sales = await book.SalesAsync(auction.Id, cancellation);
        if (sales.Any(sale => sale.Posted) && sales.All(sale => sale.Sheet.Ended))
            return new StartCondition.AtOnce();
        var days = await calendar.InForceAsync(cancellation);
        var until = KazakhstanTime.EndOf(AuctionRules.LockedUntil(auction.HeldOn, days));
        var isOver = time.GetUtcNow() >= until;
        return isOver && sales.All(sale => sale.Sheet.Ended)
            ? new StartCondition.AtOnce()
            : new StartCondition.AuctionSettled(auction.Id, auction.HeldOn, isOver ? null : until);
    }

    private protected override async Task<IReadOnlyList<AuctionFault>> FaultsAsync(
        AuctionAnnouncement document,
        DateTimeOffset receivedAt,
        ProcedureRecord? record,
        CancellationToken cancellation)
    {
        var ground = await book.GroundAsync(receivedAt, record, cancellation);
        if (record is null)
        {
            var priced = ground with { Price = await book.PriceAsync(cancellation) };
            return await promises.ReadStandingAsync(
                null, (state, promised) => Check(priced, state, promised), cancellation);
        }
        // The price was fixed when the announcement came: trades that were carried out since do not change it.
        var kept = ground with { Price = PriceOf(record) };
        return await promises.ReadBeforeAsync(
            record, ActName, (state, promised) => Check(kept, state, promised), cancellation);

        IReadOnlyList<AuctionFault> Check(AuctionGround on, LedgerState state, PromisedUnits promised) =>
            AuctionPapers.Check(document, on, state, promised);
    }

    /// <summary>What the announcement was let in for has been looked at once; its end brings nothing more.</summary>
    private protected override Task<Orders> DecideAsync(
        ProcedureRecord record, AuctionAnnouncement document, DateOnly on, CancellationToken cancellation) =>
        Task.FromResult<Orders>(new Orders.Post([]));

    private Task<ProcedureRecord> NoteAsync(
        ProcedureRecord record, StoredAnnouncement announced, CancellationToken cancellation)
    {
        var note = AuctionTexts.Priced(KazakhstanTime.Local(record.ReceivedAt), announced);
        return procedures.ChangeAsync(record.Id, known => known.Noting(note), cancellation);
    }

    private static MinimumPrice? PriceOf(ProcedureRecord record) =>
        record.Announcement is { Trades: > 0 } known ? new MinimumPrice(known.MinimumPrice, known.Trades) : null;
}
