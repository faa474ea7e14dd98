using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>A trade of a commodity exchange that was carried out.</summary>
/// <param name="UnitKind">Of which kind of unit.</param>
/// <param name="Units">How many.</param>
/// <param name="Price">In tenge for one unit.</param>
/// <param name="TradedOn">The day of the trade.</param>
/// <param name="ReceivedAt">When its sheet came.</param>
/// <param name="Position">Its place in the sheet.</param>
public sealed record ExchangeDeal(
    UnitKind UnitKind, long Units, decimal Price, DateOnly TradedOn, DateTimeOffset ReceivedAt, int Position);

/// <summary>A least price and on how many trades it rests.</summary>
/// <param name="Tenge">For one unit, two decimals.</param>
/// <param name="Trades">1 to <see cref="AuctionPrice.TradesCounted"/>.</param>
public sealed record MinimumPrice(decimal Tenge, int Trades);

/// <summary>Order 221 ¶24: the least price of an auction from the last trades of quota on the exchange.</summary>
public static class AuctionPrice
{
    /// <summary>How many of the last trades count; of fewer, those that there are.</summary>
    public const int TradesCounted = 5;

    private const int Decimals = 2;

    /// <summary>The average of the last five trades weighted by units; null when quota was never traded.</summary>
    public static MinimumPrice? Of(IEnumerable<ExchangeDeal> deals)
    {
        var last = deals.Where(deal => deal.UnitKind == UnitKind.Quota)
            .OrderBy(deal => deal.TradedOn).ThenBy(deal => deal.ReceivedAt).ThenBy(deal => deal.Position)
            .TakeLast(TradesCounted)
            .ToList();
        if (last.Count == 0)
            return null;
        var average = last.Sum(deal => deal.Units * deal.Price) / last.Sum(deal => (decimal)deal.Units);
        return new MinimumPrice(Math.Round(average, Decimals, MidpointRounding.AwayFromZero), last.Count);
    }
}
