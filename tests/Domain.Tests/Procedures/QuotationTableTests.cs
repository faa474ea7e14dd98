using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>Order 221 ¶13 to ¶16: the quotation of a day.</summary>
public sealed class QuotationTableTests
{
    private static readonly QuotationTable Table = new(
    [
        SomeDeals.Quoted(510m, new DateOnly(2023, 5, 4)),
        SomeDeals.Quoted(500m, new DateOnly(2023, 5, 2)),
        SomeDeals.Quoted(505m, new DateOnly(2023, 5, 2), hour: 18, procedure: "a"),
        SomeDeals.Quoted(90m, new DateOnly(2023, 5, 3), UnitKind.Offset),
    ]);

    [Theory]
    [InlineData("2023-05-01", UnitKind.Quota, null)]
    [InlineData("2023-05-02", UnitKind.Quota, "505")]
    [InlineData("2023-05-03", UnitKind.Quota, "505")]
    [InlineData("2023-05-04", UnitKind.Quota, "510")]
    [InlineData("2024-01-01", UnitKind.Quota, "510")]
    [InlineData("2023-05-02", UnitKind.Offset, null)]
    [InlineData("2023-05-09", UnitKind.Offset, "90")]
    [InlineData("2023-05-09", UnitKind.International, null)]
    public void Reference_DayOfParagraph16_IsTheLastQuotationUpToIt(string on, UnitKind kind, string? price) =>
        Assert.Equal(price, Table.Reference(kind, DateOnly.Parse(on))?.Price.ToString("0.##", null));
}
