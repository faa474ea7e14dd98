using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Rejections;

/// <summary>
/// Keeps what was refused at the door, with its issues beside it, so that nothing that was sent is lost. The names
/// follow from what came, so a door that runs twice leaves one copy.
/// </summary>
public sealed class RejectedCopies(BlobServiceClient blobs)
{
    /// <summary>Storage takes 1,024 characters in a name; the issues' file needs some of them.</summary>
    private const int NameLengthMax = 900;

    private const string HashKey = "sha256";

    /// <summary>Keeps a copy and its issues.</summary>
    /// <param name="container">Where refused things of this sort are kept.</param>
    /// <param name="name">The blob's name as listed; null when it came over HTTP.</param>
    /// <param name="ending">The ending for a copy that cannot keep its name, with its dot.</param>
    /// <param name="bytes">As they came.</param>
    /// <param name="issues">Why it was refused; at least one.</param>
    /// <param name="cancellation">Stops the uploads.</param>
    /// <returns>The name of the copy.</returns>
    public async Task<string> KeepAsync(
        string container,
        string? name,
        string ending,
        ReadOnlyMemory<byte> bytes,
        IReadOnlyList<Issue> issues,
        CancellationToken cancellation)
    {
        var hash = DocumentArchive.HashOf(bytes.Span);
        var target = blobs.GetBlobContainerClient(container);
        var copy = IsPlain(name) ? name! : hash + ending;
        // The same name may be refused again with other content; the first copy stays what it is.
        if (!await TryKeepAsync(target.GetBlobClient(copy), bytes, hash, cancellation))
        {
            copy = $"{copy}.{hash[..8]}{ending}";
            await TryKeepAsync(target.GetBlobClient(copy), bytes, hash, cancellation);
        }
        var report = new
        {
            name = name ?? copy,
            sha256 = hash,
            issues = issues.Select(issue => new
            {
                issue.Code,
                message = issue.Text.Ru,
                messages = issue.Text,
                issue.Sheet,
                issue.Row,
                issue.Column,
                issue.Field,
            }),
        };
        var json = new BinaryData(JsonSerializer.SerializeToUtf8Bytes(report, StorageJson.Indented));
        var headers = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };
        await target.GetBlobClient(copy + ".issues.json").UploadAsync(json, headers, cancellation);
        return copy;
    }

    /// <summary>False when the name is taken by other content.</summary>
    private static async Task<bool> TryKeepAsync(
        BlobClient blob,
        ReadOnlyMemory<byte> bytes,
        string hash,
        CancellationToken cancellation)
    {
        var options = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = new ETag("*") },
            Metadata = new Dictionary<string, string> { [HashKey] = hash },
        };
        try
        {
            await blob.UploadAsync(new BinaryData(bytes), options, cancellation);
            return true;
        }
        catch (RequestFailedException taken) when (StorageFailures.IsConflict(taken))
        {
            var held = await blob.GetPropertiesAsync(null, cancellation);
            return held.Value.Metadata.TryGetValue(HashKey, out var other) && other == hash;
        }
    }

    /// <summary>
    /// True for a name that means the same to every client. Dot segments, their encoded twins, back slashes and control
    /// characters are read differently by URI libraries, so a copy is never named so.
    /// </summary>
    public static bool IsPlain(string? name)
    {
        if (string.IsNullOrEmpty(name) || name.Length > NameLengthMax || name.Any(IsTreacherous))
            return false;
        var decoded = Uri.UnescapeDataString(name);
        return decoded == name && decoded.Split('/').All(segment => segment is not ("" or "." or ".."));
    }

    private static bool IsTreacherous(char character) =>
        char.IsControl(character) || char.IsSurrogate(character) || character is '\\' or '%' or '?' or '#';
}
