namespace CarbonRegistry.Domain.Units;

/// <summary>The kinds of carbon unit (¶10.1). One unit is one tonne of CO2 equivalent (Order 221 ¶2.6).</summary>
public enum UnitKind
{
    /// <summary>A unit of carbon quota, code <c>Q</c>.</summary>
    Quota = 1,

    /// <summary>An offset unit, code <c>O</c>.</summary>
    Offset = 2,

    /// <summary>An international carbon unit, code <c>I</c>.</summary>
    International = 3,
}
