using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CarbonRegistry.Simulation.Machine;

/// <summary>
/// The container of snapshots. A call is answered in one step: a snapshot that is late or lost costs nothing but time,
/// so what matters is only whether it stands.
/// </summary>
internal sealed class SimulatedBlobs(SimulatedStorage storage) : BlobContainerClient
{
    /// <inheritdoc/>
    public override Task<Response<BlobContainerInfo>> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType = PublicAccessType.None,
        IDictionary<string, string>? metadata = null,
        BlobContainerEncryptionScopeOptions? encryptionScopeOptions = null,
        CancellationToken cancellationToken = default) => Task.FromResult<Response<BlobContainerInfo>>(null!);

    /// <inheritdoc/>
    public override AsyncPageable<BlobItem> GetBlobsAsync(
        BlobTraits traits = BlobTraits.None,
        BlobStates states = BlobStates.None,
        string? prefix = null,
        CancellationToken cancellationToken = default)
    {
        if (storage.BlobFails())
            throw new RequestFailedException(503, "The simulated storage answers so.");
        var items = storage.Blobs.Keys.Where(name => name.StartsWith(prefix ?? "", StringComparison.Ordinal))
            .Select(name => BlobsModelFactory.BlobItem(name: name));
        var page = Page<BlobItem>.FromValues([.. items], null, new SimulatedResponse(200));
        return AsyncPageable<BlobItem>.FromPages([page]);
    }

    /// <inheritdoc/>
    public override BlobClient GetBlobClient(string blobName) => new Blob(storage, blobName);

    private sealed class Blob(SimulatedStorage storage, string name) : BlobClient
    {
        public override Task<Response<BlobDownloadStreamingResult>> DownloadStreamingAsync(
            BlobDownloadOptions? options = null, CancellationToken cancellationToken = default)
        {
            if (storage.BlobFails() || !storage.Blobs.TryGetValue(name, out var content))
                throw new RequestFailedException(404, "The specified blob does not exist.");
            var result = BlobsModelFactory.BlobDownloadStreamingResult(new MemoryStream(content));
            return Task.FromResult(Response.FromValue(result, new SimulatedResponse(200)));
        }

        public override Task<Response<BlobContentInfo>> UploadAsync(
            Stream content, BlobUploadOptions options, CancellationToken cancellationToken = default)
        {
            // The writer has a thread of its own and ends with the stream, so reading to the end waits for all of it.
            using var kept = new MemoryStream();
            content.CopyTo(kept);
            if (storage.BlobFails())
                throw new RequestFailedException(500, "The simulated storage answers so.");
            storage.Blobs[name] = kept.ToArray();
            return Task.FromResult<Response<BlobContentInfo>>(null!);
        }

        public override Task<Response<bool>> DeleteIfExistsAsync(
            DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
            BlobRequestConditions? conditions = null,
            CancellationToken cancellationToken = default) =>
            Task.FromResult(Response.FromValue(storage.Blobs.Remove(name), new SimulatedResponse(202)));
    }
}
