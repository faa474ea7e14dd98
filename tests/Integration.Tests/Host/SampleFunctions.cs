using System.Collections.Concurrent;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Integration.Tests.Host;

/// <summary>What the sample functions have seen, in order.</summary>
public sealed class SampleLog
{
    private readonly ConcurrentQueue<string> lines = new();

    public IReadOnlyList<string> Lines => [.. lines];

    public void Add(string line) => lines.Enqueue(line);

    /// <summary>Waits until the lines are as wanted.</summary>
    public async Task UntilAsync(Func<IReadOnlyList<string>, bool> wanted)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (!wanted(Lines)) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
    }
}

public sealed class SampleMiddleware(SampleLog log) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        bool http = context.GetHttpContext() is not null;
        if (context.FunctionDefinition.Name == "Wrapped") log.Add($"before, http {http}");
        await next(context);
        if (context.FunctionDefinition.Name == "Wrapped") log.Add("after");
    }
}

public sealed class SampleHttp(SampleLog log)
{
    [Function("Echo")]
    public static IResult Echo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "echo/{id}/{count:int}")] HttpRequest request,
        string id, int count, int? take, string? missing, FunctionContext context, CancellationToken cancellation) =>
        Results.Json(new
        {
            id,
            count,
            take,
            missing,
            query = request.Query["take"].ToString(),
            function = context.FunctionDefinition.Name,
            cancelled = cancellation.IsCancellationRequested,
        });

    [Function("Other")]
    public static IResult Other(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "other")] HttpRequest request) =>
        Results.Accepted($"/api/{request.ContentLength}");

    [Function("Action")]
    public static IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        new ContentResult { StatusCode = 418, Content = request.Path };

    [Function("Fails")]
    public static Task<IResult> FailsAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        throw new InvalidOperationException($"Nobody may read this: {request.Path}");

    [Function("Wrapped")]
    public async Task<IResult> WrappedAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
    {
        log.Add("inside");
        await Task.Yield();
        return Results.Text(request.Method);
    }

    [Function("Who")]
    public static IResult Who([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        Results.Json(request.Headers.Where(h => h.Key.StartsWith("x-ms-client", StringComparison.OrdinalIgnoreCase)
            || h.Key.StartsWith("x-registry", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(h => h.Key, h => h.Value.ToString()));
}

public static class SampleKeyed
{
    [Function("Open")]
    public static IResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
        Results.Text(request.Method);

    [Function("Keyed")]
    public static IResult Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) =>
        Results.Text(request.Method);

    [Function("Other")]
    public static IResult Other([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) =>
        Results.Text(request.Method);

    [Function("Inner")]
    public static IResult Inner([HttpTrigger(AuthorizationLevel.System, "get")] HttpRequest request) =>
        Results.Text(request.Method);

    [Function("Administered")]
    public static IResult Administered([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) =>
        Results.Text(request.Method);
}

public sealed class SampleBlobs(SampleLog log)
{
    [Function("Blobs")]
    public async Task HandleAsync([BlobTrigger("sample-blobs/{name}")] BlobClient blob, string name)
    {
        string content = (await blob.DownloadContentAsync()).Value.Content.ToString();
        log.Add($"{name}={content}");
        if (content.StartsWith("bad", StringComparison.Ordinal)) throw new InvalidOperationException("It is bad.");
        bool isStillAway = content.StartsWith("away", StringComparison.Ordinal)
            && log.Lines.Count(line => line == $"{name}={content}") <= 7;
        if (isStillAway) throw new Azure.RequestFailedException(503, "The server is busy.");
        if (content.StartsWith("away", StringComparison.Ordinal)) log.Add($"{name} handled");
    }

    [Function("Texts")]
    public void Read([BlobTrigger("sample-texts/{folder}/{file}.txt")] string content, string folder, string file) =>
        log.Add($"{folder}|{file}|{content}");
}

public sealed class SampleTimers(SampleLog log, TimeProvider time)
{
    [Function("Daily")]
    public void Run([TimerTrigger("0 0 6 * * *")] TimerInfo info) =>
        log.Add($"{time.GetUtcNow():yyyy-MM-dd HH:mm} {info.IsPastDue} {info.ScheduleStatus!.Next:yyyy-MM-dd HH:mm}");
}

public sealed record SampleOrder(string Buyer, int Units);

public sealed class SampleOrchestrations(SampleLog log, TimeProvider time)
{
    [Function("Deliver")]
    public static async Task<string> DeliverAsync([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        SampleOrder order = context.GetInput<SampleOrder>()!;
        int packed = await context.CallActivityAsync<int>("Pack", order);
        await context.CreateTimer(context.CurrentUtcDateTime.AddDays(10), CancellationToken.None);
        await context.CallActivityAsync("Send", order);
        return $"{packed} units";
    }

    [Function("Pack")]
    public int Pack([ActivityTrigger] SampleOrder order, FunctionContext context)
    {
        log.Add($"{context.FunctionDefinition.Name} {order.Units} for {order.Buyer} on {time.GetUtcNow():MM-dd}");
        return order.Units;
    }

    [Function("Send")]
    public Task SendAsync(
        [ActivityTrigger] SampleOrder order, TaskActivityContext context, CancellationToken cancellation)
    {
        log.Add($"{context.Name} of {context.InstanceId} on {time.GetUtcNow():MM-dd}, {order.Buyer}");
        return Task.Delay(TimeSpan.Zero, time, cancellation);
    }

    [Function("Orders")]
    public static async Task<IResult> OrderAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{id}")] HttpRequest request,
        [DurableClient] DurableTaskClient client, string id)
    {
        SampleOrder order = (await request.ReadFromJsonAsync<SampleOrder>())!;
        return Results.Text(await client.ScheduleNewOrchestrationInstanceAsync(
            "Deliver", order, new StartOrchestrationOptions(id)));
    }
}
