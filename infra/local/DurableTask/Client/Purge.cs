// An exact subset of the public surface of Microsoft.DurableTask.Client; nothing public stands beside it.
namespace Microsoft.DurableTask.Client;

/// <summary>How to purge.</summary>
/// <param name="Recursive">Whether sub-orchestrations are purged too.</param>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>Which instances to purge; only those that have ended are.</summary>
/// <param name="CreatedFrom">Created at this moment or later.</param>
/// <param name="CreatedTo">Created at this moment or before.</param>
/// <param name="Statuses">In one of these states; null or none means any that has ended.</param>
public record PurgeInstancesFilter(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);

/// <summary>What was purged.</summary>
public class PurgeResult
{
    /// <summary>Makes a result.</summary>
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    /// <summary>Makes a result that says whether all was done.</summary>
    public PurgeResult(int count, bool? isComplete)
        : this(count) => IsComplete = isComplete;

    /// <summary>The number of purged instances.</summary>
    public int PurgedInstanceCount { get; }

    /// <summary>Whether nothing is left to purge; null when unknown.</summary>
    public bool? IsComplete { get; }
}
