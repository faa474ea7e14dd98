using System.Text.Json;

namespace CarbonRegistry.Functions.Demo;

/// <summary>The keys of the local users, read from the settings file as a person would.</summary>
internal static class DemoKeys
{
    /// <summary>The first user's key of each role; the second registrar is <c>Registrar2</c>.</summary>
    /// <exception cref="InvalidOperationException">The file lacks a user that the demo needs.</exception>
    public static IReadOnlyDictionary<string, string> Read(string folder)
    {
        using var settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "local.settings.json")));
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var user in settings.RootElement.GetProperty("LocalUsers").EnumerateArray())
        {
            var key = user.GetProperty("key").GetString()!;
            foreach (var role in user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!))
            {
                if (!keys.TryAdd(role, key))
                    keys.TryAdd(role + "2", key);
            }
        }
        foreach (var needed in new[] { "Registrar", "Registrar2", "Admin", "Auditor", "Holder" })
        {
            if (!keys.ContainsKey(needed))
                throw new InvalidOperationException($"local.settings.json has no user for the role {needed}.");
        }
        return keys;
    }
}
