using CarbonRegistry.Local.DurableTask;

namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>How a process dies at a write.</summary>
public enum Death
{
    /// <summary>Before the write.</summary>
    Before,

    /// <summary>After the write and before its answer.</summary>
    After,
}

/// <summary>A store whose process dies at its n-th write: that call and all later ones fail.</summary>
internal sealed class DyingRowStore(RowStore inner, int lastWrite, Death death, bool recovers = false) : RowStore
{
    private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int writes;

    /// <summary>Ends when the death comes.</summary>
    public Task Died => died.Task;

    private bool IsDead => Volatile.Read(ref writes) >= lastWrite;

    public override Task InitializeAsync(CancellationToken cancellation) => inner.InitializeAsync(cancellation);

    public override Task<StoredRow?> ReadAsync(string partition, string key, CancellationToken cancellation) =>
        Alive(() => inner.ReadAsync(partition, key, cancellation));

    public override Task<IReadOnlyList<StoredRow>> ReadPartitionAsync(
        string partition, CancellationToken cancellation) =>
        Alive(() => inner.ReadPartitionAsync(partition, cancellation));

    public override Task<IReadOnlyList<string>> CommitAsync(
        string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation) =>
        WriteAsync(() => inner.CommitAsync(partition, changes, cancellation));

    public override IAsyncEnumerable<StoredRow> ScanAsync(RowScan scan, CancellationToken cancellation) =>
        inner.ScanAsync(scan, cancellation);

    public override Task WriteTextAsync(string name, string text, CancellationToken cancellation) =>
        WriteAsync(async () =>
        {
            await inner.WriteTextAsync(name, text, cancellation);
            return 0;
        });

    public override Task<string> ReadTextAsync(string name, CancellationToken cancellation) =>
        Alive(() => inner.ReadTextAsync(name, cancellation));

    public override Task DeleteTextsAsync(string folder, CancellationToken cancellation) =>
        inner.DeleteTextsAsync(folder, cancellation);

    private Task<T> Alive<T>(Func<Task<T>> read) => IsDead && !recovers ? throw new IOException("dead") : read();

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        var number = Interlocked.Increment(ref writes);
        if (number < lastWrite || (recovers && number > lastWrite))
            return await write();
        if (number == lastWrite && death == Death.After)
            await write();
        died.TrySetResult();
        throw new IOException("dead");
    }
}
