using System.Globalization;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Units;
using static CarbonRegistry.Domain.Law.RefusalCode;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>A trade of an auction that was carried out, or that comes before the one that is judged.</summary>
/// <param name="Auction">The auction's id.</param>
/// <param name="Buyer">The buyer as the ledger names holders.</param>
/// <param name="Units">How many units it buys.</param>
public sealed record AuctionSale(string Auction, string Buyer, long Units);

/// <summary>
/// What the trades of a sheet are judged by on the day of an announced auction (Order 221 ¶22 to ¶26). On a day without
/// one a sale of the operator is a trade like others.
/// </summary>
/// <param name="Table">The auctions.</param>
/// <param name="Sold">The sales so far.</param>
public sealed record AuctionHall(AuctionTable Table, IReadOnlyList<AuctionSale> Sold)
{
    /// <summary>No auction is announced.</summary>
    public static AuctionHall Empty { get; } = new(AuctionTable.None, []);

    /// <summary>True when the operator sells quota, whether at an auction or not.</summary>
    public static bool IsSaleOfOperator(DealTerms terms, LedgerState ledger) =>
        terms.UnitKind == UnitKind.Quota
        && ledger.Find(terms.Seller) is { Kind: AccountKind.TradingSystemOperator };

    /// <summary>The announced auction at which the trade was made; null when it was made at none.</summary>
    public Auction? AuctionOf(ExchangeTrade trade, LedgerState ledger) =>
        IsSaleOfOperator(trade.Terms, ledger) && Table.On(trade.TradedOn) is { Terms: not null } auction
            ? auction
            : null;

    /// <summary>The sale that a trade makes; null when it is none of an auction, or its buyer is not known.</summary>
    public AuctionSale? SaleOf(ExchangeTrade trade, LedgerState ledger) =>
        AuctionOf(trade, ledger) is { } auction && ledger.Find(trade.Terms.Buyer)?.Holder is { } buyer
            ? new AuctionSale(auction.Id, buyer, trade.Terms.Units)
            : null;

    /// <summary>
    /// 566 to 569: the first reason against a trade of an auction; null when there is none, or no auction was announced
    /// for its day.
    /// </summary>
    public Refusal? Check(ExchangeTrade trade, LedgerState ledger)
    {
        if (AuctionOf(trade, ledger) is not { Terms: { } terms } auction)
            return null;
        var (price, units) = (trade.Terms.Price, trade.Terms.Units);
        // Order 221 ¶25: an application below the least price is not accepted.
        if (price < terms.MinimumPrice)
            return RefusalCatalogue.Refuse(
                PriceBelowMinimum, Tenge(price), Tenge(terms.MinimumPrice), auction.Id);
        // Order 221 ¶22: whole lots only.
        if (units % terms.LotUnits != 0)
            return RefusalCatalogue.Refuse(LotsNotWhole, units, terms.LotUnits);
        var own = Sold.Where(sale => sale.Auction == auction.Id).ToList();
        var buyer = ledger.Find(trade.Terms.Buyer)?.Holder;
        var lots = (units + own.Where(sale => sale.Buyer == buyer).Sum(sale => sale.Units)) / terms.LotUnits;
        // Order 221 ¶23: the limit is of the subject, whichever of its accounts buys.
        if (lots > terms.LotLimit)
            return RefusalCatalogue.Refuse(LotLimitExceeded, lots, terms.LotLimit, auction.Id);
        var total = units + own.Sum(sale => sale.Units);
        // Order 221 ¶26: what was announced is what there is.
        return total > auction.Units
            ? RefusalCatalogue.Refuse(AuctionVolumeExceeded, total, auction.Units, auction.Id)
            : null;
    }

    /// <summary>The same with one more sale.</summary>
    public AuctionHall With(AuctionSale? sale) => sale is null ? this : this with { Sold = [.. Sold, sale] };

    private static string Tenge(decimal price) => price.ToString("0.##", CultureInfo.InvariantCulture);
}
