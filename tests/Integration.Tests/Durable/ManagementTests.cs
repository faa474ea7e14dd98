using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using CarbonRegistry.Local.DurableTask;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Integration.Tests.Durable;

/// <summary>The management routes, over HTTP.</summary>
public sealed class ManagementTests
{
    private const string Instances = "/runtime/webhooks/durabletask/instances";

    [Fact]
    public async Task Status_OfARunningInstance_Is202WithItsParts()
    {
        await using var site = await Site.StartAsync();
        await site.Hub.RunAsync("Wait", new { code = "KZ-0001" }, "заявка.1~2");

        var link = $"{Instances}/{Uri.EscapeDataString("заявка.1~2")}?showHistory=true";
        using var answer = await site.Http.GetAsync(link);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.NotNull(answer.Headers.Location);
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("ExecutionStarted", (string?)body["historyEvents"]![0]!["EventType"]);
        body.Remove("historyEvents");
        Assert.Equal(
            """{"name":"Wait","instanceId":"заявка.1~2","runtimeStatus":"Running","input":{"code":"KZ-0001"},"""
            + "\"customStatus\":\"waiting\",\"output\":null,"
            + "\"createdTime\":\"2026-01-05T09:00:00Z\",\"lastUpdatedTime\":\"2026-01-05T09:00:00Z\"}",
            body.ToJsonString(StatusJson.Options));
    }

    [Fact]
    public async Task RaiseEvent_WithJson_ReachesTheInstance()
    {
        await using var site = await Site.StartAsync();
        await site.Hub.RunAsync("Wait");

        Assert.Equal(HttpStatusCode.Accepted, await site.PostAsync("/one/raiseEvent/go", "{\"by\":\"Айгүл\"}"));
        await site.Hub.SettleAsync();

        using var answer = await site.Http.GetAsync($"{Instances}/one?showInput=false");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Equal("Айгүл", (string?)body["output"]!["by"]);
        Assert.Equal(HttpStatusCode.Gone, await site.PostAsync("/one/raiseEvent/go", "1"));
        Assert.Equal(HttpStatusCode.NotFound, await site.PostAsync("/two/raiseEvent/go", "1"));
    }

    [Fact]
    public async Task RaiseEvent_WithoutJson_Is400()
    {
        await using var site = await Site.StartAsync();
        await site.Hub.RunAsync("Wait");

        Assert.Equal(HttpStatusCode.BadRequest, await site.PostAsync("/one/raiseEvent/go", "{", "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, await site.PostAsync("/one/raiseEvent/go", "1", "text/plain"));
    }

    [Fact]
    public async Task Steering_SuspendsResumesAndTerminates()
    {
        await using var site = await Site.StartAsync();
        await site.Hub.RunAsync("Wait");

        Assert.Equal("Suspended", await site.AfterAsync("/one/suspend?reason=x"));
        Assert.Equal("Running", await site.AfterAsync("/one/resume"));
        Assert.Equal("Terminated", await site.AfterAsync("/one/terminate?reason=enough"));
        Assert.Equal(HttpStatusCode.Gone, await site.PostAsync("/one/suspend", ""));
        Assert.Equal(HttpStatusCode.NotFound, await site.PostAsync("/two/terminate", ""));
    }

    [Fact]
    public async Task Rewind_AnswersAsAProviderThatCannotRewind()
    {
        await using var site = await Site.StartAsync();
        await site.Hub.RunAsync("Wait");
        await site.Hub.RunAsync("Nobody", id: "failed");
        await site.Hub.RunAsync("Wait", id: "ended");
        await site.AfterAsync("/ended/terminate");

        Assert.Equal(HttpStatusCode.NotFound, await site.PostAsync("/two/rewind", ""));
        Assert.Equal(HttpStatusCode.Gone, await site.PostAsync("/ended/rewind?reason=x", ""));
        Assert.Equal(HttpStatusCode.InternalServerError, await site.PostAsync("/one/rewind", ""));
        using var refused = await site.Http.PostAsync($"{Instances}/failed/rewind", null);
        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        var body = (await refused.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.Contains("RewindAsync is not supported", (string?)body["ExceptionMessage"], StringComparison.Ordinal);
        Assert.Equal("Failed", (await site.Hub.GetAsync("failed")).RuntimeStatus.ToString());
        Assert.Equal("Running", (await site.Hub.GetAsync()).RuntimeStatus.ToString());
    }

    [Fact]
    public async Task List_InPages_GoesOnByTheHeader()
    {
        await using var site = await Site.StartAsync();
        for (var number = 0; number < 3; number++)
            await site.Hub.RunAsync("Wait", id: $"план-{number}");
        await site.Hub.RunAsync("Wait", id: "other");

        var (first, token) = await site.ListAsync("?instanceIdPrefix=план&runtimeStatus=Running,Pending&top=2", "");
        var (rest, end) = await site.ListAsync("?instanceIdPrefix=план&top=2", token);

        Assert.Equal(["план-0", "план-1"], first);
        Assert.Equal(["план-2"], rest);
        Assert.Equal("", end);
    }

    [Fact]
    public async Task Purge_OfEndedInstances_CountsThem()
    {
        await using var site = await Site.StartAsync();
        foreach (var id in new[] { "one", "two", "three" })
        {
            await site.Hub.RunAsync("Wait", id: id);
            await site.AfterAsync($"/{id}/terminate");
        }

        using var one = await site.Http.DeleteAsync($"{Instances}/one");
        Assert.Equal("{\"instancesDeleted\":1}", await one.Content.ReadAsStringAsync());
        using var none = await site.Http.DeleteAsync($"{Instances}/one");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        using var without = await site.Http.DeleteAsync(Instances);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using var many = await site.Http.DeleteAsync($"{Instances}?createdTimeFrom=2026-01-01T00:00:00Z");
        Assert.Equal("{\"instancesDeleted\":2}", await many.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Authorize_ThatRefuses_AnswersWithItsCode()
    {
        await using var site = await Site.StartAsync((_, isWrite) => isWrite ? 403 : 401);

        Assert.Equal(HttpStatusCode.Forbidden, await site.PostAsync("/one/terminate", ""));
        using var read = await site.Http.GetAsync(Instances);
        Assert.Equal(HttpStatusCode.Unauthorized, read.StatusCode);
    }

    private sealed class Site(Hub hub, WebApplication app) : IAsyncDisposable
    {
        public Hub Hub { get; } = hub;

        public HttpClient Http { get; } = new() { BaseAddress = new Uri(app.Urls.First()) };

        public static async Task<Site> StartAsync(Func<HttpContext, bool, int?>? authorize = null)
        {
            var hub = await new Hub(new MemoryRowStore())
                .Orchestrator("Wait", async context =>
                {
                    context.SetCustomStatus("waiting");
                    return await context.WaitForExternalEvent<JsonNode>("go");
                })
                .StartAsync();
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            app.MapDurableManagement(() => hub.Client, authorize);
            await app.StartAsync();
            return new(hub, app);
        }

        public async Task<HttpStatusCode> PostAsync(string path, string body, string type = "application/json")
        {
            using var content = new StringContent(body, Encoding.UTF8, type);
            using var answer = await Http.PostAsync(Instances + path, content);
            return answer.StatusCode;
        }

        public async Task<string> AfterAsync(string path)
        {
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync(path, ""));
            await Hub.SettleAsync();
            return (await Hub.GetAsync(path.Split('/')[1])).RuntimeStatus.ToString();
        }

        public async Task<(List<string> Ids, string Token)> ListAsync(string query, string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Instances + query);
            request.Headers.Add("x-ms-continuation-token", token);
            using var answer = await Http.SendAsync(request);
            var items = (await answer.Content.ReadFromJsonAsync<JsonArray>())!;
            var next = answer.Headers.TryGetValues("x-ms-continuation-token", out var values) ? values.First() : "";
            return ([.. items.Select(item => (string)item!["instanceId"]!)], next);
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await app.DisposeAsync();
            await Hub.DisposeAsync();
        }
    }
}
