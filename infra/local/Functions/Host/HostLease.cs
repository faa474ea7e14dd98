using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Local.Functions;

/// <summary>
/// The right to run on a storage account: a blob lease that one host holds and renews. It is timed by the real clock,
/// because storage is.
/// </summary>
internal sealed class HostLease : IAsyncDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(500);
    private readonly BlobLeaseClient lease;
    private readonly Action lost;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;

    private HostLease(BlobLeaseClient lease, Action lost, ILogger logger)
    {
        this.lease = lease;
        this.lost = lost;
        this.logger = logger;
        loop = RenewAsync();
    }

    /// <summary>Takes the lease, waiting for that of a host that was killed to run out.</summary>
    /// <param name="container">The host's own container.</param>
    /// <param name="holder">Who asks: told to the next one who is refused.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="lost">Called once when the lease is lost while the host runs.</param>
    /// <param name="logger">Takes what goes wrong.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StartFailure">Another host holds the lease.</exception>
    public static async Task<HostLease> TakeAsync(
        BlobContainerClient container,
        IDictionary<string, string> holder,
        TimeSpan patience,
        Action lost,
        ILogger logger,
        CancellationToken cancellation)
    {
        BlobClient blob = container.GetBlobClient("host-lease");
        await CreateAsync(blob, cancellation);
        BlobLeaseClient lease = blob.GetBlobLeaseClient();
        long began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await lease.AcquireAsync(Duration, cancellationToken: cancellation);
                await blob.SetMetadataAsync(
                    holder, new BlobRequestConditions { LeaseId = lease.LeaseId }, cancellation);
                return new HostLease(lease, lost, logger);
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412)
            {
                if (TimeProvider.System.GetElapsedTime(began) >= patience)
                    throw new StartFailure(await RefusalAsync(blob, cancellation), e);
                await Task.Delay(RetryEvery, TimeProvider.System, cancellation);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await loop;
        try
        {
            await this.lease.ReleaseAsync();
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            logger.LogDebug("The lease was not released and runs out by itself: {Reason}", e.Message);
        }

        stop.Dispose();
    }

    private static async Task CreateAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            BlobRequestConditions absent = new() { IfNoneMatch = new ETag("*") };
            BlobUploadOptions onlyNew = new() { Conditions = absent };
            await blob.UploadAsync(BinaryData.FromString(""), onlyNew, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return;
        }
    }

    private static async Task<string> RefusalAsync(BlobClient blob, CancellationToken cancellation)
    {
        BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellation);
        return "Another host runs on this storage: process "
            + $"{Said("pid")} on {Uri.UnescapeDataString(Said("machine"))}, {Uri.UnescapeDataString(Said("url"))}.";

        string Said(string name) => properties.Metadata.TryGetValue(name, out string? value) ? value : "unknown";
    }

    private async Task RenewAsync()
    {
        long renewed = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await Task.Delay(RenewEvery, TimeProvider.System, stop.Token);
                await lease.RenewAsync(cancellationToken: stop.Token);
                renewed = TimeProvider.System.GetTimestamp();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                GiveUp(e);
                return;
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
            {
                // A lease that ran out can still be renewed as long as nobody else took it, so one more try is safe.
                if (TimeProvider.System.GetElapsedTime(renewed) <= Duration) continue;
                GiveUp(e);
                return;
            }
        }
    }

    private void GiveUp(Exception e)
    {
        string reason = e.Message.ReplaceLineEndings("\n").Split('\n')[0];
        logger.LogCritical("The lease on the storage is lost, the host stops: {Reason}", reason);
        this.lost();
    }
}
