namespace CarbonRegistry.Local.DurableTask;

/// <summary>A row as read.</summary>
internal sealed record StoredRow(
    string Partition, string Key, string ETag, IReadOnlyDictionary<string, object> Values);

internal enum RowAction
{
    Insert,
    Replace,
    Delete,
}

/// <summary>One change of a transaction; a replacement and a deletion name the version that they end.</summary>
internal sealed record RowChange(
    RowAction Action, string Key, string? ETag = null, IReadOnlyDictionary<string, object>? Values = null);

/// <summary>Which rows to read; texts compare by UTF-16 unit, times are texts too.</summary>
internal sealed record RowScan
{
    public string? PartitionPrefix { get; init; }

    /// <summary>Only partitions behind this one.</summary>
    public string? PartitionAfter { get; init; }

    public required string KeyFrom { get; init; }

    /// <summary>The first key that is left out.</summary>
    public required string KeyBelow { get; init; }

    public bool ActiveOnly { get; init; }

    public IReadOnlyCollection<string> Statuses { get; init; } = [];

    public string? CreatedFrom { get; init; }

    public string? CreatedTo { get; init; }

    /// <summary>The columns wanted; none means all.</summary>
    public IReadOnlyList<string> Select { get; init; } = [];

    /// <summary>Rows that the caller will read at most; null means all.</summary>
    public int? Take { get; init; }
}

/// <summary>A row was not in the version that a change named: somebody else, or an earlier try, changed it.</summary>
internal sealed class RowConflictException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>
    /// Whether an insertion was refused for another reason than that the row exists, so that nothing may stand.
    /// </summary>
    public bool IsOtherThanExisting { get; init; }
}

/// <summary>
/// Rows in partitions and large texts beside them: the little of Table and Blob storage that the engine needs. It is
/// a seam for tests, which stop the process at every single write.
/// </summary>
internal abstract class RowStore
{
    public abstract Task InitializeAsync(CancellationToken cancellation);

    public abstract Task<StoredRow?> ReadAsync(string partition, string key, CancellationToken cancellation);

    /// <summary>All rows of a partition by key.</summary>
    public abstract Task<IReadOnlyList<StoredRow>> ReadPartitionAsync(
        string partition, CancellationToken cancellation);

    /// <summary>Makes all changes or none.</summary>
    /// <returns>The new version of each row, in order; empty for deletions.</returns>
    /// <exception cref="RowConflictException">A row was not as named; nothing was written.</exception>
    public abstract Task<IReadOnlyList<string>> CommitAsync(
        string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation);

    /// <summary>Rows of many partitions, by partition and key.</summary>
    public abstract IAsyncEnumerable<StoredRow> ScanAsync(RowScan scan, CancellationToken cancellation);

    /// <summary>Writes a text; the same name always has the same text.</summary>
    public abstract Task WriteTextAsync(string name, string text, CancellationToken cancellation);

    public abstract Task<string> ReadTextAsync(string name, CancellationToken cancellation);

    public abstract Task DeleteTextsAsync(string folder, CancellationToken cancellation);
}
