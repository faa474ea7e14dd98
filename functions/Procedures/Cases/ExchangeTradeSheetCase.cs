using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// ¶27: the trades of an exchange's sheet, each for itself. The parties learn of theirs from the notices of debit and
/// credit; the sheet itself, with the trades of others in it, is the exchange's and the registry's alone. Where the
/// operator sells on the day of an announced auction, the auction's lots (Order 221 ¶22), limit (Order 221 ¶23), least
/// price (Order 221 ¶25) and volume (Order 221 ¶26) hold.
/// </summary>
internal sealed class ExchangeTradeSheetCase(
    UnitPromises promises,
    DealSettlement settlement,
    Quotations quotations,
    AuctionBook auctions,
    ProcedureStore procedures,
    RegistryLedger ledger)
    : DocumentCase<ExchangeTradeSheet>
{
    internal override DocumentKind Kind => DocumentKind.ExchangeTradeSheet;

    internal override IReadOnlyList<string> PartsOf(Document document) => ActNamesOf(document);

    internal override async Task<ProcedureRecord> CompleteAsync(
        ProcedureRecord record, Document document, CancellationToken cancellation)
    {
        var sheet = (ExchangeTradeSheet)document;
        var table = await quotations.ReadAsync(cancellation);
        var hall = await HallAsync(record, sheet.Trades, cancellation);
        var sales = await SalesAsync(sheet, hall, cancellation);
        var made = await promises.ReadStandingAsync(
            null,
            [.. sales.Select(sale => sale.Auction).Distinct(StringComparer.Ordinal)],
            (state, promised) => TradeSheets.Promises(
                sheet, new DealGround(state, promised, table) { Auctions = hall }),
            cancellation);
        return record with { Promises = [.. made.Select(UnitPromises.Stored)], AuctionSales = sales };
    }

    /// <summary>A trade that another sheet of the same exchange has settled is not settled again.</summary>
    internal override async Task<Orders> DecidePartAsync(
        ProcedureRecord record, Document document, string part, CancellationToken cancellation)
    {
        var sheet = (ExchangeTradeSheet)document;
        var trade = sheet.Trades.First(candidate => TradeSheets.ActName(candidate.TradeId) == part);
        var deal = $"sheet|{sheet.Issuer.Id}|{trade.TradeId}";
        var settled = await settlement.ClaimAsync(deal, record, _ => part, cancellation);
        var table = await quotations.ReadAsync(cancellation);
        var hall = await HallAsync(record, [trade], cancellation);
        return await promises.ReadBeforeAsync(
            record,
            part,
            (state, promised) => TradeSheets.Decide(
                trade, settled?.Procedure, new DealGround(state, promised, table) { Auctions = hall }),
            cancellation);
    }

    private protected override IReadOnlyList<string> ActNamesOf(ExchangeTradeSheet document) =>
        [.. document.Trades.Select(trade => TradeSheets.ActName(trade.TradeId))];

    private protected override Task<IReadOnlyList<Issue>> MisfitsAsync(
        ExchangeTradeSheet document, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Issue>>(
            document.Trades.Count > TradeSheets.MostTrades ? [DoorFits.TooManyTrades(TradeSheets.MostTrades)] : []);

    private protected override async Task<StartCondition> StartAsync(
        ProcedureRecord record, ExchangeTradeSheet document, CancellationToken cancellation)
    {
        await WarnAsync(record, document, cancellation);
        return await base.StartAsync(record, document, cancellation);
    }

    private protected override Task<Orders> DecideAsync(
        ProcedureRecord record, ExchangeTradeSheet document, DateOnly on, CancellationToken cancellation) =>
        throw new InvalidOperationException("The trades of a sheet are decided one by one.");

    /// <summary>What is known of auctions is read only where the operator sells.</summary>
    private async Task<AuctionHall> HallAsync(
        ProcedureRecord record, IReadOnlyList<ExchangeTrade> trades, CancellationToken cancellation) =>
        await ledger.ReadAsync(
            state => trades.Any(trade => AuctionHall.IsSaleOfOperator(trade.Terms, state)), cancellation)
            ? await auctions.HallAsync(record, cancellation)
            : AuctionHall.Empty;

    private async Task<IReadOnlyList<StoredAuctionSale>> SalesAsync(
        ExchangeTradeSheet sheet, AuctionHall hall, CancellationToken cancellation) =>
        await ledger.ReadAsync<IReadOnlyList<StoredAuctionSale>>(
            state =>
            [
                .. from trade in sheet.Trades
                   let sale = hall.SaleOf(trade, state)
                   where sale is not null
                   select new StoredAuctionSale(
                       TradeSheets.ActName(trade.TradeId), sale.Auction, sale.Buyer, sale.Units, trade.Terms.Price),
            ],
            cancellation);

    /// <summary>
    /// Order 221 ¶17: a sale of the operator on a day without an announced auction is shown to those who decide.
    /// </summary>
    private async Task WarnAsync(
        ProcedureRecord record, ExchangeTradeSheet sheet, CancellationToken cancellation)
    {
        var hall = await HallAsync(record, sheet.Trades, cancellation);
        var days = await ledger.ReadAsync(
            state => sheet.Trades
                .Where(trade => AuctionHall.IsSaleOfOperator(trade.Terms, state)
                    && hall.AuctionOf(trade, state) is null)
                .Select(trade => trade.TradedOn).Distinct().Order().ToList(),
            cancellation);
        if (days.Count == 0)
            return;
        var warning = AuctionTexts.SoldWithoutAuction(KazakhstanTime.Local(record.ReceivedAt), days);
        await procedures.ChangeAsync(record.Id, known => known.Noting(warning), cancellation);
    }
}
