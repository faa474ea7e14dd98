using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;

namespace CarbonRegistry.Local.Functions;

/// <summary>The keys of a function app, by name: what Azure keeps for an app and its functions.</summary>
/// <param name="Master">The key <c>_master</c>, which opens everything; null when there is none.</param>
/// <param name="System">Keys of extensions, such as <c>durabletask_extension</c>.</param>
/// <param name="Host">Keys that open every function of the level Function.</param>
/// <param name="Functions">Keys of single functions, by the function's name.</param>
internal sealed record KeyRing(
    string? Master,
    IReadOnlyDictionary<string, string> System,
    IReadOnlyDictionary<string, string> Host,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Functions)
{
    public static KeyRing Empty { get; } = new(
        null,
        new Dictionary<string, string>(),
        new Dictionary<string, string>(),
        new Dictionary<string, IReadOnlyDictionary<string, string>>());
}

/// <summary>
/// Asks callers for keys as the Functions host does in Azure:
/// https://learn.microsoft.com/azure/azure-functions/function-keys-how-to. The host's own tools for developers ask for
/// none unless they are started with <c>--enableAuth</c>, and neither does this host.
/// </summary>
internal sealed class FunctionKeys(KeyRing ring, bool areAskedFor)
{
    private const string KeyHeader = "x-functions-key";
    private const string KeyParameter = "code";

    public bool AreAskedFor => areAskedFor;

    /// <summary>Whether the request may run the function.</summary>
    public bool Admit(HttpContext context, string function, AuthorizationLevel required)
    {
        if (!areAskedFor || required == AuthorizationLevel.Anonymous) return true;
        (AuthorizationLevel shown, _) = LevelOf(context, function);

        // The levels are no ladder: a system key opens no function of the level Function. Only _master opens all.
        return shown == AuthorizationLevel.Admin || shown == required;
    }

    /// <summary>Whether the request may use the routes of an extension: with its key, or the master.</summary>
    public bool AdmitToExtension(HttpContext context, string extension)
    {
        if (!areAskedFor) return true;
        (AuthorizationLevel shown, string? name) = LevelOf(context, null);
        return shown == AuthorizationLevel.Admin
            || (shown == AuthorizationLevel.System
                && string.Equals(name, extension + "_extension", StringComparison.OrdinalIgnoreCase));
    }

    private (AuthorizationLevel Level, string? Name) LevelOf(HttpContext context, string? function)
    {
        // The header wins even when it is empty.
        HttpRequest request = context.Request;
        string? shown = request.Headers.TryGetValue(KeyHeader, out StringValues values)
            || request.Query.TryGetValue(KeyParameter, out values)
            ? values.FirstOrDefault()
            : null;
        if (string.IsNullOrEmpty(shown)) return (AuthorizationLevel.Anonymous, null);
        byte[] digest = Digest(shown);
        if (ring.Master is { Length: > 0 } master && Fits(master)) return (AuthorizationLevel.Admin, "_master");
        if (Find(ring.System) is { } system) return (AuthorizationLevel.System, system);
        if (Find(ring.Host) is { } host) return (AuthorizationLevel.Function, host);
        return function is not null && ring.Functions.TryGetValue(function, out var own) && Find(own) is { } name
            ? (AuthorizationLevel.Function, name)
            : (AuthorizationLevel.Anonymous, null);

        // An empty value is a key that was never made; it opens nothing.
        string? Find(IReadOnlyDictionary<string, string> keys) =>
            keys.Where(key => key.Value.Length > 0 && Fits(key.Value)).Select(key => key.Key).FirstOrDefault();

        bool Fits(string key) => CryptographicOperations.FixedTimeEquals(Digest(key), digest);
    }

    /// <summary>Digests have one length, so the time of a comparison says nothing about a key.</summary>
    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
