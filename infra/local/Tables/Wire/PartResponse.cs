// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Azure.Data.Tables.Wire;

/// <summary>The answer to one action of a transaction.</summary>
internal sealed class PartResponse(int status, string reasonPhrase, string requestId) : Response
{
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    public override int Status => status;

    public override string ReasonPhrase => reasonPhrase;

    public override Stream? ContentStream { get; set; } = new MemoryStream([], 0, 0, false, true);

    public override string ClientRequestId { get; set; } = requestId;

    public override bool IsError => status >= 400;

    public void Add(string name, string value) => headers[name] = value;

    public void SetContent(byte[] content) => ContentStream = new MemoryStream(content, 0, content.Length, false, true);

    public override void Dispose()
    {
        // The content is in memory, and a caller may read it after the answer as a whole was disposed.
    }

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) =>
        headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values != null;
    }

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() =>
        headers.Select(header => new HttpHeader(header.Key, header.Value));
}
