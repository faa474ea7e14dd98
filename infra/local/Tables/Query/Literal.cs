// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Globalization;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables.Query;

/// <summary>
/// Values as a filter writes them.
/// https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities
/// </summary>
internal static class Literal
{
    /// <exception cref="NotSupportedException">A filter cannot hold the value.</exception>
    public static string Of(object? value) => value switch
    {
        string text => Quote(text),
        bool flag => flag ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture) + "L",
        double number => Decimal(number.ToString("R", CultureInfo.InvariantCulture)),
        Guid guid => $"guid'{guid}'",
        DateTimeOffset instant => $"datetime'{Edm.Text(instant)}'",
        DateTime time => $"datetime'{Edm.Text(new DateTimeOffset(time))}'",
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexStringLower(data.ToMemory().Span)}'",
        Enum member => Quote(member.ToString()),
        _ => throw new NotSupportedException($"A filter cannot hold {value?.GetType().ToString() ?? "null"}."),
    };

    private static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    // Without a point or an exponent the service would take the number for an integer and find no property of its type.
    private static string Decimal(string text) => text.AsSpan().ContainsAny(".EN∞I") ? text : text + ".0";
}
