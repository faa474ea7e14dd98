// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>
/// Writes a transaction as a multipart body.
/// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
/// </summary>
internal static class TransactionWriter
{
    // A boundary stands at the start of a line, and every part is one line of JSON or a percent-encoded address, so
    // no content can hold one and nothing is gained by drawing a new one for each transaction.
    private const string Batch = "batch_0d6f9a52-31f4-4a0c-9b1e-5d1c8f20c7a1";
    private const string ChangeSet = "changeset_7b0e4c8e-6f0a-4d7b-8c55-2f9f4a3e6d10";
    private const int PartBytes = 1024;

    public const string ContentType = "multipart/mixed; boundary=" + Batch;

    /// <exception cref="ArgumentException">The transaction exceeds a limit of the service.</exception>
    /// <exception cref="InvalidOperationException">There is no action.</exception>
    public static PooledBody Write(
        TableConnection connection, string table, IReadOnlyList<TableTransactionAction> actions)
    {
        CheckActions(actions);
        var body = new PooledBody(PartBytes * (actions.Count + 1));
        try
        {
            body.Append("--" + Batch + "\r\nContent-Type: multipart/mixed; boundary=" + ChangeSet + "\r\n\r\n");
            foreach (var action in actions)
            {
                WriteAction(body, connection, table, action);
                CheckLength(body);
            }
            body.Append("--" + ChangeSet + "--\r\n--" + Batch + "--\r\n");
            CheckLength(body);
            return body;
        }
        catch
        {
            body.MarkDelivered();
            body.Dispose();
            throw;
        }
    }

    private static void CheckLength(PooledBody body)
    {
        if (body.Length > TableLimits.TransactionBytes)
            throw new ArgumentException(
                $"Transaction has more than {nameof(TableLimits.TransactionBytes)}, "
                + $"{TableLimits.TransactionBytes} bytes (4 MiB).");
    }

    private static void CheckActions(IReadOnlyList<TableTransactionAction> actions)
    {
        if (actions.Count == 0)
            throw new InvalidOperationException("A transaction needs at least one action.");
        if (actions.Count > TableLimits.EntitiesPerTransaction)
            throw new ArgumentException(
                $"Transaction has {actions.Count} entities; {nameof(TableLimits.EntitiesPerTransaction)} allows "
                + $"{TableLimits.EntitiesPerTransaction}.",
                nameof(actions));
        var partition = actions[0].Entity.PartitionKey;
        foreach (var action in actions)
        {
            if (!string.Equals(action.Entity.PartitionKey, partition, StringComparison.Ordinal))
                throw new ArgumentException(
                    $"Transaction touches partitions {partition} and {action.Entity.PartitionKey}; it may touch one.",
                    nameof(actions));
        }
    }

    private static void WriteAction(
        PooledBody body, TableConnection connection, string table, TableTransactionAction action)
    {
        var entity = action.Entity;
        var type = action.ActionType;
        var path = type == TableTransactionActionType.Add
            ? table
            : EntityPath.Of(table, entity.PartitionKey, entity.RowKey);
        body.Append("--" + ChangeSet + "\r\n");
        body.Append("Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n"u8);
        body.Append($"{Method(type)} {connection.Address(path).AbsoluteUri} HTTP/1.1\r\n");
        body.Append("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n"u8);
        if (IfMatch(action) is { } version)
            body.Append($"If-Match: {version}\r\n");
        if (type != TableTransactionActionType.Delete)
        {
            body.Append("Prefer: return-no-content\r\nContent-Type: application/json;odata=minimalmetadata\r\n\r\n"u8);
            EntityWriter.Write(body, entity);
        }
        body.Append("\r\n"u8);
    }

    private static RequestMethod Method(TableTransactionActionType type) => type switch
    {
        TableTransactionActionType.Add => RequestMethod.Post,
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpsertMerge => RequestMethod.Patch,
        TableTransactionActionType.UpdateReplace or TableTransactionActionType.UpsertReplace => RequestMethod.Put,
        TableTransactionActionType.Delete => RequestMethod.Delete,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown kind of action."),
    };

    private static string? IfMatch(TableTransactionAction action) => action.ActionType switch
    {
        TableTransactionActionType.UpdateMerge or TableTransactionActionType.UpdateReplace =>
            action.ETag == default ? null : action.ETag.ToString(),
        TableTransactionActionType.Delete => action.ETag == default ? "*" : action.ETag.ToString(),
        _ => null,
    };
}
