using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Integration.Tests.Ledger;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>Posts of three batches while the storage answers that it is busy or broken.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class LedgerFaultTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private const int MaxAttempts = 20;

    [Theory]
    [InlineData(nameof(StorageTrouble.Answer429))]
    [InlineData(nameof(StorageTrouble.Answer500))]
    [InlineData(nameof(StorageTrouble.Answer503))]
    public async Task Post_WithARefusalAtAnyCall_StandsOnceAndAsksLittleMore(string kind)
    {
        var trouble = Enum.Parse<StorageTrouble>(kind);
        await (await StartWithUnitsAsync()).DisposeAsync();
        var undisturbed = new TroubledStorage();
        await PostThreeAsync(undisturbed, 0, "undisturbed");
        var cases = 1;
        foreach (var repeats in (int[])[0, 1])
            foreach (var length in (int[])[1, 4])
                for (var call = 1; call <= undisturbed.Calls; call++)
                {
                    var storage = TroubledStorage.From(call, trouble, length);
                    await PostThreeAsync(storage, repeats, $"{trouble}-{repeats}-{length}-{call}");
                    Assert.InRange(storage.Calls, undisturbed.Calls, undisturbed.Calls + (4 * length));
                    cases++;
                }
        await using var judge = await StartAsync();
        Assert.Equal(3 * cases, await BalanceAsync(judge, SomeInstructions.Second));
        Assert.Equal(Ids(judge).Length, Ids(judge).Distinct().Count());
    }

    [Fact]
    public async Task Post_RefusedWithRetryAfter_IsNotRepeatedBeforeThen()
    {
        await (await StartWithUnitsAsync()).DisposeAsync();
        var storage = new TroubledStorage { RetryAfter = 1 };
        await using var ledger = await StartAsync(Store(storage, 1));
        var refused = storage.Calls + 1;
        storage.Plan = call => call == refused ? StorageTrouble.Answer429 : null;
        var began = TimeProvider.System.GetTimestamp();
        Assert.IsType<PostingResult.Posted>(await TransferAsync(ledger, "p/1"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0.99, 30);
        Assert.Equal(refused + 1, storage.Calls);
    }

    /// <summary>Starts a ledger and posts; who does not know the outcome posts the same again.</summary>
    private async Task PostThreeAsync(TroubledStorage storage, int repeats, string name)
    {
        RegistryLedger? ledger = null;
        await AgainAsync(async () => ledger = await StartAsync(Store(storage, repeats)));
        await using (ledger!)
        {
            for (var batch = 1; batch <= 3; batch++)
                await AgainAsync(() => TransferAsync(ledger!, $"{name}/{batch}"));
            Assert.Null(ledger!.Frozen);
            await using var judge = await StartAsync();
            Assert.Equal(Text(judge), Text(ledger));
        }
    }

    private static async Task AgainAsync(Func<Task> act)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception failure) when (
                failure is CommitUnknownException or RequestFailedException && attempt < MaxAttempts)
            {
                // The caller tries again.
            }
        }
    }

    private JournalStore Store(TroubledStorage storage, int repeats) =>
        new(new TableClient(ConnectionString, Table.Name, storage.Into(new TableClientOptions(), repeats)));
}
