using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Outbox;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Rejections;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>The stores beside the journal, as one process has them.</summary>
internal sealed class StoreParts
{
    /// <summary>What a row has beside its content: its version, and marks that are drawn.</summary>
    private static readonly string[] Drawn = ["odata.etag", "Timestamp", "Marks"];

    private readonly TableServiceClient tables;

    /// <param name="connection">An account that only one test uses at a time.</param>
    /// <param name="storage">What breaks calls.</param>
    /// <param name="repeats">How often the clients themselves repeat a broken call.</param>
    public StoreParts(string connection, TroubledStorage storage, int repeats)
    {
        tables = new(connection, storage.Into(new TableClientOptions(), repeats));
        Blobs = new(
            connection, storage.Into(new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02), repeats));
        Procedures = new(tables);
        Archive = new(Blobs);
        Plans = new(tables, Archive);
        Rejected = new(Blobs);
        Outbox = new(Blobs);
    }

    public BlobServiceClient Blobs { get; }

    public ProcedureStore Procedures { get; }

    public PlanStore Plans { get; }

    public DocumentArchive Archive { get; }

    public RejectedCopies Rejected { get; }

    public OutboxWriter Outbox { get; }

    /// <summary>The names under which this process knows persons.</summary>
    public HashSet<string> Persons { get; } = new(StringComparer.Ordinal);

    /// <summary>Makes the tables and containers of all stories.</summary>
    public async Task MakeAsync()
    {
        foreach (var name in StoreStories.All.Values.SelectMany(story => story.Tables).Distinct())
            await tables.CreateTableIfNotExistsAsync(name);
        foreach (var name in StoreStories.All.Values.SelectMany(story => story.Containers).Distinct())
            await Blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync();
    }

    /// <summary>Empties the tables and containers of a story.</summary>
    public async Task ClearAsync(StoreStory story)
    {
        foreach (var name in story.Tables)
        {
            var table = tables.GetTableClient(name);
            await foreach (var row in table.QueryAsync<TableEntity>())
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag);
        }

        foreach (var name in story.Containers)
        {
            var container = Blobs.GetBlobContainerClient(name);
            await foreach (var blob in container.GetBlobsAsync())
                await container.DeleteBlobAsync(blob.Name);
        }
    }

    /// <summary>Everything that stands where a story writes, as one text.</summary>
    public async Task<string> StateAsync(StoreStory story)
    {
        var state = new StringBuilder();
        foreach (var name in story.Tables)
        {
            await foreach (var row in tables.GetTableClient(name).QueryAsync<TableEntity>())
            {
                var cells = row.Where(cell => !Drawn.Contains(cell.Key))
                    .OrderBy(cell => cell.Key, StringComparer.Ordinal);
                state.AppendLine(name + " " + string.Join(" ", cells.Select(cell => $"{cell.Key}={Text(cell.Value)}")));
            }
        }

        foreach (var name in story.Containers)
        {
            var container = Blobs.GetBlobContainerClient(name);
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata))
            {
                // The key of persons is drawn; its length is all that two runs have in common.
                var content = (await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content;
                var shown = name == StorageNames.Keys ? $"{content.ToMemory().Length} bytes" : content.ToString();
                var metadata = string.Join(" ", blob.Metadata.Select(pair => $"{pair.Key}={pair.Value}"));
                state.AppendLine($"{name}/{blob.Name} {blob.Properties.ContentType} {metadata} {shown}");
            }
        }

        return state.AppendLine(CultureInfo.InvariantCulture, $"{Persons.Count} names").ToString();
    }

    private static string? Text(object? value) => value is byte[] bytes
        ? Encoding.UTF8.GetString(bytes)
        : Convert.ToString(value, CultureInfo.InvariantCulture);
}
