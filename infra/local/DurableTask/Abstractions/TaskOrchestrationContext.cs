// An exact subset of the public surface of Microsoft.DurableTask.Abstractions; nothing public stands beside it.
using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>What an orchestrator may do. Everything here is deterministic and is replayed from the history.</summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>The orchestrator's name.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The instance id.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The parent of a sub-orchestration, else null.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The time of the present turn, the same in every replay.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code runs over recorded history.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>The version of the instance; empty when it has none.</summary>
    public virtual string Version => string.Empty;

    /// <summary>Properties of the configuration.</summary>
    public virtual IReadOnlyDictionary<string, object?> Properties { get; } = new Dictionary<string, object?>();

    /// <summary>Makes the loggers behind the replay-safe ones.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The instance's input.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task CallActivityAsync(TaskName name, object? input = null, TaskOptions? options = null) =>
        CallActivityAsync<object>(name, input, options);

    /// <summary>Calls an activity without input.</summary>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) =>
        CallActivityAsync(name, null, options);

    /// <summary>Calls an activity without input.</summary>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) =>
        CallActivityAsync<TResult>(name, null, options);

    /// <summary>Calls an activity and gives its result.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(
        TaskName name, object? input = null, TaskOptions? options = null);

    /// <summary>A timer that fires after a span from the time of this turn.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime.Add(delay), cancellationToken);

    /// <summary>A timer that fires at a moment, never before it.</summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Waits for an event by name; one that came before is delivered at once.</summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an event, but not longer than a span.</summary>
    /// <exception cref="TaskCanceledException">The span passed first.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout)
    {
        using var stopTimer = new CancellationTokenSource();
        using var stopWait = new CancellationTokenSource();
        var timer = CreateTimer(timeout, stopTimer.Token);
        var arrival = WaitForExternalEvent<T>(eventName, stopWait.Token);
        var first = await Task.WhenAny(timer, arrival);
#pragma warning disable CA1849 // Cancellation must happen on the orchestrator's own thread, at this very point.
        (first == arrival ? stopTimer : stopWait).Cancel();
#pragma warning restore CA1849
        return await arrival;
    }

    /// <summary>Sends an event to another instance.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Sets the status that clients see; it has no effect on the orchestration.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Runs another orchestration and gives its result.</summary>
    /// <exception cref="TaskFailedException">It failed or was terminated.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null);

    /// <summary>Runs another orchestration without input.</summary>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <summary>Runs another orchestration without input.</summary>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <summary>Runs another orchestration.</summary>
    public virtual Task CallSubOrchestratorAsync(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null) =>
        CallSubOrchestratorAsync<object>(orchestratorName, input, options);

    /// <summary>Begins again with a new input and an empty history when the orchestrator returns.</summary>
    public abstract void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true);

    /// <summary>A GUID that is the same in every replay.</summary>
    public abstract Guid NewGuid();

    /// <summary>A logger that is silent during replay.</summary>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) =>
        new ReplaySafeLogger(this, LoggerFactory.CreateLogger(categoryName));

    /// <summary>A logger that is silent during replay.</summary>
    public virtual ILogger CreateReplaySafeLogger(Type type) =>
        new ReplaySafeLogger(this, LoggerFactory.CreateLogger(type));

    /// <summary>A logger that is silent during replay.</summary>
    public virtual ILogger CreateReplaySafeLogger<T>() =>
        new ReplaySafeLogger(this, LoggerFactory.CreateLogger<T>());

    private sealed class ReplaySafeLogger(TaskOrchestrationContext context, ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logger.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => !context.IsReplaying && logger.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!context.IsReplaying)
            {
                logger.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
