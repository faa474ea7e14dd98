using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>Order 221 ¶32: the monthly indicator of prices outside of the exchange.</summary>
public sealed class OtcIndicatorTests
{
    [Fact]
    public void Of_MonthOfParagraph32_WeighsPricesByVolume()
    {
        SettledSale[] sales =
        [
            Sale(100, 500m, "2023-05-01"), Sale(300, 520m, "2023-05-15"), Sale(1, 490.5m, "2023-05-31"),
            Sale(1000, 9m, "2023-04-30"), Sale(1000, 9m, "2023-06-01"), Sale(1000, 9m, "2022-05-15"),
        ];

        var indicator = Assert.Single(OtcIndicator.Of(sales, 2023, 5));
        Assert.Equal((3, 401L, false), (indicator.Deals, indicator.Volume!.Value, indicator.Suppressed));
        // (100 · 500 + 300 · 520 + 1 · 490.5) / 401 = 514.9389…
        Assert.Equal((514.94m, 490.5m, 520m), (indicator.Mean, indicator.Lowest, indicator.Highest));
    }

    [Fact]
    public void Of_FewerThanThreeSales_ShowsNoPriceAndNoVolume()
    {
        SettledSale[] sales =
        [
            Sale(1, 500m, "2023-05-01"), Sale(1, 500m, "2023-05-02"),
            Sale(5, 80m, "2023-05-03", UnitKind.Offset), Sale(5, 80m, "2023-05-03", UnitKind.Offset),
            Sale(5, 80m, "2023-05-03", UnitKind.Offset),
        ];

        Assert.Equal(
            [new(UnitKind.Quota, 2, true, null, null, null, null), new(UnitKind.Offset, 3, false, 15, 80m, 80m, 80m)],
            OtcIndicator.Of(sales, 2023, 5));
    }

    [Fact]
    public void Of_MonthWithoutSales_IsEmpty() =>
        Assert.Empty(OtcIndicator.Of([Sale(1, 500m, "2023-05-01")], 2023, 6));

    private static SettledSale Sale(long units, decimal price, string on, UnitKind kind = UnitKind.Quota) =>
        new(kind, units, price, DateOnly.Parse(on));
}
