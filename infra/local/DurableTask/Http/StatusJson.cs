using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>The JSON of the management routes.</summary>
internal static class StatusJson
{
    /// <summary>Texts in any script stay readable.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static JsonObject Of(OrchestrationMetadata status, bool showsInput) => new()
    {
        ["name"] = status.Name,
        ["instanceId"] = status.InstanceId,
        ["runtimeStatus"] = status.RuntimeStatus.ToString(),
        ["input"] = showsInput ? Value(status.SerializedInput) : null,
        ["customStatus"] = Value(status.SerializedCustomStatus),
        ["output"] = Value(status.SerializedOutput),
        ["createdTime"] = Time(status.CreatedAt),
        ["lastUpdatedTime"] = Time(status.LastUpdatedAt),
    };

    public static JsonObject Of(PurgeResult purged) => new() { ["instancesDeleted"] = purged.PurgedInstanceCount };

    /// <summary>The history with each outcome beside the name of what it answers.</summary>
    public static JsonArray OfHistory(
        IReadOnlyList<HistoryEvent> history, OrchestrationMetadata status, bool showsOutput)
    {
        var calls = new Dictionary<int, HistoryEvent>();
        var events = new JsonArray();
        var turn = "";
        foreach (var one in history)
        {
            switch (one.Kind)
            {
                case EventKind.TurnStarted:
                    turn = Time(new DateTimeOffset(one.At!.Value, TimeSpan.Zero));
                    break;
                case EventKind.TaskScheduled or EventKind.SubOrchestrationCreated:
                    calls[one.Id!.Value] = one;
                    break;
                default:
                    events.Add(EventOf(one, calls.GetValueOrDefault(one.Id ?? -1), turn, showsOutput));
                    break;
            }
        }

        if (status.IsCompleted)
        {
            events.Add(new JsonObject
            {
                ["EventType"] = nameof(EventKind.ExecutionCompleted),
                ["OrchestrationStatus"] = status.RuntimeStatus.ToString(),
                ["Timestamp"] = Time(status.LastUpdatedAt),
                ["Result"] = showsOutput ? Value(status.SerializedOutput) : null,
            });
        }

        return events;
    }

    private static JsonObject EventOf(HistoryEvent one, HistoryEvent? call, string turn, bool showsOutput)
    {
        var json = new JsonObject { ["EventType"] = one.Kind.ToString(), ["Timestamp"] = turn };
        if (one.Kind == EventKind.ExecutionStarted || call is not null)
            json["FunctionName"] = call?.Name ?? one.Name;
        else if (one.Name is not null)
            json["Name"] = one.Name;
        if (one.Kind is EventKind.TimerCreated or EventKind.TimerFired && one.At is { } at)
            json["FireAt"] = Time(new DateTimeOffset(at, TimeSpan.Zero));
        if (one.Failure is { } failure)
            json["Reason"] = failure.ToString();
        if (showsOutput && one.Data is not null)
            json[one.Kind is EventKind.EventRaised or EventKind.EventSent ? "Input" : "Result"] = Value(one.Data);
        return json;
    }

    /// <summary>A stored text as JSON; what is not JSON, such as a reason, as a string.</summary>
    private static JsonNode? Value(string? text)
    {
        if (text is null)
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z";
}
