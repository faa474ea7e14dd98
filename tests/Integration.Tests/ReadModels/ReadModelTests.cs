using Azure.Data.Tables;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.ReadModels;
using CarbonRegistry.Integration.Tests.Faults;
using CarbonRegistry.Integration.Tests.Ledger;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.ReadModels;

[Collection(AzuriteCollection.Name)]
public sealed class ReadModelTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private const string Formula = "=cmd|' /C calc'!A0";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly string prefix = AzuriteFixture.NewName("t");

    [Fact]
    public async Task CatchUp_AfterPostings_WritesWhatTheyChangedAndTheEntryThatRowsReflect()
    {
        await using var ledger = await StartWithUnitsAsync();
        var writer = Writer(ledger);
        Assert.Equal(5, await writer.CatchUpAsync(None));
        await SameAsLedgerAsync(ledger);
        var second = new AccountReference.ByInstallation(SomeInstructions.Second);
        await ledger.PostAsync([SomeInstructions.Of("=1+1", new Act.BlockAccount(second, Formula))]);
        await TransferAsync(ledger, "p/1", 7);
        await TransferAsync(ledger, "p/2", 5);
        Assert.Equal(8, await writer.CatchUpAsync(None));
        await SameAsLedgerAsync(ledger);
        var row = await AccountAsync("KZ-5-2-39");
        Assert.Equal(12L, row.GetInt64("quota"));
        Assert.Equal(7L, row.GetInt64("entry"));
        Assert.Equal(Formula, row.GetString("grounds"));
        Assert.Equal("blocked", row.GetString("status"));
        Assert.Equal(4L, (await AccountAsync((await NumberAsync(ledger, "issuance")))).GetInt64("entry"));
        var calls = new TroubledStorage();
        var idle = Writer(ledger, calls);
        await idle.CatchUpAsync(None);
        var before = calls.Calls;
        await idle.CatchUpAsync(None);
        Assert.Equal(before, calls.Calls);
    }

    /// <summary>A process that dies at any call, or is refused: the next pass completes it.</summary>
    [Fact]
    public async Task CatchUp_BrokenOffAtAnyCall_IsCompletedByTheNext()
    {
        await using var ledger = await StartWithUnitsAsync();
        var whole = new TroubledStorage();
        await Writer(ledger, whole).CatchUpAsync(None);
        var posted = 0;
        foreach (var trouble in (StorageTrouble[])
            [StorageTrouble.KillBefore, StorageTrouble.KillAfter, StorageTrouble.DropAnswer, StorageTrouble.Answer503])
            for (var call = 1; call <= whole.Calls + 2; call++)
            {
                await TransferAsync(ledger, $"p/{++posted}");
                var length = trouble is StorageTrouble.KillBefore or StorageTrouble.KillAfter ? int.MaxValue : 1;
                var broken = Writer(ledger, TroubledStorage.From(call, trouble, length));
                await Record.ExceptionAsync(() => broken.CatchUpAsync(None));
                await Writer(ledger).CatchUpAsync(None);
                await SameAsLedgerAsync(ledger);
            }
    }

    [Fact]
    public async Task CatchUp_OfTwoWorkersAtOnce_EndsWithTheLatest()
    {
        await using var one = await StartWithUnitsAsync();
        await using var two = await StartAsync();
        ReadModelWriter[] writers = [Writer(one), Writer(two)];
        for (var n = 1; n <= 15; n++)
        {
            await TransferAsync(n % 2 == 0 ? one : two, $"p/{n}");
            await (n % 2 == 0 ? two : one).RefreshAsync();
            await Task.WhenAll(writers.Select(writer => writer.CatchUpAsync(None)));
        }
        await SameAsLedgerAsync(one);
    }

    [Fact]
    public async Task Rebuild_OfSpoiltTables_GivesThoseOfTheJournal()
    {
        await using var ledger = await StartWithUnitsAsync();
        await TransferAsync(ledger, "p/1", 7);
        var writer = Writer(ledger);
        await writer.CatchUpAsync(None);
        var rows = await RowsAsync("holdings");
        var (accounts, holdings) = (Client("accounts"), Client("holdings"));
        await holdings.DeleteEntityAsync(rows[0].PartitionKey, rows[0].RowKey);
        rows[1]["units"] = 1L;
        await holdings.UpdateEntityAsync(rows[1], rows[1].ETag, TableUpdateMode.Replace);
        await holdings.AddEntityAsync(new TableEntity("KZ-5-9-99", "KZ-Q-2022-2025-1") { ["units"] = 1L });
        await accounts.AddEntityAsync(new TableEntity("KZ", "KZ-5-9-99") { ["quota"] = 1L });
        Assert.Equal(6, await writer.RebuildAsync(None));
        await SameAsLedgerAsync(ledger);
    }

    [Fact]
    public async Task CatchUp_OnTablesOfALongerJournal_WritesThemAnew()
    {
        await using (var longer = await StartWithUnitsAsync())
        {
            for (var n = 1; n <= 3; n++)
                await TransferAsync(longer, $"p/{n}");
            await Writer(longer).CatchUpAsync(None);
        }
        await foreach (var row in Table.QueryAsync<TableEntity>(row => row.PartitionKey == "KZ"))
            await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        await using var ledger = await StartWithUnitsAsync();
        Assert.Equal(5, await Writer(ledger).CatchUpAsync(None));
        await SameAsLedgerAsync(ledger);
    }

    private ReadModelWriter Writer(RegistryLedger ledger, TroubledStorage? trouble = null) =>
        new(Client("accounts", trouble), Client("holdings", trouble), ledger);

    private TableClient Client(string table, TroubledStorage? trouble = null) => new(
        ConnectionString,
        prefix + table,
        trouble is null ? new TableClientOptions() : trouble.Into(new TableClientOptions(), 0));

    private async Task SameAsLedgerAsync(RegistryLedger ledger)
    {
        var expected = await ledger.ReadAsync(state => state.Accounts
            .OrderBy(account => account.Number.ToString(), StringComparer.Ordinal)
            .Select(account => (
                Number: account.Number.ToString(),
                Quota: account.Balance(Domain.Units.UnitKind.Quota),
                Blocks: state.HoldingsOf(account.Number)
                    .Select(holding => $"{holding.Block} {holding.Block.Count} {holding.Attributes.Line}")
                    .Order(StringComparer.Ordinal).ToArray()))
            .ToArray());
        var accounts = (await RowsAsync("accounts")).Where(row => row.PartitionKey == "KZ").ToArray();
        var holdings = (await RowsAsync("holdings")).ToLookup(row => row.PartitionKey, StringComparer.Ordinal);
        Assert.Equal(expected.Select(one => one.Number), accounts.Select(row => row.RowKey));
        Assert.Equal(expected.Select(one => one.Quota), accounts.Select(row => row.GetInt64("quota") ?? -1));
        foreach (var (number, _, blocks) in expected)
            Assert.Equal(blocks, holdings[number]
                .Select(row => $"{row.RowKey} {row.GetInt64("units")} {row.GetString("line")}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(expected.Sum(one => one.Blocks.Length), holdings.Sum(group => group.Count()));
    }

    private static Task<string> NumberAsync(RegistryLedger ledger, string kind) => ledger.ReadAsync(state =>
        state.Accounts.First(account => Domain.Journal.EntryForm.NameOf(account.Kind) == kind).Number.ToString());

    private async Task<TableEntity> AccountAsync(string number) =>
        (await Client("accounts").GetEntityAsync<TableEntity>("KZ", number)).Value;

    private async Task<List<TableEntity>> RowsAsync(string table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in Client(table).QueryAsync<TableEntity>((string?)null))
            rows.Add(row);
        return rows;
    }
}
