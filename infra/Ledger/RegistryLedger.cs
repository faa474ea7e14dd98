using System.Threading.Channels;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The ledger of a registry: the fold of the journal in memory, and the one door through which entries are posted.
/// Several may run on one journal, in one process or many. Safe for several threads.
/// </summary>
public sealed class RegistryLedger : IAsyncDisposable
{
    /// <summary>How many batches may wait; a caller beyond that waits for room.</summary>
    private const int QueueLength = 4096;

    private readonly LedgerMemory memory = new();
    private readonly JournalTail tail;
    private readonly Channel<PendingBatch> queue = Channel.CreateBounded<PendingBatch>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true });

    private readonly CancellationTokenSource stop = new();
    private Task committer = Task.CompletedTask;

    /// <summary>A ledger over a journal; it is empty until it is started.</summary>
    public RegistryLedger(JournalStore store) => tail = new JournalTail(store, memory);

    /// <summary>Why nothing is posted any more; null while all is well.</summary>
    public string? Frozen => tail.Frozen;

    /// <summary>Where the journal ends, as far as this process knows.</summary>
    public LedgerHead Head => tail.Head;

    /// <summary>Reads the whole journal with all checks, and starts to post.</summary>
    /// <remarks>A journal that does not hold does not fail the start: see <see cref="Frozen"/>.</remarks>
    public async Task StartAsync(CancellationToken cancellation = default)
    {
        await tail.StartAsync(cancellation);
        committer = Task.Run(() => new GroupCommit(queue.Reader, tail).RunAsync(stop.Token), CancellationToken.None);
    }

    /// <summary>Reads what others have posted since.</summary>
    /// <remarks>A tail that does not hold stops all postings: see <see cref="Frozen"/>.</remarks>
    public Task RefreshAsync(CancellationToken cancellation = default) => tail.RefreshAsync(cancellation);

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
        await queue.Writer.WriteAsync(pending, cancellation);
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
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public Entry Entry(long n) => EntryForm.Read(EntryBytes(n).Span);

    /// <summary>The canonical bytes of an entry.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such entry.</exception>
    public ReadOnlyMemory<byte> EntryBytes(long n) => memory.BytesOf(n);

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

    /// <summary>Lets the waiting batches finish, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await committer;
        await stop.CancelAsync();
        stop.Dispose();
        tail.Dispose();
    }

    private static Instruction InMilliseconds(Instruction instruction)
    {
        var finer = instruction.At.Ticks % TimeSpan.TicksPerMillisecond;
        return finer == 0 ? instruction : instruction with { At = instruction.At.AddTicks(-finer) };
    }
}
