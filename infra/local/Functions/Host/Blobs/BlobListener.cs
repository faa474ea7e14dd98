using System.Collections.Concurrent;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.Functions;

/// <summary>Lists a container again and again, and runs a function once for each version of each blob.</summary>
internal sealed class BlobListener : IDisposable
{
    private const int MostTries = 5;
    private const int QuietScans = 20;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly FunctionMethod function;
    private readonly BlobPattern pattern;
    private readonly BlobContainerClient container;
    private readonly BlobContainerClient own;
    private readonly BlobReceipts receipts;
    private readonly BlobRun run;
    private readonly LocalHostOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly SemaphoreSlim places;
    private readonly ConcurrentDictionary<string, Task> running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> notBefore = new(StringComparer.Ordinal);
    private int scansWithoutNews;
    private ConcurrentDictionary<string, BlobReceipt> known = new(StringComparer.Ordinal);

    public BlobListener(
        FunctionMethod function, BlobPattern pattern, HostStorage storage, BlobReceipts receipts, BlobRun run,
        BlobListenerSettings settings)
    {
        this.function = function;
        this.pattern = pattern;
        container = storage.Blobs.GetBlobContainerClient(pattern.Container);
        own = storage.Own;
        this.receipts = receipts;
        this.run = run;
        options = settings.Options;
        clock = settings.Clock;
        logger = settings.Logger;
        places = new SemaphoreSlim(settings.Parallelism);
    }

    /// <summary>Makes the container and reads the receipts.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        known = new(await receipts.LoadAsync(cancellation), StringComparer.Ordinal);
    }

    /// <summary>Listens until <paramref name="stop"/>, and then lets what runs come to its end.</summary>
    /// <param name="stop">No new blob is begun after this.</param>
    /// <param name="abort">What still runs is cancelled.</param>
    public async Task ListenAsync(CancellationToken stop, CancellationToken abort)
    {
        while (!stop.IsCancellationRequested)
        {
            long began = TimeProvider.System.GetTimestamp();
            try
            {
                await ScanAsync(stop, abort);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
            {
                logger.LogWarning("{Container} could not be listed: {Reason}", pattern.Container, FirstLine(e));
            }

            await PauseAsync(TimeProvider.System.GetElapsedTime(began), stop);
        }

        await Task.WhenAll(running.Values);
    }

    public void Dispose() => places.Dispose();

    private async Task ScanAsync(CancellationToken stop, CancellationToken abort)
    {
        HashSet<string> listed = new(StringComparer.Ordinal);
        scansWithoutNews = Math.Min(scansWithoutNews + 1, QuietScans);
        await foreach (BlobItem item in container.GetBlobsAsync(cancellationToken: stop))
        {
            listed.Add(item.Name);
            string version = item.Properties.ETag?.ToString("G") ?? "";
            if (known.TryGetValue(item.Name, out BlobReceipt? receipt) && receipt.Version == version)
            {
                if (receipt.IsFinal) continue;
            }
            else
            {
                receipt = null;
            }

            if (running.ContainsKey(item.Name) || IsResting(item.Name, receipt)) continue;
            if (pattern.Match(item.Name) is not { } tokens) continue;
            scansWithoutNews = 0;
            await BeginAsync(new BlobVersion(item.Name, version, tokens, (receipt?.Tries ?? 0) + 1), stop, abort);
        }

        foreach (string gone in known.Keys.Where(name => !listed.Contains(name)))
            known.TryRemove(gone, out _);
    }

    // A new version does not wait for the rest that a failed older one has earned.
    private bool IsResting(string name, BlobReceipt? receipt) =>
        receipt is not null && notBefore.TryGetValue(name, out long until)
        && TimeProvider.System.GetTimestamp() < until;

    private async Task BeginAsync(BlobVersion blob, CancellationToken stop, CancellationToken abort)
    {
        await places.WaitAsync(stop);
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        running[blob.Name] = entered.Task;
        _ = Task.Run(
            async () =>
            {
                try
                {
                    await HandleAsync(blob, abort);
                }
                catch (Exception e)
                {
                    // Only the receipt can fail here; without it the next listing brings the blob back.
                    logger.LogWarning("{Blob} will be tried again: {Reason}", blob.Name, FirstLine(e));
                }
                finally
                {
                    running.TryRemove(blob.Name, out _);
                    places.Release();
                    entered.SetResult();
                }
            },
            CancellationToken.None);
    }

    private async Task HandleAsync(BlobVersion blob, CancellationToken abort)
    {
        if (blob.Try > MostTries)
        {
            await SetAsideAsync(blob, "The process ended during each of the tries.", abort);
            return;
        }

        await NoteAsync(new BlobReceipt(blob.Name, blob.Version, BlobState.Running, blob.Try, null), abort);
        try
        {
            await run(function, container, blob, abort);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // The host stops; that is no fault of the blob and costs it no try.
            BlobReceipt untried = new(blob.Name, blob.Version, BlobState.Running, blob.Try - 1, null);
            await NoteAsync(untried, CancellationToken.None);
            return;
        }
        catch (Exception e)
        {
            await FailAsync(blob, e, abort);
            return;
        }

        await NoteAsync(
            new BlobReceipt(blob.Name, blob.Version, BlobState.Done, blob.Try, null), CancellationToken.None);
        notBefore.TryRemove(blob.Name, out _);
    }

    private async Task FailAsync(BlobVersion blob, Exception e, CancellationToken abort)
    {
        logger.LogWarning(
            e, "{Function} failed on {Blob}, try {Try} of {Most}.", function.Name, blob.Name, blob.Try, MostTries);
        // Storage that is away says nothing about the blob, so it costs no try: no document is set aside for it.
        int tried = IsStorageAway(e) ? blob.Try - 1 : blob.Try;
        if (tried >= MostTries || e is UnspeakableBlobException)
        {
            await SetAsideAsync(blob, e.ToString(), abort);
            return;
        }

        double rest = options.BlobBackoff(blob.Try).TotalSeconds * TimeProvider.System.TimestampFrequency;
        notBefore[blob.Name] = TimeProvider.System.GetTimestamp() + (long)rest;
        await NoteAsync(new BlobReceipt(blob.Name, blob.Version, BlobState.Failed, tried, e.Message), abort);
    }

    private static bool IsStorageAway(Exception e) => e switch
    {
        Azure.RequestFailedException failed => failed.Status is 0 or 408 or 429 or >= 500,
        AggregateException many => many.InnerExceptions.All(IsStorageAway),
        _ => false,
    };

    /// <summary>Writes the reason first: a receipt without one would hide the blob.</summary>
    private async Task SetAsideAsync(BlobVersion blob, string error, CancellationToken cancellation)
    {
        string key = $"{BlobReceipts.KeyOf(blob.Name)[..32]}-{BlobReceipts.KeyOf(blob.Version)[..8]}";
        BinaryData reason = BinaryData.FromObjectAsJson(new
        {
            function = this.function.Name,
            container = pattern.Container,
            name = blob.Name,
            version = blob.Version,
            tries = Math.Min(blob.Try, MostTries),
            error,
            at = clock.GetUtcNow(),
        }, Readable);
        BlobClient aside = own.GetBlobClient($"poison/{this.function.Name}/{key}.json");
        await aside.UploadAsync(reason, overwrite: true, cancellation);
        await NoteAsync(new BlobReceipt(blob.Name, blob.Version, BlobState.Poison, blob.Try, error), cancellation);
        notBefore.TryRemove(blob.Name, out _);
        logger.LogError("{Blob} is set aside after {Try} tries.", blob.Name, Math.Min(blob.Try, MostTries));
    }

    private async Task NoteAsync(BlobReceipt receipt, CancellationToken cancellation)
    {
        await receipts.SaveAsync(receipt, cancellation);
        known[receipt.Name] = receipt;
    }

    /// <summary>A large or quiet container is listed less often: listing takes at most a tenth of the time.</summary>
    private async Task PauseAsync(TimeSpan listing, CancellationToken stop)
    {
        TimeSpan usual = options.BlobPollInterval * (scansWithoutNews < QuietScans ? 1 : 2);
        TimeSpan pause = listing * 9 > usual ? listing * 9 : usual;
        try
        {
            await Task.Delay(pause < LongestPause ? pause : LongestPause, TimeProvider.System, stop);
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string FirstLine(Exception e) =>
        (e.InnerException ?? e).Message.ReplaceLineEndings("\n").Split('\n')[0];
}
