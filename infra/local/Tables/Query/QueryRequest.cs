// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Globalization;
using Azure.Core;

namespace Azure.Data.Tables.Query;

/// <summary>
/// The parameters of a query, and the continuation that an answer gives for the next page.
/// https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination
/// </summary>
internal static class QueryRequest
{
    private const string Header = "x-ms-continuation-";
    private const string NextPartitionKey = "NextPartitionKey";
    private const string NextRowKey = "NextRowKey";
    private const string NextTableName = "NextTableName";

    // The service's own continuation values hold no space.
    private const char Separator = ' ';

    public static void Append(RequestUriBuilder uri, string? filter, int? top, string? select)
    {
        if (!string.IsNullOrEmpty(filter))
            uri.AppendQuery("$filter", filter, true);
        if (top is { } count)
            uri.AppendQuery("$top", count.ToString(CultureInfo.InvariantCulture), false);
        if (select != null)
            uri.AppendQuery("$select", select, true);
    }

    public static void AppendContinuation(RequestUriBuilder uri, string? token)
    {
        if (string.IsNullOrEmpty(token))
            return;
        var split = token.IndexOf(Separator, StringComparison.Ordinal);
        uri.AppendQuery(NextPartitionKey, split < 0 ? token : token[..split], true);
        if (split >= 0 && split + 1 < token.Length)
            uri.AppendQuery(NextRowKey, token[(split + 1)..], true);
    }

    public static string? ContinuationOf(Response response)
    {
        var hasPartition = response.Headers.TryGetValue(Header + NextPartitionKey, out var partition);
        var hasRow = response.Headers.TryGetValue(Header + NextRowKey, out var row);
        return hasPartition || hasRow ? $"{partition}{Separator}{row}" : null;
    }

    public static void AppendTableContinuation(RequestUriBuilder uri, string? token)
    {
        if (!string.IsNullOrEmpty(token))
            uri.AppendQuery(NextTableName, token, true);
    }

    public static string? TableContinuationOf(Response response) =>
        response.Headers.TryGetValue(Header + NextTableName, out var table) ? table : null;
}
