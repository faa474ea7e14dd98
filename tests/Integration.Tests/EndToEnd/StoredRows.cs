using System.Text;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Ledger;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// The rows of a stored journal in the hands of somebody who may write to the storage, as they were before and after.
/// </summary>
internal sealed class StoredRows
{
    private readonly TableClient table;
    private readonly IReadOnlyList<TableEntity> honest;

    private StoredRows(TableClient table, IReadOnlyList<TableEntity> honest) =>
        (this.table, this.honest) = (table, honest);

    /// <summary>The pages as they were.</summary>
    public IReadOnlyList<JournalPage> Pages =>
        [.. honest.Where(row => row.RowKey != JournalHead.RowKey).Select(JournalPage.FromRow)];

    public static async Task<StoredRows> ReadAsync(RegistryClient client)
    {
        var table = client.Tables.GetTableClient(JournalStore.TableName);
        return new StoredRows(table, await RowsAsync(table));
    }

    /// <summary>The page that has an entry.</summary>
    public JournalPage PageOf(long entry) =>
        Pages.Single(page => page.First <= entry && entry < page.First + page.Count);

    public async Task FlipByteAsync(long entry)
    {
        var row = Row(JournalPage.RowKeyOf(PageOf(entry).Number));
        var bytes = row.GetBinary("d0").ToArray();
        bytes[^2] ^= 1;
        row["d0"] = bytes;
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace);
    }

    /// <summary>Puts a page back as it was.</summary>
    public Task RestorePageAsync(long entry) => table.UpsertEntityAsync(
        Row(JournalPage.RowKeyOf(PageOf(entry).Number)), TableUpdateMode.Replace);

    public Task DeletePageAsync(long entry) =>
        table.DeleteEntityAsync("KZ", JournalPage.RowKeyOf(PageOf(entry).Number));

    /// <summary>Two pages of one entry each change places, with all that they say of themselves.</summary>
    public async Task SwapPagesAsync(long one, long other)
    {
        var (first, second) = (Row(JournalPage.RowKeyOf(PageOf(one).Number)),
            Row(JournalPage.RowKeyOf(PageOf(other).Number)));
        (first.RowKey, second.RowKey) = (second.RowKey, first.RowKey);
        await table.UpsertEntityAsync(first, TableUpdateMode.Replace);
        await table.UpsertEntityAsync(second, TableUpdateMode.Replace);
    }

    public async Task FlipHeadAsync(string column)
    {
        var row = Row(JournalHead.RowKey);
        var hash = row.GetBinary(column).ToArray();
        hash[^1] ^= 1;
        row[column] = hash;
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace);
    }

    /// <summary>
    /// Writes another journal with a tree and a head that fit it: what a forger does who knows how all is stored.
    /// </summary>
    public async Task RewriteAsync(Func<IReadOnlyList<string>, IEnumerable<string>> forge)
    {
        var honestLines = Pages.SelectMany(page => page.Split()).Select(bytes => Encoding.UTF8.GetString(bytes.Span));
        var lines = forge([.. honestLines]).Select(Encoding.UTF8.GetBytes).ToList();
        await ClearAsync();
        var store = new JournalStore(table);
        var tree = new MerkleFrontier();
        JournalHead? head = null;
        var next = 0;
        foreach (var page in Pages)
        {
            var entries = lines.Skip(next).Take(page.Count).ToList();
            if (entries.Count == 0)
                break;
            foreach (var entry in entries)
                tree.Append(MerkleTree.LeafHash(entry));
            next += entries.Count;
            var committed = await store.CommitAsync(head, entries, tree, EntryForm.Read(entries[^1]).At);
            head = Assert.IsType<CommitOutcome.Committed>(committed).Head;
        }
        Assert.Equal(lines.Count, next);
    }

    /// <summary>Puts everything back as it was.</summary>
    public async Task RestoreAsync()
    {
        await ClearAsync();
        foreach (var row in honest)
            await table.UpsertEntityAsync(new TableEntity(row), TableUpdateMode.Replace);
    }

    /// <summary>A line with something changed, in canonical form again.</summary>
    public static string Changed(string line, Action<JsonNode> change)
    {
        var json = JsonNode.Parse(line)!;
        change(json);
        return Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    private TableEntity Row(string key) => new(honest.Single(row => row.RowKey == key));

    private async Task ClearAsync()
    {
        foreach (var row in await RowsAsync(table))
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
    }

    private static async Task<IReadOnlyList<TableEntity>> RowsAsync(TableClient table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(row => row.PartitionKey == "KZ", null, null, default))
            rows.Add(row);
        return rows;
    }
}
