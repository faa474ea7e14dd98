using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Storage.Blobs;

namespace CarbonRegistry.Functions.Demo;

/// <summary>
/// Talks to the registry as anybody outside would: blobs with the storage SDK, everything else over HTTP with a key.
/// </summary>
internal sealed class DemoClient(string url, string storage, IReadOnlyDictionary<string, string> keys) : IDisposable
{
    /// <summary>How long a step of the story may take before the demo gives up on it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient http = new() { BaseAddress = new Uri(url), Timeout = Patience };
    private readonly BlobServiceClient blobs = new(storage);

    /// <summary>Drops a file into a container.</summary>
    public async Task DropAsync(string container, string name, byte[] bytes, CancellationToken cancellation) =>
        await blobs.GetBlobContainerClient(container).GetBlobClient(name)
            .UploadAsync(new BinaryData(bytes), overwrite: true, cancellation);

    /// <summary>Reads the answer of a route.</summary>
    public async Task<JsonElement> GetAsync(string route, string user, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Get, route, user, null, cancellation);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }

    /// <summary>A public route's lines.</summary>
    public async Task<string[]> LinesAsync(string route, CancellationToken cancellation)
    {
        var text = await http.GetStringAsync(new Uri(route, UriKind.Relative), cancellation);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Publishes the journal as an administrator, and reads what was published.</summary>
    public Task<JsonElement> PublishAsync(CancellationToken cancellation) =>
        OrderAsync("/api/journal/publish", cancellation);

    /// <summary>Lets the second book audit the ledger as an administrator, and reads what it found.</summary>
    public Task<JsonElement> AuditAsync(CancellationToken cancellation) => OrderAsync("/api/audit", cancellation);

    private async Task<JsonElement> OrderAsync(string route, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Post, route, "Admin", null, cancellation);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
    }

    /// <summary>Approves a procedure as a registrar, or confirms it as the holder whose units go.</summary>
    public async Task ApproveAsync(string procedure, string user, CancellationToken cancellation)
    {
        var route = $"/api/procedures/{Uri.EscapeDataString(procedure)}/decisions";
        using var response = await SendAsync(
            HttpMethod.Post, route, user, new { decision = "approve", reason = "demo" }, cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Moves the virtual clock, as if the time had passed.</summary>
    public async Task MoveClockAsync(string to, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Post, "/admin/clock", "Admin", new { to }, cancellation);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>
    /// Waits until a procedure is in a stage; in the first one, which every procedure passes, until it says what it
    /// waits for.
    /// </summary>
    /// <exception cref="TimeoutException">It did not come there; the message says where it stands.</exception>
    public async Task<JsonElement> AwaitStageAsync(string procedure, string stage, CancellationToken cancellation)
    {
        var route = "/api/procedures/" + Uri.EscapeDataString(procedure);
        var seen = "unknown";
        var until = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(until) < Patience)
        {
            using var response = await SendAsync(HttpMethod.Get, route, "Auditor", null, cancellation);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                var found = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
                seen = found.GetProperty("stage").GetString()!;
                if (seen == stage && (stage != "received" || found.GetProperty("awaiting").GetArrayLength() > 0))
                    return found;
            }
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
        throw new TimeoutException($"{procedure} is {seen}, not {stage}.");
    }

    /// <summary>Counts the blobs of a container whose names end in a way.</summary>
    public async Task<int> CountAsync(string container, string ending, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (
            var blob in blobs.GetBlobContainerClient(container).GetBlobsAsync(cancellationToken: cancellation))
            count += blob.Name.EndsWith(ending, StringComparison.Ordinal) ? 1 : 0;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string route,
        string user,
        object? body,
        CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(route, UriKind.Relative));
        request.Headers.Add("x-registry-key", keys[user]);
        request.Headers.Add("Accept-Language", "en");
        request.Content = body is null ? null : JsonContent.Create(body);
        return await http.SendAsync(request, cancellation);
    }
}
