// An exact subset of the public surface of Microsoft.DurableTask.Abstractions; nothing public stands beside it.
namespace Microsoft.DurableTask;

/// <summary>One page of a list.</summary>
public sealed class Page<T>
    where T : notnull
{
    /// <summary>Makes a page.</summary>
    public Page(IReadOnlyList<T> values, string? continuationToken = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Values = values;
        ContinuationToken = continuationToken;
    }

    /// <summary>The values, in order.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Where the next page begins; null after the last one.</summary>
    public string? ContinuationToken { get; }
}
