// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Globalization;

namespace Azure.Data.Tables.Wire;

/// <summary>The types of the data model whose JSON needs an annotation, and the text forms of their values.</summary>
internal static class Edm
{
    public const string Annotation = "@odata.type";
    public const string Binary = "Edm.Binary";
    public const string Date = "Edm.DateTime";
    public const string Double = "Edm.Double";
    public const string Guid = "Edm.Guid";
    public const string Int64 = "Edm.Int64";

    /// <summary>An instant with seven decimals of a second, in UTC.</summary>
    public static string Text(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);

    /// <summary>An instant with seven decimals of a second.</summary>
    /// <exception cref="NotSupportedException">The time does not say that it is UTC.</exception>
    public static string Text(DateTime value) => value.Kind == DateTimeKind.Utc
        ? value.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)
        : throw new NotSupportedException($"DateTime {value:O} has Kind {value.Kind}; the service takes only UTC.");

    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>A JSON text as the value that its annotation stands for.</summary>
    public static object FromText(string text, string? type) => type switch
    {
        Binary => Convert.FromBase64String(text),
        Date => Instant(text),
        Double => double.Parse(text, CultureInfo.InvariantCulture),
        Guid => System.Guid.Parse(text),
        Int64 => long.Parse(text, CultureInfo.InvariantCulture),
        _ => text,
    };
}
