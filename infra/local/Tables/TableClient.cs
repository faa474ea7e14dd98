// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
// The original is compiled without nullable annotations, and a caller must see the same.
#nullable disable

using System.Diagnostics.CodeAnalysis;
using Azure.Core;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <summary>A table of a storage account. Safe for use by several threads.</summary>
[SuppressMessage("Design", "CA1054", Justification = "The original's signatures.")]
public partial class TableClient
{
    private readonly TableConnection connection;

    /// <summary>For a fake that overrides what it needs.</summary>
    protected TableClient()
    {
    }

    /// <summary>A table by a connection string.</summary>
    /// <param name="connectionString">The account's connection string.</param>
    /// <param name="tableName">The name of the table.</param>
    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    /// <summary>A table by a connection string.</summary>
    /// <param name="connectionString">The account's connection string.</param>
    /// <param name="tableName">The name of the table.</param>
    /// <param name="options">Retries, transport and policies; null for the defaults.</param>
    public TableClient(string connectionString, string tableName, TableClientOptions options = null)
        : this(TableConnection.Open(connectionString, options), tableName)
    {
    }

    /// <summary>A table by its account's endpoint and key.</summary>
    /// <param name="endpoint">The account's table endpoint.</param>
    /// <param name="tableName">The name of the table.</param>
    /// <param name="credential">The account's name and key.</param>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    /// <summary>A table by its account's endpoint and key.</summary>
    /// <param name="endpoint">The account's table endpoint.</param>
    /// <param name="tableName">The name of the table.</param>
    /// <param name="credential">The account's name and key.</param>
    /// <param name="options">Retries, transport and policies; null for the defaults.</param>
    public TableClient(
        Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions options = null)
        : this(TableConnection.Open(endpoint, credential, options), tableName)
    {
    }

    /// <summary>A table by its account's endpoint and an identity.</summary>
    /// <param name="endpoint">The account's table endpoint.</param>
    /// <param name="tableName">The name of the table.</param>
    /// <param name="tokenCredential">Gives tokens of the identity.</param>
    /// <param name="options">Retries, transport and policies; null for the defaults.</param>
    public TableClient(
        Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions options = null)
        : this(TableConnection.Open(endpoint, tokenCredential, options), tableName)
    {
    }

    internal TableClient(TableConnection connection, string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        this.connection = connection;
        Name = tableName;
        AccountName = connection.AccountName;
        Uri = connection.Address(tableName);
    }

    /// <summary>The name of the table.</summary>
    public virtual string Name { get; }

    /// <summary>The name of the account.</summary>
    public virtual string AccountName { get; }

    /// <summary>The address of the table.</summary>
    public virtual Uri Uri { get; }

    /// <summary>Creates the table.</summary>
    /// <exception cref="RequestFailedException">The table exists (409), or another refusal.</exception>
    public virtual Response<TableItem> Create(CancellationToken cancellationToken = default) =>
        TableConnection.Completed(TableOperations.CreateAsync(connection, Name, false, cancellationToken));

    /// <summary>Creates the table.</summary>
    /// <exception cref="RequestFailedException">The table exists (409), or another refusal.</exception>
    public virtual async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        await TableOperations.CreateAsync(connection, Name, true, cancellationToken).ConfigureAwait(false);

    /// <summary>Creates the table; one that exists is answered with status 409 and no exception.</summary>
    public virtual Response<TableItem> CreateIfNotExists(CancellationToken cancellationToken = default) =>
        TableConnection.Completed(TableOperations.CreateIfMissingAsync(connection, Name, false, cancellationToken));

    /// <summary>Creates the table; one that exists is answered with status 409 and no exception.</summary>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(
        CancellationToken cancellationToken = default) =>
        await TableOperations.CreateIfMissingAsync(connection, Name, true, cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes the table; one that is not there is answered with status 404 and no exception.</summary>
    public virtual Response Delete(CancellationToken cancellationToken = default) =>
        TableConnection.Completed(TableOperations.DeleteAsync(connection, Name, false, cancellationToken));

    /// <summary>Deletes the table; one that is not there is answered with status 404 and no exception.</summary>
    public virtual async Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        await TableOperations.DeleteAsync(connection, Name, true, cancellationToken).ConfigureAwait(false);
}
