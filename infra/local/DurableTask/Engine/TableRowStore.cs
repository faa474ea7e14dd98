using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>Rows in one table, large texts in one container.</summary>
internal sealed class TableRowStore(TableServiceClient tables, BlobServiceClient blobs, string hubName) : RowStore
{
    private readonly TableClient table = tables.GetTableClient(hubName + "Instances");
    private readonly BlobContainerClient texts =
        blobs.GetBlobContainerClient(hubName.ToLowerInvariant() + "-largemessages");

    public override async Task InitializeAsync(CancellationToken cancellation)
    {
        await table.CreateIfNotExistsAsync(cancellation);
        await texts.CreateIfNotExistsAsync(cancellationToken: cancellation);
    }

    public override async Task<StoredRow?> ReadAsync(string partition, string key, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellation);
        return found is { HasValue: true, Value: { } entity } ? ToRow(entity) : null;
    }

    public override async Task<IReadOnlyList<StoredRow>> ReadPartitionAsync(
        string partition, CancellationToken cancellation)
    {
        var all = new List<StoredRow>();
        var filter = $"PartitionKey eq {Quote(partition)}";
        await foreach (var entity in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            all.Add(ToRow(entity));
        return all;
    }

    public override async Task<IReadOnlyList<string>> CommitAsync(
        string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        try
        {
            if (changes.Count == 1)
                return [await CommitOneAsync(partition, changes[0], cancellation)];
            var answer = await table.SubmitTransactionAsync(
                changes.Select(change => ToAction(partition, change)), cancellation);
            return [.. answer.Value.Select(VersionOf)];
        }
        catch (RequestFailedException refused) when (refused.Status is 404 or 409 or 412)
        {
            throw new RowConflictException($"A row of {partition} has changed.", refused)
            {
                IsOtherThanExisting = refused.Status != 409,
            };
        }
    }

    public override async IAsyncEnumerable<StoredRow> ScanAsync(
        RowScan scan, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var select = scan.Select.Count == 0 ? null : scan.Select;
        var page = scan.Take is { } take ? Math.Min(take, 1000) : 1000;
        await foreach (var entity in table.QueryAsync<TableEntity>(FilterOf(scan), page, select, cancellation))
            yield return ToRow(entity);
    }

    public override async Task WriteTextAsync(string name, string text, CancellationToken cancellation) =>
        await texts.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true, cancellation);

    public override async Task<string> ReadTextAsync(string name, CancellationToken cancellation)
    {
        var blob = await texts.GetBlobClient(name).DownloadContentAsync(cancellation);
        return blob.Value.Content.ToString();
    }

    public override async Task DeleteTextsAsync(string folder, CancellationToken cancellation)
    {
        await foreach (var blob in texts.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellation))
            await texts.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellation);
    }

    private async Task<string> CommitOneAsync(string partition, RowChange change, CancellationToken cancellation)
    {
        switch (change.Action)
        {
            case RowAction.Insert:
                return VersionOf(await table.AddEntityAsync(ToEntity(partition, change), cancellation));
            case RowAction.Replace:
                return VersionOf(await table.UpdateEntityAsync(
                    ToEntity(partition, change), new ETag(change.ETag!), TableUpdateMode.Replace, cancellation));
            case RowAction.Delete:
                var answer = await table.DeleteEntityAsync(
                    partition, change.Key, new ETag(change.ETag!), cancellation);
                return answer.Status == 404 ? throw new RowConflictException($"{change.Key} is gone.") : "";
            default:
                throw new InvalidOperationException($"There is no row action {change.Action}.");
        }
    }

    private static TableTransactionAction ToAction(string partition, RowChange change) => change.Action switch
    {
        RowAction.Insert => new(TableTransactionActionType.Add, ToEntity(partition, change)),
        RowAction.Replace => new(
            TableTransactionActionType.UpdateReplace, ToEntity(partition, change), new ETag(change.ETag!)),
        RowAction.Delete => new(
            TableTransactionActionType.Delete, new TableEntity(partition, change.Key), new ETag(change.ETag!)),
        _ => throw new InvalidOperationException($"There is no row action {change.Action}."),
    };

    private static TableEntity ToEntity(string partition, RowChange change)
    {
        var entity = new TableEntity(partition, change.Key);
        foreach (var (name, value) in change.Values!)
            entity[name] = value;
        return entity;
    }

    private static StoredRow ToRow(TableEntity entity) => new(
        entity.PartitionKey, entity.RowKey, entity.ETag.ToString(), new Dictionary<string, object>(entity));

    private static string VersionOf(Response answer) => answer.Headers.ETag?.ToString() ?? "";

    private static string FilterOf(RowScan scan)
    {
        var conditions = new List<string> { $"RowKey ge {Quote(scan.KeyFrom)}", $"RowKey lt {Quote(scan.KeyBelow)}" };
        if (scan.PartitionPrefix is { Length: > 0 } prefix)
        {
            conditions.Add($"PartitionKey ge {Quote(prefix)}");
            conditions.Add($"PartitionKey lt {Quote(prefix + '\uffff')}");
        }

        if (scan.PartitionAfter is { } after)
            conditions.Add($"PartitionKey gt {Quote(after)}");
        if (scan.ActiveOnly)
            conditions.Add("Active eq true");
        if (scan.CreatedFrom is { } from)
            conditions.Add($"Created ge {Quote(from)}");
        if (scan.CreatedTo is { } to)
            conditions.Add($"Created le {Quote(to)}");
        if (scan.Statuses.Count > 0)
            conditions.Add($"({string.Join(" or ", scan.Statuses.Select(status => $"Status eq {Quote(status)}"))})");
        return string.Join(" and ", conditions);
    }

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
