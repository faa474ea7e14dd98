using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Outbox;

/// <summary>
/// Writes outgoing notices. The name follows from the notice, so a step that runs twice leaves one notice.
/// </summary>
public sealed class OutboxWriter(BlobServiceClient blobs)
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(StorageNames.Outbox);

    /// <summary>Writes the JSON and the page that can be printed.</summary>
    /// <returns>The name of the JSON blob.</returns>
    public async Task<string> WriteAsync(OutgoingNotice notice, CancellationToken cancellation)
    {
        var name = NameOf(notice);
        await UploadAsync(
            name + ".html", Encoding.UTF8.GetBytes(Page(notice)), "text/html; charset=utf-8", cancellation);
        var json = JsonSerializer.SerializeToUtf8Bytes(notice, StorageJson.Indented);
        await UploadAsync(name + ".json", json, "application/json", cancellation);
        return name + ".json";
    }

    /// <summary>Writes a notice unless one of its name is there: what was said stays as it was said.</summary>
    /// <returns>True when it was written now.</returns>
    public async Task<bool> WriteOnceAsync(OutgoingNotice notice, CancellationToken cancellation)
    {
        // The JSON is written last, so where it is, the page is too.
        if (await container.GetBlobClient(NameOf(notice) + ".json").ExistsAsync(cancellation))
            return false;
        await WriteAsync(notice, cancellation);
        return true;
    }

    /// <summary>
    /// The name without its ending: <c>&lt;yyyy&gt;/&lt;recipient&gt;/&lt;procedure id&gt;-&lt;kind&gt;</c>, and
    /// <c>-2</c> and so on for a later notice of the same kind.
    /// </summary>
    public static string NameOf(OutgoingNotice notice)
    {
        var kind = JsonNamingPolicy.CamelCase.ConvertName(notice.Kind.ToString());
        var turn = notice.Turn > 1 ? string.Create(CultureInfo.InvariantCulture, $"-{notice.Turn}") : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{notice.Date:yyyy}/{notice.To}/{notice.Procedure}-{kind}{turn}");
    }

    private Task UploadAsync(string name, byte[] bytes, string type, CancellationToken cancellation)
    {
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = type } };
        return container.GetBlobClient(name).UploadAsync(new BinaryData(bytes), options, cancellation);
    }

    private static string Page(OutgoingNotice notice)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"ru\"><head><meta charset=\"utf-8\">");
        page.Append(CultureInfo.InvariantCulture, $"<title>{Safe(notice.Procedure)}</title>");
        page.Append("<style>body{font:16px/1.5 serif;max-width:42em;margin:3em auto}");
        page.Append("header{text-align:center;margin-bottom:2em}h1{font-size:1.1em;margin:.2em}");
        page.Append("footer{color:#555;font-size:.85em;margin-top:3em}p{margin:1.2em 0}</style></head><body>");
        page.Append("<header><h1>Көміртегі бірліктерінің мемлекеттік тізілімі</h1>");
        page.Append("<h1>Государственный реестр углеродных единиц</h1></header>");
        page.Append(CultureInfo.InvariantCulture, $"<p>{notice.Date:dd.MM.yyyy} · {Safe(Recipient(notice.To))}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p lang=\"kk\">{Safe(notice.Text.Kk)}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p lang=\"ru\">{Safe(notice.Text.Ru)}</p>");
        page.Append(CultureInfo.InvariantCulture, $"<p lang=\"en\">{Safe(notice.Text.En)}</p>");
        page.Append(
            CultureInfo.InvariantCulture, $"<footer>{Safe(Provision(notice.Paragraph))} · {Safe(notice.Procedure)}");
        if (notice.Entries.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $" · журнал: {string.Join(", ", notice.Entries)}");
        return page.Append("</footer></body></html>").ToString();
    }

    private static string Recipient(string to) => char.IsAsciiDigit(to[0]) ? "БСН/БИН " + to : to;

    private static string Provision(string paragraph) =>
        paragraph.StartsWith('¶') ? $"Приказ № 251, п. {paragraph[1..]}" : paragraph;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
