// An exact subset of the public surface of Microsoft.DurableTask.Abstractions; nothing public stands beside it.
namespace Microsoft.DurableTask;

/// <summary>Says after a failure whether to try again. Runs in the orchestrator and must be deterministic.</summary>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>Says after a failure whether to try again; may wait on durable timers.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);

/// <summary>What a retry handler is told.</summary>
/// <param name="OrchestrationContext">The orchestration that made the call.</param>
/// <param name="LastAttemptNumber">The number of failed attempts, from 1.</param>
/// <param name="LastFailure">The last failure.</param>
/// <param name="TotalRetryTime">The time since the first attempt.</param>
/// <param name="CancellationToken">Reserved; never cancelled.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);
