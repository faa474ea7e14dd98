using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.Functions;

/// <summary>The settings of <c>host.json</c> that apply on one machine, with the original's defaults.</summary>
internal sealed record HostJson
{
    public string RoutePrefix { get; private init; } = "api";

    public int BlobParallelism { get; private init; } = 8 * Environment.ProcessorCount;

    public string HubName { get; private init; } = "TestHubName";

    public int MaxConcurrentActivities { get; private init; } = 10 * Environment.ProcessorCount;

    public int MaxConcurrentOrchestrations { get; private init; } = 10 * Environment.ProcessorCount;

    /// <summary>The least level by category; <c>default</c> stands for all others.</summary>
    public IReadOnlyDictionary<string, LogLevel> LogLevels { get; private init; } =
        new Dictionary<string, LogLevel>();

    /// <exception cref="StartFailure">The file's form is wrong.</exception>
    public static HostJson Load(string path)
    {
        if (!File.Exists(path)) return new HostJson();
        try
        {
            return Read(JsonNode.Parse(File.ReadAllText(path)));
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new StartFailure($"{path} is not the host.json that is expected: {e.Message}", e);
        }
    }

    private static HostJson Read(JsonNode? root)
    {
        HostJson defaults = new();
        JsonNode? extensions = root?["extensions"];
        JsonNode? durable = extensions?["durableTask"];
        JsonObject levels = root?["logging"]?["logLevel"] as JsonObject ?? [];
        return new HostJson
        {
            RoutePrefix = (Text(extensions?["http"], "routePrefix") ?? defaults.RoutePrefix).Trim('/'),
            BlobParallelism = Count(extensions?["blobs"], "maxDegreeOfParallelism") ?? defaults.BlobParallelism,
            HubName = Text(durable, "hubName") ?? defaults.HubName,
            MaxConcurrentActivities =
                Count(durable, "maxConcurrentActivityFunctions") ?? defaults.MaxConcurrentActivities,
            MaxConcurrentOrchestrations =
                Count(durable, "maxConcurrentOrchestratorFunctions") ?? defaults.MaxConcurrentOrchestrations,
            LogLevels = levels.ToDictionary(l => l.Key, l => Enum.Parse<LogLevel>(l.Value!.GetValue<string>(), true)),
        };
    }

    private static string? Text(JsonNode? node, string name) => node?[name]?.GetValue<string>();

    private static int? Count(JsonNode? node, string name) => node?[name]?.GetValue<int>() switch
    {
        null => null,
        > 0 and int count => count,
        int count => throw new FormatException($"{name} is {count}; it is at least 1."),
    };
}
