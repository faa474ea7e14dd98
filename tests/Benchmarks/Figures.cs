using System.Globalization;

namespace CarbonRegistry.Benchmarks;

/// <summary>Figures of several rounds: the median, and in brackets the least and the greatest.</summary>
internal sealed class Figures(string format = "0")
{
    private readonly List<double> values = [];

    /// <summary>The middle figure.</summary>
    public double Median => values.Order().ElementAt(values.Count / 2);

    /// <summary>Adds a round.</summary>
    public void Add(double value) => values.Add(value);

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} "
        + $"[{values.Min().ToString(format, CultureInfo.InvariantCulture)}–"
        + $"{values.Max().ToString(format, CultureInfo.InvariantCulture)}]");
}
