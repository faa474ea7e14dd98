using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>What can stand in a history or in an inbox. The names are stored: none is renamed or reused.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventKind>))]
internal enum EventKind
{
    TurnStarted,
    ExecutionStarted,
    TaskScheduled,
    TaskCompleted,
    TaskFailed,
    TimerCreated,
    TimerFired,
    SubOrchestrationCreated,
    SubOrchestrationCompleted,
    SubOrchestrationFailed,
    EventSent,
    EventRaised,
    ExecutionSuspended,
    ExecutionResumed,
    ExecutionTerminated,
    ExecutionCompleted,
}

/// <summary>One event. A stored shape: instances that sleep for months are read back from it.</summary>
internal sealed record HistoryEvent
{
    [JsonPropertyName("k")]
    public required EventKind Kind { get; init; }

    /// <summary>The position of the call that made or awaits this event, from 0.</summary>
    [JsonPropertyName("id")]
    public int? Id { get; init; }

    /// <summary>The time of the turn, or the moment for which a timer is set, UTC.</summary>
    [JsonPropertyName("at")]
    public DateTime? At { get; init; }

    /// <summary>The name of the function or of the external event.</summary>
    [JsonPropertyName("n")]
    public string? Name { get; init; }

    /// <summary>The instance that a sub-orchestration has or that an event goes to.</summary>
    [JsonPropertyName("to")]
    public string? Target { get; init; }

    /// <summary>Input, output or payload as JSON.</summary>
    [JsonPropertyName("d")]
    public string? Data { get; init; }

    [JsonPropertyName("f")]
    public TaskFailureDetails? Failure { get; init; }

    /// <summary>Whether a failure must not be retried.</summary>
    [JsonPropertyName("final")]
    public bool? Final { get; init; }

    /// <summary>Who sent a message, so that the same message sent twice is taken once.</summary>
    [JsonPropertyName("src")]
    public string? Source { get; init; }

    /// <summary>The execution of the receiver that a message is meant for; null means any.</summary>
    [JsonPropertyName("x")]
    public string? Execution { get; init; }

    /// <summary>Whether a termination reaches the sub-orchestrations.</summary>
    [JsonPropertyName("deep")]
    public bool? Recursive { get; init; }

    /// <summary>What the event is, for messages to people.</summary>
    public string Describe() => Name is null ? $"{Kind} #{Id}" : $"{Kind} '{Name}' #{Id}";
}
