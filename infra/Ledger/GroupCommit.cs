using System.Threading.Channels;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The one committer of a ledger: it takes all batches that wait, puts them into one page, and tells the callers once
/// the page stands. While a page is on its way, the next batches gather.
/// </summary>
internal sealed class GroupCommit(ChannelReader<PendingBatch> queue, JournalTail tail)
{
    private readonly List<PendingBatch> waiting = [];

    /// <summary>Runs until the queue is completed and empty.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (waiting.Count > 0 || await queue.WaitToReadAsync(stop))
        {
            // The callers of the page before are woken first: those that post again at once share the next page.
            await Task.Yield();
            while (queue.TryRead(out var batch))
                waiting.Add(batch);
            waiting.RemoveRange(0, await SettleAsync(stop));
        }
    }

    /// <summary>Makes one attempt and returns how many of the waiting batches are done.</summary>
    private async Task<int> SettleAsync(CancellationToken stop)
    {
        try
        {
            return await tail.CommitAsync(waiting, stop);
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
