using System.Xml.Linq;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Functions.Status;

/// <summary>What all pages have in common: language, title, refresh, the choice of languages and the way in.</summary>
/// <param name="Language">kk, ru or en.</param>
/// <param name="Root">
/// The way from the page to the folder of the board, <c>""</c> or <c>"../../"</c>: links are relative, so that the
/// pages work under the prefix of the functions and without it.
/// </param>
/// <param name="Query">The query of the page without its language, such as <c>due=week</c>; may be empty.</param>
/// <param name="User">Who is signed in; null when nobody is.</param>
internal sealed record PageFrame(string Language, string Root, string Query, string? User)
{
    /// <summary>
    /// Where App Service lets people sign in; the local host answers there with a form for the key.
    /// https://learn.microsoft.com/azure/app-service/configure-authentication-customize-sign-in-out
    /// </summary>
    public const string SignIn = "/.auth/login/aad?post_login_redirect_uri=/board";

    private const string SignOut = "/.auth/logout";
    private const int RefreshSeconds = 30;

    private static readonly (string Code, string Name)[] Languages =
        [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")];

    private static readonly LocalizedText Registry = new(
        "Көміртегі бірліктерінің мемлекеттік тізілімі",
        "Государственный реестр углеродных единиц",
        "State registry of carbon units");

    private static readonly LocalizedText Choice = new("Тіл", "Язык", "Language");
    private static readonly LocalizedText BoardLink = new("Рәсімдер тақтасы", "Доска процедур", "Board of procedures");
    private static readonly LocalizedText Enter = new("Кіру", "Войти", "Sign in");
    private static readonly LocalizedText Leave = new("Шығу", "Выйти", "Sign out");

    /// <summary>The text in the page's language.</summary>
    public string Say(LocalizedText text) => text.In(Language);

    /// <summary>The whole page.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="main">What it shows.</param>
    public string Page(string title, params IReadOnlyList<object?> main) => Markup.Document(Markup.Of(
        "html",
        Markup.With("lang", Language),
        Markup.Of(
            "head",
            Markup.Of("meta", Markup.With("charset", "utf-8")),
            Markup.Of("meta", Markup.With("name", "viewport"), Markup.With("content", "width=device-width")),
            Markup.Of("meta", Markup.With("http-equiv", "refresh"), Markup.With("content", $"{RefreshSeconds}")),
            Markup.Of("title", $"{title} – {Say(Registry)}"),
            Markup.Of("link", Markup.With("rel", "stylesheet"), Markup.With("href", Root + "board/style.css"))),
        Markup.Of("body", Header(), Markup.Of("main", Markup.Of("h1", title), main))));

    /// <summary>The address of a procedure's page.</summary>
    public string ProcedureAddress(string id) => $"{Root}board/procedures/{Uri.EscapeDataString(id)}?lang={Language}";

    /// <summary>The address of the page with the cases of the second book.</summary>
    public string AuditAddress => $"{Root}board/audit?lang={Language}";

    private XElement Header() => Markup.Of(
        "header",
        Markup.Of("p", Markup.Of("strong", Say(Registry))),
        Markup.Of(
            "nav",
            Markup.With("aria-label", Say(Choice)),
            Markup.Of("ul", Languages.Select(language => Markup.Of("li", LinkTo(language.Code, language.Name))))),
        Markup.Of(
            "p",
            Markup.Of("a", Markup.With("href", $"{Root}board?lang={Language}"), Say(BoardLink)),
            " · ",
            User is null ? null : Markup.Foreign(User),
            User is null ? null : " · ",
            User is null
                ? Markup.Of("a", Markup.With("href", SignIn), Say(Enter))
                : Markup.Of("a", Markup.With("href", SignOut), Say(Leave))));

    private XElement LinkTo(string code, string name) => Markup.Of(
        "a",
        Markup.With("href", Query.Length == 0 ? $"?lang={code}" : $"?{Query}&lang={code}"),
        Markup.With("hreflang", code),
        Markup.With("lang", code),
        code == Language ? Markup.With("aria-current", "true") : null,
        name);
}
