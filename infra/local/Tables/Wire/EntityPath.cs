// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
namespace Azure.Data.Tables.Wire;

/// <summary>The percent-encoded address of an entity below the endpoint.</summary>
internal static class EntityPath
{
    /// <exception cref="ArgumentException">A key is longer than allowed or holds a character that is not.</exception>
    public static string Of(string table, string partitionKey, string rowKey)
    {
        TableLimits.CheckKey(partitionKey, nameof(partitionKey));
        TableLimits.CheckKey(rowKey, nameof(rowKey));
        return $"{table}(PartitionKey='{Key(partitionKey)}',RowKey='{Key(rowKey)}')";
    }

    private static string Key(string key) =>
        Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
