using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Local.Functions;

/// <summary>Errors that the host itself answers, as <c>application/problem+json</c>.</summary>
internal static class Problems
{
    public static Task WriteAsync(HttpContext context, int status, string title)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new { title, status }, options: null, "application/problem+json", context.RequestAborted);
    }
}
