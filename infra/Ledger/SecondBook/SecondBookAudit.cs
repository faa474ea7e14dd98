using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.SecondBook;

namespace CarbonRegistry.Infra.Ledger.SecondBook;

/// <summary>What an audit found.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Size">Up to how many entries both books were compared.</param>
/// <param name="Root">The root of the entries as stored, 64 hex digits.</param>
/// <param name="Reconciled">False where damage in the storage kept the two books from being compared.</param>
/// <param name="Findings">What is wrong, at most a thousand; empty when all is well.</param>
public sealed record AuditReport(
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    long Size,
    string Root,
    bool Reconciled,
    IReadOnlyList<AuditFinding> Findings);

/// <summary>
/// Reconciles the second book, which follows the stored journal, with the first book by serial range, the storage
/// with itself, and what was signed and published with both. Postings go on meanwhile: only the copying of the first
/// book's holdings holds them for a moment.
/// </summary>
/// <param name="store">The stored journal.</param>
/// <param name="ledger">The first book.</param>
/// <param name="time">Now.</param>
/// <param name="blobs">Where heads and files are published; null where nothing is.</param>
public sealed class SecondBookAudit(
    JournalStore store, RegistryLedger ledger, TimeProvider time, BlobServiceClient? blobs = null)
{
    /// <summary>Runs the whole audit; several may run at once.</summary>
    public async Task<AuditReport> RunAsync(CancellationToken cancellation)
    {
        var started = time.GetUtcNow();
        // What was posted before the head is read must be in that head.
        var posted = ledger.Head.Size;
        var journal = new StoredJournal(store, ledger);
        // What was signed or published before the pages are read must be in them.
        var published = blobs is null ? null : new PublishedJournal(blobs, ledger, journal);
        if (published is not null)
            await published.LoadAsync(cancellation);
        await CheckHeadAsync(journal, posted, cancellation);
        if (ledger.Head.Size < journal.Size)
            await ledger.RefreshAsync(cancellation);
        var (size, claims) = await ledger.ReadAsync(
            state => (state.Size, state.Accounts.SelectMany(account => state.HoldingsOf(account.Number).Select(
                held => new ClaimedHolding(account.Number, held.Block, held.Attributes))).ToList()),
            cancellation);
        await journal.ReadAsync(journal.Pages, size, cancellation);
        journal.Add(journal.Book.CheckSums());
        if (published is not null)
            await published.CheckAsync(cancellation);
        var reconciled = !journal.IsDamaged && journal.Book.Size == size;
        if (reconciled)
            journal.Add(journal.Book.Compare(claims));
        return new AuditReport(
            started,
            time.GetUtcNow(),
            journal.Book.Size,
            Convert.ToHexStringLower(journal.Tree.Root),
            reconciled,
            journal.Findings);
    }

    private async Task CheckHeadAsync(StoredJournal journal, long posted, CancellationToken cancellation)
    {
        JournalHead? head;
        try
        {
            head = await store.LoadHeadAsync(cancellation);
        }
        catch (JournalCorruptException bad)
        {
            Forged(journal, bad.Message);
            return;
        }
        if ((head?.Size ?? 0) < posted)
            Forged(journal, $"The head says {head?.Size ?? 0} entries, and {posted} were posted.");
        await journal.ReadAsync(head?.Pages ?? 0, 0, cancellation);
        if (head is null || journal.IsDamaged)
            return;
        var (root, frontier) = journal.Tree;
        if (journal.Size != head.Size)
            Forged(journal, $"The head says {head.Size} entries, and its {head.Pages} pages have {journal.Size}.");
        else if (!root.AsSpan().SequenceEqual(head.Root) || !frontier.AsSpan().SequenceEqual(head.Frontier))
            Forged(journal, "The head's root or frontier does not follow from the pages.");
    }

    private static void Forged(StoredJournal journal, string why) =>
        journal.Add([new AuditFinding(null, null, null, AuditMatter.StoredHead, why)]);
}
