using Azure.Data.Tables;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Tables;

public sealed class QueryTests(AzuriteFixture azurite) : TableFixture(azurite)
{
    [Fact]
    public async Task Query_OfTwentyFiveHundredRows_ContinuesOverPages()
    {
        const int rows = 2500;
        foreach (var chunk in Enumerable.Range(0, rows).Chunk(100))
            await Table.SubmitTransactionAsync(chunk.Select(
                i => new TableTransactionAction(TableTransactionActionType.Add, Row($"№ {i:D4}", i))));

        var pages = new List<int>();
        var values = new List<long>();
        await foreach (var page in Table.QueryAsync<TableEntity>(row => row.PartitionKey == Partition).AsPages())
        {
            pages.Add(page.Values.Count);
            values.AddRange(page.Values.Select(row => row.GetInt64("Value")!.Value));
        }

        Assert.Equal([1000, 1000, 500], pages);
        Assert.Equal(Enumerable.Range(0, rows).Select(i => (long)i), values);
        Assert.Equal(rows, Table.Query<TableEntity>(select: ["RowKey"]).Count());
    }

    [Fact]
    public async Task Query_FromASavedToken_GoesOnWhereThePageEnded()
    {
        await Table.SubmitTransactionAsync(Enumerable.Range(0, 5).Select(
            i => new TableTransactionAction(TableTransactionActionType.Add, Row($"r {i}", i))));

        var first = Table.Query<TableEntity>(maxPerPage: 2).AsPages().First();
        var rest = Table.Query<TableEntity>(maxPerPage: 2).AsPages(first.ContinuationToken).SelectMany(p => p.Values);

        Assert.Equal(["r 0", "r 1"], first.Values.Select(row => row.RowKey));
        Assert.Equal(["r 2", "r 3", "r 4"], rest.Select(row => row.RowKey));
    }

    [Theory]
    [InlineData("O'Neil")]
    [InlineData("''")]
    [InlineData("ТОО «Қуат-Энерго»")]
    [InlineData("a&b=c+d%20#e?f/g")]
    public async Task Query_ByAQuotedText_FindsExactlyItsRow(string name)
    {
        await Table.AddEntityAsync(new TableEntity(Partition, "a") { ["Name"] = name });
        await Table.AddEntityAsync(new TableEntity(Partition, "b") { ["Name"] = name + "x" });

        Assert.Equal("a", Assert.Single(await AllAsync(TableClient.CreateQueryFilter($"Name eq {name}"))).RowKey);
        Assert.Equal("a", Assert.Single(Table.Query<TableEntity>(row => row.GetString("Name") == name)).RowKey);
        Assert.Equal("a", Assert.Single(Table.Query<TableEntity>(row => (string)row["Name"] == name)).RowKey);
    }

    [Fact]
    public async Task Query_ByEveryType_FindsTheRow()
    {
        var row = new TableEntity(Partition, "r")
        {
            ["Int"] = 1,
            ["Long"] = 5_000_000_000L,
            ["Double"] = 2.0,
            ["Bool"] = true,
            ["Guid"] = Guid.Parse("7b0e4c8e-6f0a-4d7b-8c55-2f9f4a3e6d10"),
            ["At"] = new DateTimeOffset(2024, 6, 8, 0, 0, 0, TimeSpan.Zero),
            ["Bytes"] = new byte[] { 1, 255 },
        };
        await Table.AddEntityAsync(row);

        foreach (var name in row.Keys.Where(name => name is not ("PartitionKey" or "RowKey")))
        {
            var filter = $"{name} eq " + TableClient.CreateQueryFilter($"{row[name]}");
            Assert.True((await AllAsync(filter)).Count == 1, filter);
        }
    }

    [Fact]
    public async Task Query_ByKeyRange_ReadsOnlyTheRange()
    {
        foreach (var key in new[] { "a1", "b1", "b2", "c1" })
            await Table.AddEntityAsync(Row(key));

        var rows = Table.Query<TableEntity>(row =>
            row.PartitionKey == Partition
            && row.RowKey.CompareTo("b") >= 0
            && string.Compare(row.RowKey, "c") < 0);

        Assert.Equal(["b1", "b2"], rows.Select(row => row.RowKey));
    }

    [Fact]
    public async Task Service_ListsCreatesAndDeletesTables()
    {
        var service = new TableServiceClient(Azurite.ConnectionString);
        var name = AzuriteFixture.NewName();

        Assert.Equal(name, (await service.CreateTableIfNotExistsAsync(name)).Value.Name);
        Assert.Equal(409, (await service.CreateTableIfNotExistsAsync(name)).GetRawResponse().Status);
        Assert.Equal(name, Assert.Single(service.Query(table => table.Name == name)).Name);
        Assert.Equal(204, (await service.DeleteTableAsync(name)).Status);
        Assert.Equal(404, (await service.DeleteTableAsync(name)).Status);
        Assert.Empty(service.Query($"TableName eq '{name}'"));
    }
}
