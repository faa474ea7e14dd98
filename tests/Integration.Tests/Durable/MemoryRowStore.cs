using System.Globalization;
using System.Runtime.CompilerServices;
using CarbonRegistry.Local.DurableTask;

namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>Rows in memory, with the storage's rules for versions and transactions.</summary>
internal sealed class MemoryRowStore : RowStore
{
    private readonly SortedDictionary<string, SortedDictionary<string, StoredRow>> partitions =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int version;

    public int Writes { get; private set; }

    public int RowCount
    {
        get
        {
            lock (gate)
                return partitions.Values.Sum(rows => rows.Count);
        }
    }

    public int TextCount
    {
        get
        {
            lock (gate)
                return texts.Count;
        }
    }

    public override Task InitializeAsync(CancellationToken cancellation) => Task.CompletedTask;

    public override Task<StoredRow?> ReadAsync(string partition, string key, CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult(RowsOf(partition).GetValueOrDefault(key));
    }

    public override Task<IReadOnlyList<StoredRow>> ReadPartitionAsync(
        string partition, CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<StoredRow>>([.. RowsOf(partition).Values]);
    }

    public override Task<IReadOnlyList<string>> CommitAsync(
        string partition, IReadOnlyList<RowChange> changes, CancellationToken cancellation)
    {
        lock (gate)
        {
            Assert.InRange(changes.Count, 1, 100);
            Assert.Equal(changes.Count, changes.Select(change => change.Key).Distinct().Count());
            foreach (var change in changes)
                Check(partition, change);
            Writes++;
            return Task.FromResult<IReadOnlyList<string>>([.. changes.Select(change => Apply(partition, change))]);
        }
    }

    public override async IAsyncEnumerable<StoredRow> ScanAsync(
        RowScan scan, [EnumeratorCancellation] CancellationToken cancellation)
    {
        List<StoredRow> found;
        lock (gate)
            found = [.. partitions.Values.SelectMany(rows => rows.Values).Where(row => Matches(scan, row))];
        foreach (var row in found)
        {
            await Task.Yield();
            yield return row;
        }
    }

    public override Task WriteTextAsync(string name, string text, CancellationToken cancellation)
    {
        lock (gate)
        {
            Writes++;
            texts[name] = text;
        }

        return Task.CompletedTask;
    }

    public override Task<string> ReadTextAsync(string name, CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult(texts[name]);
    }

    public override Task DeleteTextsAsync(string folder, CancellationToken cancellation)
    {
        lock (gate)
        {
            foreach (var name in texts.Keys.Where(name => name.StartsWith(folder, StringComparison.Ordinal)).ToList())
                texts.Remove(name);
        }

        return Task.CompletedTask;
    }

    /// <summary>Changes a stored row as a fault would.</summary>
    public void Damage(string partition, string key, Func<StoredRow, IReadOnlyDictionary<string, object>> change)
    {
        lock (gate)
            RowsOf(partition)[key] = RowsOf(partition)[key] with { Values = change(RowsOf(partition)[key]) };
    }

    private SortedDictionary<string, StoredRow> RowsOf(string partition)
    {
        if (!partitions.TryGetValue(partition, out var rows))
            partitions[partition] = rows = new(StringComparer.Ordinal);
        return rows;
    }

    private void Check(string partition, RowChange change)
    {
        var there = RowsOf(partition).GetValueOrDefault(change.Key);
        var fits = change.Action == RowAction.Insert ? there is null : there is not null && there.ETag == change.ETag;
        if (!fits)
            throw new RowConflictException($"{partition} {change.Key} is {there?.ETag ?? "absent"}.");
    }

    private string Apply(string partition, RowChange change)
    {
        if (change.Action == RowAction.Delete)
        {
            RowsOf(partition).Remove(change.Key);
            return "";
        }

        foreach (var text in change.Values!.Values.OfType<string>())
            Assert.InRange(text.Length, 0, 32_768);
        var etag = (++version).ToString(CultureInfo.InvariantCulture);
        RowsOf(partition)[change.Key] = new(partition, change.Key, etag, change.Values);
        return etag;
    }

    private static bool Matches(RowScan scan, StoredRow row) =>
        string.CompareOrdinal(row.Key, scan.KeyFrom) >= 0
        && string.CompareOrdinal(row.Key, scan.KeyBelow) < 0
        && row.Partition.StartsWith(scan.PartitionPrefix ?? "", StringComparison.Ordinal)
        && (scan.PartitionAfter is null || string.CompareOrdinal(row.Partition, scan.PartitionAfter) > 0)
        && (!scan.ActiveOnly || row.Values["Active"] is true)
        && (scan.Statuses.Count == 0 || scan.Statuses.Contains(row.Values["Status"]))
        && (scan.CreatedFrom is null || string.CompareOrdinal((string)row.Values["Created"], scan.CreatedFrom) >= 0)
        && (scan.CreatedTo is null || string.CompareOrdinal((string)row.Values["Created"], scan.CreatedTo) <= 0);
}
