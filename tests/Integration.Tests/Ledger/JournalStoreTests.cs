using Azure.Data.Tables;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Ledger;

[Collection(AzuriteCollection.Name)]
public sealed class JournalStoreTests(AzuriteFixture azurite) : JournalTestBase(azurite)
{
    [Fact]
    public async Task LoadHead_OfAnEmptyJournal_IsNull()
    {
        Assert.Null(await Store().LoadHeadAsync());
        Assert.Empty(await TextsAsync(Store()));
    }

    [Fact]
    public async Task Commit_OneAfterAnother_StandsInOrderUnderOneRoot()
    {
        var first = await CommittedAsync(Store(), null, "a", "b");
        var second = await CommittedAsync(Store(), first, "c");
        Assert.Equal(["a", "b", "c"], await TextsAsync(Store()));
        var head = await Store().LoadHeadAsync();
        Assert.NotNull(head);
        Assert.Equal((3, 2, At), (head.Size, head.Pages, head.At));
        Assert.Equal((second.CommitId, second.ETag), (head.CommitId, head.ETag));
        Assert.Equal(At.Offset, head.At.Offset);
        Assert.Equal(TreeOf(null, Bytes("a", "b", "c")).Root(), head.Root);
        Assert.Equal(head.Root, MerkleFrontier.FromBytes(head.Frontier).Root());
    }

    [Fact]
    public async Task Commit_OnAStaleHead_LosesAndWritesNothing()
    {
        var first = await CommittedAsync(Store(), null, "a");
        var second = await CommittedAsync(Store(), first, "b");
        Assert.IsType<CommitOutcome.Lost>(await CommitAsync(Store(), first, "c"));
        Assert.IsType<CommitOutcome.Lost>(await CommitAsync(Store(), null, "d"));
        Assert.Equal(["a", "b"], await TextsAsync(Store()));
        Assert.Equal(second.ETag, (await Store().LoadHeadAsync())!.ETag);
    }

    [Fact]
    public async Task Commit_OfManyWritersOnOneHead_HasOneWinner()
    {
        JournalHead? head = null;
        for (var round = 0; round < 10; round++)
        {
            var outcomes = await Task.WhenAll(
                Enumerable.Range(0, 8).Select(writer => CommitAsync(Store(), head, $"{round}/{writer}")));
            head = Assert.Single(outcomes.OfType<CommitOutcome.Committed>()).Head;
            Assert.Equal(round + 1, head.Size);
        }
        Assert.Equal(10, (await TextsAsync(Store())).Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Commit_WhoseAnswerIsLost_IsRecognisedAsOurs(int repeats)
    {
        var fault = new StorageFault
        {
            Plan = (call, request) => call == 1 && StorageFault.IsCommit(request) ? Fault.After : null,
        };
        var store = Store(fault, repeats);
        var first = await CommittedAsync(store, null, "a");
        Assert.Equal(first.ETag, (await Store().LoadHeadAsync())!.ETag);
        var second = new StorageFault { Plan = fault.Plan };
        await CommittedAsync(Store(second, repeats), first, "b");
        Assert.Equal(["a", "b"], await TextsAsync(Store()));
    }

    [Fact]
    public async Task Commit_WhoseAnswerIsLostWhileOthersGoOn_IsRecognisedAsOurs()
    {
        var first = await CommittedAsync(Store(), null, "a");
        var fault = new StorageFault { Plan = (call, _) => call == 1 ? Fault.After : null };
        // The second call asks what became of the commit; by then another writer has gone on from it.
        fault.Meanwhile = async (call, _) =>
        {
            if (call == 2)
                await CommittedAsync(Store(), await Store().LoadHeadAsync(), "c");
        };
        var ours = await CommittedAsync(Store(fault), first, "b");
        Assert.Equal((2, default), (ours.Size, ours.ETag));
        Assert.Equal(["a", "b", "c"], await TextsAsync(Store()));
    }

    [Fact]
    public async Task Commit_ThatBreaksBeforeAndLosesMeanwhile_IsLost()
    {
        var first = await CommittedAsync(Store(), null, "a");
        var fault = new StorageFault { Plan = (call, _) => call == 1 ? Fault.Before : null };
        fault.Meanwhile = async (call, _) =>
        {
            if (call == 2)
                await CommittedAsync(Store(), first, "other");
        };
        Assert.IsType<CommitOutcome.Lost>(await CommitAsync(Store(fault), first, "ours"));
        Assert.Equal(["a", "other"], await TextsAsync(Store()));
    }

    [Fact]
    public async Task Commit_BrokenAtAnyCall_StandsOnceOrNotAtAll()
    {
        foreach (var kind in Enum.GetValues<Fault>())
            foreach (var fromThenOn in (bool[])[false, true])
                for (var broken = 1; broken <= 8; broken++)
                {
                    var head = await Store().LoadHeadAsync();
                    var before = await TextsAsync(Store());
                    var name = $"{kind}/{fromThenOn}/{broken}";
                    var at = broken;
                    var fault = new StorageFault { Plan = (n, _) => n == at || (fromThenOn && n > at) ? kind : null };
                    var acknowledged = false;
                    try
                    {
                        acknowledged = await CommitAsync(Store(fault), head, name) is CommitOutcome.Committed;
                        Assert.True(acknowledged);
                    }
                    catch (CommitUnknownException)
                    {
                        Assert.True(fromThenOn || broken == 2, name);
                    }
                    var after = await TextsAsync(Store());
                    Assert.Equal(before, after.Take(before.Count));
                    Assert.True(after.Count - before.Count <= 1, name);
                    Assert.True(!acknowledged || after[^1] == name, name);
                    var stored = await Store().LoadHeadAsync();
                    Assert.Equal(after.Count, stored?.Size ?? 0);
                }
    }

    [Fact]
    public async Task Commit_OfAPageAtItsLimit_IsReadBack()
    {
        var largest = new byte[JournalLimits.EntryBytes];
        Random.Shared.NextBytes(largest);
        var outcome = await Store().CommitAsync(null, [largest], TreeOf(null, [largest]), At);
        var head = Assert.IsType<CommitOutcome.Committed>(outcome).Head;
        await CommittedAsync(Store(), head, "after");
        await using var pages = Store().ReadPagesAsync(0).GetAsyncEnumerator();
        Assert.True(await pages.MoveNextAsync());
        Assert.Equal(largest, Assert.Single(pages.Current.Split()).ToArray());
    }

    [Fact]
    public async Task Commit_OfMoreThanAPage_IsRefusedAndWritesNothing()
    {
        byte[] tooLarge = new byte[JournalLimits.EntryBytes + 1];
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store().CommitAsync(null, [tooLarge], TreeOf(null, [tooLarge]), At));
        await Assert.ThrowsAsync<ArgumentException>(() => Store().CommitAsync(null, [], TreeOf(null, []), At));
        await Assert.ThrowsAsync<ArgumentException>(() => Store().CommitAsync(null, Bytes("a"), TreeOf(null, []), At));
        Assert.Null(await Store().LoadHeadAsync());
    }

    [Fact]
    public async Task Commit_WithoutATable_SaysSo()
    {
        var missing = new JournalStore(new TableClient(ConnectionString, AzuriteFixture.NewName()));
        var failure = await Assert.ThrowsAsync<TableTransactionFailedException>(() => CommitAsync(missing, null, "a"));
        Assert.Equal(404, failure.Status);
    }

    [Fact]
    public async Task Commit_BesideAPageBeyondTheHead_IsCorruption()
    {
        var head = await CommittedAsync(Store(), null, "a");
        await Table.AddEntityAsync(new TableEntity("KZ", JournalPage.RowKeyOf(1)));
        await Assert.ThrowsAsync<JournalCorruptException>(() => CommitAsync(Store(), head, "b"));
    }

    [Fact]
    public async Task ReadPages_WithOneMissing_NamesIt()
    {
        var head = await CommittedAsync(Store(), null, "a");
        head = await CommittedAsync(Store(), head, "b");
        await CommittedAsync(Store(), head, "c");
        await Table.DeleteEntityAsync("KZ", JournalPage.RowKeyOf(1));
        var error = await Assert.ThrowsAsync<JournalCorruptException>(() => TextsAsync(Store()));
        Assert.Contains("Page 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PageLimit_WithBase64_StaysBelowARow()
    {
        const int smallProperties = 16 * 1024;
        Assert.True((JournalLimits.PageBytes / 3 * 4) + smallProperties < JournalLimits.RowBytes);
        var oneMore = JournalLimits.PageBytes + JournalLimits.PropertyBytes;
        Assert.True((oneMore / 3 * 4) + smallProperties > JournalLimits.RowBytes);
    }

    [Fact]
    public async Task Partitions_OfTwoRegistries_DoNotMeet()
    {
        var other = new JournalStore(Table, "KG");
        await CommittedAsync(Store(), null, "a");
        Assert.Null(await other.LoadHeadAsync());
        await CommittedAsync(other, null, "b");
        Assert.Equal(["a"], await TextsAsync(Store()));
        Assert.Equal(["b"], await TextsAsync(other));
    }

    [Fact]
    public async Task LoadHead_OfARowWithoutItsRoot_IsCorruption()
    {
        await CommittedAsync(Store(), null, "a");
        var row = (await Table.GetEntityAsync<TableEntity>("KZ", JournalHead.RowKey)).Value;
        row.Remove("root");
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        await Assert.ThrowsAsync<JournalCorruptException>(() => Store().LoadHeadAsync());
    }
}
