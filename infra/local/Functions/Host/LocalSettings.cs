using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Local.Functions;

/// <summary>A person or a service that may sign in on a developer's machine.</summary>
internal sealed record LocalUser(string Key, string Id, string Name, IReadOnlyList<string> Roles, string? Bin)
{
    public bool Has(string role) => Roles.Contains(role, StringComparer.Ordinal);
}

/// <summary>What <c>local.settings.json</c> says: settings, users and keys of functions.</summary>
internal sealed record LocalSettings(
    IReadOnlyDictionary<string, string?> Values, IReadOnlyList<LocalUser> Users, KeyRing Keys, string Path)
{
    private const string FileName = "local.settings.json";
    private const string SampleName = "local.settings.sample.json";
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads the settings of a folder, and makes them from the sample when there are none.</summary>
    /// <exception cref="StartFailure">The file cannot be read, or its form is wrong.</exception>
    public static LocalSettings Load(string folder)
    {
        string path = System.IO.Path.Combine(folder, FileName);
        try
        {
            if (!File.Exists(path)) MakeFromSample(System.IO.Path.Combine(folder, SampleName), path);
            return Read(JsonNode.Parse(File.ReadAllText(path), null, Lenient), path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new StartFailure($"{path} is not the settings file that is expected: {OneLine(e.Message)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"{path} cannot be read or made: {OneLine(e.Message)}", e);
        }
    }

    private static LocalSettings Read(JsonNode? root, string path)
    {
        JsonObject file = root as JsonObject ?? throw new FormatException("it holds no JSON object.");
        Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, JsonNode? value) in file[nameof(Values)] as JsonObject ?? [])
            values[name.Replace("__", ":", StringComparison.Ordinal)] = value?.ToString();
        IEnumerable<JsonNode?> users = file["LocalUsers"] as JsonArray ?? [];
        return new LocalSettings(values, [.. users.Select(ReadUser)], ReadKeys(file[nameof(Keys)]), path);
    }

    private static KeyRing ReadKeys(JsonNode? node)
    {
        if (node is null) return KeyRing.Empty;
        JsonObject functions = node["functions"] as JsonObject ?? [];
        return new KeyRing(
            node["masterKey"]?.GetValue<string>(),
            Named(node["systemKeys"]),
            Named(node["functionKeys"]),
            functions.ToDictionary(
                function => function.Key,
                function => Named(function.Value),
                StringComparer.OrdinalIgnoreCase));

        static IReadOnlyDictionary<string, string> Named(JsonNode? keys) => (keys as JsonObject ?? [])
            .ToDictionary(key => key.Key, key => key.Value?.GetValue<string>() ?? "", StringComparer.Ordinal);
    }

    private static LocalUser ReadUser(JsonNode? node)
    {
        return new LocalUser(
            Text("key") is { Length: > 0 } key ? key : throw new FormatException("a user has no key."),
            Text("id") ?? throw new FormatException("a user has no id."),
            Text("name") ?? throw new FormatException("a user has no name."),
            [.. (node?["roles"] as JsonArray ?? []).Select(role => role?.GetValue<string>() ?? "")],
            Text("bin"));

        string? Text(string name) => node?[name]?.GetValue<string>();
    }

    /// <summary>
    /// Writes beside the place and moves without overwriting: of several hosts that start at once one wins, and all of
    /// them then read the same keys.
    /// </summary>
    private static void MakeFromSample(string sample, string path)
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(sample), null, Lenient)
            ?? throw new FormatException("the sample holds no JSON object.");
        foreach (JsonNode? user in root["LocalUsers"] as JsonArray ?? [])
            user!["key"] = NewKey();
        if (root[nameof(Keys)] is { } keys) FillIn(keys);
        string draft = $"{path}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}.tmp";
        File.WriteAllText(draft, root.ToJsonString(Indented) + "\n");
        // The file holds keys; other users of the machine have no business with it.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    /// <summary>Draws a key wherever the sample leaves one empty.</summary>
    private static void FillIn(JsonNode keys)
    {
        foreach ((string name, JsonNode? value) in keys.AsObject().ToArray())
        {
            if (value is JsonObject more) FillIn(more);
            else if (value is null || value.GetValue<string>().Length == 0) keys[name] = NewKey();
        }
    }

    private static string NewKey() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
