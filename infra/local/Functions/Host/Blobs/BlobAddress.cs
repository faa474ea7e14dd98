using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;

namespace CarbonRegistry.Local.Functions;

/// <summary>
/// Makes clients for blobs exactly as a listing names them. A name is data: no part of it may be taken for an escape, a
/// query or a step up, neither by the client's URI nor by the server.
/// </summary>
internal sealed class BlobAddress
{
    private readonly Func<Uri, BlobClient> client;

    public BlobAddress(string connection)
    {
        Dictionary<string, string> parts = connection.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        if (parts.ContainsKey("UseDevelopmentStorage"))
        {
            StorageSharedKeyCredential emulator = new(StorageEndpoints.Account, StorageEndpoints.AccountKey);
            client = uri => new BlobClient(uri, emulator);
        }
        else if (parts.TryGetValue("SharedAccessSignature", out string? signature))
        {
            AzureSasCredential credential = new(signature);
            client = uri => new BlobClient(uri, credential);
        }
        else
        {
            StorageSharedKeyCredential key = new(parts["AccountName"], parts["AccountKey"]);
            client = uri => new BlobClient(uri, key);
        }
    }

    /// <summary>A client of the very blob; null for a name that no address can say (<c>.</c> and <c>..</c>).</summary>
    public BlobClient? ClientOf(Uri container, string name) => UriOf(container, name) is { } uri ? client(uri) : null;

    /// <summary>
    /// The address of a blob. Slashes stay readable unless a segment is empty or consists of dots: such segments would
    /// be dropped or resolved, and a slash that is itself encoded leaves no segment to resolve.
    /// </summary>
    internal static Uri? UriOf(Uri container, string name)
    {
        if (name is "." or "..") return null;
        string[] segments = name.Split('/');
        bool plain = segments.All(segment => segment is not ("" or "." or ".."));
        string encoded = string.Join(plain ? "/" : "%2F", segments.Select(Uri.EscapeDataString));
        return new Uri($"{container.AbsoluteUri.TrimEnd('/')}/{encoded}");
    }
}
