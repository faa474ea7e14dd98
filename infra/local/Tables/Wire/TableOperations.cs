// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
using System.Net;
using System.Text.Encodings.Web;
using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables.Wire;

/// <summary>Creating and deleting tables, which both clients offer.</summary>
internal static class TableOperations
{
    public const string TablesPath = "Tables";

    private const int NameBytes = 256;

    public static async ValueTask<Response<TableItem>> CreateAsync(
        TableConnection connection, string table, bool async, CancellationToken cancellation)
    {
        var response = await SendCreateAsync(connection, table, async, 0, cancellation).ConfigureAwait(false);
        return Response.FromValue(new TableItem(table), response);
    }

    public static async ValueTask<Response<TableItem>> CreateIfMissingAsync(
        TableConnection connection, string table, bool async, CancellationToken cancellation)
    {
        const int conflict = (int)HttpStatusCode.Conflict;
        var response = await SendCreateAsync(connection, table, async, conflict, cancellation).ConfigureAwait(false);
        // A table that is still being deleted is a conflict too, and is not there.
        if (response.Status == conflict
            && !(TableErrorParser.Shared.TryParse(response, out var error, out _)
                && error.Code is { } code
                && code == TableErrorCode.TableAlreadyExists))
            throw new RequestFailedException(response);
        return Response.FromValue(new TableItem(table), response);
    }

    public static async ValueTask<Response> DeleteAsync(
        TableConnection connection, string table, bool async, CancellationToken cancellation)
    {
        using var message = connection.Request(
            RequestMethod.Delete, $"{TablesPath}('{Uri.EscapeDataString(table)}')");
        return await connection.SendAsync(message, async, cancellation, (int)HttpStatusCode.NotFound)
            .ConfigureAwait(false);
    }

    private static async ValueTask<Response> SendCreateAsync(
        TableConnection connection, string table, bool async, int tolerated, CancellationToken cancellation)
    {
        var body = new PooledBody(NameBytes);
        body.Append($"{{\"TableName\":\"{JavaScriptEncoder.Default.Encode(table)}\"}}");
        using var message = connection.Write(RequestMethod.Post, TablesPath, body);
        message.Request.Headers.Add("Prefer", "return-no-content");
        return await connection.SendAsync(message, async, cancellation, tolerated).ConfigureAwait(false);
    }
}
