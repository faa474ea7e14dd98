namespace CarbonRegistry.Domain.Compliance;

/// <summary>
/// What units that are missing at the surrender may cost (requirements D4): five calculation indices for each (Code on
/// Administrative Offences, article 329). An estimate: others impose the fine, the registry does not.
/// </summary>
/// <param name="Deficit">The missing units, 1 or more.</param>
/// <param name="Index">The index that was used.</param>
/// <param name="Tenge">KZT.</param>
public sealed record Penalty(long Deficit, CalculationIndex Index, long Tenge)
{
    /// <summary>Indices for each missing unit.</summary>
    public const int IndicesPerUnit = 5;

    /// <summary>
    /// The estimate; null without a deficit, and for a year whose index is not known.
    /// </summary>
    /// <param name="deficit">Missing units, 0 to 10^12.</param>
    /// <param name="on">The day on which the deficit was found: a fine is measured by the index then in force.</param>
    public static Penalty? Estimate(long deficit, DateOnly on) =>
        deficit > 0 && CalculationIndex.Of(on.Year) is { } index
            ? new Penalty(deficit, index, checked(deficit * IndicesPerUnit * index.Tenge))
            : null;
}
