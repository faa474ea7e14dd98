using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CarbonRegistry.Local.Functions;

/// <summary>
/// The way in for browsers, which send no header of their own: at the addresses where App Service lets people sign in
/// and out, a form takes the key once and keeps it in a cookie until the browser is closed.
/// https://learn.microsoft.com/azure/app-service/configure-authentication-customize-sign-in-out
/// </summary>
internal static class LocalSignIn
{
    private const string Cookie = "registry-key";
    private const string Return = "post_login_redirect_uri";
    private const string Home = "/";

    private const string Policy =
        "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>
    /// The key that a browser keeps. It counts where nothing is changed only: a page of another program on this machine
    /// counts as the same site for a browser, and could send a form with it.
    /// </summary>
    public static string? KeyOf(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? request.Cookies[Cookie] : null;

    /// <summary>Maps the form, its answer and the way out.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder routes, LocalIdentity identity)
    {
        routes.MapGet("/.auth/login/{provider}", context => AskAsync(context, StatusCodes.Status200OK));
        routes.MapPost("/.auth/login/{provider}", context => TakeAsync(context, identity));
        routes.MapGet("/.auth/logout", context =>
        {
            context.Response.Cookies.Delete(Cookie, Options(context.Request));
            SeeOther(context, Home);
            return Task.CompletedTask;
        });
    }

    private static async Task TakeAsync(HttpContext context, LocalIdentity identity)
    {
        string key = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync(context.RequestAborted))["key"].ToString()
            : "";
        if (!identity.Knows(key))
        {
            await AskAsync(context, StatusCodes.Status401Unauthorized);
            return;
        }

        context.Response.Cookies.Append(Cookie, key, Options(context.Request));
        SeeOther(context, TargetOf(context.Request));
    }

    private static void SeeOther(HttpContext context, string target)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = target;
        context.Response.Headers.CacheControl = "no-store";
    }

    /// <summary>A path of this host; what looks like another host's address leads home.</summary>
    private static string TargetOf(HttpRequest request)
    {
        string asked = request.Query[Return].ToString();
        bool own = asked.StartsWith('/') && !asked.StartsWith("//", StringComparison.Ordinal)
            && asked.All(letter => letter is > ' ' and < '\u007F' and not '\\');
        return own ? asked : Home;
    }

    private static CookieOptions Options(HttpRequest request) => new()
    {
        Secure = request.IsHttps,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/",
    };

    private static Task AskAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        string action = WebUtility.HtmlEncode($"?{Return}={Uri.EscapeDataString(TargetOf(context.Request))}");
        string refused = status == StatusCodes.Status401Unauthorized
            ? "<p role=\"alert\">Мұндай кілт жоқ · Ключ никому не принадлежит · The key belongs to no user</p>"
            : "";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="ru"><head><meta charset="utf-8"/><title>Кіру · Вход · Sign in</title></head>
            <body><main><h1>Кіру · Вход · Sign in</h1>{refused}
            <form method="post" action="{action}">
            <p><label for="key">Кілт · Ключ · Key (local.settings.json, LocalUsers)</label>
            <input id="key" name="key" type="password" autocomplete="off" required="required"/></p>
            <p><button type="submit">OK</button></p></form></main></body></html>
            """,
            Encoding.UTF8,
            context.RequestAborted);
    }
}
