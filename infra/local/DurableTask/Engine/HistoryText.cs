using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>Events as text, one JSON object a line, so that a turn appends and never rewrites.</summary>
internal static class HistoryText
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IEnumerable<HistoryEvent> events)
    {
        var text = new StringBuilder();
        foreach (var one in events)
            text.Append(JsonSerializer.Serialize(one, Json)).Append('\n');
        return text.ToString();
    }

    /// <exception cref="InvalidDataException">The text is not a history.</exception>
    public static List<HistoryEvent> Read(string text)
    {
        var events = new List<HistoryEvent>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty)
                continue;
            try
            {
                events.Add(JsonSerializer.Deserialize<HistoryEvent>(line, Json)
                    ?? throw new InvalidDataException("A line of the history is null."));
            }
            catch (JsonException broken)
            {
                throw new InvalidDataException($"Line {events.Count + 1} of the history cannot be read.", broken);
            }
        }

        return events;
    }

    public static string WriteFailure(TaskFailureDetails failure) => JsonSerializer.Serialize(failure, Json);

    public static TaskFailureDetails ReadFailure(string text) =>
        JsonSerializer.Deserialize<TaskFailureDetails>(text, Json)
            ?? throw new InvalidDataException("The recorded failure is null.");
}
