using System.Globalization;
using System.Net;
using System.Text;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Functions.Registry;

/// <summary>Statements and their checks as pages to print, in one language; whatever is shown is encoded.</summary>
internal static class StatementPage
{
    private static readonly LocalizedText Title = new(
        "Шоттан үзінді көшірме", "Выписка по счету", "Account statement");

    private static readonly LocalizedText CheckTitle = new(
        "Үзінді көшірмені тексеру", "Проверка выписки", "Check of a statement");

    private static readonly LocalizedText Registry = new(
        "Көміртегі бірліктерінің мемлекеттік тізілімі",
        "Государственный реестр углеродных единиц",
        "State registry of carbon units");

    private static readonly LocalizedText AsOfEntry = new(
        "Журналдың {0} жазбасына дейін ({1})", "По запись журнала {0} включительно ({1})",
        "Up to and including journal entry {0} ({1})");

    private static readonly LocalizedText Code = new("Тексеру коды", "Код проверки", "Check code");

    private static readonly LocalizedText Head = new(
        "Журналдың қол қойылған күйі: {0} жазба, түбірі {1}", "Подписанное состояние журнала: {0} записей, корень {1}",
        "Signed state of the journal: {0} entries, root {1}");

    private static readonly LocalizedText Genuine = new(
        "Мұндай коды бар үзінді көшірмені тізілім берген.", "Выписка с таким кодом выдана реестром.",
        "The registry handed out a statement with this code.");

    private static readonly LocalizedText Unknown = new(
        "Мұндай коды бар үзінді көшірмені тізілім бермеген.", "Выписка с таким кодом реестром не выдавалась.",
        "The registry never handed out a statement with this code.");

    private static readonly LocalizedText Same = new(
        "Шот пен қалдықтар сәйкес келеді.", "Счет и остатки совпадают.", "Account and balances are the same.");

    private static readonly LocalizedText Other = new(
        "Шот немесе қалдықтар сәйкес келмейді.", "Счет или остатки не совпадают.",
        "The account or the balances are not the same.");

    /// <summary>A statement.</summary>
    public static string Of(StatementForm form, string code, HeadAnswer head, string language)
    {
        var page = Begin(Title, language);
        page.Append(CultureInfo.InvariantCulture, $"<p><strong>{Safe(form.Account)}</strong> · {Safe(form.Name)}");
        page.Append(CultureInfo.InvariantCulture, $" · {Safe(form.Status)}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Safe(form.HolderName)} {Safe(form.Holder)}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{Safe(UpTo(form.Entry, form.At, language))}</p><table>");
        Row(page, UnitKindNames.Of(UnitKind.Quota).In(language), "", Number(form.Quota));
        Row(page, UnitKindNames.Of(UnitKind.Offset).In(language), "", Number(form.Offset));
        Row(page, UnitKindNames.Of(UnitKind.International).In(language), "", Number(form.International));
        foreach (var holding in form.Holdings)
            Row(page, holding.Block, $"{holding.AllocationYear} {holding.State}", Number(holding.Units));
        page.Append(CultureInfo.InvariantCulture, $"</table><p>{Safe(Code.In(language))}: <code>{code}</code><br>");
        page.Append(CultureInfo.InvariantCulture, $"/api/statements/{code}</p><footer>");
        page.Append(Safe(Head.With(head.Size, head.Root).In(language)));
        return page.Append("</footer></body></html>").ToString();
    }

    /// <summary>The answer to a check code.</summary>
    public static string Of(StatementCheck check, string language)
    {
        var page = Begin(CheckTitle, language);
        var answer = check.Genuine ? Genuine : Unknown;
        page.Append(CultureInfo.InvariantCulture, $"<p><strong>{Safe(answer.In(language))}</strong></p>");
        if (check.Entry is { } entry)
            page.Append(CultureInfo.InvariantCulture, $"<p>{Safe(UpTo(entry, check.At!, language))}</p>");
        if (check.Matches is { } matches)
            page.Append(CultureInfo.InvariantCulture, $"<p>{Safe((matches ? Same : Other).In(language))}</p>");
        return page.Append("</body></html>").ToString();
    }

    private static StringBuilder Begin(LocalizedText title, string language)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"{language}\"><head>");
        page.Append(CultureInfo.InvariantCulture, $"<meta charset=\"utf-8\"><title>{Safe(title.In(language))}</title>");
        page.Append("<style>body{font:16px/1.5 serif;max-width:46em;margin:3em auto}");
        page.Append("header{text-align:center}h1{font-size:1.1em;margin:.2em}td{padding:.2em .8em}");
        page.Append("td:last-child{text-align:right}footer{color:#555;font-size:.8em;word-break:break-all}</style>");
        page.Append(CultureInfo.InvariantCulture, $"</head><body><header><h1>{Safe(Registry.In(language))}</h1>");
        return page.Append(CultureInfo.InvariantCulture, $"<h1>{Safe(title.In(language))}</h1></header>");
    }

    private static void Row(StringBuilder page, string first, string second, string third) =>
        page.Append(
            CultureInfo.InvariantCulture,
            $"<tr><td>{Safe(first)}</td><td>{Safe(second)}</td><td>{Safe(third)}</td></tr>");

    private static string UpTo(long entry, string at, string language) => AsOfEntry.With(entry, at).In(language);

    // Thousands apart by a thin space, as Kazakh and Russian print numbers.
    private static string Number(long units) =>
        units.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u2009');

    private static string Safe(string? text) => WebUtility.HtmlEncode(text ?? "");
}
