using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.Functions;

/// <summary>Keeps the last moment that a virtual clock showed, so that a restart does not go back before it.</summary>
internal sealed class ClockStore(BlobContainerClient container, VirtualClock clock, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly BlobClient blob = container.GetBlobClient("clock");
    private readonly CancellationTokenSource stop = new();
    private Task loop = Task.CompletedTask;

    /// <summary>Moves the clock to the stored moment when that is the later one, and begins to keep it.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        try
        {
            BinaryData stored = (await blob.DownloadContentAsync(cancellation)).Value.Content;
            if (DateTimeOffset.TryParse(stored.ToString(), CultureInfo.InvariantCulture, out DateTimeOffset moment))
                clock.TryMoveTo(moment);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            logger.LogDebug("No moment is stored yet; the clock starts at {Now}.", clock.GetUtcNow());
        }

        await SaveAsync(cancellation);
        loop = LoopAsync();
    }

    public async Task SaveAsync(CancellationToken cancellation)
    {
        string now = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        await blob.UploadAsync(BinaryData.FromString(now), overwrite: true, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await loop;
        await SaveAsync(CancellationToken.None);
        stop.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Interval, TimeProvider.System, stop.Token);
                await SaveAsync(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException)
            {
                logger.LogWarning("The virtual clock could not be stored: {Reason}", e.Message);
            }
        }
    }
}
