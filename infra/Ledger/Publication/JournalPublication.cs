using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Ledger.Publication;

/// <summary>
/// Publishes the journal in the container <c>journal</c>: a file for each day that is over, one for the day that is
/// not, the totals, and a manifest that is replaced last. Every file but the manifest is written once; a run that died
/// is completed by the next one, and two at once do no harm.
/// </summary>
public sealed class JournalPublication(
    BlobServiceClient blobs,
    RegistryLedger ledger,
    SignedHeads heads,
    TimeProvider time,
    PublishedLock? hold = null)
{
    /// <summary>The manifest's name in the container.</summary>
    public const string ManifestName = "export/manifest.json";

    private const string Lines = "application/x-ndjson";
    private const int FormatVersion = 1;
    private const int Attempts = 5;

    /// <summary>
    /// A day is published as over only some time after its end, so that a worker whose clock is a little behind still
    /// posts on the day that its clock shows.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly PublishedFiles files = new(blobs.GetBlobContainerClient(StorageNames.Journal), hold);

    /// <summary>Publishes what was posted since the last time.</summary>
    /// <returns>The manifest that stands now; null while the journal is empty.</returns>
    /// <exception cref="LedgerFrozenException">The journal does not hold, or contradicts a signed head.</exception>
    /// <exception cref="JournalCorruptException">
    /// A published file is not of this journal; nothing is replaced.
    /// </exception>
    /// <exception cref="SigningKeyException">No head may be signed.</exception>
    public async Task<ManifestForm?> PublishAsync(CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            await ledger.RefreshAsync(cancellation);
            ThrowIfFrozen();
            var totals = await ledger.ReadAsync(TotalsForm.Of, cancellation);
            if (totals.Size == 0)
                return null;
            var head = await heads.SignAsync(totals.Size, cancellation);
            ThrowIfFrozen();
            if (head is null)
                throw new SigningKeyException(heads.Fault ?? "The head cannot be signed.");
            // A greater head than the totals means that another worker was faster; its entries are read first.
            if (head.Size == totals.Size && await TryPublishAsync(head, totals, cancellation) is { } manifest)
                return manifest;
            if (attempt == Attempts)
                throw new RequestFailedException("The journal kept growing while it was being published.");
        }
    }

    /// <summary>The manifest that stands; null before the first publication.</summary>
    public async Task<ManifestForm?> ManifestAsync(CancellationToken cancellation = default) =>
        (await files.ReadAsync<ManifestForm>(ManifestName, cancellation))?.Value;

    private async Task<ManifestForm?> TryPublishAsync(
        SignedHead head, TotalsForm totals, CancellationToken cancellation)
    {
        var stored = await files.ReadAsync<ManifestForm>(ManifestName, cancellation);
        if (stored is { Value: { } standing } && standing.Head.Size >= head.Size)
        {
            if (!ledger.Contains(standing.Head.Size, Convert.FromHexString(standing.Head.Root)))
                ThrowIfFrozen();
            if (standing.Head.Size > head.Size || !IsOver(standing.Files[^1]))
                return standing;
        }
        if (await DaysAsync(stored?.Value, head.Size, cancellation) is not { } days)
            return null;
        var manifest = new ManifestForm(
            FormatVersion,
            HeadForm.Of(head),
            [.. (await heads.KeysAsync(cancellation)).Select(KeyForm.Of)],
            days,
            await FileAsync(
                string.Create(CultureInfo.InvariantCulture, $"export/totals/{head.Size}.json"),
                PublishedFiles.Json(totals),
                "application/json",
                cancellation),
            await DictionaryAsync(cancellation));
        return await files.ReplaceAsync(ManifestName, PublishedFiles.Json(manifest), stored?.Tag, cancellation)
            ? manifest
            : null;
    }

    /// <summary>Writes the files of the days that are not published yet; null when another worker is ahead.</summary>
    private async Task<IReadOnlyList<DayForm>?> DaysAsync(
        ManifestForm? standing, long size, CancellationToken cancellation)
    {
        var days = standing?.Files.Where(day => !day.Open).ToList() ?? [];
        while ((days.Count == 0 ? 0 : days[^1].Last + 1) is var first && first < size)
        {
            var (date, count) = NextDay(first, size, days.Count == 0 ? null : days[^1].Date);
            var over = KazakhstanTime.DateOf(time.GetUtcNow() - Grace) > date;
            var name = over
                ? string.Create(CultureInfo.InvariantCulture, $"export/{date:yyyy-MM-dd}.ndjson")
                : string.Create(CultureInfo.InvariantCulture, $"export/partial/{date:yyyy-MM-dd}-{size}.ndjson");
            if (await DayAsync(new DayForm(name, date, !over, first, 0, count, ""), size, cancellation) is not { } day)
                return null;
            days.Add(day);
        }
        return days;
    }

    /// <summary>
    /// The day of an entry and how many entries from there on belong to it. An entry whose own day was published before
    /// it was posted goes with the day after: what is published is never changed.
    /// </summary>
    private (DateOnly Date, long Count) NextDay(long first, long size, DateOnly? published)
    {
        var date = DayOf(first);
        if (published is { } last && date <= last)
            date = last.AddDays(1);
        var end = first + 1;
        while (end < size && DayOf(end) <= date)
            end++;
        return (date, end - first);
    }

    // The moment of an entry carries Kazakhstan's offset of then, so its date is the day there.
    private DateOnly DayOf(long n) => DateOnly.FromDateTime(ledger.Entry(n).At.DateTime);

    /// <summary>Writes the file of a day, or takes over the one that a run before this one wrote.</summary>
    private async Task<DayForm?> DayAsync(DayForm day, long size, CancellationToken cancellation)
    {
        var lines = new EntryLines(ledger, day.First, day.First + day.Count);
        // The file of an open day is replaced by another name, and need not stay for ever.
        var written = day.Open
            ? await files.AddAsync(day.Name, lines, Lines, cancellation)
            : await files.AddForEverAsync(day.Name, lines, Lines, cancellation);
        if (!written)
        {
            var stands = await CountAsync(day, size, cancellation);
            if (stands is null)
                return null;
            day = day with { Count = stands.Value };
        }
        return day with
        {
            Last = day.First + day.Count - 1,
            Sha256 = EntryLines.HashOf(ledger, day.First, day.First + day.Count),
        };
    }

    /// <summary>
    /// How many entries a file holds that stands already; null when it goes beyond what this process has read. A run
    /// that died before its manifest may have written fewer entries of a day than there are now.
    /// </summary>
    private async Task<long?> CountAsync(DayForm day, long size, CancellationToken cancellation)
    {
        await using var stands = await files.OpenAsync(day.Name, cancellation);
        var (buffer, n, filled) = (new byte[JournalLimits.PageBytes + 1], day.First, 0);
        while (true)
        {
            var read = await stands.ReadAsync(buffer.AsMemory(filled), cancellation);
            filled += read;
            var rest = buffer.AsMemory(0, filled);
            while (rest.Span.IndexOf((byte)'\n') is var end and >= 0)
            {
                if (n == size)
                    return null;
                if (!rest.Span[..end].SequenceEqual(ledger.EntryBytes(n).Span))
                    throw Contradiction(day.Name, n);
                rest = rest[(end + 1)..];
                n++;
            }
            if (read == 0)
                return rest.IsEmpty && n > day.First ? n - day.First : throw Contradiction(day.Name, n);
            rest.CopyTo(buffer);
            filled = rest.Length;
            if (filled == buffer.Length)
                throw Contradiction(day.Name, n);
        }
    }

    private bool IsOver(DayForm day) => day.Open && KazakhstanTime.DateOf(time.GetUtcNow() - Grace) > day.Date;

    private Task<FileForm> DictionaryAsync(CancellationToken cancellation)
    {
        using var page = typeof(JournalPublication).Assembly.GetManifestResourceStream("journal-format.md")!;
        using var copy = new MemoryStream();
        page.CopyTo(copy);
        var bytes = copy.ToArray();
        // Its name follows from its text, so that a later edition stands beside the ones that older manifests name.
        var name = $"export/dictionary-{HashOf(bytes)[..8]}.md";
        return FileAsync(name, bytes, "text/markdown; charset=utf-8", cancellation);
    }

    /// <summary>Writes a small file once, and names it with the hash of what stands.</summary>
    private async Task<FileForm> FileAsync(string name, byte[] bytes, string type, CancellationToken cancellation)
    {
        if (await files.AddAsync(name, bytes, type, cancellation))
            return new FileForm(name, HashOf(bytes));
        await using var stands = await files.OpenAsync(name, cancellation);
        return new FileForm(name, Convert.ToHexStringLower(await SHA256.HashDataAsync(stands, cancellation)));
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static JournalCorruptException Contradiction(string name, long n) =>
        new($"The published file {name} says something else of entry {n}.");

    private void ThrowIfFrozen()
    {
        if (ledger.Frozen is { } where)
            throw new LedgerFrozenException(where);
    }
}
