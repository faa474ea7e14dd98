using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Documents;

/// <summary>
/// Keeps every document by the hash of its bytes. Putting the same bytes twice is one blob, so a step that dies after
/// the upload may simply run again.
/// </summary>
public sealed class DocumentArchive(BlobServiceClient blobs)
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(StorageNames.Archive);

    /// <summary>Keeps the bytes.</summary>
    /// <returns>Their SHA-256 as 64 lower-case hex digits, the name under which they are found again.</returns>
    public async Task<string> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var name = HashOf(bytes.Span);
        var blob = container.GetBlobClient(name);
        var onlyNew = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = new ETag("*") } };
        try
        {
            await blob.UploadAsync(new BinaryData(bytes), onlyNew, cancellation);
        }
        catch (RequestFailedException taken) when (StorageFailures.IsConflict(taken))
        {
            // The same bytes are there already; a document is never taken for kept on the word of a refusal alone.
            if (!await blob.ExistsAsync(cancellation))
                throw;
        }
        return name;
    }

    /// <summary>Reads a document back and checks that it is still the one that was kept.</summary>
    /// <param name="sha256">The name that <see cref="PutAsync"/> gave.</param>
    /// <param name="cancellation">Stops the download.</param>
    /// <exception cref="InvalidDataException">The bytes in storage are not the ones that were kept.</exception>
    public async Task<byte[]> GetAsync(string sha256, CancellationToken cancellation)
    {
        var content = await container.GetBlobClient(sha256).DownloadContentAsync(cancellation);
        var bytes = content.Value.Content.ToArray();
        if (HashOf(bytes) != sha256)
            throw new InvalidDataException($"The archived document {sha256} was altered.");
        return bytes;
    }

    /// <summary>SHA-256 as 64 lower-case hex digits.</summary>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
