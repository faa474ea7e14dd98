using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Rejections;
using CarbonRegistry.Infra.Signatures;
using CarbonRegistry.Infra.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace CarbonRegistry.Functions.Intake;

/// <summary>One version of a blob in <c>notices</c>.</summary>
/// <param name="Name">The blob's name as listed.</param>
/// <param name="Version">The blob's ETag.</param>
/// <param name="At">The legal moment of receipt.</param>
public sealed record DroppedNotice(string Name, string Version, DateTimeOffset At);

/// <summary>Reads a dropped document with the signature that stands beside it, and lets it in or refuses it.</summary>
public sealed class DroppedNotices(
    BlobServiceClient blobs,
    NoticeIntake intake,
    SignatureGate signatures,
    RejectedCopies rejected,
    ILogger<DroppedNotices> log)
{
    /// <summary>A detached signature stands beside its document and is never read as one.</summary>
    internal const string SignatureEnding = ".p7s";

    /// <summary>A document is read up to this size and one byte more, which is enough to refuse it.</summary>
    internal const int ReadAtMost = DocumentReader.MaximumBytes + 1;

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(StorageNames.Notices);

    /// <summary>True for the name of a signature.</summary>
    internal static bool IsSignature(string name) =>
        name.EndsWith(SignatureEnding, StringComparison.OrdinalIgnoreCase);

    /// <summary>The blob of a name that storage addresses as it is written.</summary>
    internal BlobClient BlobOf(string name) => container.GetBlobClient(name);

    /// <summary>Takes a document in.</summary>
    /// <param name="blob">Its blob.</param>
    /// <param name="notice">The version that is meant; another one has its own pick-up.</param>
    /// <param name="isLast">True when nothing more is waited for.</param>
    /// <param name="durable">Starts the procedure.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>True when the document waits for its signature.</returns>
    internal async Task<bool> TakeAsync(
        BlobClient blob,
        DroppedNotice notice,
        bool isLast,
        DurableTaskClient durable,
        CancellationToken cancellation)
    {
        var options = new BlobDownloadOptions
        {
            Conditions = new BlobRequestConditions { IfMatch = new ETag(notice.Version) },
        };
        using var found = (await blob.DownloadStreamingAsync(options, cancellation)).Value;
        var bytes = await Bodies.ReadAsync(found.Content, ReadAtMost, cancellation);
        var signature = signatures.Asks ? await SignatureOfAsync(notice.Name, cancellation) : null;
        // A signature that is older than its document may be that of an earlier version: the new one is on its way.
        var mayCome = CanWait(notice.Name) && !isLast
            && (signature is null || signature.Modified < found.Details.LastModified);
        var arrival = new Arrival(bytes, notice.At, null, notice.Name)
        {
            Signature = signature?.Bytes,
            SignatureMayCome = signatures.Asks && mayCome,
        };
        var result = await intake.AcceptAsync(arrival, durable, cancellation);
        if (result is IntakeResult.AwaitsSignature)
            return true;
        if (NoticeDoors.IssuesOf(result) is not { } issues)
            return false;
        var whole = await Bodies.WithRestAsync(bytes, ReadAtMost, found.Content, cancellation);
        var copy = await rejected.KeepAsync(
            StorageNames.NoticesRejected, notice.Name, ".json", whole, issues, cancellation);
        log.LogWarning("The document {Name} was refused; its copy is {Copy}.", notice.Name, copy);
        return false;
    }

    /// <summary>The file beside the document; null when there is none.</summary>
    private async Task<BesideDocument?> SignatureOfAsync(string name, CancellationToken cancellation)
    {
        if (!CanWait(name))
            return null;
        try
        {
            var blob = BlobOf(name + SignatureEnding);
            using var found = (await blob.DownloadStreamingAsync(cancellationToken: cancellation)).Value;
            var bytes = await Bodies.ReadAsync(found.Content, CmsSignatureVerifier.MaximumBytes + 1, cancellation);
            return new BesideDocument(bytes, found.Details.LastModified);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>
    /// A step up or a dot in a name would be resolved on the way to storage, and another blob would answer. Such a
    /// document cannot be found again, nor can its signature.
    /// </summary>
    private static bool CanWait(string name) => name.Split('/').All(segment => segment is not ("." or ".."));

    private sealed record BesideDocument(byte[] Bytes, DateTimeOffset Modified);
}
