using System.Text.Json;
using CarbonRegistry.Functions.Intake;
using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Functions.Access;

/// <summary>The text fields of a small JSON body; none when the body is no JSON object.</summary>
internal static class RequestFields
{
    private const int BodyAtMost = 16 * 1024;
    private const int TextAtMost = 1000;

    /// <summary>
    /// Reads the body. Fields that are no texts, and texts of more than 1,000 characters, are left out.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(
        HttpRequest request, CancellationToken cancellation)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var body = await Bodies.ReadAsync(request.Body, BodyAtMost, cancellation);
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return fields;
            foreach (var field in json.RootElement.EnumerateObject())
            {
                if (field.Value.ValueKind == JsonValueKind.String && field.Value.GetString() is { } text
                    && text.Length is > 0 and <= TextAtMost && !string.IsNullOrWhiteSpace(text))
                    fields[field.Name] = text;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // A text that is no UTF-8 or holds half a surrogate pair passes the parser and fails when it is read.
            fields.Clear();
        }
        return fields;
    }
}
