using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Ledger.Publication;

/// <summary>
/// Signs heads so that no two ever contradict each other. A head is kept before it is given out: first in
/// <c>latest.json</c>, guarded by its ETag, then for ever under its size. A journal that does not contain the last
/// kept head stops all postings. Safe for several threads and processes.
/// </summary>
public sealed class SignedHeads(
    BlobServiceClient blobs, RegistryLedger ledger, SigningKeys signing, PublishedLock? hold = null) : IDisposable
{
    /// <summary>The last signed head and all keys, in the container <c>journal</c>.</summary>
    public const string LatestName = "latest.json";

    private const int Attempts = 10;

    private readonly PublishedFiles files = new(blobs.GetBlobContainerClient(StorageNames.Journal), hold);
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile SignedHead? last;

    /// <summary>Why no head is signed any more; null while all is well.</summary>
    public string? Fault { get; private set; }

    /// <summary>The name of the file that keeps a head for ever.</summary>
    public static string NameOf(long size) => string.Create(CultureInfo.InvariantCulture, $"heads/{size}.json");

    /// <summary>
    /// Compares the journal with the last signed head: a journal that is behind it, or another one, stops the postings
    /// (see <see cref="RegistryLedger.Frozen"/>).
    /// </summary>
    public async Task CheckAsync(CancellationToken cancellation = default)
    {
        try
        {
            var (latest, _) = await LoadAsync(cancellation);
            if (latest.Head is { } head)
                ledger.Contains(head.Size, head.Root);
        }
        catch (JournalCorruptException unusable)
        {
            Fault = unusable.Message;
        }
    }

    /// <summary>
    /// The present head with its signature; null where there is nothing to sign or no head may be signed.
    /// </summary>
    public async Task<SignedHead?> CurrentAsync(CancellationToken cancellation = default)
    {
        var size = ledger.Head.Size;
        if (last is { } known && known.Size == size)
            return known;
        return size == 0 || ledger.Frozen is not null ? null : await SignAsync(size, cancellation);
    }

    /// <summary>Signs the head of a size, or of a greater one where that is signed already.</summary>
    /// <returns>Null where no head may be signed; <see cref="Fault"/> or the ledger says why.</returns>
    public async Task<SignedHead?> SignAsync(long size, CancellationToken cancellation = default)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            if (last is { } known && known.Size >= size && ledger.Frozen is null)
                return known;
            var head = await SignInTurnAsync(size, cancellation);
            if (head is not null)
                (last, Fault) = (head, null);
            return head;
        }
        catch (Exception unusable) when (unusable is SigningKeyException or JournalCorruptException)
        {
            Fault = unusable.Message;
            return null;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>All keys, the oldest first.</summary>
    public async Task<IReadOnlyList<HeadKey>> KeysAsync(CancellationToken cancellation = default) =>
        (await LoadAsync(cancellation)).Latest.Keys;

    /// <summary>Lets a newly drawn key sign the heads from the next one on.</summary>
    /// <exception cref="SigningKeyException">The key is a setting; it is replaced there.</exception>
    public async Task<HeadKey> RotateAsync(CancellationToken cancellation = default)
    {
        if (signing.AreSettings)
            throw new SigningKeyException("The signing key is a setting; it is replaced there.");
        await turn.WaitAsync(cancellation);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var (latest, tag) = await LoadAsync(cancellation);
                using var current = await signing.CurrentAsync(latest.Keys, cancellation);
                var known = await signing.WithAsync(current, latest.Keys, 0, cancellation);
                using var next = await signing.NextAsync(known, cancellation);
                var keys = await signing.WithAsync(next, known, (latest.Head?.Size ?? 0) + 1, cancellation);
                if (await ReplaceAsync(new Latest(latest.Head, keys), tag, cancellation))
                    return keys[^1];
                ThrowAfter(attempt);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<SignedHead?> SignInTurnAsync(long size, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (latest, tag) = await LoadAsync(cancellation);
            if (latest.Head is { } signed)
            {
                // Another process may have posted and signed more than this one has read.
                if (signed.Size > ledger.Head.Size)
                    await ledger.RefreshAsync(cancellation);
                if (!ledger.Contains(signed.Size, signed.Root))
                    return null;
                if (signed.Size >= size)
                    return await KeepAsync(signed, cancellation);
            }
            using var signer = await signing.CurrentAsync(latest.Keys, cancellation);
            var keys = await signing.WithAsync(signer, latest.Keys, (latest.Head?.Size ?? 0) + 1, cancellation);
            var head = signer.Sign(size, ledger.RootAt(size), ledger.Entry(size - 1).At);
            if (await ReplaceAsync(new Latest(head, keys), tag, cancellation))
                return await KeepAsync(head, cancellation);
            ThrowAfter(attempt);
        }
    }

    /// <summary>Keeps a head under its size; one that stands there already must say the same.</summary>
    private async Task<SignedHead> KeepAsync(SignedHead head, CancellationToken cancellation)
    {
        using var content = new MemoryStream(PublishedFiles.Json(HeadForm.Of(head)), writable: false);
        if (await files.AddForEverAsync(NameOf(head.Size), content, "application/json", cancellation))
            return head;
        var kept = await files.ReadAsync<HeadForm>(NameOf(head.Size), cancellation);
        if (kept?.Value.ToHead() is { } other && !other.Root.AsSpan().SequenceEqual(head.Root))
            ledger.Contains(other.Size, other.Root);
        return head;
    }

    private async Task<(Latest Latest, ETag? Tag)> LoadAsync(CancellationToken cancellation)
    {
        if (await files.ReadAsync<LatestForm>(LatestName, cancellation) is not { } stored)
            return (new Latest(null, []), null);
        var keys = stored.Value.Keys.Select(key => key.ToKey()).ToList();
        var head = stored.Value.Head?.ToHead();
        // A head with a wrong signature was not given out by this registry, so somebody else has written it.
        if (head is not null && HeadKey.FaultOf(head, keys) is { } fault)
            throw new JournalCorruptException(fault);
        return (new Latest(head, keys), stored.Tag);
    }

    private Task<bool> ReplaceAsync(Latest latest, ETag? tag, CancellationToken cancellation)
    {
        var form = new LatestForm(
            latest.Head is { } head ? HeadForm.Of(head) : null, [.. latest.Keys.Select(KeyForm.Of)]);
        return files.ReplaceAsync(LatestName, PublishedFiles.Json(form), tag, cancellation);
    }

    private static void ThrowAfter(int attempt)
    {
        if (attempt == Attempts)
            throw new RequestFailedException($"{LatestName} changed {Attempts} times while a head was being signed.");
    }

    private sealed record Latest(SignedHead? Head, IReadOnlyList<HeadKey> Keys);
}
