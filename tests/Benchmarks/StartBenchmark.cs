using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Ledger;

namespace CarbonRegistry.Benchmarks;

/// <summary>
/// The start of a worker at a million entries: from a snapshot and a tail, on the storage; and the reading of all
/// pages with every check, from memory, because an emulator does not hold so many. The floor of the first is a bare
/// download of the same blob.
/// </summary>
internal static class StartBenchmark
{
    private const int Rounds = 3;
    private const int Accounts = 2000;
    private const int Entries = 1_000_000;
    private const int Tail = 5000;
    private const int PageOf = 100;

    /// <summary>Prints two lines.</summary>
    public static async Task RunAsync(string connectionString)
    {
        var name = "bench" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var store = new JournalStore(new TableClient(connectionString, name));
        var container = new BlobContainerClient(connectionString, name);
        await store.CreateAsync();
        var pages = new List<JournalPage>();
        var (bytesEach, size) = await FillAsync(new TableClient(connectionString, name), container, pages);
        await AddTailAsync(store, container);

        var (starts, floors, reads) = (new Figures("0.00"), new Figures("0.00"), new Figures());
        for (var round = 0; round < Rounds; round++)
        {
            floors.Add(await DownloadAsync(container));
            var watch = Stopwatch.StartNew();
            var ledger = new RegistryLedger(store, new SnapshotStore(container));
            await ledger.StartAsync();
            starts.Add(watch.Elapsed.TotalSeconds);
            if (ledger.Frozen is not null || ledger.StartedFrom != size || ledger.Head.Size != size + Tail)
                throw new InvalidOperationException($"The ledger did not start as it should: {ledger.Frozen}");
            reads.Add(ReadAll(pages));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"start at {size + Tail:N0} entries ({Tail} after the snapshot), {Accounts} accounts: {starts} s "
            + $"(floor, a bare download of the snapshot: {floors} s); memory {bytesEach:0} bytes an entry"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"replay with every check, pages in memory: {reads} entries/s"));
    }

    private static async Task<(double BytesEach, long Size)> FillAsync(
        TableClient table, BlobContainerClient container, List<JournalPage> pages)
    {
        var transfers = new SomeTransfers(Accounts);
        var memory = new LedgerMemory(1);
        foreach (var instruction in transfers.SetUp())
            Add(memory, pages, [new PendingBatch([instruction])]);
        var before = memory.Read(state => state.Size);
        var atFirst = GC.GetTotalMemory(true) - pages.Sum(page => (long)page.Data.Length);
        for (var n = 0; n < Entries; n += PageOf)
            Add(memory, pages,
                [.. Enumerable.Range(n, PageOf).Select(at => new PendingBatch([transfers.Transfer(at)]))]);
        var atLast = GC.GetTotalMemory(true) - pages.Sum(page => (long)page.Data.Length);
        var size = memory.Read(state => state.Size);

        var (last, frontier) = (pages[^1], memory.ReadTree(tree => tree.Frontier()));
        var at = EntryForm.Read(last.Split()[^1].Span).At;
        var head = new JournalHead(size, last.Root, frontier.ToBytes(), pages.Count, at, last.CommitId, default);
        await table.AddEntityAsync(last.ToRow("KZ"));
        await table.AddEntityAsync(head.ToRow("KZ"));
        await new SnapshotStore(container).WriteAsync(memory.ReadBook(book => book.Copy()), head, default);
        return ((atLast - atFirst) / (double)(size - before), size);
    }

    private static void Add(LedgerMemory memory, List<JournalPage> pages, IReadOnlyList<PendingBatch> batches)
    {
        var plan = memory.Try((state, tree) => PagePlan.Of(batches, state, tree));
        var before = memory.ReadTree(tree => (tree.Size, Root: tree.RootAt(tree.Size)));
        pages.Add(new JournalPage(
            pages.Count, before.Size, plan.Bytes.Count, JournalPage.Join(plan.Bytes), $"{pages.Count}", before.Root,
            plan.Root));
        memory.Append(plan);
    }

    private static async Task AddTailAsync(JournalStore store, BlobContainerClient container)
    {
        var transfers = new SomeTransfers(Accounts);
        var never = new LedgerOptions { SnapshotEvery = int.MaxValue };
        var ledger = new RegistryLedger(store, new SnapshotStore(container), never);
        await ledger.StartAsync();
        if (ledger.SnapshotTrouble is { } trouble)
            throw new InvalidOperationException(trouble);
        for (var n = Entries; n < Entries + Tail; n += PageOf)
            await ledger.PostAsync([.. Enumerable.Range(n, PageOf).Select(at => transfers.Transfer(at))]);
        // It is not disposed, since that would write a snapshot of the tail as well.
    }

    private static async Task<double> DownloadAsync(BlobContainerClient container)
    {
        var watch = Stopwatch.StartNew();
        await foreach (var blob in container.GetBlobsAsync())
            await container.GetBlobClient(blob.Name).DownloadToAsync(Stream.Null);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Reads pages as a start without a snapshot does: one is read while the one before is applied.</summary>
    private static double ReadAll(List<JournalPage> pages)
    {
        var memory = new LedgerMemory(1);
        var watch = Stopwatch.StartNew();
        Task<PageContent>? ahead = null;
        foreach (var page in pages)
        {
            var reading = Task.Run(() => PageContent.Of(page));
            if (ahead is not null)
                memory.Append(ahead.GetAwaiter().GetResult());
            ahead = reading;
        }
        memory.Append(ahead!.GetAwaiter().GetResult());
        return pages.Sum(page => page.Count) / watch.Elapsed.TotalSeconds;
    }
}
