using System.Net;
using System.Net.Sockets;

namespace CarbonRegistry.Local.Functions;

/// <summary>The addresses that a connection string names, and whether they are on this machine.</summary>
internal sealed record StorageEndpoints(Uri Blob, Uri? Queue, Uri Table)
{
    /// <summary>The account and the key that every copy of the emulator knows; they are no secret.</summary>
    internal const string Account = "devstoreaccount1";

    internal const string AccountKey =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly HttpClient Probe = new(new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(2),
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.FromSeconds(1),
    })
    { Timeout = TimeSpan.FromSeconds(10) };

    public bool AreLoopback => Blob.IsLoopback && Table.IsLoopback;

    public bool HasPortsOf(StorageEndpoints other) => Blob.Port == other.Blob.Port && Table.Port == other.Table.Port;

    public static StorageEndpoints OfPorts(int blob, int queue, int table) =>
        new(Address(blob), Address(queue), Address(table));

    /// <summary>The addresses in a connection string; null when it names an account in the cloud.</summary>
    public static StorageEndpoints? Read(string connection)
    {
        Dictionary<string, string> parts = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in connection.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            parts[pair[0].Trim()] = pair.Length == 2 ? pair[1].Trim() : "";
        }

        if (parts.TryGetValue("UseDevelopmentStorage", out string? use)
            && use.Equals("true", StringComparison.OrdinalIgnoreCase))
            return OfPorts(10000, 10001, 10002);
        return Named("BlobEndpoint") is { } blob && Named("TableEndpoint") is { } table
            ? new StorageEndpoints(blob, Named("QueueEndpoint"), table)
            : null;

        Uri? Named(string name) =>
            parts.TryGetValue(name, out string? text) && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
                ? uri
                : null;
    }

    public string ToConnectionString() =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={AccountKey};" +
        $"BlobEndpoint={Blob};QueueEndpoint={Queue};TableEndpoint={Table};";

    /// <summary>Whether both services answer any HTTP request at all.</summary>
    public async Task<bool> AnswerAsync(CancellationToken cancellation) =>
        await AnswersAsync(Blob, cancellation) && await AnswersAsync(Table, cancellation);

    /// <summary>Whether neither service listens.</summary>
    public async Task<bool> AreSilentAsync(CancellationToken cancellation) =>
        !await ListensAsync(Blob, cancellation) && !await ListensAsync(Table, cancellation);

    /// <summary>A port that nobody listens on at this moment.</summary>
    public static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Uri Address(int port) => new($"http://127.0.0.1:{port}/{Account}");

    private static async Task<bool> AnswersAsync(Uri uri, CancellationToken cancellation)
    {
        try
        {
            using HttpResponseMessage response = await Probe.GetAsync(uri, cancellation);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }

    private static async Task<bool> ListensAsync(Uri uri, CancellationToken cancellation)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(uri.Host, uri.Port, cancellation).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(2), TimeProvider.System, cancellation);
            return true;
        }
        catch (Exception e) when (e is SocketException or TimeoutException)
        {
            return false;
        }
    }
}
