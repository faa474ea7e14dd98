using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Integration.Tests.Durable;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Ledger;

/// <summary>More callers than the ledger takes, while the storage keeps the first commit waiting.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class BackpressureTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualTime time = new(new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Post_WhenTheQueueIsFull_IsToldToComeAgainAndLosesNothing()
    {
        await (await StartWithUnitsAsync()).DisposeAsync();
        var options = new LedgerOptions { QueuedBatches = 4, RetryAfter = TimeSpan.FromSeconds(3) };
        await using var ledger = await OpenAsync(options);
        var first = TransferAsync(ledger, "p/0");
        await arrived.Task;
        var waiting = Enumerable.Range(1, 4).Select(n => TransferAsync(ledger, $"p/{n}")).ToArray();
        Assert.True(ledger.IsBusy);
        var late = TransferAsync(ledger, "p/5");
        Assert.False(late.IsCompleted);
        time.Advance(options.Patience + TimeSpan.FromMilliseconds(1));
        var busy = await Assert.ThrowsAsync<LedgerBusyException>(() => late);
        Assert.Equal(options.RetryAfter, busy.RetryAfter);
        held.SetResult();
        await first;
        await Task.WhenAll(waiting);
        Assert.False(ledger.IsBusy);
        Assert.IsType<PostingResult.Posted>(await TransferAsync(ledger, "p/5"));
        Assert.Equal(6, await BalanceAsync(ledger, SomeInstructions.Second));
    }

    [Fact]
    public async Task Post_WhenTheQueueIsFull_WaitsForRoomAsLongAsItsPatienceLasts()
    {
        await (await StartWithUnitsAsync()).DisposeAsync();
        await using var ledger = await OpenAsync(new LedgerOptions { QueuedBatches = 1 });
        var first = TransferAsync(ledger, "p/0");
        await arrived.Task;
        var second = TransferAsync(ledger, "p/1");
        var third = TransferAsync(ledger, "p/2");
        Assert.False(third.IsCompleted);
        held.SetResult();
        foreach (var one in (Task<PostingResult>[])[first, second, third])
            Assert.IsType<PostingResult.Posted>(await one);
    }

    /// <summary>Few callers with large batches fill the memory as many callers with small ones do.</summary>
    [Fact]
    public async Task Post_OfMoreInstructionsThanMayWait_IsToldToComeAgainAtOnce()
    {
        await (await StartWithUnitsAsync()).DisposeAsync();
        await using var ledger = await OpenAsync(new LedgerOptions { QueuedInstructions = 10 });
        var first = TransferAsync(ledger, "p/0");
        await arrived.Task;
        var nine = ledger.PostAsync([.. Enumerable.Range(1, 9).Select(n => SomeInstructions.Transfer($"q/{n}"))]);
        Assert.True(ledger.IsBusy);
        await Assert.ThrowsAsync<LedgerBusyException>(() => TransferAsync(ledger, "p/1"));
        held.SetResult();
        await first;
        await nine;
        Assert.IsType<PostingResult.Posted>(await TransferAsync(ledger, "p/1"));
    }

    [Fact]
    public async Task Post_OfABatchLargerThanTheQueue_IsTakenWhenNothingElseWaits()
    {
        await (await StartWithUnitsAsync()).DisposeAsync();
        held.SetResult();
        await using var ledger = await OpenAsync(new LedgerOptions { QueuedInstructions = 10 });
        var all = Enumerable.Range(1, 30).Select(n => SomeInstructions.Transfer($"q/{n}"));
        Assert.IsType<PostingResult.Posted>(await ledger.PostAsync([.. all]));
        Assert.False(ledger.IsBusy);
    }

    [Fact]
    public async Task Post_GivenUpWhileItWaits_LeavesItsPlace()
    {
        await (await StartWithUnitsAsync()).DisposeAsync();
        await using var ledger = await OpenAsync(new LedgerOptions { QueuedBatches = 1, QueuedInstructions = 3 });
        var first = TransferAsync(ledger, "p/0");
        await arrived.Task;
        var second = TransferAsync(ledger, "p/1");
        using var giveUp = new CancellationTokenSource();
        var third = ledger.PostAsync([SomeInstructions.Transfer("p/2")], giveUp.Token);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        held.SetResult();
        await first;
        await second;
        Assert.False(ledger.IsBusy);
        Assert.Equal(2, await BalanceAsync(ledger, SomeInstructions.Second));
    }

    private async Task<RegistryLedger> OpenAsync(LedgerOptions options)
    {
        var fault = new StorageFault
        {
            Meanwhile = async (_, request) =>
            {
                if (!StorageFault.IsCommit(request))
                    return;
                arrived.TrySetResult();
                await held.Task;
            },
        };
        var ledger = new RegistryLedger(Store(fault), null, options, time);
        await ledger.StartAsync();
        return ledger;
    }
}
