using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶27; Order 221 ¶9: the trades of an exchange's sheet. Each stands or falls alone, under an instruction of its own:
/// one seller who is short must not hold up the others of the day.
/// </summary>
public static class TradeSheets
{
    /// <summary>
    /// The most trades of one sheet: the outcome of each is kept in one row of the table of procedures.
    /// </summary>
    public const int MostTrades = 1000;

    private const string Paragraph = "¶27";

    /// <summary>The name of a trade's act within its procedure, <c>trade-&lt;trade id&gt;</c>.</summary>
    /// <remarks>
    /// What ids cannot carry is replaced as in a document's number, so that no trade's id runs into the parts of
    /// another's entry.
    /// </remarks>
    public static string ActName(string tradeId) => "trade-" + ProcedureId.Safe(tradeId);

    /// <summary>The act of one trade, or the reason against it.</summary>
    /// <param name="trade">The line of the sheet.</param>
    /// <param name="settledBy">
    /// The procedure of another sheet of the same exchange that has the trade; null when none has.
    /// </param>
    /// <param name="ground">What the registry knows.</param>
    public static Orders Decide(ExchangeTrade trade, string? settledBy, DealGround ground)
    {
        // Asked first: of a trade whose units have moved, the account's balance says nothing any more.
        if (settledBy is not null)
            return Refused(RefusalCode.AlreadySettled, trade.TradeId, settledBy);
        if (Deals.Check(trade.Terms, DealChannel.Exchange, trade.TradedOn, ground) is { } refusal)
            return new Orders.Refuse(refusal);
        // On the day of an announced auction its limits hold for the operator's sales (Order 221 ¶22 to ¶26).
        if (ground.Auctions.Check(trade, ground.Ledger) is { } limit)
            return new Orders.Refuse(limit);
        return new Orders.Post([
            Deals.ActOf(ActName(trade.TradeId), Paragraph, trade.Terms, DealChannel.Exchange, ground.Ledger)]);
    }

    /// <summary>
    /// What the trades of a sheet promise of their sellers' accounts when it comes: one after another, and only where
    /// the units are there, so that a sheet with a slip of the pen locks no account for days.
    /// </summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="ground">What the registry knows.</param>
    public static IReadOnlyList<Promise> Promises(ExchangeTradeSheet sheet, DealGround ground)
    {
        var promises = new List<Promise>();
        var (promised, auctions) = (ground.Promised, ground.Auctions);
        foreach (var trade in sheet.Trades)
        {
            if (Decide(trade, null, ground with { Promised = promised, Auctions = auctions }) is not Orders.Post)
                continue;
            var seller = ground.Ledger.Find(trade.Terms.Seller)!;
            var promise = new Promise(
                ActName(trade.TradeId), seller.Number, trade.Terms.UnitKind, trade.Terms.Units);
            promises.Add(promise);
            promised = promised.With([promise]);
            auctions = auctions.With(auctions.SaleOf(trade, ground.Ledger));
        }
        return promises;
    }

    private static Orders.Refuse Refused(RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars));
}
