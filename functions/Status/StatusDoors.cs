using System.Text;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Functions.Status;

/// <summary>
/// The status page in HTML: it refreshes itself, needs no script, and is never kept by a cache. The first page is for
/// everybody; the board is for those who are signed in, and a holder sees its own there.
/// </summary>
public sealed class StatusDoors(StatusData data)
{
    private const string Html = "text/html; charset=utf-8";

    // Nothing runs and nothing comes from elsewhere, whatever a value on the page holds.
    private const string Policy =
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly LocalizedText Status = new(
        "Тізілімнің жай-күйі", "Состояние реестра", "State of the registry");

    private static readonly LocalizedText SignInTitle = new("Жүйеге кіріңіз", "Войдите в систему", "Sign in");

    private static readonly LocalizedText HowToSignIn = new(
        "Рәсімдер тақтасы жүйеге кірген қызметкерлер мен шот иелеріне арналған. «Кіру» сілтемесін басыңыз; "
        + "бағдарламалар жергілікті хостта кілтті x-registry-key тақырыбында жібереді.",
        "Доска процедур доступна вошедшим в систему сотрудникам и владельцам счетов. Нажмите «Войти»; "
        + "программы на локальном узле передают ключ в заголовке x-registry-key.",
        "The board of procedures is for staff and holders who are signed in. Follow 'Sign in'; "
        + "programs send their key to the local host in the header x-registry-key.");

    /// <summary>The first page: the public part, and the board for those who are signed in.</summary>
    [Function("GetStatusPage")]
    public async Task<IResult> FrontAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "status")] HttpRequest request,
        CancellationToken cancellation)
    {
        var caller = Caller.Of(request);
        var choice = ChoiceOf(request);
        var frame = FrameOf(request, caller, "", choice.Query);
        var parts = new List<object>();
        if (caller is not null && MaySee(caller))
            parts.AddRange(await BoardAsync(frame, caller, choice, cancellation));
        parts.AddRange((await data.PublicAsync(cancellation)).On(frame));
        return Send(request, frame.Page(frame.Say(Status), parts));
    }

    /// <summary>The board.</summary>
    [Function("GetBoardPage")]
    public async Task<IResult> BoardAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "board")] HttpRequest request,
        CancellationToken cancellation)
    {
        var caller = Caller.Of(request);
        var choice = ChoiceOf(request);
        var frame = FrameOf(request, caller, "", choice.Query);
        if (caller is null)
        {
            var shown = await data.PublicAsync(cancellation);
            return SignInFirst(request, frame, shown.On(frame));
        }
        if (!MaySee(caller))
            return Short(request, frame, Sentences.Forbidden, StatusCodes.Status403Forbidden);
        return Send(request, frame.Page(
            frame.Say(BoardPage.Title), await BoardAsync(frame, caller, choice, cancellation)));
    }

    /// <summary>One procedure; another person's is answered as if there were none.</summary>
    [Function("GetProcedurePage")]
    public async Task<IResult> ProcedureAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "board/procedures/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var caller = Caller.Of(request);
        var frame = FrameOf(request, caller, "../../", "");
        if (caller is null)
            return SignInFirst(request, frame, []);
        if (await data.OneAsync(caller, id, frame.Language, cancellation) is not { } found)
            return Short(request, frame, Sentences.NotFound, StatusCodes.Status404NotFound);
        return Send(request, frame.Page(
            ProcedurePage.TitleOf(frame, found.Record), ProcedurePage.Of(frame, found.Record, found.Row)));
    }

    /// <summary>The cases of the second book, for those who lift freezes or watch that it is done.</summary>
    [Function("GetAuditPage")]
    public async Task<IResult> AuditAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "board/audit")] HttpRequest request,
        CancellationToken cancellation)
    {
        var caller = Caller.Of(request);
        var frame = FrameOf(request, caller, "../", "");
        if (caller is null)
            return SignInFirst(request, frame, []);
        if (!SeesCases(caller))
            return Short(request, frame, Sentences.Forbidden, StatusCodes.Status403Forbidden);
        return Send(request, frame.Page(
            frame.Say(AuditSection.Title), AuditSection.Page(frame, await data.CasesAsync(cancellation))));
    }

    /// <summary>The style sheet.</summary>
    [Function("GetBoardStyle")]
    public static IResult Style(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "board/style.css")] HttpRequest request) =>
        Send(request, StatusStyle.Sheet, contentType: "text/css; charset=utf-8");

    /// <summary>The choice of a query; words that are not known choose everything.</summary>
    internal static BoardChoice ChoiceOf(HttpRequest request) => new(
        DueDays.Choice(request.Query["due"]) ?? DueChoice.All,
        Text(request, "kind"),
        Text(request, "installation"),
        Text(request, "number"));

    /// <summary>The language that the query names, otherwise that of the browser.</summary>
    internal static string LanguageOf(HttpRequest request) =>
        request.Query["lang"].ToString() is "kk" or "ru" or "en"
            ? request.Query["lang"].ToString()
            : Answers.LanguageOf(request);

    private static bool MaySee(Caller caller) => caller.SeesAll || caller.Party is not null;

    /// <summary>The same who read <c>GET /api/audit</c>.</summary>
    private static bool SeesCases(Caller caller) => caller.IsAny(Role.Admin, Role.Auditor, Role.Registrar);

    private static PageFrame FrameOf(HttpRequest request, Caller? caller, string root, string query) =>
        new(LanguageOf(request), root, query, caller?.Name);

    private async Task<IReadOnlyList<object>> BoardAsync(
        PageFrame frame, Caller caller, BoardChoice choice, CancellationToken cancellation)
    {
        var (rows, cutAt) = await data.RowsAsync(caller, choice, frame.Language, cancellation);
        var audit = SeesCases(caller)
            ? AuditSection.OnBoard(frame, await data.CasesAsync(cancellation))
            : AuditSection.OfHolder(frame, await data.ReconcilingAsync(caller, cancellation));
        return [.. audit, .. BoardPage.Of(frame, choice, rows, cutAt)];
    }

    private static IResult SignInFirst(HttpRequest request, PageFrame frame, IReadOnlyList<object> more) => Send(
        request,
        frame.Page(
            frame.Say(SignInTitle),
            Markup.Of("p", frame.Say(HowToSignIn)),
            Markup.Of("p", Markup.Of("a", Markup.With("href", PageFrame.SignIn), frame.Say(SignInTitle))),
            more),
        StatusCodes.Status401Unauthorized);

    private static IResult Short(HttpRequest request, PageFrame frame, LocalizedText said, int status) =>
        Send(request, frame.Page(frame.Say(said)), status);

    private static IResult Send(
        HttpRequest request, string body, int status = StatusCodes.Status200OK, string contentType = Html)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Text(body, contentType, Encoding.UTF8, status);
    }

    private static string? Text(HttpRequest request, string name)
    {
        string? text = request.Query[name];
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
