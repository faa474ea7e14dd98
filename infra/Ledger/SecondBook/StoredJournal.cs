using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.SecondBook;

namespace CarbonRegistry.Infra.Ledger.SecondBook;

/// <summary>
/// Reads the journal from the storage, page by page, never from the first book's memory, and lets the second book
/// follow. Where a page is missing or spoilt it says so and goes on with the hashes of the others; the fold stops.
/// </summary>
internal sealed class StoredJournal(JournalStore store, RegistryLedger ledger)
{
    private const int MostFindings = 1000;

    private readonly MerkleFrontier tree = new();
    private readonly List<AuditFinding> findings = [];
    private readonly HashSet<long> wanted = [];
    private readonly Dictionary<long, byte[]> roots = [];
    private long nextPage;
    private long nextEntry;

    /// <summary>The fold so far.</summary>
    public AuditBook Book { get; } = new();

    /// <summary>What is wrong so far; the first thousand.</summary>
    public IReadOnlyList<AuditFinding> Findings => findings;

    /// <summary>True once a page or an entry is not what was posted; nothing after it is folded.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>How many entries the pages so far have.</summary>
    public long Size => nextEntry;

    /// <summary>How many pages were read.</summary>
    public long Pages => nextPage;

    /// <summary>The root of the entries so far, and the right edge of their tree.</summary>
    public (byte[] Root, byte[] Frontier) Tree => (tree.Root(), tree.ToBytes());

    /// <summary>Asks for the root at some sizes, before the pages are read.</summary>
    public void Want(IEnumerable<long> sizes) => wanted.UnionWith(sizes);

    /// <summary>The root at a size that was asked for; null where the pages do not go so far.</summary>
    public byte[]? RootAt(long size) => size == 0 ? MerkleTree.EmptyRoot : roots.GetValueOrDefault(size);

    /// <summary>Adds findings of others.</summary>
    public void Add(IEnumerable<AuditFinding> more) => findings.AddRange(more.Take(MostFindings - findings.Count));

    /// <summary>Reads until so many pages and so many entries are read.</summary>
    public async Task ReadAsync(long pages, long entries, CancellationToken cancellation)
    {
        while (nextPage < pages || (nextEntry < entries && !IsDamaged))
        {
            var first = nextEntry;
            try
            {
                await foreach (var page in store.ReadPagesAsync(nextPage, cancellation))
                {
                    Take(page);
                    nextPage++;
                    first = nextEntry;
                    if (nextPage >= pages && nextEntry >= entries)
                        return;
                }
                throw new JournalCorruptException($"Page {nextPage} is missing.");
            }
            catch (JournalCorruptException bad)
            {
                nextPage++;
                await SpoiltAsync(first, bad.Message, cancellation);
            }
        }
    }

    /// <summary>The entries of a page that cannot be read are those up to the next page that can.</summary>
    private async Task SpoiltAsync(long first, string why, CancellationToken cancellation)
    {
        long end;
        try
        {
            end = (await store.ReadPageAsync(nextPage, cancellation)).First;
        }
        catch (JournalCorruptException)
        {
            end = ledger.Head.Size;
        }
        if (end <= first)
            end = first + 1;
        Damage(first, end, AuditMatter.StoredPage, why);
        nextEntry = end;
    }

    private void Take(JournalPage page)
    {
        if (page.First != nextEntry)
        {
            var least = Math.Min(page.First, nextEntry);
            Damage(least, Math.Max(page.First, nextEntry) + page.Count, AuditMatter.StoredPage,
                $"Page {page.Number} starts with entry {page.First}, and entry {nextEntry} is the next.");
            nextEntry += page.Count;
            return;
        }
        var entries = page.Split();
        if (!IsDamaged && !page.PreviousRoot.AsSpan().SequenceEqual(tree.Root()))
            Damage(page.First, page.First + page.Count, AuditMatter.StoredPage,
                $"Page {page.Number} does not follow from the root before it.");
        var before = findings.Count;
        foreach (var entry in entries)
            Take(entry.Span);
        if (findings.Count == before && !IsDamaged && !page.Root.AsSpan().SequenceEqual(tree.Root()))
            Damage(page.First, page.First + page.Count, AuditMatter.StoredPage,
                $"Page {page.Number}: its entries do not give its root.");
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        var n = nextEntry++;
        var leaf = MerkleTree.LeafHash(bytes);
        tree.Append(leaf);
        if (wanted.Contains(nextEntry))
            roots[nextEntry] = tree.Root();
        if (n < ledger.Head.Size && !ledger.LeafHash(n).AsSpan().SequenceEqual(leaf))
            Damage(n, n + 1, AuditMatter.StoredEntry, $"Entry {n} is not stored as it was posted.");
        if (IsDamaged)
            return;
        try
        {
            Add(Book.Follow(EntryForm.Read(bytes)));
        }
        catch (JournalCorruptException bad)
        {
            Damage(n, n + 1, AuditMatter.StoredEntry, $"Entry {n} cannot be read: {bad.Message}");
        }
    }

    /// <summary>Names the entry and every account that, as far as the first book knows, it touched.</summary>
    private void Damage(long first, long end, AuditMatter what, string why)
    {
        IsDamaged = true;
        var known = ledger.ReadAsync(state => state.Accounts.Select(account => account.Number).ToList())
            .GetAwaiter().GetResult();
        var concerned = known.Where(account => Touches(account, first, end)).ToList();
        Add(concerned.Select(account => new AuditFinding(first, account, null, what, why)));
        if (concerned.Count == 0)
            Add([new AuditFinding(first, null, null, what, why)]);
    }

    private bool Touches(AccountNumber account, long first, long end) =>
        ledger.EntriesOf(account, first, 1) is [var touched] && touched < end;
}
