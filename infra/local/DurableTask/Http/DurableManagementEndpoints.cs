using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>
/// The management routes of the Durable extension, with its status codes and shapes:
/// https://learn.microsoft.com/azure/azure-functions/durable/durable-functions-http-api.
/// </summary>
internal static class DurableManagementEndpoints
{
    private const string Base = "/runtime/webhooks/durabletask/instances";
    private const string ContinuationHeader = "x-ms-continuation-token";

    /// <summary>Seconds after which a client may look again at an instance that runs.</summary>
    private const string LookAgainAfter = "5";

    /// <param name="routes">Where the routes go.</param>
    /// <param name="client">Gives the client of the engine.</param>
    /// <param name="authorize">Gives, for a request and whether it writes, the status that refuses it, or null.</param>
    public static void MapDurableManagement(
        this IEndpointRouteBuilder routes,
        Func<DurableTaskClient> client,
        Func<HttpContext, bool, int?>? authorize)
    {
        void Map(string method, string pattern, Func<HttpContext, DurableTaskClient, Task> handle) =>
            routes.MapMethods(Base + pattern, [method], async context =>
            {
                if (authorize?.Invoke(context, method != HttpMethods.Get) is { } refusal)
                    context.Response.StatusCode = refusal;
                else
                    await HandleAsync(context, client(), handle);
            });

        Map(HttpMethods.Get, "", ListAsync);
        Map(HttpMethods.Delete, "", PurgeManyAsync);
        Map(HttpMethods.Get, "/{instanceId}", StatusAsync);
        Map(HttpMethods.Delete, "/{instanceId}", PurgeAsync);
        Map(HttpMethods.Post, "/{instanceId}/raiseEvent/{eventName}", RaiseEventAsync);
        Map(HttpMethods.Post, "/{instanceId}/terminate", (context, durable) => SteerAsync(
            context, durable, (id, reason, cancelled) =>
                durable.TerminateInstanceAsync(id, (object?)reason, cancelled)));
        Map(HttpMethods.Post, "/{instanceId}/suspend", (context, durable) =>
            SteerAsync(context, durable, durable.SuspendInstanceAsync));
        Map(HttpMethods.Post, "/{instanceId}/resume", (context, durable) =>
            SteerAsync(context, durable, durable.ResumeInstanceAsync));
        Map(HttpMethods.Post, "/{instanceId}/rewind", RewindAsync);
    }

    private static async Task HandleAsync(
        HttpContext context, DurableTaskClient client, Func<HttpContext, DurableTaskClient, Task> handle)
    {
        try
        {
            await handle(context, client);
        }
        catch (ArgumentException wrong)
        {
            await RefuseAsync(context, wrong.Message);
        }
        catch (Grpc.Core.RpcException)
        {
            // The instance ended between the look at it and the message to it.
            context.Response.StatusCode = StatusCodes.Status410Gone;
        }
    }

    private static async Task StatusAsync(HttpContext context, DurableTaskClient client)
    {
        var query = context.Request.Query;
        var status = await client.GetInstanceAsync(Id(context), true, context.RequestAborted);
        if (status is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var code = status.IsCompleted ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        if (status.RuntimeStatus == OrchestrationRuntimeStatus.Failed
            && Flag(query, "returnInternalServerErrorOnFailure", false))
        {
            code = StatusCodes.Status500InternalServerError;
        }

        if (code == StatusCodes.Status202Accepted)
        {
            context.Response.Headers.Location = context.Request.GetEncodedUrl();
            context.Response.Headers.RetryAfter = LookAgainAfter;
        }

        var body = StatusJson.Of(status, Flag(query, "showInput", true));
        if (Flag(query, "showHistory", false) && client is EngineClient engine)
        {
            var history = await engine.HistoryAsync(status.InstanceId, context.RequestAborted);
            body["historyEvents"] = StatusJson.OfHistory(history, status, Flag(query, "showHistoryOutput", false));
        }

        await AnswerAsync(context, code, body);
    }

    private static async Task ListAsync(HttpContext context, DurableTaskClient client)
    {
        var query = context.Request.Query;
        var filter = new OrchestrationQuery
        {
            CreatedFrom = Moment(query, "createdTimeFrom"),
            CreatedTo = Moment(query, "createdTimeTo"),
            Statuses = Statuses(query),
            InstanceIdPrefix = query["instanceIdPrefix"].FirstOrDefault(),
            PageSize = int.TryParse(query["top"], CultureInfo.InvariantCulture, out var top) && top > 0
                ? top
                : OrchestrationQuery.DefaultPageSize,
            FetchInputsAndOutputs = true,
            ContinuationToken = context.Request.Headers[ContinuationHeader].FirstOrDefault() is { Length: > 0 } token
                ? token
                : null,
        };
        var showsInput = Flag(query, "showInput", true);
        var pages = client.GetAllInstancesAsync(filter).AsPages();
        await foreach (var page in pages.WithCancellation(context.RequestAborted))
        {
            context.Response.Headers[ContinuationHeader] = page.ContinuationToken ?? "";
            var items = page.Values.Select(one => (JsonNode?)StatusJson.Of(one, showsInput));
            await AnswerAsync(context, StatusCodes.Status200OK, new JsonArray([.. items]));
            return;
        }
    }

    private static async Task PurgeAsync(HttpContext context, DurableTaskClient client)
    {
        if (await client.GetInstanceAsync(Id(context), context.RequestAborted) is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var purged = await client.PurgeInstanceAsync(Id(context), context.RequestAborted);
        await AnswerAsync(context, StatusCodes.Status200OK, StatusJson.Of(purged));
    }

    private static async Task PurgeManyAsync(HttpContext context, DurableTaskClient client)
    {
        var query = context.Request.Query;
        if (Moment(query, "createdTimeFrom") is not { } from)
        {
            await RefuseAsync(context, "Please provide value for 'createdTimeFrom' parameter.");
            return;
        }

        var filter = new PurgeInstancesFilter(from, Moment(query, "createdTimeTo"), Statuses(query));
        var purged = await client.PurgeAllInstancesAsync(filter, context.RequestAborted);
        if (purged.PurgedInstanceCount == 0)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else
            await AnswerAsync(context, StatusCodes.Status200OK, StatusJson.Of(purged));
    }

    private static async Task RaiseEventAsync(HttpContext context, DurableTaskClient client)
    {
        if (!await RunsAsync(context, client))
            return;
        if (!context.Request.HasJsonContentType())
        {
            await RefuseAsync(context, "Only application/json request content is supported");
            return;
        }

        object? payload;
        try
        {
            payload = await JsonSerializer.DeserializeAsync<JsonElement?>(
                context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException)
        {
            await RefuseAsync(context, "Invalid JSON content");
            return;
        }

        var eventName = (string)context.Request.RouteValues["eventName"]!;
        await client.RaiseEventAsync(Id(context), eventName, payload, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private static async Task SteerAsync(
        HttpContext context, DurableTaskClient client, Func<string, string?, CancellationToken, Task> steer)
    {
        if (!await RunsAsync(context, client))
            return;
        await steer(Id(context), context.Request.Query["reason"].FirstOrDefault(), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    /// <summary>
    /// Answers as the extension does over a storage provider that cannot rewind: an instance that has failed stays so.
    /// </summary>
    private static async Task RewindAsync(HttpContext context, DurableTaskClient client)
    {
        var status = await client.GetInstanceAsync(Id(context), context.RequestAborted);
        switch (status?.RuntimeStatus)
        {
            case null:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
            case OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Terminated:
                context.Response.StatusCode = StatusCodes.Status410Gone;
                break;
            case OrchestrationRuntimeStatus.Failed:
                await BreakAsync(context, "The method RewindAsync is not supported by the local storage provider.");
                break;
            default:
                await BreakAsync(
                    context, "The rewind operation is only supported on failed orchestration instances.");
                break;
        }
    }

    /// <summary>Answers 404 for an instance that is not there and 410 for one that has ended.</summary>
    private static async Task<bool> RunsAsync(HttpContext context, DurableTaskClient client)
    {
        var status = await client.GetInstanceAsync(Id(context), context.RequestAborted);
        if (status is { IsCompleted: false })
            return true;
        context.Response.StatusCode = status is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
        return false;
    }

    /// <summary>The id; the server decodes every character of a route but the slash.</summary>
    private static string Id(HttpContext context) =>
        ((string)context.Request.RouteValues["instanceId"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static bool Flag(IQueryCollection query, string name, bool otherwise) =>
        bool.TryParse(query[name], out var value) ? value : otherwise;

    private static DateTimeOffset? Moment(IQueryCollection query, string name) =>
        DateTimeOffset.TryParse(
            query[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;

    private static List<OrchestrationRuntimeStatus> Statuses(IQueryCollection query)
    {
        var statuses = new List<OrchestrationRuntimeStatus>();
        foreach (var word in query["runtimeStatus"].SelectMany(value => (value ?? "").Split(',')))
        {
            if (Enum.TryParse<OrchestrationRuntimeStatus>(word, out var status))
                statuses.Add(status);
        }

        return statuses;
    }

    private static Task BreakAsync(HttpContext context, string reason) => AnswerAsync(
        context,
        StatusCodes.Status500InternalServerError,
        new JsonObject
        {
            ["Message"] = "Something went wrong while processing your request",
            ["ExceptionMessage"] = reason,
        });

    private static Task RefuseAsync(HttpContext context, string message) =>
        AnswerAsync(context, StatusCodes.Status400BadRequest, new JsonObject { ["Message"] = message });

    private static Task AnswerAsync(HttpContext context, int code, JsonNode body)
    {
        context.Response.StatusCode = code;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(StatusJson.Options), context.RequestAborted);
    }
}
