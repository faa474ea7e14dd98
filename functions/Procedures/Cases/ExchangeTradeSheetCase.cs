using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures.Cases;

/// <summary>
/// ¶27: the trades of an exchange's sheet, each for itself. The parties learn of theirs from the notices of debit and
/// credit; the sheet itself, with the trades of others in it, is the exchange's and the registry's alone.
/// </summary>
internal sealed class ExchangeTradeSheetCase(UnitPromises promises, DealSettlement settlement, Quotations quotations)
    : DocumentCase<ExchangeTradeSheet>
{
    internal override DocumentKind Kind => DocumentKind.ExchangeTradeSheet;

    internal override IReadOnlyList<string> PartsOf(Document document) => ActNamesOf(document);

    internal override async Task<ProcedureRecord> CompleteAsync(
        ProcedureRecord record, Document document, CancellationToken cancellation)
    {
        var sheet = (ExchangeTradeSheet)document;
        var table = await quotations.ReadAsync(cancellation);
        var made = await promises.ReadStandingAsync(
            null,
            (ledger, promised) => TradeSheets.Promises(sheet, new DealGround(ledger, promised, table)),
            cancellation);
        return record with { Promises = [.. made.Select(UnitPromises.Stored)] };
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
        return await promises.ReadBeforeAsync(
            record,
            part,
            (ledger, promised) => TradeSheets.Decide(
                trade, settled?.Procedure, new DealGround(ledger, promised, table)),
            cancellation);
    }

    private protected override IReadOnlyList<string> ActNamesOf(ExchangeTradeSheet document) =>
        [.. document.Trades.Select(trade => TradeSheets.ActName(trade.TradeId))];

    private protected override Task<IReadOnlyList<Issue>> MisfitsAsync(
        ExchangeTradeSheet document, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Issue>>(
            document.Trades.Count > TradeSheets.MostTrades ? [DoorFits.TooManyTrades(TradeSheets.MostTrades)] : []);

    private protected override Task<Orders> DecideAsync(
        ProcedureRecord record, ExchangeTradeSheet document, DateOnly on, CancellationToken cancellation) =>
        throw new InvalidOperationException("The trades of a sheet are decided one by one.");
}
