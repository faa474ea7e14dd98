namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// What the table service takes in one write
/// (https://learn.microsoft.com/azure/storage/tables/scalability-targets), and what follows for a page. They are
/// checked before the write, so that nothing is refused halfway.
/// </summary>
public static class JournalLimits
{
    /// <summary>Bytes of one binary property.</summary>
    public const int PropertyBytes = 64 * 1024;

    /// <summary>Bytes of one row. Azurite counts binary values in base64, four bytes for three.</summary>
    public const int RowBytes = 1024 * 1024;

    /// <summary>Binary properties of a page: with base64 they and the small ones stay below a row's limit.</summary>
    public const int PageProperties = 11;

    /// <summary>Bytes of entries in a page, each with its length before it.</summary>
    public const int PageBytes = PageProperties * PropertyBytes;

    /// <summary>Bytes before each entry that give its length, big-endian.</summary>
    public const int LengthPrefixBytes = sizeof(int);

    /// <summary>Bytes of the largest entry.</summary>
    public const int EntryBytes = PageBytes - LengthPrefixBytes;
}
