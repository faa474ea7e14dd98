// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Globalization;
using System.Text;

namespace Azure.Data.Tables.Wire;

/// <summary>Reads the multipart answer to a transaction: one part for each action, or the one that failed.</summary>
internal static class TransactionReader
{
    private const string StatusLine = "HTTP/1.1 ";

    /// <exception cref="TableTransactionFailedException">An action was refused; nothing was written.</exception>
    public static IReadOnlyList<Response> Read(Response answer, int actions)
    {
        var parts = Parse(Encoding.UTF8.GetString(answer.Content.ToMemory().Span), answer.ClientRequestId);
        foreach (var part in parts)
        {
            if (part.Status is < 200 or >= 300)
                throw new TableTransactionFailedException(
                    new RequestFailedException(part, null, TableErrorParser.Shared));
        }
        // An answer that does not speak of every action proves nothing about what was written.
        if (parts.Count != actions)
            throw new RequestFailedException(answer.Status, $"{parts.Count} answers came to {actions} actions.");
        return parts;
    }

    private static List<PartResponse> Parse(string text, string requestId)
    {
        var parts = new List<PartResponse>();
        var lines = text.AsSpan().EnumerateLines();
        while (lines.MoveNext())
        {
            if (lines.Current.StartsWith(StatusLine, StringComparison.Ordinal))
                parts.Add(ParsePart(lines.Current, ref lines, requestId));
        }
        return parts;
    }

    private static PartResponse ParsePart(ReadOnlySpan<char> statusLine, ref SpanLineEnumerator lines, string requestId)
    {
        var rest = statusLine[StatusLine.Length..];
        var status = int.Parse(rest[..3], NumberStyles.None, CultureInfo.InvariantCulture);
        var part = new PartResponse(status, rest[3..].Trim().ToString(), requestId);
        while (lines.MoveNext() && !lines.Current.IsWhiteSpace())
        {
            var colon = lines.Current.IndexOf(':');
            if (colon > 0)
                part.Add(lines.Current[..colon].Trim().ToString(), lines.Current[(colon + 1)..].Trim().ToString());
        }
        // The content is one line of JSON; the next line that begins with two hyphens is a boundary.
        var content = new StringBuilder();
        while (lines.MoveNext() && !lines.Current.StartsWith("--", StringComparison.Ordinal))
            content.Append(lines.Current);
        part.SetContent(Encoding.UTF8.GetBytes(content.ToString()));
        return part;
    }
}
