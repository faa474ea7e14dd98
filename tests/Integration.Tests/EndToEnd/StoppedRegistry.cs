using Azure.Storage.Blobs.Models;
using CarbonRegistry.Infra.Ledger.SecondBook;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// A registry that was stopped after some trades, with its storage as it was then, and as it was before them. Tests
/// falsify the storage and start the registry on it; afterwards all is put back.
/// </summary>
public sealed class StoppedRegistry(EndToEndWorld world) : IAsyncLifetime
{
    private readonly string storage = world.TakeStorage();
    private readonly Dictionary<string, byte[]> blobs = [];

    /// <summary>The rows before the trades.</summary>
    internal StoredRows Old { get; private set; } = null!;

    /// <summary>The rows as they were when the registry was stopped.</summary>
    internal StoredRows Rows { get; private set; } = null!;

    /// <summary>Two sales of ten units each by one seller, to two buyers.</summary>
    internal long FirstSale { get; private set; }

    internal long SecondSale { get; private set; }

    /// <summary>The accounts of the seller and the two buyers.</summary>
    internal string[] Accounts { get; private set; } = [];

    /// <summary>How many entries the journal has.</summary>
    internal long Size { get; private set; }

    /// <summary>The names of the snapshots, the older one first.</summary>
    internal string[] Snapshots => [.. blobs.Keys.Where(IsSnapshot).Order(StringComparer.Ordinal)];

    public async Task InitializeAsync()
    {
        var busy = new BusyRegistry(storage);
        try
        {
            await busy.InitializeAsync();
            foreach (var installation in (string[])["KZ-0040", "KZ-0041", "KZ-0042"])
                await busy.OpenAsync(installation);
            (await busy.Client.GetAsync("/api/journal/head", null)).Expect(200);
            Old = await StoredRows.ReadAsync(busy.Client);
        }
        finally
        {
            await busy.DisposeAsync();
        }
        await using (var host = await RegistryHost.StartAsync(storage))
            await SellAsync(host.Client);
        using var client = ClientOf();
        foreach (var name in await client.NamesAsync("journal"))
            blobs.Add(name, await client.BlobAsync("journal", name));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>Falsifies the storage while nothing runs, and starts the registry on it.</summary>
    internal async Task<RegistryHost> StartOnAsync(Func<RegistryClient, Task> falsify)
    {
        using (var client = ClientOf())
        {
            await Rows.RestoreAsync();
            await client.Tables.GetTableClient(AuditCaseStore.TableName).DeleteAsync();
            foreach (var name in await client.NamesAsync("journal"))
                if (!blobs.ContainsKey(name))
                    await DeleteAsync(client, name);
            foreach (var (name, bytes) in blobs)
                await client.DropAsync("journal", name, bytes);
            await falsify(client);
        }
        return await RegistryHost.StartAsync(storage);
    }

    /// <summary>Forgets what the registry itself knows of an earlier journal.</summary>
    internal async Task DeleteSnapshotsAsync(RegistryClient client)
    {
        foreach (var name in Snapshots)
            await DeleteAsync(client, name);
    }

    internal byte[] BlobOf(string name) => blobs[name];

    internal static Task DeleteAsync(RegistryClient client, string name) => client.Blobs
        .GetBlobContainerClient("journal").DeleteBlobIfExistsAsync(name, DeleteSnapshotsOption.IncludeSnapshots);

    private static bool IsSnapshot(string name) => name.StartsWith("snapshots/", StringComparison.Ordinal);

    /// <summary>Speaks with the storage alone, while no registry runs.</summary>
    private RegistryClient ClientOf() => new(new Uri("http://127.0.0.1"), storage, Users.Keys);

    private async Task SellAsync(RegistryClient client)
    {
        FirstSale = await SellAsync(client, "ST-1", "KZ-0041");
        SecondSale = await SellAsync(client, "ST-2", "KZ-0042");
        // The last page is the one that a snapshot is compared with; the pages of interest lie before it.
        await SellAsync(client, "ST-3", "KZ-0041");
        (await client.PostAsync("/api/journal/publish", "admin", null)).Expect(200);
        Rows = await StoredRows.ReadAsync(client);
        Size = (await client.GetAsync("/api/journal/head", null)).Json.GetProperty("size").GetInt64();
        Accounts = [.. (await client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items")
            .EnumerateArray()
            .Where(one => one.GetProperty("installation").GetString() is "KZ-0040" or "KZ-0041" or "KZ-0042")
            .Select(one => one.GetProperty("number").GetString()!)];
    }

    private static async Task<long> SellAsync(RegistryClient client, string number, string buyer)
    {
        var sheet = TradePapers.Sheet(number, TradePapers.Trade("T-" + number, "KZ-0040", buyer, 10));
        var answer = (await client.PostNoticeAsync(sheet, "exchange")).Expect(202);
        var id = Uri.UnescapeDataString(answer.Location!.Split('/')[^1]);
        await client.AwaitStageAsync(id, "awaitingDecision");
        (await client.DecideAsync(id, "registrar-1", "approve")).Expect(200);
        return Market.Entries(await client.AwaitStageAsync(id, "executed"))[0];
    }
}
