// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
namespace Azure.Data.Tables.Wire;

/// <summary>
/// The limits of the Table service, checked before a request is sent.
/// https://learn.microsoft.com/azure/storage/tables/scalability-targets and
/// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
/// </summary>
internal static class TableLimits
{
    /// <summary>Actions in one transaction.</summary>
    public const int EntitiesPerTransaction = 100;

    /// <summary>Bytes of the body of one transaction (4 MiB).</summary>
    public const int TransactionBytes = 4 * 1024 * 1024;

    /// <summary>Bytes of one entity (1 MiB), counted as the data model says.</summary>
    public const int EntityBytes = 1024 * 1024;

    /// <summary>Bytes of one binary property (64 KiB).</summary>
    public const int BinaryPropertyBytes = 64 * 1024;

    /// <summary>UTF-16 units of one text property (64 KiB).</summary>
    public const int TextPropertyCharacters = 32 * 1024;

    /// <summary>UTF-16 units of a partition key or a row key (1 KiB).</summary>
    public const int KeyCharacters = 512;

    /// <summary>UTF-16 units of a property name.</summary>
    public const int PropertyNameCharacters = 255;

    /// <summary>Properties of an entity beside PartitionKey, RowKey and Timestamp.</summary>
    public const int Properties = 252;

    /// <summary>Refuses a key that the service would not store.</summary>
    /// <exception cref="ArgumentException">The key is too long or holds a character that is not allowed.</exception>
    public static void CheckKey(string? key, string name)
    {
        ArgumentNullException.ThrowIfNull(key, name);
        if (key.Length > KeyCharacters)
            throw new ArgumentException(
                $"{name} has {key.Length} characters; {nameof(KeyCharacters)} allows {KeyCharacters} (1 KiB).", name);
        foreach (var c in key)
        {
            if (c is '/' or '\\' or '#' or '?' || char.IsControl(c))
                throw new ArgumentException(
                    $"{name} holds U+{(int)c:X4}; a key has no / \\ # ? and no control characters.", name);
        }
    }

    /// <summary>Refuses a property that the service would not store.</summary>
    /// <exception cref="ArgumentException">The name or the value is too long; the message names the limit.</exception>
    public static void CheckProperty(string name, int length, int limit, string limitName)
    {
        if (length > limit)
            throw new ArgumentException($"Property {name} has {length}; {limitName} allows {limit} (64 KiB).", name);
        if (name.Length is 0 or > PropertyNameCharacters)
            throw new ArgumentException(
                $"Property name {name} has {name.Length} characters; "
                + $"{nameof(PropertyNameCharacters)} allows 1 to {PropertyNameCharacters}.", name);
    }
}
