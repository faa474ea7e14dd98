using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>A direct sale that was carried out.</summary>
/// <param name="UnitKind">Of which kind.</param>
/// <param name="Units">How many.</param>
/// <param name="Price">In tenge for one unit.</param>
/// <param name="SettledOn">The day on which the units moved, in Kazakhstan.</param>
public sealed record SettledSale(UnitKind UnitKind, long Units, decimal Price, DateOnly SettledOn);

/// <summary>
/// Order 221 ¶32: the month's indicator of prices outside of the exchange, for one kind of unit. A sale belongs to the
/// month in which its units moved, so a published month does not change later.
/// </summary>
/// <param name="UnitKind">Of which kind.</param>
/// <param name="Deals">How many sales.</param>
/// <param name="Suppressed">True when there are too few sales to show a price without showing a deal.</param>
/// <param name="Volume">Units in all; null when suppressed.</param>
/// <param name="Mean">Volume-weighted, in tenge, two decimals; null when suppressed.</param>
/// <param name="Lowest">The lowest price; null when suppressed.</param>
/// <param name="Highest">The highest price; null when suppressed.</param>
public sealed record OtcIndicator(
    UnitKind UnitKind,
    int Deals,
    bool Suppressed,
    long? Volume,
    decimal? Mean,
    decimal? Lowest,
    decimal? Highest)
{
    /// <summary>With fewer sales than this a party could read the other one's price out of the figures.</summary>
    public const int LeastDeals = 3;

    /// <summary>The indicators of a month, one for each kind of unit sold, in their order.</summary>
    /// <param name="sales">Sales that were carried out, of any month.</param>
    /// <param name="year">The year.</param>
    /// <param name="month">The month, 1 to 12.</param>
    public static IReadOnlyList<OtcIndicator> Of(IEnumerable<SettledSale> sales, int year, int month) =>
    [
        .. sales.Where(sale => sale.SettledOn.Year == year && sale.SettledOn.Month == month)
            .GroupBy(sale => sale.UnitKind)
            .OrderBy(group => group.Key)
            .Select(group => Of(group.Key, [.. group])),
    ];

    private static OtcIndicator Of(UnitKind kind, IReadOnlyList<SettledSale> sales)
    {
        if (sales.Count < LeastDeals)
            return new OtcIndicator(kind, sales.Count, true, null, null, null, null);
        var volume = sales.Sum(sale => sale.Units);
        var value = sales.Sum(sale => sale.Units * sale.Price);
        return new OtcIndicator(
            kind,
            sales.Count,
            false,
            volume,
            Math.Round(value / volume, 2, MidpointRounding.AwayFromZero),
            sales.Min(sale => sale.Price),
            sales.Max(sale => sale.Price));
    }
}
