using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Notices;

/// <summary>What a deal says of the units: who sells how many of which kind to whom, for how much.</summary>
/// <param name="Seller">The debited account, by number or by installation.</param>
/// <param name="Buyer">The credited account, by number or by installation.</param>
/// <param name="UnitKind">Of which kind.</param>
/// <param name="Units">How many, 1 to 10^12.</param>
/// <param name="Price">In tenge for one unit, above 0, at most two decimals.</param>
public sealed record DealTerms(
    AccountReference Seller, AccountReference Buyer, UnitKind UnitKind, long Units, decimal Price);

/// <summary>One line of an exchange's trade sheet (¶27).</summary>
/// <param name="TradeId">The exchange's own id of the trade, unique within the sheet.</param>
/// <param name="Terms">What was dealt.</param>
/// <param name="TradedOn">The day of the trade.</param>
public sealed record ExchangeTrade(string TradeId, DealTerms Terms, DateOnly TradedOn);

/// <summary>Trade sheet of a commodity exchange (¶27). Each trade stands or falls alone.</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Exchange">The exchange; the issuer itself.</param>
/// <param name="Trades">At least one.</param>
public sealed record ExchangeTradeSheet(
    DocumentHeader Header, Party Exchange, IReadOnlyList<ExchangeTrade> Trades)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.ExchangeTradeSheet;
}

/// <summary>The authority's notice of a direct sale's result (¶27).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Terms">What was dealt.</param>
/// <param name="Contract">The contract.</param>
public sealed record DirectSaleResult(DocumentHeader Header, DealTerms Terms, PaperReference Contract)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.DirectSaleResult;
}

/// <summary>The third copy of a contract, handed in by the buyer (Order 221 ¶31; ¶27).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Terms">What was dealt.</param>
/// <param name="Contract">The contract.</param>
public sealed record SaleContract(DocumentHeader Header, DealTerms Terms, PaperReference Contract)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.SaleContract;
}

/// <summary>An exchange's price of a day (Order 221 ¶13–16); indicative.</summary>
/// <param name="Header">The common fields.</param>
/// <param name="QuotedOn">The trading day.</param>
/// <param name="UnitKind">Of which kind of unit.</param>
/// <param name="Price">In tenge for one unit, above 0, at most two decimals.</param>
public sealed record ExchangeQuotation(DocumentHeader Header, DateOnly QuotedOn, UnitKind UnitKind, decimal Price)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.ExchangeQuotation;
}
