using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Integration.Tests.Faults;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Ledger;

[Collection(AzuriteCollection.Name)]
public sealed class SnapshotStoreTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private const string Partition = "KZ";
    private readonly string containerName = AzuriteFixture.NewName("journal");

    private BlobContainerClient Container => new(ConnectionString, containerName);

    [Fact]
    public async Task Dispose_OfALedgerWithEntries_LeavesASnapshotFromWhichTheNextStarts()
    {
        await PostAsync(1, 5);
        Assert.Single(await BlobsAsync());
        await PostAsync(6, 8);
        await using var next = await OpenAsync();
        Assert.Null(next.SnapshotTrouble);
        Assert.Equal(next.Head.Size, next.StartedFrom);
        await SameAsJournalAsync(next);
        Assert.Equal(8, await BalanceAsync(next, SomeInstructions.Second));
        Assert.IsType<PostingResult.AlreadyPosted>(await TransferAsync(next, "p/3"));
        Assert.IsType<PostingResult.Posted>(await TransferAsync(next, "p/9"));
    }

    [Fact]
    public async Task Stop_BeforeTheDisposal_LeavesASnapshotAndTakesNothingMore()
    {
        await using var ledger = await OpenAsync();
        await ledger.PostAsync(SomeInstructions.SetUp());
        await ledger.StopAsync();
        Assert.Single(await BlobsAsync());
        await Assert.ThrowsAsync<LedgerBusyException>(() => TransferAsync(ledger, "p/late"));
        await ledger.StopAsync();
        await SameAsJournalAsync(ledger);
    }

    [Fact]
    public async Task Start_FromASnapshotOfSeveralBlocks_IsTheSame()
    {
        await using (var first = await OpenAsync())
        {
            await first.PostAsync(SomeInstructions.SetUp());
            await first.PostAsync([SomeInstructions.OpenInstallations("more", 60_000)]);
        }
        await using var next = await OpenAsync();
        Assert.Null(next.SnapshotTrouble);
        Assert.Equal(next.Head.Size, next.StartedFrom);
        await using var judge = await StartAsync();
        Assert.Equal(await judge.ReadAsync(state => state.Dump()), await next.ReadAsync(state => state.Dump()));
    }

    [Fact]
    public async Task Start_WithATailAfterTheSnapshot_ReadsBoth()
    {
        await PostAsync(1, 3);
        await using (var other = await StartAsync())
            for (var n = 4; n <= 6; n++)
                await TransferAsync(other, $"p/{n}");
        await using var next = await OpenAsync();
        Assert.Equal(next.Head.Size - 3, next.StartedFrom);
        await SameAsJournalAsync(next);
    }

    [Fact]
    public async Task Post_OfManyEntries_WritesSnapshotsOnTheWayAndKeepsThree()
    {
        await using (var ledger = await OpenAsync(every: 5))
        {
            await ledger.PostAsync(SomeInstructions.SetUp());
            for (var n = 1; n <= 60; n++)
                await TransferAsync(ledger, $"p/{n}");
        }
        var sizes = (await BlobsAsync()).Select(name => long.Parse(name.Split('/', '-')[1])).ToArray();
        Assert.Equal(SnapshotStore.Kept, sizes.Length);
        Assert.Equal(65, sizes.Max());
        await using var next = await OpenAsync();
        Assert.Equal(65, next.StartedFrom);
        await SameAsJournalAsync(next);
    }

    /// <summary>What is done to the newest of two snapshots, and whether the one before still serves.</summary>
    [Theory]
    [InlineData("bit", true)]
    [InlineData("last bit", true)]
    [InlineData("cut", true)]
    [InlineData("empty", true)]
    [InlineData("longer", true)]
    [InlineData("older under its name", true)]
    [InlineData("gone", true)]
    [InlineData("all bits", false)]
    [InlineData("all gone", false)]
    public async Task Start_WithASpoiltSnapshot_FallsBackAndLosesNothing(string how, bool olderServes)
    {
        await PostAsync(1, 3);
        var older = Assert.Single(await BlobsAsync());
        await PostAsync(4, 6);
        var newest = (await BlobsAsync()).Order(StringComparer.Ordinal).Last();
        await SpoilAsync(how, older, newest);
        await using var next = await OpenAsync();
        Assert.Equal(olderServes ? 8 : 0, next.StartedFrom);
        Assert.Equal(how is not ("gone" or "all gone"), next.SnapshotTrouble is not null);
        await SameAsJournalAsync(next);
        Assert.IsType<PostingResult.Posted>(await TransferAsync(next, "p/7"));
    }

    [Fact]
    public async Task Start_WithASnapshotOfAnotherJournal_ReadsTheJournal()
    {
        await PostAsync(1, 9);
        await EmptyJournalAsync();
        await using (var other = await StartAsync())
        {
            await other.PostAsync(SomeInstructions.SetUp());
            await TransferAsync(other, "q/1");
        }
        await using var next = await OpenAsync();
        Assert.Null(next.Frozen);
        Assert.Equal(0, next.StartedFrom);
        Assert.Contains("another journal", next.SnapshotTrouble, StringComparison.Ordinal);
        await SameAsJournalAsync(next);
    }

    [Fact]
    public async Task Start_WithAShorterSnapshotOfAnotherJournal_ReadsTheJournal()
    {
        await PostAsync(1, 2);
        await EmptyJournalAsync();
        await using (var other = await StartAsync())
        {
            await other.PostAsync(SomeInstructions.SetUp());
            for (var n = 1; n <= 9; n++)
                await TransferAsync(other, $"q/{n}");
        }
        await using var next = await OpenAsync();
        Assert.Null(next.Frozen);
        Assert.Equal(0, next.StartedFrom);
        Assert.Contains("does not fit the journal", next.SnapshotTrouble, StringComparison.Ordinal);
        await SameAsJournalAsync(next);
    }

    /// <summary>An emulator that was killed loses rows that it had acknowledged.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_OnAJournalThatIsBehindItsSnapshot_StopsPostings(bool isEmpty)
    {
        await PostAsync(1, 1);
        var (head, pages) = await JournalAsync();
        await PostAsync(2, 4);
        await EmptyJournalAsync();
        if (!isEmpty)
            foreach (var row in pages.Append(head))
                await Table.AddEntityAsync(row);
        await using var next = await OpenAsync();
        Assert.Contains("entries that stood are gone", next.Frozen, StringComparison.Ordinal);
        Assert.Equal(isEmpty ? 0 : 1, await BalanceAsync(next, SomeInstructions.Second));
        await Assert.ThrowsAsync<LedgerFrozenException>(() => TransferAsync(next, "p/9"));
    }

    [Fact]
    public async Task Entry_OlderThanTheSnapshot_IsReadFromItsPage()
    {
        await PostAsync(1, 5);
        await using var next = await OpenAsync();
        await using var whole = await StartAsync();
        for (var n = 0L; n < whole.Head.Size; n++)
        {
            Assert.Equal(whole.EntryBytes(n).ToArray(), next.EntryBytes(n).ToArray());
            Assert.Equal(n, (await next.EntryAsync(n)).N);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => next.EntryBytes(next.Head.Size));
        Assert.Throws<ArgumentOutOfRangeException>(() => next.EntryBytes(-1));
        var some = new List<long>();
        await foreach (var bytes in next.EntriesAsync(2, 7))
            some.Add(Domain.Journal.EntryForm.Read(bytes.Span).N);
        Assert.Equal([2, 3, 4, 5, 6], some);
    }

    [Fact]
    public async Task Entry_OfAPageThatWasChanged_StopsPostings()
    {
        await PostAsync(1, 5);
        await using var next = await OpenAsync();
        var row = (await Table.GetEntityAsync<TableEntity>(Partition, JournalPage.RowKeyOf(1))).Value;
        row["d0"] = ((byte[])row["d0"]).Select(one => one == (byte)'1' ? (byte)'2' : one).ToArray();
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        await Assert.ThrowsAsync<Domain.Journal.JournalCorruptException>(async () => await next.EntryAsync(5));
        Assert.Contains("Page 1", next.Frozen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EntriesOf_AnAccount_AreThoseThatTouchIt()
    {
        await PostAsync(1, 5);
        await using var next = await OpenAsync();
        var second = new AccountNumber(AccountKind.Installation, 2);
        Assert.Equal([2, 5, 6, 7, 8, 9], next.EntriesOf(second, 0, 100));
        Assert.Equal([6, 7], next.EntriesOf(second, 6, 2));
        Assert.Empty(next.EntriesOf(second, 10, 100));
        Assert.Empty(next.EntriesOf(new AccountNumber(AccountKind.Installation, 3), 0, 100));
        await using var whole = await StartAsync();
        foreach (var account in await whole.ReadAsync(state => state.Accounts.Select(one => one.Number).ToArray()))
            Assert.Equal(whole.EntriesOf(account, 0, 100), next.EntriesOf(account, 0, 100));
    }

    [Fact]
    public async Task Past_WithASnapshotBelow_IsTheFoldOfTheFirstEntries()
    {
        await PostAsync(1, 3);
        await PostAsync(4, 8);
        await using var next = await OpenAsync();
        for (var size = 0; size <= next.Head.Size; size++)
        {
            var expected = new LedgerState();
            for (var n = 0; n < size; n++)
                expected.Apply(next.Entry(n));
            Assert.Equal(expected.Dump(), (await next.PastAsync(size, DateTimeOffset.MaxValue)).Dump());
        }
        Assert.Equal(0, (await next.PastAsync(next.Head.Size, next.Entry(0).At)).Size);
    }

    /// <summary>A process that dies at any call of a snapshot, or is told that the storage is busy.</summary>
    [Fact]
    public async Task Snapshot_WithTroubleAtAnyCall_LosesNothing()
    {
        await PostAsync(1, 3);
        var posted = 3;
        var undisturbed = new TroubledStorage();
        await PostAsync(++posted, posted, undisturbed);
        foreach (var trouble in Enum.GetValues<StorageTrouble>())
            for (var call = 1; call <= undisturbed.Calls + 1; call++)
            {
                var endless = trouble is StorageTrouble.KillBefore or StorageTrouble.KillAfter;
                await PostAsync(++posted, posted, TroubledStorage.From(call, trouble, endless ? int.MaxValue : 1));
                await using var next = await StartAsync();
                Assert.Null(next.Frozen);
                Assert.Equal(posted, await BalanceAsync(next, SomeInstructions.Second));
                Assert.NotEmpty(await BlobsAsync());
            }
        await PostAsync(++posted, posted);
        Assert.Equal(SnapshotStore.Kept, (await BlobsAsync()).Length);
        await using var last = await OpenAsync();
        Assert.Equal(last.Head.Size, last.StartedFrom);
        await SameAsJournalAsync(last);
    }

    /// <summary>A ledger with snapshots that keeps only the last page in memory.</summary>
    private async Task<RegistryLedger> OpenAsync(int every = int.MaxValue, SnapshotStore? snapshots = null)
    {
        var options = new LedgerOptions { SnapshotEvery = every, RecentBytes = 1 };
        var ledger = new RegistryLedger(Store(), snapshots ?? new SnapshotStore(Container), options);
        await ledger.StartAsync();
        return ledger;
    }

    private async Task PostAsync(int first, int last, TroubledStorage? trouble = null)
    {
        var snapshots = trouble is null
            ? new SnapshotStore(Container)
            : new SnapshotStore(new BlobContainerClient(
                ConnectionString, containerName, trouble.Into(new BlobClientOptions(), 0)));
        await using var ledger = await OpenAsync(snapshots: snapshots);
        if (ledger.Head.Size == 0)
            await ledger.PostAsync(SomeInstructions.SetUp());
        for (var n = first; n <= last; n++)
            Assert.IsType<PostingResult.Posted>(await TransferAsync(ledger, $"p/{n}"));
    }

    private async Task SameAsJournalAsync(RegistryLedger ledger)
    {
        await using var judge = await StartAsync();
        Assert.Equal(await judge.ReadAsync(state => state.Dump()), await ledger.ReadAsync(state => state.Dump()));
        Assert.Equal(judge.Head.Root, ledger.Head.Root);
        Assert.Equal(Text(judge), Text(ledger));
        for (var size = 0; size <= judge.Head.Size; size++)
            Assert.Equal(judge.RootAt(size), ledger.RootAt(size));
    }

    private async Task<string[]> BlobsAsync()
    {
        var names = new List<string>();
        await foreach (var blob in Container.GetBlobsAsync(prefix: "snapshots/"))
            names.Add(blob.Name);
        return [.. names];
    }

    private async Task SpoilAsync(string how, string older, string newest)
    {
        var blob = Container.GetBlobClient(newest);
        var bytes = (await blob.DownloadContentAsync()).Value.Content.ToArray();
        byte[] Flipped(int at) => [.. bytes[..at], (byte)(bytes[at] ^ 4), .. bytes[(at + 1)..]];
        switch (how)
        {
            case "gone":
                await blob.DeleteAsync();
                return;
            case "all gone":
                await Container.DeleteAsync();
                return;
            case "all bits":
                foreach (var name in (string[])[older, newest])
                    await Container.GetBlobClient(name).UploadAsync(new BinaryData(Flipped(300)), overwrite: true);
                return;
            default:
                break;
        }
        var spoilt = how switch
        {
            "bit" => Flipped(bytes.Length / 2),
            "last bit" => Flipped(bytes.Length - 1),
            "cut" => bytes[..^40],
            "empty" => [],
            "longer" => [.. bytes, 0],
            _ => (await Container.GetBlobClient(older).DownloadContentAsync()).Value.Content.ToArray(),
        };
        await blob.UploadAsync(new BinaryData(spoilt), overwrite: true);
    }

    private async Task<(TableEntity Head, List<TableEntity> Pages)> JournalAsync()
    {
        var pages = new List<TableEntity>();
        await foreach (var row in Table.QueryAsync<TableEntity>(row => row.RowKey != JournalHead.RowKey))
            pages.Add(row);
        return ((await Table.GetEntityAsync<TableEntity>(Partition, JournalHead.RowKey)).Value, pages);
    }

    private async Task EmptyJournalAsync()
    {
        await foreach (var row in Table.QueryAsync<TableEntity>(row => row.PartitionKey == Partition))
            await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey);
    }
}
