using Microsoft.DurableTask;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>One attempt of a call failed; <see cref="Retries"/> turns it into the exception that callers see.</summary>
internal sealed class FailedAttemptException(string name, int id, TaskFailureDetails failure, bool isFinal)
    : Exception(failure.ErrorMessage)
{
    public TaskFailureDetails Failure { get; } = failure;

    /// <summary>Whether no new attempt could succeed, as when there is no such function.</summary>
    public bool IsFinal { get; } = isFinal;

    public TaskFailedException ToCallersException() => new(name, id, Failure);
}

/// <summary>Repeats failed calls with durable timers between them, so that the pauses outlive the process.</summary>
internal static class Retries
{
    public static async Task<TResult> RunAsync<TResult>(
        TaskOrchestrationContext context, TaskRetryOptions? retry, Func<Task<TResult>> attempt)
    {
        var begun = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (FailedAttemptException failed)
            {
                if (failed.IsFinal || !await GoesOnAsync(context, retry, failed.Failure, attempts, begun))
                    throw failed.ToCallersException();
            }
        }
    }

    private static async Task<bool> GoesOnAsync(
        TaskOrchestrationContext context,
        TaskRetryOptions? retry,
        TaskFailureDetails failure,
        int attempts,
        DateTime begun)
    {
        if (retry?.Handler is { } handler)
        {
            var spent = context.CurrentUtcDateTime - begun;
            return await handler(new(context, attempts, failure, spent, CancellationToken.None));
        }

        if (retry?.Policy is not { } policy || attempts >= policy.MaxNumberOfAttempts || !policy.IsHandled(failure)
            || (policy.RetryTimeout != Timeout.InfiniteTimeSpan
                && context.CurrentUtcDateTime - begun >= policy.RetryTimeout))
        {
            return false;
        }

        await context.CreateTimer(PauseAfter(policy, attempts), CancellationToken.None);
        return true;
    }

    private static TimeSpan PauseAfter(RetryPolicy policy, int attempts)
    {
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        return ticks >= longest.Ticks ? longest : new TimeSpan((long)ticks);
    }
}
