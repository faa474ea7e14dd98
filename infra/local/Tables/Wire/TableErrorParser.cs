// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>Takes error code, message and the index of a failed action out of the service's answer.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    /// <summary>The key in <see cref="Exception.Data"/> of the failed action's 0-based position.</summary>
    public const string FailedEntityIndex = "FailedEntity";

    public static readonly TableErrorParser Shared = new();

    public override bool TryParse(
        Response response,
        [NotNullWhen(true)] out ResponseError? error,
        out IDictionary<string, string>? data)
    {
        error = null;
        data = null;
        if (response.ContentStream is null || response.Content.ToMemory() is not { IsEmpty: false } content)
            return false;
        try
        {
            using var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("odata.error", out var body))
                return false;
            var code = body.TryGetProperty("code", out var codeValue) ? codeValue.GetString() : null;
            var message = body.TryGetProperty("message", out var text) && text.TryGetProperty("value", out var value)
                ? value.GetString()
                : null;
            error = new ResponseError(code, message);
            if (IndexIn(message) is { } index)
                data = new Dictionary<string, string> { [FailedEntityIndex] = index };
            return true;
        }
        catch (JsonException)
        {
            // A proxy between us and the service answers with its own page; the status alone must then do.
            return false;
        }
    }

    // The service puts the position of the refused action before the message: "1:The update condition ...".
    private static string? IndexIn(string? message)
    {
        var colon = message?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 && int.TryParse(
            message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? index.ToString(CultureInfo.InvariantCulture)
            : null;
    }
}
