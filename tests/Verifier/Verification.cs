using System.Buffers;
using System.Security.Cryptography;

namespace CarbonRegistry.Verifier;

/// <summary>What was proved.</summary>
/// <param name="Entries">How many entries.</param>
/// <param name="Root">The root of their tree, which the registry has signed.</param>
/// <param name="Heads">How many signed heads agree with the entries.</param>
/// <param name="Totals">What the entries add up to, which is what the registry says.</param>
public sealed record Proof(long Entries, string Root, int Heads, Totals Totals);

/// <summary>
/// Verifies the published files from the first entry to the signed head. Lines are read and hashed on all cores; what
/// depends on order happens on one.
/// </summary>
public sealed class Verification
{
    private const int RunBytes = 1 << 20;
    private const int Ahead = 6;

    private readonly PublishedSource source;
    private readonly Manifest manifest;
    private readonly Book book;
    private readonly Tree tree = new();
    private readonly SortedDictionary<long, List<(string Place, Head Head)>> heads = [];
    private readonly Queue<(Task<EntryRun> Run, byte[] Buffer, Day Day)> ahead = new();
    private readonly List<(long First, string File, long Start, int Length)> places = [];
    private long read;

    private Verification(PublishedSource source, Manifest manifest)
    {
        this.source = source;
        this.manifest = manifest;
        book = new Book(MovesOf, manifest.Head.Size);
    }

    /// <summary>Verifies everything.</summary>
    /// <param name="source">The files.</param>
    /// <param name="since">A head that was kept earlier: the journal must still begin with it; or null.</param>
    /// <param name="trustedKey">The id of a key that the reader knows from elsewhere; or null.</param>
    /// <exception cref="UnprovedException">Something does not hold; the first place is named.</exception>
    public static Proof Run(PublishedSource source, Head? since = null, string? trustedKey = null)
    {
        var manifest = Manifest.Load(source);
        var keys = new KeyChain(manifest.Keys, trustedKey);
        var verification = new Verification(source, manifest);
        verification.Expect("the head of the manifest", manifest.Head, keys);
        foreach (var name in source.HeadNames())
            verification.Expect(name, Manifest.Read<Head>(name, source.Read(name)), keys);
        if (since is not null)
        {
            if (since.Size > manifest.Head.Size)
                throw new UnprovedException(
                    "the earlier head", $"it has {since.Size} entries, and the journal only {manifest.Head.Size}");
            verification.Expect("the earlier head", since, keys);
        }
        return verification.Run();
    }

    private void Expect(string place, Head head, KeyChain keys)
    {
        keys.Check(head);
        if (!heads.TryGetValue(head.Size, out var same))
            heads[head.Size] = same = [];
        same.Add((place, head));
    }

    private Proof Run()
    {
        foreach (var day in manifest.Files)
            Read(day);
        if (book.Size != manifest.Head.Size)
            throw new UnprovedException("manifest", $"the files hold {book.Size} entries");
        CheckFile(manifest.Dictionary);
        var published = Manifest.Read<Totals>(manifest.Totals.Name, CheckFile(manifest.Totals));
        var counted = Balances.Of(book);
        Balances.Compare(manifest.Totals.Name, published, counted);
        return new Proof(book.Size, manifest.Head.Root, heads.Keys.Count(size => size <= book.Size), counted);
    }

    private byte[] CheckFile(NamedFile file)
    {
        var bytes = source.Read(file.Name);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256
            ? bytes
            : throw new UnprovedException(file.Name, "its hash is not the one in the manifest");
    }

    private void Read(Day day)
    {
        using var file = source.Open(day.Name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(RunBytes);
        var (filled, start) = (0, 0L);
        while (true)
        {
            var count = file.Read(buffer, filled, buffer.Length - filled);
            hash.AppendData(buffer, filled, count);
            filled += count;
            var whole = buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1;
            if (count == 0 && filled == 0)
                break;
            if (count == 0 && whole == 0)
                throw Late(day, UnprovedException.Entry(read, $"{day.Name} ends within its line"));
            if (whole == 0 || (count > 0 && filled < buffer.Length / 2))
            {
                buffer = filled < buffer.Length ? buffer : Grown(buffer);
                continue;
            }
            var next = ArrayPool<byte>.Shared.Rent(RunBytes + filled - whole);
            buffer.AsSpan(whole, filled - whole).CopyTo(next);
            Start(day, buffer, whole, start);
            (buffer, filled, start) = (next, filled - whole, start + whole);
        }
        ArrayPool<byte>.Shared.Return(buffer);
        Finish(0);
        if (book.Size != day.Last + 1)
            throw new UnprovedException(day.Name, $"it ends before entry {book.Size}, not before entry {day.Last + 1}");
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != day.Sha256)
            throw new UnprovedException(
                $"entries {day.First} to {day.Last}", $"the hash of {day.Name} is not the one in the manifest");
    }

    private static byte[] Grown(byte[] buffer)
    {
        const int longest = 1 << 24;
        if (buffer.Length > longest)
            throw new UnprovedException("files", "a line is longer than any entry");
        var grown = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(grown, 0);
        return grown;
    }

    private void Start(Day day, byte[] buffer, int length, long start)
    {
        var (first, count) = (read, buffer.AsSpan(0, length).Count((byte)'\n'));
        read += count;
        places.Add((first, day.Name, start, length));
        var keepsLeaves = heads.Keys.Any(size => size > first && size < first + count);
        ahead.Enqueue((
            Task.Run(() => EntryRun.Read(buffer.AsSpan(0, length), first, count, keepsLeaves)), buffer, day));
        Finish(Ahead);
    }

    /// <summary>What was read before must be looked at before a later fault is told.</summary>
    private UnprovedException Late(Day day, UnprovedException fault)
    {
        Finish(0);
        return book.Size <= day.Last
            ? fault
            : new UnprovedException(day.Name, "it has more lines than the manifest says");
    }

    private void Finish(int open)
    {
        while (ahead.Count > open)
        {
            var (run, buffer, day) = ahead.Dequeue();
            Apply(run.GetAwaiter().GetResult(), day);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Apply(EntryRun run, Day day)
    {
        foreach (ref readonly var entry in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(run.Entries))
        {
            if (entry.Day > day.Date.DayNumber)
                throw UnprovedException.Entry(book.Size, $"it is of a later day than {day.Name}");
            book.Apply(entry, run.Moves);
            if (run.Subtrees is null)
            {
                var at = (int)(book.Size - 1 - run.First);
                tree.Add(0, Tree.Hash(run.Leaves, at));
                CheckHeads();
            }
        }
        if (run.Fault is { } fault)
            throw fault;
        foreach (var (level, at) in run.Subtrees ?? [])
            tree.Add(level, Tree.Hash(run.Leaves, at));
        if (run.Subtrees is not null)
            CheckHeads();
    }

    /// <summary>
    /// Compares the tree with the heads of its size. The first wrong one tells between which entries to look.
    /// </summary>
    private void CheckHeads()
    {
        if (!heads.TryGetValue(book.Size, out var same))
            return;
        var root = tree.Root();
        var before = heads.Keys.LastOrDefault(size => size < book.Size);
        foreach (var (place, head) in same)
        {
            if (head.Root != root)
                throw new UnprovedException(
                    $"entries {before} to {book.Size - 1}", $"they do not give the root of {place}");
            if (Numbers.Moment(System.Text.Encoding.ASCII.GetBytes(head.At)).At != book.LastAt)
                throw UnprovedException.Entry(book.Size - 1, $"its moment is not that of {place}");
        }
    }

    /// <summary>Reads the moves of an earlier entry once more, for a correction.</summary>
    private List<MoveFacts> MovesOf(long n)
    {
        var (first, name, start, length) = places.Last(place => place.First <= n);
        using var file = source.Open(name);
        file.Position = start;
        var lines = new byte[length];
        file.ReadExactly(lines);
        ReadOnlySpan<byte> rest = lines;
        for (var skipped = first; skipped < n; skipped++)
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        var moves = new List<MoveFacts>();
        EntryReader.Read(rest[..rest.IndexOf((byte)'\n')], moves);
        return moves;
    }
}
