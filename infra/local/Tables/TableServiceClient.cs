// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
// The original is compiled without nullable annotations, and a caller must see the same.
#nullable disable

using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Query;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>The tables of a storage account. Safe for use by several threads.</summary>
[SuppressMessage("Design", "CA1054", Justification = "The original's signatures.")]
public class TableServiceClient
{
    private readonly TableConnection connection;

    /// <summary>For a fake that overrides what it needs.</summary>
    protected TableServiceClient()
    {
    }

    /// <summary>An account by a connection string.</summary>
    /// <param name="connectionString">The account's connection string.</param>
    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <summary>An account by a connection string.</summary>
    /// <param name="connectionString">The account's connection string.</param>
    /// <param name="options">Retries, transport and policies; null for the defaults.</param>
    public TableServiceClient(string connectionString, TableClientOptions options = null) =>
        connection = TableConnection.Open(connectionString, options);

    /// <summary>An account by its endpoint and an identity.</summary>
    /// <param name="endpoint">The account's table endpoint.</param>
    /// <param name="tokenCredential">Gives tokens of the identity.</param>
    /// <param name="options">Retries, transport and policies; null for the defaults.</param>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions options = null) =>
        connection = TableConnection.Open(endpoint, tokenCredential, options);

    /// <summary>An account by its endpoint and key.</summary>
    /// <param name="endpoint">The account's table endpoint.</param>
    /// <param name="credential">The account's name and key.</param>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null)
    {
    }

    /// <summary>An account by its endpoint and key.</summary>
    /// <param name="endpoint">The account's table endpoint.</param>
    /// <param name="credential">The account's name and key.</param>
    /// <param name="options">Retries, transport and policies; null for the defaults.</param>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options) =>
        connection = TableConnection.Open(endpoint, credential, options);

    /// <summary>The name of the account.</summary>
    public virtual string AccountName => connection.AccountName;

    /// <summary>The account's table endpoint.</summary>
    public virtual Uri Uri => connection.Endpoint;

    /// <summary>Writes a filter; each interpolated value is quoted and escaped as a filter asks.</summary>
    public static string CreateQueryFilter(FormattableString filter) => TableClient.CreateQueryFilter(filter);

    /// <summary>Writes a filter for a condition on a table.</summary>
    public static string CreateQueryFilter(Expression<Func<TableItem, bool>> filter) =>
        FilterTranslator.Translate(filter);

    /// <summary>A table of the account, whether it exists or not.</summary>
    public virtual TableClient GetTableClient(string tableName) => new(connection, tableName);

    /// <summary>Creates a table.</summary>
    /// <exception cref="RequestFailedException">The table exists (409), or another refusal.</exception>
    public virtual Response<TableItem> CreateTable(string tableName, CancellationToken cancellationToken = default) =>
        TableConnection.Completed(TableOperations.CreateAsync(connection, tableName, false, cancellationToken));

    /// <summary>Creates a table.</summary>
    /// <exception cref="RequestFailedException">The table exists (409), or another refusal.</exception>
    public virtual async Task<Response<TableItem>> CreateTableAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        await TableOperations.CreateAsync(connection, tableName, true, cancellationToken).ConfigureAwait(false);

    /// <summary>Creates a table; one that exists is answered with status 409 and no exception.</summary>
    public virtual Response<TableItem> CreateTableIfNotExists(
        string tableName, CancellationToken cancellationToken = default) =>
        TableConnection.Completed(
            TableOperations.CreateIfMissingAsync(connection, tableName, false, cancellationToken));

    /// <summary>Creates a table; one that exists is answered with status 409 and no exception.</summary>
    public virtual async Task<Response<TableItem>> CreateTableIfNotExistsAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        await TableOperations.CreateIfMissingAsync(connection, tableName, true, cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Deletes a table; one that is not there is answered with status 404 and no exception.</summary>
    public virtual Response DeleteTable(string tableName, CancellationToken cancellationToken = default) =>
        TableConnection.Completed(TableOperations.DeleteAsync(connection, tableName, false, cancellationToken));

    /// <summary>Deletes a table; one that is not there is answered with status 404 and no exception.</summary>
    public virtual async Task<Response> DeleteTableAsync(
        string tableName, CancellationToken cancellationToken = default) =>
        await TableOperations.DeleteAsync(connection, tableName, true, cancellationToken).ConfigureAwait(false);

    /// <summary>The tables that a filter selects.</summary>
    public virtual Pageable<TableItem> Query(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        Query(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    /// <summary>The tables that a condition selects.</summary>
    public virtual Pageable<TableItem> Query(
        Expression<Func<TableItem, bool>> filter,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default) =>
        Query(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    /// <summary>The tables that a filter selects; null selects all.</summary>
    public virtual Pageable<TableItem> Query(
        string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new Pages<TableItem>(Fetch(filter, maxPerPage), cancellationToken);

    /// <summary>The tables that a filter selects.</summary>
    public virtual AsyncPageable<TableItem> QueryAsync(
        FormattableString filter, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    /// <summary>The tables that a condition selects.</summary>
    public virtual AsyncPageable<TableItem> QueryAsync(
        Expression<Func<TableItem, bool>> filter,
        int? maxPerPage = null,
        CancellationToken cancellationToken = default) =>
        QueryAsync(CreateQueryFilter(filter), maxPerPage, cancellationToken);

    /// <summary>The tables that a filter selects; null selects all.</summary>
    public virtual AsyncPageable<TableItem> QueryAsync(
        string filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new AsyncPages<TableItem>(Fetch(filter, maxPerPage), cancellationToken);

    private PageFetch<TableItem> Fetch(string filter, int? maxPerPage) => async (token, size, async, cancellation) =>
    {
        using var message = connection.Request(RequestMethod.Get, TableOperations.TablesPath);
        QueryRequest.Append(message.Request.Uri, filter, size ?? maxPerPage, null);
        QueryRequest.AppendTableContinuation(message.Request.Uri, token);
        var response = await connection.SendAsync(message, async, cancellation).ConfigureAwait(false);
        return Page<TableItem>.FromValues(
            TableNames.Read(response), QueryRequest.TableContinuationOf(response), response);
    };
}
