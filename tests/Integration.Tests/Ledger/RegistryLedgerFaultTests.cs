using Azure.Data.Tables;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Ledger;

[Collection(AzuriteCollection.Name)]
public sealed class RegistryLedgerFaultTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private const string Partition = "KZ";

    /// <summary>What somebody does to the stored rows, and a word that the reason must name.</summary>
    public static TheoryData<string, string> Tamperings => new()
    {
        { "page 1 d0 bit", "Page 1" },
        { "page 1 d0 cut", "Page 1" },
        { "page 1 d0 gone", "Page 1" },
        { "page 1 first", "Page 1" },
        { "page 1 count", "Page 1" },
        { "page 1 commit gone", "Page 1" },
        { "page 1 previousRoot", "Page 1" },
        { "page 1 root", "Page 1" },
        { "page 1 gone", "Page 1" },
        { "page 3 gone", "Page 3" },
        { "page 3 commit", "commit" },
        { "pages 1 and 2 swapped", "Page 1" },
        { "page 2 copied over 1", "Page 1" },
        { "head size", "head" },
        { "head root", "head" },
        { "head frontier", "head" },
        { "head pages more", "Page 4" },
        { "head pages fewer", "head" },
        { "head at", "head" },
        { "head commit", "head" },
    };

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Start_OnATamperedJournal_StopsPostingsAndNamesThePlace(string tampering, string named)
    {
        await MakeFourPagesAsync();
        await TamperAsync(tampering);
        await using var ledger = await StartAsync();
        Assert.Contains(named, ledger.Frozen, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LedgerFrozenException>(() => TransferAsync(ledger, "p/after"));
        Assert.Equal(ledger.Head.Size, await ledger.ReadAsync(state => state.Size));
        for (var n = 0; n < ledger.Head.Size; n++)
            Assert.Equal(n, ledger.Entry(n).N);
    }

    [Fact]
    public async Task Start_OnAnUntouchedJournal_IsNotFrozen()
    {
        await MakeFourPagesAsync();
        await using var ledger = await StartAsync();
        Assert.Null(ledger.Frozen);
    }

    [Fact]
    public async Task Refresh_WhenTheHeadIsBehindWhatWasAcknowledged_StopsPostings()
    {
        await using var ledger = await StartWithUnitsAsync();
        var old = (await Table.GetEntityAsync<TableEntity>(Partition, JournalHead.RowKey)).Value;
        await TransferAsync(ledger, "p/1");
        var current = (await Table.GetEntityAsync<TableEntity>(Partition, JournalHead.RowKey)).Value;
        await Table.UpdateEntityAsync(old, current.ETag, TableUpdateMode.Replace);
        await Table.DeleteEntityAsync(Partition, JournalPage.RowKeyOf(1));
        await Assert.ThrowsAsync<LedgerFrozenException>(() => TransferAsync(ledger, "p/2"));
        Assert.Contains("The head says 5 entries in 1 pages", ledger.Frozen, StringComparison.Ordinal);
        Assert.Contains("this process knows 6 in 2", ledger.Frozen, StringComparison.Ordinal);
        Assert.Equal(1, await BalanceAsync(ledger, SomeInstructions.Second));
    }

    [Fact]
    public async Task Refresh_WhenTheJournalIsGone_StopsPostings()
    {
        await using var ledger = await StartWithUnitsAsync();
        await Table.DeleteEntityAsync(Partition, JournalHead.RowKey);
        await ledger.RefreshAsync();
        Assert.Contains("The head says 0 entries", ledger.Frozen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_BesideAPageBeyondTheHead_StopsPostings()
    {
        await using var ledger = await StartWithUnitsAsync();
        await Table.AddEntityAsync(new TableEntity(Partition, JournalPage.RowKeyOf(1)));
        await Assert.ThrowsAsync<LedgerFrozenException>(() => TransferAsync(ledger, "p/1"));
        Assert.Contains("Page 1", ledger.Frozen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contains_APublishedHeadOfAnotherJournal_StopsPostings()
    {
        await using var ledger = await StartWithUnitsAsync();
        var head = ledger.Head;
        await TransferAsync(ledger, "p/1");
        Assert.True(ledger.Contains(head.Size, head.Root));
        Assert.Null(ledger.Frozen);
        Assert.False(ledger.Contains(head.Size + 1, head.Root));
        await Assert.ThrowsAsync<LedgerFrozenException>(() => TransferAsync(ledger, "p/2"));
    }

    [Fact]
    public async Task Post_InterruptedAtAnyCall_StandsOnceAfterBeingRepeated()
    {
        await (await StartWithUnitsAsync()).DisposeAsync();
        var n = 0;
        foreach (var kind in Enum.GetValues<Fault>())
            foreach (var fromThenOn in (bool[])[false, true])
                for (var broken = 1; broken <= 8; broken++)
                {
                    var id = $"p/{++n}";
                    var acknowledged = await PostBrokenAsync(id, kind, broken, fromThenOn);
                    await using var next = await StartAsync();
                    var stood = Ids(next).Contains(id);
                    Assert.True(stood || !acknowledged, $"{kind}/{fromThenOn}/{broken} was acknowledged and lost");
                    var again = await TransferAsync(next, id);
                    Assert.Equal(stood, again is PostingResult.AlreadyPosted);
                    Assert.Equal(n, await BalanceAsync(next, SomeInstructions.Second));
                    Assert.Null(next.Frozen);
                }
    }

    /// <summary>The same ledger goes on after a fault, and its caller repeats until it has an answer.</summary>
    [Fact]
    public async Task Post_RepeatedOnTheSameLedger_StandsOnceWhateverWasLost()
    {
        await (await StartWithUnitsAsync()).DisposeAsync();
        var random = new Random(22);
        var fault = new StorageFault();
        await using var ledger = await StartAsync(Store(fault));
        fault.Plan = (_, _) => random.Next(10) switch { < 2 => Fault.Before, < 5 => Fault.After, _ => null };
        for (var n = 1; n <= 60; n++)
        {
            PostingResult? result = null;
            while (result is null)
            {
                try
                {
                    result = await TransferAsync(ledger, $"p/{n}");
                }
                catch (Exception error) when (error is CommitUnknownException or Azure.RequestFailedException)
                {
                    Assert.Null(ledger.Frozen);
                }
            }
            Assert.True(result is PostingResult.Posted or PostingResult.AlreadyPosted);
        }
        await using var judge = await StartAsync();
        Assert.Equal(60, await BalanceAsync(judge, SomeInstructions.Second));
        Assert.Equal(Text(judge), Text(ledger));
    }

    private async Task<bool> PostBrokenAsync(string id, Fault kind, int broken, bool fromThenOn)
    {
        var fault = new StorageFault { Plan = (n, _) => n == broken || (fromThenOn && n > broken) ? kind : null };
        try
        {
            await using var ledger = await StartAsync(Store(fault));
            return await TransferAsync(ledger, id) is PostingResult.Posted;
        }
        catch (Exception error) when (error is CommitUnknownException or Azure.RequestFailedException)
        {
            return false;
        }
    }

    private async Task MakeFourPagesAsync()
    {
        await using var ledger = await StartWithUnitsAsync();
        for (var n = 1; n <= 3; n++)
            await TransferAsync(ledger, $"p/{n}", n);
    }

    private async Task TamperAsync(string tampering)
    {
        switch (tampering.Split(' '))
        {
            case ["pages", var one, "and", var two, _]:
                await SwapAsync(JournalPage.RowKeyOf(int.Parse(one)), JournalPage.RowKeyOf(int.Parse(two)));
                break;
            case ["page", var source, "copied", "over", var target]:
                var copied = await RowAsync(JournalPage.RowKeyOf(int.Parse(source)));
                await ReplaceAsync(copied, JournalPage.RowKeyOf(int.Parse(target)));
                break;
            case ["page", var page, "gone"]:
                await Table.DeleteEntityAsync(Partition, JournalPage.RowKeyOf(int.Parse(page)));
                break;
            case ["page", var page, var property, .. var how]:
                await ChangeAsync(JournalPage.RowKeyOf(int.Parse(page)), property, how);
                break;
            case ["head", var property, .. var how]:
                await ChangeAsync(JournalHead.RowKey, property, how);
                break;
            default:
                throw new ArgumentException(tampering);
        }
    }

    private async Task ChangeAsync(string key, string property, string[] how)
    {
        var row = await RowAsync(key);
        object? changed = (row[property], how) switch
        {
            (_, ["gone"]) => null,
            (byte[] bytes, ["cut"]) => bytes[..^1],
            (byte[] bytes, _) => Flip(bytes),
            (long number, ["fewer"]) => number - 1,
            (long number, _) => number + 1,
            (int number, _) => number + 1,
            ("2022-07-27T17:00:00.000+06:00", _) => "2022-07-27T17:00:00.001+06:00",
            (string text, _) => text + "0",
            _ => throw new ArgumentException(property),
        };
        row.Remove(property);
        if (changed is not null)
            row[property] = changed;
        await ReplaceAsync(row, key);
    }

    private async Task SwapAsync(string one, string two)
    {
        var (first, second) = (await RowAsync(one), await RowAsync(two));
        await ReplaceAsync(first, two);
        await ReplaceAsync(second, one);
    }

    private async Task ReplaceAsync(TableEntity row, string key)
    {
        var current = await RowAsync(key);
        row.RowKey = key;
        await Table.UpdateEntityAsync(row, current.ETag, TableUpdateMode.Replace);
    }

    private async Task<TableEntity> RowAsync(string key) =>
        (await Table.GetEntityAsync<TableEntity>(Partition, key)).Value;

    private static byte[] Flip(byte[] bytes)
    {
        byte[] flipped = [.. bytes];
        flipped[bytes.Length / 2] ^= 1;
        return flipped;
    }
}
