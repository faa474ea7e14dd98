using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarbonRegistry.Infra.Storage;

/// <summary>How the registry writes JSON for storage and for people: camelCase, Cyrillic as it is.</summary>
public static class StorageJson
{
    /// <summary>Compact, for rows and answers.</summary>
    public static JsonSerializerOptions Options { get; } = Make(indented: false);

    /// <summary>Indented, for files that a person opens.</summary>
    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    private static JsonSerializerOptions Make(bool indented)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = indented,
            // The texts are Kazakh and Russian; the answers are served as JSON, never inside HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
