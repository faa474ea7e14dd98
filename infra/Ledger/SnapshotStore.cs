using System.Globalization;
using System.IO.Pipelines;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// Snapshots as blobs of the container <c>journal</c>, under <c>snapshots/</c>. A blob's name tells size, latest
/// moment and root, so that the right one is found without opening any. They are for the registry alone: with the key
/// of the ids in them, somebody could look for two ids that look the same.
/// </summary>
/// <param name="container">The container; it is made when the first snapshot is written.</param>
public sealed class SnapshotStore(BlobContainerClient container)
{
    /// <summary>How many snapshots are kept.</summary>
    public const int Kept = 3;

    private const string Folder = "snapshots/";
    private const string Suffix = ".bin";
    private const string MomentFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const int BlockBytes = 4 * 1024 * 1024;

    /// <summary>The snapshots of a storage account.</summary>
    public SnapshotStore(BlobServiceClient blobs)
        : this(blobs.GetBlobContainerClient(StorageNames.Journal))
    {
    }

    /// <summary>The names of all snapshots, the newest first.</summary>
    internal async Task<IReadOnlyList<SnapshotName>> ListAsync(CancellationToken cancellation)
    {
        var names = new List<SnapshotName>();
        try
        {
            await foreach (var blob in container.GetBlobsAsync(prefix: Folder, cancellationToken: cancellation))
            {
                if (NameOf(blob.Name) is { } name)
                    names.Add(name);
            }
        }
        catch (RequestFailedException none) when (none.Status == 404)
        {
            return [];
        }
        return [.. names.OrderByDescending(name => name.Size).ThenBy(name => name.Blob, StringComparer.Ordinal)];
    }

    /// <summary>Reads a snapshot.</summary>
    /// <exception cref="InvalidDataException">It is not what was written; the message says why.</exception>
    internal async Task<(SnapshotHead Head, LedgerBook Book)> ReadAsync(
        SnapshotName name, CancellationToken cancellation)
    {
        try
        {
            var answer = await container.GetBlobClient(name.Blob)
                .DownloadStreamingAsync(cancellationToken: cancellation);
            using var content = answer.Value;
            // Reading is one long computation that waits for the network now and then; it has a thread of its own.
            var read = await Background.Run(() => SnapshotForm.Read(content.Content), cancellation);
            return read.Head.Size == name.Size
                ? read
                : throw new InvalidDataException("It is another snapshot than its name says.");
        }
        catch (Exception error) when (
            error is InvalidDataException or IOException or FormatException
                or ArgumentException or OverflowException or AggregateException)
        {
            throw new InvalidDataException($"'{name.Blob}' cannot be used: {error.Message}", error);
        }
    }

    /// <summary>
    /// Writes a snapshot and removes old ones. A crash leaves no half blob, since a blob's parts stand only together.
    /// </summary>
    internal async Task WriteAsync(BookCopy book, JournalHead head, CancellationToken cancellation)
    {
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        var name = new SnapshotName(head.Size, book.LatestAt, Convert.ToHexStringLower(head.Root.AsSpan(0, 8)));
        var pipe = new Pipe();
        var writing = Task.Run(() => Write(pipe.Writer, book, head), CancellationToken.None);
        var options = new BlobUploadOptions
        {
            TransferOptions = new StorageTransferOptions
            {
                InitialTransferSize = BlockBytes,
                MaximumTransferSize = BlockBytes,
                MaximumConcurrency = 2,
            },
        };
        try
        {
            await using var content = pipe.Reader.AsStream();
            await container.GetBlobClient(name.Blob).UploadAsync(content, options, cancellation);
        }
        finally
        {
            await pipe.Reader.CompleteAsync();
            await writing;
        }
        await PruneAsync(cancellation);
    }

    private static async Task Write(PipeWriter writer, BookCopy book, JournalHead head)
    {
        Exception? failure = null;
        try
        {
            await using var target = writer.AsStream(leaveOpen: true);
            SnapshotForm.Write(target, book, head);
        }
        catch (Exception error)
        {
            // The reader of the pipe sees the failure, so that what was written so far becomes no blob.
            failure = error;
        }
        await writer.CompleteAsync(failure);
    }

    private async Task PruneAsync(CancellationToken cancellation)
    {
        foreach (var name in (await ListAsync(cancellation)).Skip(Kept))
            await container.GetBlobClient(name.Blob).DeleteIfExistsAsync(cancellationToken: cancellation);
    }

    private static SnapshotName? NameOf(string blob)
    {
        if (!blob.EndsWith(Suffix, StringComparison.Ordinal)
            || blob[Folder.Length..^Suffix.Length].Split('-') is not [var size, var moment, var root])
            return null;
        return long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
            && DateTimeOffset.TryParseExact(
                moment, MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var latest)
            && new SnapshotName(entries, latest, root) is var name && name.Blob == blob
            ? name
            : null;
    }

    /// <summary>What the name of a snapshot tells.</summary>
    /// <param name="Size">How many entries it has seen.</param>
    /// <param name="LatestAt">The latest moment of any of them.</param>
    /// <param name="Root">The first eight bytes of their root, in hex.</param>
    internal sealed record SnapshotName(long Size, DateTimeOffset LatestAt, string Root)
    {
        /// <summary>The blob's name.</summary>
        public string Blob => string.Create(
            CultureInfo.InvariantCulture,
            $"{Folder}{Size:000000000000}-{LatestAt.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture)}"
            + $"-{Root}{Suffix}");
    }
}
