using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace CarbonRegistry.Local.Functions;

/// <summary>The storage account, as the host itself uses it.</summary>
internal sealed class HostStorage
{
    private const string OwnContainer = "azure-webjobs-hosts";

    private HostStorage(string connection, BlobServiceClient blobs)
    {
        Connection = connection;
        Blobs = blobs;
        Tables = new TableServiceClient(connection);
        Own = blobs.GetBlobContainerClient(OwnContainer);
    }

    public string Connection { get; }

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    /// <summary>The host's own container: lease, clock, schedules, poisoned blobs.</summary>
    public BlobContainerClient Own { get; }

    /// <summary>Opens the account and makes the host's container.</summary>
    /// <exception cref="StartFailure">The connection string is wrong, or storage does not answer.</exception>
    public static async Task<HostStorage> OpenAsync(string connection, CancellationToken cancellation)
    {
        try
        {
            // The first contact fails soon, so that a wrong address is reported at once.
            BlobClientOptions quick = new();
            quick.Retry.MaxRetries = 2;
            quick.Retry.Mode = RetryMode.Fixed;
            quick.Retry.NetworkTimeout = TimeSpan.FromSeconds(15);
            BlobServiceClient first = new(connection, quick);
            await first.GetBlobContainerClient(OwnContainer).CreateIfNotExistsAsync(cancellationToken: cancellation);
            return new HostStorage(connection, new BlobServiceClient(connection));
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new StartFailure($"AzureWebJobsStorage is no connection string of a storage account: {e.Message}", e);
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            throw new StartFailure(Sentence(e), e);
        }
    }

    /// <summary>Says in one sentence what storage answered instead.</summary>
    public static string Sentence(Exception e) =>
        "Storage does not answer as it should: "
        + (e.InnerException ?? e).Message.ReplaceLineEndings("\n").Split('\n')[0];
}
