using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;

namespace CarbonRegistry.Local.Functions;

/// <summary>How far a function is with a version of a blob. The names are stored and never change.</summary>
internal enum BlobState
{
    /// <summary>A try was begun; when nothing runs, the process ended during it.</summary>
    Running,

    /// <summary>A try failed and another follows.</summary>
    Failed,

    /// <summary>The function has done its work.</summary>
    Done,

    /// <summary>All tries failed; the version is set aside.</summary>
    Poison,
}

/// <summary>What is known about a blob: the version that was handled last, and how that went.</summary>
internal sealed record BlobReceipt(string Name, string Version, BlobState State, int Tries, string? Error)
{
    public bool IsFinal => State is BlobState.Done or BlobState.Poison;
}

/// <summary>Keeps one receipt for each function and blob in a table, so that a version is handled once.</summary>
internal sealed class BlobReceipts(TableClient table, string function)
{
    private const string TableName = "AzureWebJobsBlobReceipts";

    // A property holds at most 64 KiB; an error is told in less.
    private const int LongestError = 2000;

    public static async Task<TableClient> OpenTableAsync(TableServiceClient tables, CancellationToken cancellation)
    {
        await tables.CreateTableIfNotExistsAsync(TableName, cancellation);
        return tables.GetTableClient(TableName);
    }

    public async Task<Dictionary<string, BlobReceipt>> LoadAsync(CancellationToken cancellation)
    {
        Dictionary<string, BlobReceipt> receipts = new(StringComparer.Ordinal);
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {function}");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            string name = row.GetString("Name");
            receipts[name] = new BlobReceipt(
                name, row.GetString("Version"), Enum.Parse<BlobState>(row.GetString("State")),
                row.GetInt32("Tries") ?? 0, row.GetString("Error"));
        }

        return receipts;
    }

    public async Task SaveAsync(BlobReceipt receipt, CancellationToken cancellation)
    {
        TableEntity row = new(function, KeyOf(receipt.Name))
        {
            ["Name"] = receipt.Name,
            ["Version"] = receipt.Version,
            ["State"] = receipt.State.ToString(),
            ["Tries"] = receipt.Tries,
            ["Error"] = receipt.Error is { Length: > LongestError } error ? error[..LongestError] : receipt.Error,
        };
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>A key for any name: names may hold characters that keys must not.</summary>
    public static string KeyOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
