namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// Writes a snapshot whenever enough entries have come since the last, beside the postings and never in their way, and
/// a last one at the end. A snapshot that cannot be written costs nothing but time at the next start.
/// </summary>
internal sealed class SnapshotKeeper(SnapshotStore snapshots, JournalTail tail, int every) : IAsyncDisposable
{
    /// <summary>A host that stops is not kept waiting longer than this.</summary>
    private static readonly TimeSpan LastLimit = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource stop = new();
    private long written;
    private int isWriting;
    private Task running = Task.CompletedTask;

    /// <summary>Why the last snapshot was not written; null when it was.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Looks whether a snapshot is due, and writes it in the background.</summary>
    public void Notice()
    {
        var since = tail.Head.Size - Math.Max(Volatile.Read(ref written), tail.SnapshotSize);
        if (since < every || Interlocked.Exchange(ref isWriting, 1) != 0)
            return;
        running = Task.Run(async () =>
        {
            await WriteAsync(stop.Token);
            Volatile.Write(ref isWriting, 0);
        });
    }

    /// <summary>Writes what came since the last snapshot.</summary>
    public async ValueTask DisposeAsync()
    {
        stop.CancelAfter(LastLimit);
        await running;
        if (Trouble is not null || tail.Head.Size > Math.Max(Volatile.Read(ref written), tail.SnapshotSize))
            await WriteAsync(stop.Token);
        stop.Dispose();
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        try
        {
            if (await tail.CopyAsync(cancellation) is not { } copy)
                return;
            // What fails is tried again after as many entries, not after every page.
            Volatile.Write(ref written, copy.Head.Size);
            await snapshots.WriteAsync(copy.Book, copy.Head, cancellation);
            Trouble = null;
        }
        catch (Exception error)
        {
            Trouble = "A snapshot was not written: " + error.Message;
        }
    }
}
