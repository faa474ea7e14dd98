using System.Globalization;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Storage;
using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Functions.Http;

/// <summary>Every answer of the API in one form: JSON, and problem+json (RFC 9457) for each error.</summary>
internal static class Answers
{
    private const string ProblemType = "application/problem+json";

    /// <summary>200 with a body.</summary>
    public static IResult Ok(object body) => Results.Json(body, StorageJson.Options);

    /// <summary>202 or 200 for a document that was let in, with the address of its procedure.</summary>
    public static IResult LetIn(HttpRequest request, string procedure, bool alreadyReceived)
    {
        var location = "/api/procedures/" + Uri.EscapeDataString(procedure);
        request.HttpContext.Response.Headers.Location = location;
        var status = alreadyReceived ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        var body = new { procedure, status = alreadyReceived ? "alreadyReceived" : "accepted", location };
        return Results.Json(body, StorageJson.Options, statusCode: status);
    }

    /// <summary>An error with a stable name, and a sentence in the caller's language.</summary>
    public static IResult Problem(
        HttpRequest request,
        int status,
        string code,
        LocalizedText text,
        IReadOnlyDictionary<string, object?>? more = null)
    {
        var body = new Dictionary<string, object?>
        {
            ["type"] = "about:blank",
            ["title"] = code,
            ["status"] = status,
            ["detail"] = text.In(LanguageOf(request)),
            ["code"] = code,
        };
        foreach (var (key, value) in more ?? new Dictionary<string, object?>())
            body[key] = value;
        return Results.Json(body, StorageJson.Options, ProblemType, status);
    }

    /// <summary>422 with every issue.</summary>
    public static IResult Issues(HttpRequest request, IReadOnlyList<Issue> issues, int status = 422)
    {
        var text = Sentences.DocumentHasIssues.With(issues.Count);
        var list = issues.Select(issue => IssueView.Of(issue, LanguageOf(request))).ToList();
        return Problem(request, status, "documentRefused", text, new Dictionary<string, object?> { ["issues"] = list });
    }

    /// <summary>401: nobody is signed in.</summary>
    public static IResult SignInFirst(HttpRequest request) =>
        Problem(request, StatusCodes.Status401Unauthorized, "unauthorized", Sentences.SignInFirst);

    /// <summary>403: somebody is signed in who may not do this.</summary>
    public static IResult Forbidden(HttpRequest request) =>
        Problem(request, StatusCodes.Status403Forbidden, "forbidden", Sentences.Forbidden);

    /// <summary>404: there is no such thing, or none that the caller may see.</summary>
    public static IResult NotFound(HttpRequest request) =>
        Problem(request, StatusCodes.Status404NotFound, "notFound", Sentences.NotFound);

    /// <summary>400: a parameter of the query cannot be read.</summary>
    public static IResult BadParameter(HttpRequest request, string name) =>
        Problem(request, StatusCodes.Status400BadRequest, "badParameter", Sentences.BadParameter.With(name));

    /// <summary>The first of kk, ru and en that the caller accepts; ru when none is named.</summary>
    public static string LanguageOf(HttpRequest request)
    {
        string header = request.Headers.AcceptLanguage.ToString();
        var ranked = header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(RankedLanguage)
            .Where(language => language.Weight > 0 && language.Tag is "kk" or "ru" or "en")
            .OrderByDescending(language => language.Weight);
        return ranked.Select(language => language.Tag).FirstOrDefault() ?? "ru";
    }

    private static (string Tag, double Weight) RankedLanguage(string part)
    {
        var pieces = part.Split(';', StringSplitOptions.TrimEntries);
        var weight = 1.0;
        if (pieces.Length > 1 && pieces[1].StartsWith("q=", StringComparison.Ordinal)
            && !double.TryParse(pieces[1].AsSpan(2), CultureInfo.InvariantCulture, out weight))
            weight = 0;
        return (pieces[0].Split('-')[0].ToLowerInvariant(), weight);
    }
}
