namespace CarbonRegistry.Domain.Compliance;

/// <summary>The monthly calculation index (МРП) of a year, by which fines are measured.</summary>
/// <param name="Year">The year of the budget.</param>
/// <param name="Tenge">KZT, 1 or more.</param>
/// <param name="Source">Where the figure stands.</param>
public sealed record CalculationIndex(int Year, long Tenge, string Source)
{
    /// <summary>
    /// The indices of the republican budgets, the oldest first. In 2022 the index of the budget's first version stayed
    /// for fines when it was raised for benefits.
    /// </summary>
    public static IReadOnlyList<CalculationIndex> All { get; } =
    [
        new(2021, 2917, "Law on the republican budget for 2021–2023"),
        new(2022, 3063, "Law on the republican budget for 2022–2024"),
        new(2023, 3450, "Law on the republican budget for 2023–2025"),
        new(2024, 3692, "Law on the republican budget for 2024–2026"),
        new(2025, 3932, "Law on the republican budget for 2025–2027"),
        new(2026, 4325, "Law on the republican budget for 2026–2028"),
    ];

    /// <summary>The index of a year; null when it is not known.</summary>
    public static CalculationIndex? Of(int year) => All.FirstOrDefault(index => index.Year == year);
}
