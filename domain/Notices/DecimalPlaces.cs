using System.Globalization;

namespace CarbonRegistry.Domain.Notices;

/// <summary>Counts the decimals of a JSON number by its value, however long it is written.</summary>
internal static class DecimalPlaces
{
    /// <summary>
    /// How many decimals the value needs: 1 for <c>495.50</c>, 2 for <c>12345e-2</c>, none for <c>1e3</c>.
    /// </summary>
    /// <param name="written">A JSON number above zero that a double can hold.</param>
    public static int Of(string written)
    {
        var exponentAt = written.AsSpan().IndexOfAny('e', 'E');
        var exponent = exponentAt < 0 ? 0 : int.Parse(written.AsSpan(exponentAt + 1), CultureInfo.InvariantCulture);
        var mantissa = exponentAt < 0 ? written : written[..exponentAt];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var zeros = digits.Length - digits.TrimEnd('0').Length;
        return Math.Max(0, fraction - zeros - exponent);
    }
}
