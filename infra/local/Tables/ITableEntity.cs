// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
// The original is compiled without nullable annotations, and a caller must see the same.
#nullable disable

namespace Azure.Data.Tables;

/// <summary>An entity: a row of a table, named by its partition key and its row key.</summary>
public interface ITableEntity
{
    /// <summary>The first half of the key, at most 1 KiB; a transaction stays in one partition.</summary>
    string PartitionKey { get; set; }

    /// <summary>The second half of the key, at most 1 KiB, unique in its partition.</summary>
    string RowKey { get; set; }

    /// <summary>The instant of the last write, set by the service; ignored on a write.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The version of the entity that the service last answered with.</summary>
    ETag ETag { get; set; }
}
