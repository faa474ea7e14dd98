using System.Runtime.CompilerServices;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Infra.Ledger.SecondBook;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The ledger of a registry: the fold of the journal in memory, and the one door through which entries are posted.
/// Several may run on one journal, in one process or many. Safe for several threads.
/// </summary>
public sealed class RegistryLedger : IAsyncDisposable
{
    private readonly JournalStore store;
    private readonly SnapshotStore? snapshots;
    private readonly LedgerMemory memory;
    private readonly JournalTail tail;
    private readonly CommitQueue queue;
    private readonly SnapshotKeeper? keeper;
    private readonly OldPages oldPages;
    private readonly TimeSpan pause;
    private readonly Lock gate = new();
    private Task committer = Task.CompletedTask;
    private Task? ended;

    /// <summary>A ledger over a journal; it is empty until it is started.</summary>
    /// <param name="store">The journal.</param>
    /// <param name="snapshots">Where snapshots are kept; null where the journal is read whole at every start.</param>
    /// <param name="options">What the ledger may take; the defaults when null.</param>
    /// <param name="time">The clock by which a caller's patience is measured; the system's when null.</param>
    /// <param name="freezes">What an audit has frozen; nothing when null.</param>
    public RegistryLedger(
        JournalStore store,
        SnapshotStore? snapshots = null,
        LedgerOptions? options = null,
        TimeProvider? time = null,
        Freezes? freezes = null)
    {
        options ??= new LedgerOptions();
        this.store = store;
        this.snapshots = snapshots;
        memory = new LedgerMemory(options.RecentBytes);
        tail = new JournalTail(store, memory, freezes);
        queue = new CommitQueue(options, time ?? TimeProvider.System);
        keeper = snapshots is null ? null : new SnapshotKeeper(snapshots, tail, options.SnapshotEvery);
        oldPages = new OldPages(store, tail);
        pause = options.LostRacePause;
    }

    /// <summary>True when more waits than the ledger takes: a caller may be told at once to come again.</summary>
    public bool IsBusy => queue.IsFull;

    /// <summary>Why a snapshot was not used or not written last; null while all went well.</summary>
    public string? SnapshotTrouble => keeper?.Trouble ?? tail.Trouble;

    /// <summary>How many entries the snapshot had from which this process started; 0 without one.</summary>
    public long StartedFrom => tail.SnapshotSize;

    /// <summary>
    /// Raised when the journal may have grown; a handler must be quick, since the committer waits for it.
    /// </summary>
    public event Action? Grown
    {
        add => tail.Grown += value;
        remove => tail.Grown -= value;
    }

    /// <summary>Why nothing is posted any more; null while all is well.</summary>
    public string? Frozen => tail.Frozen;

    /// <summary>Where the journal ends, as far as this process knows.</summary>
    public LedgerHead Head => tail.Head;

    /// <summary>
    /// Reads the newest snapshot that fits the journal, then the journal from there on with all checks, and starts to
    /// post.
    /// </summary>
    /// <remarks>A journal that does not hold does not fail the start: see <see cref="Frozen"/>.</remarks>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        await tail.StartAsync(snapshots, cancellation);
        keeper?.Notice();
        committer = Background.Run(new GroupCommit(queue, tail, keeper, pause).RunAsync);
    }

    /// <summary>Reads what others have posted since.</summary>
    /// <remarks>A tail that does not hold stops all postings: see <see cref="Frozen"/>.</remarks>
    public async Task RefreshAsync(CancellationToken cancellation = default)
    {
        await tail.RefreshAsync(cancellation);
        keeper?.Notice();
    }

    /// <summary>
    /// Compares the journal with a head that was published before: it must contain that head, else postings stop.
    /// </summary>
    /// <param name="size">The published size.</param>
    /// <param name="root">The published root.</param>
    public bool Contains(long size, ReadOnlySpan<byte> root) => tail.Contains(size, root);

    /// <summary>Posts the batch, all of it or nothing.</summary>
    /// <remarks>
    /// Moments are cut to the millisecond. A batch that needs more than one page (704 KiB of entries) is decided as a
    /// whole and then stands page after page: after a crash between two of them the same call completes it. Should
    /// another process take the units of a later page meanwhile, the answer is a refusal and the earlier pages stand.
    /// </remarks>
    /// <exception cref="LedgerFrozenException">Nothing is posted any more.</exception>
    /// <exception cref="UnitsFrozenException">An audit froze what the batch would move; nothing was posted.</exception>
    /// <exception cref="LedgerBusyException">More waits than the ledger takes; nothing was kept.</exception>
    /// <exception cref="CommitUnknownException">
    /// The storage did not say whether the batch stands; the same call may be made again.
    /// </exception>
    /// <exception cref="ArgumentException">An entry has no canonical form or is larger than a page.</exception>
    public async Task<PostingResult> PostAsync(
        IReadOnlyList<Instruction> batch, CancellationToken cancellation = default)
    {
        if (batch.Count == 0)
            return new PostingResult.Nothing();
        if (Frozen is { } where)
            throw new LedgerFrozenException(where);
        var pending = new PendingBatch([.. batch.Select(InMilliseconds)]);
        await queue.AddAsync(pending, cancellation);
        return await pending.Result.WaitAsync(cancellation);
    }

    /// <summary>Runs a query on the state after some committed entry; nothing changes while it runs.</summary>
    /// <param name="query">Quick, and without a reference to the state in its result.</param>
    /// <param name="cancellation">Given up before the query starts.</param>
    public Task<T> ReadAsync<T>(Func<LedgerState, T> query, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(memory.Read(query));
    }

    /// <summary>An entry by its number.</summary>
    /// <remarks>An old one is read from its page in the storage; see <see cref="EntryBytesAsync"/>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public async ValueTask<Entry> EntryAsync(long n, CancellationToken cancellation = default) =>
        EntryForm.Read((await EntryBytesAsync(n, cancellation)).Span);

    /// <summary>Entries by their numbers, in the order asked for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public async Task<IReadOnlyList<Entry>> EntriesOfAsync(
        IReadOnlyList<long> numbers, CancellationToken cancellation = default)
    {
        var entries = new Entry[numbers.Count];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = await EntryAsync(numbers[i], cancellation);
        return entries;
    }

    /// <summary>
    /// The canonical bytes of an entry. The newest are in memory; an old one is read from its page and compared with
    /// the leaf hash that is in memory.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    /// <exception cref="JournalCorruptException">The stored page is not what it was; postings stop.</exception>
    public ValueTask<ReadOnlyMemory<byte>> EntryBytesAsync(long n, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (memory.TryBytesOf(n, out var recent))
            return new(recent);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(n, memory.Read(state => state.Size));
        return new(oldPages.EntryAsync(n, memory.ReadBook(book => book.Pages.PageOf(n)), cancellation));
    }

    /// <summary>The same as <see cref="EntryAsync"/>; the thread waits while an old page is read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public Entry Entry(long n) => EntryForm.Read(EntryBytes(n).Span);

    /// <summary>The same as <see cref="EntryBytesAsync"/>; the thread waits while an old page is read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public ReadOnlyMemory<byte> EntryBytes(long n)
    {
        var reading = EntryBytesAsync(n);
        return reading.IsCompleted ? reading.GetAwaiter().GetResult() : reading.AsTask().GetAwaiter().GetResult();
    }

    /// <summary>The canonical bytes of entries in order; old ones are read page after page.</summary>
    /// <param name="from">The first entry.</param>
    /// <param name="end">The entry after the last; what the journal has not yet is left out.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="JournalCorruptException">A stored page is not what it was; postings stop.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> EntriesAsync(
        long from, long end, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        end = Math.Min(end, memory.Read(state => state.Size));
        var n = Math.Max(0, from);
        if (n < end && !memory.TryBytesOf(n, out _))
        {
            var first = memory.ReadBook(book => book.Pages.PageOf(n));
            await foreach (var page in store.ReadPagesAsync(first, cancellation))
            {
                var entries = tail.Checked(page);
                for (; n < end && n < page.First + page.Count; n++)
                    yield return entries[(int)(n - page.First)];
                if (n >= end || memory.TryBytesOf(n, out _))
                    break;
            }
        }
        for (; n < end; n++)
            yield return await EntryBytesAsync(n, cancellation);
    }

    /// <summary>The numbers of the entries that touch an account, in order.</summary>
    /// <param name="account">The account.</param>
    /// <param name="from">The least number.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<long> EntriesOf(AccountNumber account, long from, int most) =>
        memory.ReadBook(book => book.Touches.Of(account, from, most));

    /// <summary>
    /// The state as it stood after the first entries: the newest snapshot below is read, and the entries after it.
    /// </summary>
    /// <param name="size">At most so many entries.</param>
    /// <param name="before">None at or after this moment.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<LedgerState> PastAsync(long size, DateTimeOffset before, CancellationToken cancellation = default)
    {
        var past = await SnapshotBelowAsync(size, before, cancellation) ?? new LedgerState();
        await foreach (var bytes in EntriesAsync(past.Size, size, cancellation))
        {
            var entry = EntryForm.Read(bytes.Span);
            if (entry.At >= before)
                break;
            past.Apply(entry);
        }
        return past;
    }

    /// <summary>The leaf hash of an entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public byte[] LeafHash(long n) => memory.ReadTree(tree => tree.LeafHash(n));

    /// <summary>The root of the first entries.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public byte[] RootAt(long size) => memory.ReadTree(tree => tree.RootAt(size));

    /// <summary>Proof that an entry is among the first entries (RFC 9162, 2.1.3).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The entry is not among them, or there are not so many.</exception>
    public IReadOnlyList<byte[]> InclusionProof(long n, long size) =>
        memory.ReadTree(tree => tree.InclusionProof(n, size));

    /// <summary>Proof that the journal of one size is the beginning of that of another (RFC 9162, 2.1.4).</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The sizes are out of order, or there are not so many entries.
    /// </exception>
    public IReadOnlyList<byte[]> ConsistencyProof(long from, long to) =>
        memory.ReadTree(tree => tree.ConsistencyProof(from, to));

    /// <summary>
    /// Takes no more batches, posts those that wait, and writes the last snapshot. Reading goes on until the ledger is
    /// disposed. Called again it does nothing.
    /// </summary>
    /// <remarks>A host calls it while its storage is still there; the disposal may come after that.</remarks>
    public Task StopAsync()
    {
        lock (gate)
            return ended ??= EndAsync();
    }

    /// <summary>Posts what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        tail.Dispose();
    }

    private async Task EndAsync()
    {
        queue.Complete();
        await committer;
        if (keeper is not null)
            await keeper.DisposeAsync();
    }

    private async Task<LedgerState?> SnapshotBelowAsync(
        long size, DateTimeOffset before, CancellationToken cancellation)
    {
        if (snapshots is null)
            return null;
        foreach (var name in await snapshots.ListAsync(cancellation))
        {
            if (name.Size > size || name.LatestAt >= before)
                continue;
            try
            {
                var (head, book) = await snapshots.ReadAsync(name, cancellation);
                if (memory.ReadTree(tree => head.Size <= tree.Size && tree.RootAt(head.Size).SequenceEqual(head.Root))
                    && book.LatestAt < before)
                    return book.State;
            }
            catch (InvalidDataException)
            {
                // An older snapshot, or the journal itself, answers the same question.
            }
        }
        return null;
    }

    private static Instruction InMilliseconds(Instruction instruction)
    {
        var finer = instruction.At.Ticks % TimeSpan.TicksPerMillisecond;
        return finer == 0 ? instruction : instruction with { At = instruction.At.AddTicks(-finer) };
    }
}
