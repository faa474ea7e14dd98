using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The batches that wait for the committer. It is bounded by batches and by instructions, so that a crowd of callers
/// is told to come again and does not fill the memory. Safe for several writers and one reader.
/// </summary>
internal sealed class CommitQueue(LedgerOptions options, TimeProvider time)
{
    private readonly Channel<PendingBatch> batches = Channel.CreateBounded<PendingBatch>(
        new BoundedChannelOptions(options.QueuedBatches) { SingleReader = true });

    private int instructions;

    /// <summary>True when the next caller would have to wait.</summary>
    public bool IsFull => Volatile.Read(ref instructions) >= options.QueuedInstructions
        || batches.Reader.Count >= options.QueuedBatches;

    /// <summary>Puts a batch into the queue, and waits for room only so long.</summary>
    /// <exception cref="LedgerBusyException">There was no room.</exception>
    public async ValueTask AddAsync(PendingBatch batch, CancellationToken cancellation)
    {
        Reserve(batch.Instructions.Count);
        try
        {
            if (!batches.Writer.TryWrite(batch))
                await WaitAsync(batch, cancellation);
        }
        catch
        {
            Release(batch);
            throw;
        }
    }

    /// <summary>Waits for a batch; false when none will come.</summary>
    public ValueTask<bool> WaitToReadAsync(CancellationToken cancellation) =>
        batches.Reader.WaitToReadAsync(cancellation);

    /// <summary>The next batch, if there is one.</summary>
    public bool TryRead([NotNullWhen(true)] out PendingBatch? batch) => batches.Reader.TryRead(out batch);

    /// <summary>Makes room: the batch has its answer.</summary>
    public void Release(PendingBatch batch) => Interlocked.Add(ref instructions, -batch.Instructions.Count);

    /// <summary>Takes no more batches.</summary>
    public void Complete() => batches.Writer.TryComplete();

    private void Reserve(int count)
    {
        var waiting = Interlocked.Add(ref instructions, count);
        if (waiting <= options.QueuedInstructions || waiting == count)
            return;
        Interlocked.Add(ref instructions, -count);
        throw new LedgerBusyException(options.RetryAfter);
    }

    private async Task WaitAsync(PendingBatch batch, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            await batches.Writer.WriteAsync(batch, either.Token);
        }
        catch (Exception error) when (
            error is ChannelClosedException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            // A full queue and a host that stops have the same answer: come again.
            throw new LedgerBusyException(options.RetryAfter);
        }
    }
}
