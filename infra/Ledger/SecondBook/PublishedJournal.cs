using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.SecondBook;
using CarbonRegistry.Infra.Ledger.Publication;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Ledger.SecondBook;

/// <summary>
/// What was signed and published, beside the stored journal: every head must be one of its beginnings, and every file
/// must hold its entries and have the hash that the manifest gives.
/// </summary>
internal sealed class PublishedJournal(BlobServiceClient blobs, RegistryLedger ledger, StoredJournal journal)
{
    /// <summary>
    /// The newest heads are read, since each costs a call. An older one that is not in the journal would have been
    /// found while it was among them.
    /// </summary>
    private const int MostHeads = 1000;

    private const string HeadFolder = "heads/";
    private const string Suffix = ".json";

    private readonly PublishedFiles files = new(blobs.GetBlobContainerClient(StorageNames.Journal));
    private readonly List<(string Place, SignedHead Head)> heads = [];
    private ManifestForm? manifest;

    /// <summary>Reads the heads and the manifest; what cannot be read is a finding.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var latest = await TryReadAsync<LatestForm>(SignedHeads.LatestName, AuditMatter.SignedHead, cancellation);
        var keys = TryTake(SignedHeads.LatestName, () => latest?.Keys.Select(key => key.ToKey()).ToList()) ?? [];
        Keep(SignedHeads.LatestName, latest?.Head, keys);
        foreach (var name in await NewestAsync(cancellation))
            Keep(name, await TryReadAsync<HeadForm>(name, AuditMatter.SignedHead, cancellation), keys);
        manifest = await TryReadAsync<ManifestForm>(
            JournalPublication.ManifestName, AuditMatter.PublishedFile, cancellation);
        Keep(JournalPublication.ManifestName, manifest?.Head, keys);
        journal.Want(heads.Select(one => one.Head.Size));
    }

    /// <summary>Compares, once the pages were read.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        CheckHeads();
        if (manifest is null)
            return;
        long next = 0;
        foreach (var day in manifest.Files)
        {
            if (day.First != next || day.Last != day.First + day.Count - 1)
                Find(day.First, AuditMatter.PublishedFile, $"The manifest has {day.Name} where entry {next} is due.");
            next = day.Last + 1;
            await TryAsync(day.Name, () => CheckDayAsync(day, cancellation));
        }
        if (next != manifest.Head.Size)
            Find(null, AuditMatter.PublishedFile,
                $"The manifest's files end before entry {next}, and its head has {manifest.Head.Size}.");
        await TryAsync(manifest.Totals.Name, () => CheckHashAsync(manifest.Totals, cancellation));
        await TryAsync(manifest.Dictionary.Name, () => CheckHashAsync(manifest.Dictionary, cancellation));
    }

    /// <summary>
    /// Damage in the storage is named by its place already, and every head after it would only repeat it. Of heads that
    /// are not in the journal the smallest says where the two part.
    /// </summary>
    private void CheckHeads()
    {
        if (journal.IsDamaged)
            return;
        foreach (var (place, head) in heads.OrderBy(one => one.Head.Size))
        {
            var root = journal.RootAt(head.Size);
            if (root is not null && root.AsSpan().SequenceEqual(head.Root))
                continue;
            Find(null, AuditMatter.SignedHead, root is null
                ? $"{place}: a head of {head.Size} entries was signed, and {journal.Size} are stored."
                : $"{place}: the signed head of {head.Size} entries is not that of the stored ones.");
            return;
        }
    }

    private async Task CheckDayAsync(DayForm day, CancellationToken cancellation)
    {
        await using var file = await files.OpenAsync(day.Name, cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(JournalLimits.PageBytes + 1);
        var (n, filled, wrong) = (day.First, 0, (long?)null);
        while (wrong is null)
        {
            var read = await file.ReadAsync(buffer.AsMemory(filled), cancellation);
            hash.AppendData(buffer, filled, read);
            filled += read;
            var start = 0;
            for (; wrong is null && buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is var end and >= 0; n++)
            {
                wrong = IsEntry(n, buffer.AsSpan(start, end)) ? null : n;
                start += end + 1;
            }
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (read == 0 || filled == buffer.Length)
                break;
        }
        ArrayPool<byte>.Shared.Return(buffer);
        if (wrong is { } bad || filled > 0 || n != day.Last + 1)
            Find(wrong ?? n, AuditMatter.PublishedFile, $"{day.Name} says something else of entry {wrong ?? n}.");
        else if (Convert.ToHexStringLower(hash.GetHashAndReset()) != day.Sha256)
            Find(day.First, AuditMatter.PublishedFile, $"{day.Name} has another hash than the manifest says.");
    }

    private bool IsEntry(long n, ReadOnlySpan<byte> line) =>
        n < ledger.Head.Size && ledger.LeafHash(n).AsSpan().SequenceEqual(MerkleTree.LeafHash(line));

    private async Task CheckHashAsync(FileForm form, CancellationToken cancellation)
    {
        await using var file = await files.OpenAsync(form.Name, cancellation);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)) != form.Sha256)
            Find(null, AuditMatter.PublishedFile, $"{form.Name} has another hash than the manifest says.");
    }

    private async Task<IReadOnlyList<string>> NewestAsync(CancellationToken cancellation) =>
    [
        .. (await files.NamesAsync(HeadFolder, cancellation))
            .Where(name => name.EndsWith(Suffix, StringComparison.Ordinal))
            .OrderByDescending(SizeOf).Take(MostHeads),
    ];

    private static long SizeOf(string name) => long.TryParse(
        name[HeadFolder.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        ? size
        : long.MaxValue;

    /// <summary>Only heads that the registry has signed bind it; another is a finding by itself.</summary>
    private void Keep(string place, HeadForm? form, IReadOnlyList<HeadKey> keys)
    {
        if (form is null || TryTake(place, form.ToHead) is not { } head)
            return;
        if (HeadKey.FaultOf(head, keys) is { } fault)
            Find(null, AuditMatter.SignedHead, $"{place}: {fault}");
        else
            heads.Add((place, head));
    }

    private async Task<T?> TryReadAsync<T>(string name, AuditMatter what, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return (await files.ReadAsync<T>(name, cancellation))?.Value;
        }
        catch (JournalCorruptException bad)
        {
            Find(null, what, bad.Message);
            return null;
        }
    }

    private T? TryTake<T>(string place, Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (JournalCorruptException bad)
        {
            Find(null, AuditMatter.SignedHead, $"{place}: {bad.Message}");
            return null;
        }
    }

    /// <summary>A file that the manifest names and that is not there is as wrong as one that was changed.</summary>
    private async Task TryAsync(string name, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            Find(null, AuditMatter.PublishedFile, $"{name} is missing.");
        }
    }

    private void Find(long? entry, AuditMatter what, string detail) =>
        journal.Add([new AuditFinding(entry, null, null, what, detail)]);
}
