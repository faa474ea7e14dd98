using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Local.Functions;

/// <summary>Maps HTTP functions to routes below the host's prefix.</summary>
internal static class HttpFunctions
{
    /// <summary>Under this key the run's context keeps the request, as in the original.</summary>
    public const string HttpContextKey = "HttpRequestContext";

    /// <summary>ASP.NET Core's endpoint for a known path with another method; Functions answers 404 there.</summary>
    private const string OtherMethod = "405 HTTP Method Not Supported";

    /// <summary>
    /// Pages for browsers, which are reached without the prefix as well: the name of the route, or how it begins, and
    /// the path. In the cloud a rule of the web front maps the same paths.
    /// </summary>
    private static readonly (string Route, string Path)[] Pages = [("status", "/"), ("board", "/board")];

    public static void MapFunctions(
        this IEndpointRouteBuilder routes,
        IEnumerable<FunctionMethod> functions,
        string prefix,
        FunctionRunner runner,
        FunctionKeys keys)
    {
        foreach (FunctionMethod function in functions)
        {
            if (function.Trigger is not HttpTriggerAttribute http) continue;
            string name = http.Route ?? function.Name;
            RequestDelegate run = context =>
            {
                if (keys.Admit(context, function.Name, http.AuthLevel)) return RunAsync(function, runner, context);
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            };
            Map(routes, $"/{prefix}/{name}".Replace("//", "/", StringComparison.Ordinal), function, http, run);
            foreach ((string page, string path) in Pages)
            {
                if (name == page || name.StartsWith(page + "/", StringComparison.Ordinal))
                    Map(routes, path + name[page.Length..], function, http, run);
            }
        }
    }

    private static void Map(
        IEndpointRouteBuilder routes,
        string route,
        FunctionMethod function,
        HttpTriggerAttribute http,
        RequestDelegate run)
    {
        IEndpointConventionBuilder mapped = http.Methods is { Length: > 0 } methods
            ? routes.MapMethods(route, methods.Select(m => m.ToUpperInvariant()), run)
            : routes.Map(route, run);
        mapped.WithDisplayName(function.Name);
    }

    /// <summary>Answers 404 where no function listens, and 500 where one fails.</summary>
    public static async Task GuardAsync(HttpContext context, RequestDelegate next, Action<Exception> failed)
    {
        if (context.GetEndpoint() is null or { DisplayName: OtherMethod })
        {
            await Problems.WriteAsync(context, StatusCodes.Status404NotFound, "Nothing answers here.");
            return;
        }

        try
        {
            await next(context);
            if (context.Response is { StatusCode: 401 or 403, HasStarted: false, ContentType: null })
                await Problems.WriteAsync(context, context.Response.StatusCode, "The caller may not do this.");
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Problems.WriteAsync(context, e.StatusCode, "The request cannot be read.");
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            failed(e);
            await Problems.WriteAsync(context, StatusCodes.Status500InternalServerError, "The function failed.");
        }
    }

    private static async Task RunAsync(FunctionMethod function, FunctionRunner runner, HttpContext context)
    {
        FunctionInputs inputs = new(
            (parameter, _) => ValueTask.FromResult<object?>(Request(parameter, context)), Data(context));
        LocalFunctionContext run = new(function, inputs, context.RequestServices, context.RequestAborted);
        run.Items[HttpContextKey] = context;
        object? result = await runner.RunAsync(run);
        switch (result)
        {
            case IActionResult action:
                await action.ExecuteResultAsync(
                    new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
                break;
            case IResult answer:
                await answer.ExecuteAsync(context);
                break;
            default:
                // The original sends nothing for any other value: the function has written its answer itself.
                break;
        }
    }

    private static HttpRequest Request(ParameterInfo parameter, HttpContext context)
    {
        return parameter.ParameterType == typeof(HttpRequest)
            ? context.Request
            : throw new InvalidOperationException($"The HTTP trigger's parameter {parameter.Name} is no HttpRequest.");
    }

    private static Dictionary<string, object?> Data(HttpContext context)
    {
        Dictionary<string, object?> data = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in context.Request.Query)
            data[name] = value.ToString();
        foreach ((string name, object? value) in context.Request.RouteValues)
            data[name] = value;
        return data;
    }
}
