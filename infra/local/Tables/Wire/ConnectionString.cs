// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
namespace Azure.Data.Tables.Wire;

/// <summary>
/// An account's table endpoint and key, read from a connection string.
/// https://learn.microsoft.com/azure/storage/common/storage-configure-connection-string
/// </summary>
internal sealed record ConnectionString(Uri Endpoint, TableSharedKeyCredential Credential)
{
    // The emulator's account and key are the same on every machine and are published.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const int EmulatorTablePort = 10002;

    /// <exception cref="FormatException">A setting is malformed.</exception>
    /// <exception cref="InvalidOperationException">Account, key or endpoint is missing.</exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text, "connectionString");
        var settings = Split(text);
        if (settings.TryGetValue("UseDevelopmentStorage", out var emulator)
            && emulator.Equals("true", StringComparison.OrdinalIgnoreCase))
            return Emulator(settings.GetValueOrDefault("DevelopmentStorageProxyUri"));
        var account = Required(settings, "AccountName");
        var credential = new TableSharedKeyCredential(account, Required(settings, "AccountKey"));
        if (settings.TryGetValue("TableEndpoint", out var endpoint))
            return new ConnectionString(new Uri(endpoint, UriKind.Absolute), credential);
        var scheme = settings.GetValueOrDefault("DefaultEndpointsProtocol", "https");
        var suffix = settings.GetValueOrDefault("EndpointSuffix", "core.windows.net");
        return new ConnectionString(new Uri($"{scheme}://{account}.table.{suffix}"), credential);
    }

    private static ConnectionString Emulator(string? proxy)
    {
        var host = proxy == null ? new Uri("http://127.0.0.1") : new Uri(proxy, UriKind.Absolute);
        var endpoint = new UriBuilder(host.Scheme, host.Host, EmulatorTablePort, EmulatorAccount).Uri;
        return new ConnectionString(endpoint, new TableSharedKeyCredential(EmulatorAccount, EmulatorKey));
    }

    private static Dictionary<string, string> Split(string text)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !settings.TryAdd(part[..equals], part[(equals + 1)..]))
                throw new FormatException("Settings must be of the form \"name=value\", each name once.");
        }
        return settings;
    }

    private static string Required(Dictionary<string, string> settings, string name) =>
        settings.TryGetValue(name, out var value)
            ? value
            : throw new InvalidOperationException($"The connection string has no {name}.");
}
