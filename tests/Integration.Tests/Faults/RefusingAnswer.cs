using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Core;

namespace CarbonRegistry.Integration.Tests.Faults;

/// <summary>An answer by which the storage refuses a call, with the headers and the body of its protocol.</summary>
internal sealed class RefusingAnswer : Response
{
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    public RefusingAnswer(Request request, int status, string code, int? retryAfter = null)
    {
        Status = status;
        ClientRequestId = request.ClientRequestId;
        headers["x-ms-error-code"] = code;
        if (retryAfter is { } seconds)
            headers["Retry-After"] = seconds.ToString(CultureInfo.InvariantCulture);

        // Tables answer in JSON, blobs in XML.
        var isTable = request.Headers.Contains("DataServiceVersion");
        headers["Content-Type"] = isTable ? "application/json" : "application/xml";
        var body = isTable
            ? JsonSerializer.Serialize(new Dictionary<string, object>
            {
                ["odata.error"] = new { code, message = new { lang = "en-US", value = code } },
            })
            : $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>";
        ContentStream = new MemoryStream(Encoding.UTF8.GetBytes(body));
    }

    /// <summary>Says something more in a header.</summary>
    public void Add(string header, string value) => headers[header] = value;

    public override int Status { get; }

    public override string ReasonPhrase => headers["x-ms-error-code"];

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; }

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) =>
        headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
