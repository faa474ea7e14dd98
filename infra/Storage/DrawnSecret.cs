using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CarbonRegistry.Infra.Storage;

/// <summary>
/// A secret of the registry that nobody has to set up: it is drawn once and kept in the registry's storage.
/// </summary>
public static class DrawnSecret
{
    /// <summary>
    /// Reads the secret, drawing it at the very first time; of two hosts that draw at once, one secret stays.
    /// </summary>
    /// <param name="blobs">The registry's storage.</param>
    /// <param name="name">The secret's name in the container of keys.</param>
    /// <param name="draw">Makes a new secret.</param>
    /// <param name="cancellation">Stops the calls.</param>
    public static async Task<byte[]> LoadAsync(
        BlobServiceClient blobs, string name, Func<byte[]> draw, CancellationToken cancellation)
    {
        var blob = blobs.GetBlobContainerClient(StorageNames.Keys).GetBlobClient(name);
        var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = new ETag("*") } };
        if (await ReadAsync(blob, cancellation) is { } kept)
            return kept;
        var drawn = draw();
        try
        {
            await blob.UploadAsync(BinaryData.FromBytes(drawn), onlyNew, cancellation);
            return drawn;
        }
        catch (RequestFailedException taken) when (StorageFailures.IsConflict(taken))
        {
            // Another host drew it a moment ago; where none did, the storage refused without a reason.
            if (await ReadAsync(blob, cancellation) is { } other)
                return other;
            throw;
        }
    }

    private static async Task<byte[]?> ReadAsync(BlobClient blob, CancellationToken cancellation)
    {
        try
        {
            var content = await blob.DownloadContentAsync(cancellation);
            return content.Value.Content.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
