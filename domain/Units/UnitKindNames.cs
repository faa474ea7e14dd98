using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Units;

/// <summary>The names of the kinds of unit, as the glossary has them.</summary>
public static class UnitKindNames
{
    private static readonly LocalizedText Quota =
        new("көміртегі квотасының бірліктері", "единицы углеродной квоты", "carbon quota units");

    private static readonly LocalizedText Offset =
        new("офсеттік бірліктер", "офсетные единицы", "offset units");

    private static readonly LocalizedText International =
        new("халықаралық көміртегі бірліктері", "международные углеродные единицы", "international carbon units");

    /// <summary>The name in the plural.</summary>
    public static LocalizedText Of(UnitKind kind) => kind switch
    {
        UnitKind.Quota => Quota,
        UnitKind.Offset => Offset,
        UnitKind.International => International,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
