// An exact subset of Microsoft.Azure.Functions.Worker and its extensions; nothing public stands beside it.
using CarbonRegistry.Local.Functions;
using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function started over HTTP can ask of its context.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The HTTP request and response of this run; null when another trigger started it.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context)
    {
        return context.Items.TryGetValue(HttpFunctions.HttpContextKey, out object? value) ? value as HttpContext : null;
    }
}
