using Azure.Data.Tables;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// Reads the properties of our own rows, where anything unexpected means that they were tampered with.
/// </summary>
internal static class RowReader
{
    public static long Int64(TableEntity row, string name, string place) => Get<long>(row, name, place);

    public static int Int32(TableEntity row, string name, string place) => Get<int>(row, name, place);

    public static string Text(TableEntity row, string name, string place) => Get<string>(row, name, place);

    public static byte[] Binary(TableEntity row, string name, string place) => row.TryGetValue(name, out var value)
        ? value switch
        {
            byte[] bytes => bytes,
            BinaryData data => data.ToArray(),
            _ => throw Corrupt(name, place),
        }
        : throw Corrupt(name, place);

    public static byte[] Hash(TableEntity row, string name, string place) =>
        Binary(row, name, place) is { Length: MerkleTree.HashLength } hash ? hash : throw Corrupt(name, place);

    public static JournalCorruptException Corrupt(string name, string place) =>
        new($"{place}: the property '{name}' is missing or malformed.");

    private static T Get<T>(TableEntity row, string name, string place) =>
        row.TryGetValue(name, out var value) && value is T typed ? typed : throw Corrupt(name, place);
}
