using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>What a route answered.</summary>
internal sealed record Answer(
    int Status, string? MediaType, string Text, string? Location, TimeSpan? RetryAfter = null)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string[] Lines => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] IssueCodes => [.. Json.GetProperty("issues").EnumerateArray().Select(issue =>
        $"{issue.GetProperty("code").GetString()} {issue.GetProperty("field").GetString()}")];

    /// <summary>The answer itself when it has the status; otherwise the test fails and shows the body.</summary>
    public Answer Expect(int status)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        return this;
    }
}

/// <summary>Talks to a registry as anybody outside would: blobs with the storage SDK, the rest over HTTP.</summary>
internal sealed class RegistryClient(Uri url, string storage, IReadOnlyDictionary<string, string> keys) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public HttpClient Http { get; } = new() { BaseAddress = url, Timeout = Patience };

    public BlobServiceClient Blobs { get; } = new(storage);

    public TableServiceClient Tables { get; } = new(storage);

    public Task<Answer> GetAsync(string route, string? user = "auditor", string? language = "en") =>
        SendAsync(HttpMethod.Get, route, user, null, language);

    public Task<Answer> PostAsync(string route, string? user, HttpContent? content, string? language = "en") =>
        SendAsync(HttpMethod.Post, route, user, content, language);

    public Task<Answer> PostJsonAsync(string route, string? user, object body, string? language = "en") =>
        PostAsync(route, user, Content(Json(body), "application/json"), language);

    public Task<Answer> PostNoticeAsync(JsonNode document, string user, string? language = "en") =>
        PostAsync("/api/notices", user, Content(Json(document), "application/json"), language);

    public Task<Answer> PostPlanAsync(byte[] workbook, string user, string query = "") =>
        PostAsync("/api/plans" + query, user, Content(workbook, "application/octet-stream"));

    public Task<Answer> DecideAsync(string procedure, string user, string decision, string? reason = null) =>
        PostJsonAsync($"/api/procedures/{Uri.EscapeDataString(procedure)}/decisions", user, new { decision, reason });

    /// <summary>Two registrars approve.</summary>
    public async Task ApproveAsync(string procedure)
    {
        (await DecideAsync(procedure, "registrar-1", "approve")).Expect(200);
        (await DecideAsync(procedure, "registrar-2", "approve")).Expect(200);
    }

    public async Task MoveClockAsync(string to) =>
        (await PostJsonAsync("/admin/clock", "admin", new { to })).Expect(200);

    public async Task DropAsync(string container, string name, byte[] bytes) =>
        await Blobs.GetBlobContainerClient(container).GetBlobClient(name).UploadAsync(new BinaryData(bytes), true);

    public Task DropAsync(string name, JsonNode document) => DropAsync("notices", name, Json(document));

    public Task<Answer> ProcedureAsync(string id, string user = "auditor", string language = "en") =>
        GetAsync("/api/procedures/" + Uri.EscapeDataString(id), user, language);

    /// <summary>Waits until a procedure is in a stage.</summary>
    public async Task<JsonElement> AwaitStageAsync(string id, string stage)
    {
        var seen = "unknown";
        var found = await AwaitAsync(async () =>
        {
            var answer = await ProcedureAsync(id);
            if (answer.Status != 200)
                return (JsonElement?)null;
            seen = answer.Json.GetProperty("stage").GetString()!;
            return seen == stage ? answer.Json : null;
        });
        return found ?? throw new TimeoutException($"{id} is {seen}, not {stage}.");
    }

    /// <summary>Waits until a procedure says what it waits for.</summary>
    public async Task<JsonElement> AwaitAwaitingAsync(string id)
    {
        var found = await AwaitAsync(async () =>
        {
            var answer = await ProcedureAsync(id);
            var waits = answer.Status == 200 && answer.Json.GetProperty("awaiting").GetArrayLength() > 0;
            return waits ? answer.Json : (JsonElement?)null;
        });
        return found ?? throw new TimeoutException($"{id} waits for nothing.");
    }

    /// <summary>Waits until a blob is there, and gives its JSON.</summary>
    public async Task<JsonElement> AwaitBlobAsync(string container, string name)
    {
        var blob = Blobs.GetBlobContainerClient(container).GetBlobClient(name);
        var found = await AwaitAsync(async () => await blob.ExistsAsync()
            ? JsonDocument.Parse((await blob.DownloadContentAsync()).Value.Content).RootElement
            : (JsonElement?)null);
        return found ?? throw new TimeoutException($"No blob {name} came to {container}.");
    }

    public async Task<byte[]> BlobAsync(string container, string name) =>
        (await Blobs.GetBlobContainerClient(container).GetBlobClient(name).DownloadContentAsync())
        .Value.Content.ToArray();

    /// <summary>The names in a container, in order.</summary>
    public async Task<List<string>> NamesAsync(string container)
    {
        var names = new List<string>();
        await foreach (BlobItem blob in Blobs.GetBlobContainerClient(container).GetBlobsAsync())
            names.Add(blob.Name);
        return names;
    }

    public static byte[] Json(object body) =>
        body is JsonNode node ? Encoding.UTF8.GetBytes(node.ToJsonString()) : JsonSerializer.SerializeToUtf8Bytes(body);

    public static ByteArrayContent Content(byte[] bytes, string mediaType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }

    public void Dispose() => Http.Dispose();

    private async Task<Answer> SendAsync(
        HttpMethod method, string route, string? user, HttpContent? content, string? language)
    {
        using var request = new HttpRequestMessage(method, new Uri(route, UriKind.Relative)) { Content = content };
        if (user is not null)
            request.Headers.Add("x-registry-key", keys.GetValueOrDefault(user, user));
        if (language is not null)
            request.Headers.Add("Accept-Language", language);
        using var response = await Http.SendAsync(request);
        return new Answer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(),
            response.Headers.Location?.OriginalString,
            response.Headers.RetryAfter?.Delta);
    }

    private static async Task<JsonElement?> AwaitAsync(Func<Task<JsonElement?>> look)
    {
        var began = TimeProvider.System.GetTimestamp();
        do
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
        while (TimeProvider.System.GetElapsedTime(began) < Patience);
        return null;
    }
}
