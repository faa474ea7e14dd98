namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The one committer of a ledger: it takes the batches that wait, puts them into one page, and tells the callers once
/// the page stands. While a page is on its way, the next batches gather.
/// </summary>
internal sealed class GroupCommit(
    CommitQueue queue, JournalTail tail, SnapshotKeeper? keeper, TimeSpan lostRacePause)
{
    /// <summary>More than one page ever takes: what does not fit stays in the queue, where it is counted.</summary>
    private const int MostAtOnce = 4096;

    private const int MostDoublings = 4;

    private readonly List<PendingBatch> waiting = [];
    private int losses;

    /// <summary>Runs until the queue is completed and empty; nothing else ends it.</summary>
    public async Task RunAsync()
    {
        while (waiting.Count > 0 || await queue.WaitToReadAsync(CancellationToken.None))
        {
            // The callers of the page before are woken first: those that post again at once share the next page.
            await Task.Yield();
            while (waiting.Count < MostAtOnce && queue.TryRead(out var batch))
                waiting.Add(batch);
            var settled = await SettleAsync();
            for (var i = 0; i < settled; i++)
                queue.Release(waiting[i]);
            waiting.RemoveRange(0, settled);
            losses = settled == 0 ? losses + 1 : 0;
            if (losses > 0 && lostRacePause > TimeSpan.Zero)
                await PauseAsync();
            keeper?.Notice();
        }
    }

    /// <summary>
    /// Writers that try again at once lose to each other again, and each loss costs the storage as much as a page. The
    /// pause is of the storage's time, not of the registry's clock.
    /// </summary>
    private Task PauseAsync()
    {
        var longest = lostRacePause * (1 << Math.Min(losses - 1, MostDoublings));
        return Task.Delay(longest * Random.Shared.NextDouble(), TimeProvider.System);
    }

    /// <summary>Makes one attempt and returns how many of the waiting batches are done.</summary>
    private async Task<int> SettleAsync()
    {
        try
        {
            return await tail.CommitAsync(waiting, CancellationToken.None);
        }
        catch (Exception error)
        {
            // What went wrong concerns every batch that waited for this attempt, and each caller may try again.
            foreach (var batch in waiting)
                batch.Fail(error);
            return waiting.Count;
        }
    }
}
