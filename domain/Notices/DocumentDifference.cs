using System.Text.Json;

namespace CarbonRegistry.Domain.Notices;

/// <summary>Where two documents with one number differ, for the refusal <c>numberReused</c>.</summary>
public static class DocumentDifference
{
    /// <summary>
    /// JSON pointers to the smallest parts that differ, in ordinal order of the names; empty when both have the same
    /// canonical form (RFC 8785). A part that only one of them has counts as different.
    /// </summary>
    /// <param name="stored">The document that the registry has; each name once, as every accepted document.</param>
    /// <param name="received">The document that came with the same number.</param>
    public static IReadOnlyList<string> Describe(JsonElement stored, JsonElement received)
    {
        var different = new List<string>();
        Compare(stored, received, JsonPointer.Root, different);
        return different;
    }

    private static void Compare(JsonElement stored, JsonElement received, string pointer, List<string> different)
    {
        if (stored.ValueKind == JsonValueKind.Object && received.ValueKind == JsonValueKind.Object)
            CompareObjects(stored, received, pointer, different);
        else if (stored.ValueKind == JsonValueKind.Array && received.ValueKind == JsonValueKind.Array)
            CompareLists(stored, received, pointer, different);
        else if (!IsSame(stored, received))
            different.Add(pointer);
    }

    private static void CompareObjects(JsonElement stored, JsonElement received, string pointer, List<string> different)
    {
        var before = Fields(stored);
        var after = Fields(received);
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var field = JsonPointer.Field(pointer, name);
            if (before.TryGetValue(name, out var was) && after.TryGetValue(name, out var now))
                Compare(was, now, field, different);
            else
                different.Add(field);
        }
    }

    private static void CompareLists(JsonElement stored, JsonElement received, string pointer, List<string> different)
    {
        var before = stored.EnumerateArray().ToArray();
        var after = received.EnumerateArray().ToArray();
        for (var index = 0; index < Math.Max(before.Length, after.Length); index++)
        {
            var element = JsonPointer.Element(pointer, index);
            if (index < before.Length && index < after.Length)
                Compare(before[index], after[index], element, different);
            else
                different.Add(element);
        }
    }

    private static bool IsSame(JsonElement stored, JsonElement received) =>
        stored.ValueKind == received.ValueKind && stored.ValueKind switch
        {
            JsonValueKind.String => JsonStrings.TryText(stored) == JsonStrings.TryText(received),
            // The canonical form keeps of a number what a double keeps.
            JsonValueKind.Number => stored.GetDouble().Equals(received.GetDouble()),
            _ => true,
        };

    private static Dictionary<string, JsonElement> Fields(JsonElement value)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (JsonStrings.TryName(property) is { } name)
                fields[name] = property.Value;
        }

        return fields;
    }
}
