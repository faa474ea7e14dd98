namespace CarbonRegistry.Domain.Plans;

/// <summary>
/// Whole units (1 unit = 1 tonne of CO2) for every year of a period. Two values are equal when their periods and all
/// their years are.
/// </summary>
public sealed class YearUnits : IEquatable<YearUnits>
{
    private readonly long[] units;

    /// <summary>Takes the units in the order of the years.</summary>
    /// <param name="period">The years.</param>
    /// <param name="units">One number, 0 or greater, for each year of the period.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than years, or one is negative.</exception>
    public YearUnits(PlanPeriod period, IEnumerable<long> units)
    {
        this.units = [.. units];
        if (this.units.Length != period.LastYear - period.FirstYear + 1)
            throw new ArgumentException($"{this.units.Length} numbers do not fill {period}.", nameof(units));
        if (this.units.Any(value => value < 0))
            throw new ArgumentException("Units are never negative.", nameof(units));
        Period = period;
    }

    /// <summary>The years, all of which have a number.</summary>
    public PlanPeriod Period { get; }

    /// <summary>The sum over all years.</summary>
    public long Total => units.Sum();

    /// <summary>The units of one year of the period.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year lies outside the period.</exception>
    public long this[int year] => Period.Contains(year)
        ? units[year - Period.FirstYear]
        : throw new ArgumentOutOfRangeException(nameof(year), year, $"Not a year of {Period}.");

    /// <summary>Year and units, in the order of the years.</summary>
    public IEnumerable<KeyValuePair<int, long>> InOrder =>
        units.Select((value, index) => KeyValuePair.Create(Period.FirstYear + index, value));

    /// <inheritdoc/>
    public bool Equals(YearUnits? other) =>
        other is not null && Period == other.Period && units.AsSpan().SequenceEqual(other.units);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as YearUnits);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Period);
        foreach (var value in units)
            hash.Add(value);
        return hash.ToHashCode();
    }
}
