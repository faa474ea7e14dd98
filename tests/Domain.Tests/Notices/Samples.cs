using System.Text;
using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>The sample documents of the demo and of further kinds, whole or with fields changed.</summary>
internal static class Samples
{
    public static readonly IReadOnlyList<string> Names =
        [.. new DirectoryInfo(Folder()).GetFiles("*.json").Select(file => file.Name).Order(StringComparer.Ordinal)];

    /// <summary>The demo's document whose name starts so, or that of a kind of which the demo has none.</summary>
    public static byte[] Bytes(string start)
    {
        if (KindSamples.Find(start) is { } sample)
            return Encoding.UTF8.GetBytes(sample);
        var name = Names.Single(name => name.StartsWith(start, StringComparison.Ordinal));
        return File.ReadAllBytes(Path.Combine(Folder(), name));
    }

    /// <summary>A sample with the value at a JSON pointer set, or removed when the value is null.</summary>
    public static byte[] Edited(string start, params (string Pointer, string? Json)[] edits)
    {
        var root = JsonNode.Parse(Bytes(start))!;
        foreach (var (pointer, json) in edits)
            Edit(root, pointer, json);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    public static DocumentReading Read(string start, params (string Pointer, string? Json)[] edits) =>
        DocumentReader.Read(Edited(start, edits));

    public static T Document<T>(string start, params (string Pointer, string? Json)[] edits)
        where T : Document => Assert.IsAssignableFrom<T>(Read(start, edits).Document);

    public static IEnumerable<(string? Field, string Code)> Faults(DocumentReading reading) =>
        reading.Issues.Select(issue => (issue.Field, issue.Code));

    private static void Edit(JsonNode root, string pointer, string? json)
    {
        var steps = pointer.Split('/')[1..];
        var parent = root;
        foreach (var step in steps[..^1])
            parent = parent is JsonArray list ? list[int.Parse(step)]! : parent[step]!;
        if (parent is JsonArray array)
        {
            if (json is null)
                array.RemoveAt(int.Parse(steps[^1]));
            else
                array[int.Parse(steps[^1])] = JsonNode.Parse(json);
        }
        else if (json is null)
            parent.AsObject().Remove(steps[^1]);
        else
            parent[steps[^1]] = JsonNode.Parse(json);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CarbonRegistry.sln")))
            folder = folder.Parent;
        Assert.NotNull(folder);
        return Path.Combine(folder.FullName, "functions", "Demo", "samples", "notices");
    }
}
