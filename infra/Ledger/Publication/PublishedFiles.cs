using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Ledger.Publication;

/// <summary>The blobs that the registry publishes: most are written once and never again, two are replaced.</summary>
/// <param name="container">The container.</param>
/// <param name="hold">Keeps what is written for ever from being changed; nothing when null.</param>
internal sealed class PublishedFiles(BlobContainerClient container, PublishedLock? hold = null)
{
    /// <summary>JSON for a file that people open too.</summary>
    public static byte[] Json<T>(T form) => JsonSerializer.SerializeToUtf8Bytes(form, StorageJson.Indented);

    /// <summary>Writes a file that nothing replaces, and locks it where the account does that.</summary>
    /// <returns>False when it stands already.</returns>
    public async Task<bool> AddForEverAsync(
        string name, Stream content, string type, CancellationToken cancellation)
    {
        var written = await AddAsync(name, content, type, cancellation);
        if (hold is not null)
            await hold.HoldAsync(container.GetBlobClient(name), !written, cancellation);
        return written;
    }

    /// <summary>The names of all files that begin so, in order.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string prefix, CancellationToken cancellation)
    {
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(prefix: prefix, cancellationToken: cancellation))
            names.Add(blob.Name);
        return names;
    }

    /// <summary>Writes a file that nothing replaces.</summary>
    /// <returns>False when it stands already.</returns>
    public Task<bool> AddAsync(string name, byte[] bytes, string type, CancellationToken cancellation) =>
        AddAsync(name, new MemoryStream(bytes, writable: false), type, cancellation);

    /// <summary>Writes a file that nothing replaces.</summary>
    /// <returns>False when it stands already.</returns>
    public async Task<bool> AddAsync(string name, Stream content, string type, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = new ETag("*") },
            HttpHeaders = new BlobHttpHeaders { ContentType = type },
        };
        try
        {
            await container.GetBlobClient(name).UploadAsync(content, options, cancellation);
            return true;
        }
        catch (RequestFailedException taken) when (StorageFailures.IsConflict(taken))
        {
            // It stands from an earlier run, or this very write was repeated after its answer was lost.
            return false;
        }
    }

    /// <summary>Replaces the version of a file that was read, or writes the first one.</summary>
    /// <returns>
    /// False when another version stands. A write whose answer was lost looks the same, so the caller reads again and
    /// finds its own bytes.
    /// </returns>
    public async Task<bool> ReplaceAsync(string name, byte[] bytes, ETag? tag, CancellationToken cancellation)
    {
        var conditions = tag is { } known
            ? new BlobRequestConditions { IfMatch = known }
            : new BlobRequestConditions { IfNoneMatch = new ETag("*") };
        var options = new BlobUploadOptions
        {
            Conditions = conditions,
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
        };
        try
        {
            await container.GetBlobClient(name).UploadAsync(new BinaryData(bytes), options, cancellation);
            return true;
        }
        catch (RequestFailedException changed) when (StorageFailures.IsConflict(changed))
        {
            return false;
        }
    }

    /// <summary>Reads a JSON file with its version; null when there is none.</summary>
    /// <exception cref="JournalCorruptException">The file is not what the registry wrote.</exception>
    public async Task<(T Value, ETag Tag)?> ReadAsync<T>(string name, CancellationToken cancellation)
        where T : class
    {
        try
        {
            var content = await container.GetBlobClient(name).DownloadContentAsync(cancellation);
            var value = JsonSerializer.Deserialize<T>(content.Value.Content, StorageJson.Options);
            return (value ?? throw new JsonException("It is null."), content.Value.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (JsonException malformed)
        {
            throw new JournalCorruptException($"The published file {name} is malformed.", malformed);
        }
    }

    /// <summary>The bytes of a file as a stream; the caller closes it.</summary>
    public Task<Stream> OpenAsync(string name, CancellationToken cancellation) =>
        container.GetBlobClient(name).OpenReadAsync(cancellationToken: cancellation);
}
