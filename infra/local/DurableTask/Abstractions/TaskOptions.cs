// An exact subset of the public surface of Microsoft.DurableTask.Abstractions; nothing public stands beside it.
using System.Collections.Immutable;

namespace Microsoft.DurableTask;

/// <summary>How an activity or a sub-orchestration is called.</summary>
public record TaskOptions
{
    /// <summary>Options with a retry policy.</summary>
    public TaskOptions(TaskRetryOptions? retry)
        : this(retry, null)
    {
    }

    /// <summary>Options with a retry policy and tags.</summary>
    public TaskOptions(TaskRetryOptions? retry = null, IDictionary<string, string>? tags = null)
    {
        Retry = retry;
        Tags = tags;
    }

    /// <summary>What happens when the call fails; null means that the failure is thrown at once.</summary>
    public TaskRetryOptions? Retry { get; init; }

    /// <summary>Tags for tracing.</summary>
    public IDictionary<string, string>? Tags { get; init; }

    /// <summary>Options that retry by a policy.</summary>
    public static TaskOptions FromRetryPolicy(RetryPolicy policy) => new(policy);

    /// <summary>Options that ask a handler after each failure.</summary>
    public static TaskOptions FromRetryHandler(AsyncRetryHandler handler) => new(handler);

    /// <summary>Options that ask a handler after each failure.</summary>
    public static TaskOptions FromRetryHandler(RetryHandler handler) => new(handler);

    /// <summary>The same options for a sub-orchestration with a given instance id.</summary>
    public SubOrchestrationOptions WithInstanceId(string instanceId) => new(this, instanceId);
}

/// <summary>How a sub-orchestration is called.</summary>
public record SubOrchestrationOptions : TaskOptions
{
    /// <summary>Options with a retry policy and an instance id.</summary>
    public SubOrchestrationOptions(TaskRetryOptions? retry = null, string? instanceId = null)
        : base(retry) => InstanceId = instanceId;

    /// <summary>Options taken from others; an instance id that is given wins.</summary>
    public SubOrchestrationOptions(TaskOptions options, string? instanceId = null)
        : base(options) => InstanceId = instanceId ?? (options as SubOrchestrationOptions)?.InstanceId;

    /// <summary>The child's instance id; null draws one from the parent's id and the position of the call.</summary>
    public string? InstanceId { get; init; }
}

/// <summary>How a new orchestration is started.</summary>
/// <param name="InstanceId">The id; null draws a random one.</param>
/// <param name="StartAt">The earliest moment of the first turn; null means at once.</param>
public record StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
{
    /// <summary>Tags kept with the instance.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary.Create<string, string>();
}
