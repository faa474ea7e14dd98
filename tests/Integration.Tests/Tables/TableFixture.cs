using Azure.Data.Tables;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Tables;

/// <summary>A fresh table for each test, dropped after it.</summary>
[Collection(AzuriteCollection.Name)]
public abstract class TableFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    protected const string Partition = "kz";

    private readonly string name = AzuriteFixture.NewName();

    protected AzuriteFixture Azurite => azurite;

    protected TableClient Table { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Table = Open();
        await Table.CreateAsync();
    }

    public Task DisposeAsync() => Table.DeleteAsync();

    /// <summary>Another client of the same table.</summary>
    protected TableClient Open(TableClientOptions? options = null) => new(azurite.ConnectionString, name, options);

    protected static TableEntity Row(string rowKey, long value = 0) => new(Partition, rowKey) { ["Value"] = value };

    protected async Task<List<TableEntity>> AllAsync(string? filter = null)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Table.QueryAsync<TableEntity>(filter))
            rows.Add(row);
        return rows;
    }
}
