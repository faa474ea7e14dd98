// An exact subset of the public surface of Microsoft.DurableTask.Abstractions; nothing public stands beside it.
namespace Microsoft.DurableTask;

/// <summary>A declarative retry: number of attempts, first pause, growth, limits.</summary>
public class RetryPolicy
{
    /// <summary>Makes a policy.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, at least 1.</param>
    /// <param name="firstRetryInterval">The first pause, above zero.</param>
    /// <param name="backoffCoefficient">The growth of the pause, at least 1.</param>
    /// <param name="maxRetryInterval">The longest pause; one hour unless given.</param>
    /// <param name="retryTimeout">The time after which no new attempt begins; unlimited unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        CheckNotBelowFirst(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        CheckNotBelowFirst(retryTimeout, firstRetryInterval, nameof(retryTimeout));
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Attempts in all.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>The first pause.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>The growth of the pause.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>The longest pause.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>The time after which no new attempt begins; infinite when unlimited.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Says of a failure whether a new attempt makes sense; all do unless given.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => IsHandled = value;
    }

    internal Func<TaskFailureDetails, bool> IsHandled { get; private init; } = static _ => true;

    private static void CheckNotBelowFirst(TimeSpan? interval, TimeSpan first, string name)
    {
        if (interval < first && interval != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, interval, "The value must not be below firstRetryInterval.");
        }
    }
}
