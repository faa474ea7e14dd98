using System.Globalization;

namespace CarbonRegistry.Domain.Plans;

/// <summary>The years of a National Plan, both inclusive, as its title says them: <c>2022-2025</c>.</summary>
/// <param name="FirstYear">The first year, 2013 to 2100.</param>
/// <param name="LastYear">The last year, not before the first.</param>
public readonly record struct PlanPeriod(int FirstYear, int LastYear)
{
    /// <summary>Every year of the period, in order.</summary>
    public IEnumerable<int> Years => Enumerable.Range(FirstYear, LastYear - FirstYear + 1);

    /// <summary>True for a year of the period.</summary>
    public bool Contains(int year) => year >= FirstYear && year <= LastYear;

    /// <summary>True when the two periods share a year.</summary>
    public bool Overlaps(PlanPeriod other) => FirstYear <= other.LastYear && other.FirstYear <= LastYear;

    /// <summary>Reads <c>2022-2025</c>.</summary>
    public static bool TryParse(string? text, out PlanPeriod period)
    {
        period = default;
        var parts = text?.Split('-');
        if (parts is not { Length: 2 } || !TryYear(parts[0], out var first) || !TryYear(parts[1], out var last))
            return false;
        if (last < first)
            return false;
        period = new PlanPeriod(first, last);
        return true;
    }

    /// <summary>Reads a period that is known to be right.</summary>
    /// <exception cref="FormatException">The text is no period.</exception>
    public static PlanPeriod Parse(string text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"'{text}' is no period of a plan.");

    /// <summary>The period as <c>2022-2025</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{FirstYear:0000}-{LastYear:0000}");

    private static bool TryYear(string text, out int year)
    {
        year = 0;
        return text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year)
            && year is >= 2013 and <= 2100;
    }
}
