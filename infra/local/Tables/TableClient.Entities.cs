// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
// The original is compiled without nullable annotations, and a caller must see the same.
#nullable disable

using System.Net;
using Azure.Core;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <content>One entity at a time.</content>
public partial class TableClient
{
    private const int EntityBytes = 1024;

    /// <summary>Adds an entity.</summary>
    /// <exception cref="RequestFailedException">The entity exists (409), or another refusal.</exception>
    /// <exception cref="ArgumentException">The entity exceeds a limit of the service; nothing was sent.</exception>
    public virtual Response AddEntity<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        TableConnection.Completed(AddAsync(entity, false, cancellationToken));

    /// <summary>Adds an entity.</summary>
    /// <exception cref="RequestFailedException">The entity exists (409), or another refusal.</exception>
    /// <exception cref="ArgumentException">The entity exceeds a limit of the service; nothing was sent.</exception>
    public virtual async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await AddAsync(entity, true, cancellationToken).ConfigureAwait(false);

    /// <summary>Adds an entity, or merges into the one with its keys or replaces it.</summary>
    public virtual Response UpsertEntity<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        TableConnection.Completed(PutAsync(entity, null, mode, false, cancellationToken));

    /// <summary>Adds an entity, or merges into the one with its keys or replaces it.</summary>
    public virtual async Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await PutAsync(entity, null, mode, true, cancellationToken).ConfigureAwait(false);

    /// <summary>Merges into the entity that has this version, or replaces it.</summary>
    /// <exception cref="RequestFailedException">It has another version (412) or is not there (404).</exception>
    public virtual Response UpdateEntity<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        TableConnection.Completed(PutAsync(entity, Required(ifMatch), mode, false, cancellationToken));

    /// <summary>Merges into the entity that has this version, or replaces it.</summary>
    /// <exception cref="RequestFailedException">It has another version (412) or is not there (404).</exception>
    public virtual async Task<Response> UpdateEntityAsync<T>(
        T entity,
        ETag ifMatch,
        TableUpdateMode mode = TableUpdateMode.Merge,
        CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        await PutAsync(entity, Required(ifMatch), mode, true, cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes an entity; one that is not there is answered with status 404 and no exception.</summary>
    public virtual Response DeleteEntity(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        TableConnection.Completed(
            DeleteAsync(entity.PartitionKey, entity.RowKey, ifMatch, false, cancellationToken));

    /// <summary>Deletes an entity; one that is not there is answered with status 404 and no exception.</summary>
    public virtual Response DeleteEntity(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        TableConnection.Completed(DeleteAsync(partitionKey, rowKey, ifMatch, false, cancellationToken));

    /// <summary>Deletes an entity; one that is not there is answered with status 404 and no exception.</summary>
    public virtual async Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        await DeleteAsync(entity.PartitionKey, entity.RowKey, ifMatch, true, cancellationToken).ConfigureAwait(false);

    /// <summary>Deletes an entity; one that is not there is answered with status 404 and no exception.</summary>
    public virtual async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        await DeleteAsync(partitionKey, rowKey, ifMatch, true, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads an entity.</summary>
    /// <exception cref="RequestFailedException">The entity is not there (404), or another refusal.</exception>
    public virtual Response<T> GetEntity<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        (Response<T>)TableConnection.Completed(GetAsync<T>(partitionKey, rowKey, select, 0, false, cancellationToken));

    /// <summary>Reads an entity.</summary>
    /// <exception cref="RequestFailedException">The entity is not there (404), or another refusal.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        (Response<T>)await GetAsync<T>(partitionKey, rowKey, select, 0, true, cancellationToken).ConfigureAwait(false);

    /// <summary>Reads an entity, or says that it is not there.</summary>
    public virtual NullableResponse<T> GetEntityIfExists<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        TableConnection.Completed(GetAsync<T>(partitionKey, rowKey, select, NotFound, false, cancellationToken));

    /// <summary>Reads an entity, or says that it is not there.</summary>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        await GetAsync<T>(partitionKey, rowKey, select, NotFound, true, cancellationToken).ConfigureAwait(false);

    private const int NotFound = (int)HttpStatusCode.NotFound;

    private async ValueTask<Response> AddAsync(ITableEntity entity, bool async, CancellationToken cancellation)
    {
        using var message = Write(RequestMethod.Post, Name, entity);
        message.Request.Headers.Add("Prefer", "return-no-content");
        return await connection.SendAsync(message, async, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<Response> PutAsync(
        ITableEntity entity, ETag? ifMatch, TableUpdateMode mode, bool async, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(entity);
        var method = mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentException($"Unexpected value for {nameof(mode)}: {mode}", nameof(mode)),
        };
        using var message = Write(method, EntityPath.Of(Name, entity.PartitionKey, entity.RowKey), entity);
        if (ifMatch is { } version)
            message.Request.Headers.Add("If-Match", version.ToString());
        return await connection.SendAsync(message, async, cancellation).ConfigureAwait(false);
    }

    private async ValueTask<Response> DeleteAsync(
        string partitionKey, string rowKey, ETag ifMatch, bool async, CancellationToken cancellation)
    {
        using var message = connection.Request(RequestMethod.Delete, EntityPath.Of(Name, partitionKey, rowKey));
        message.Request.Headers.Add("If-Match", ifMatch == default ? "*" : ifMatch.ToString());
        return await connection.SendAsync(message, async, cancellation, NotFound).ConfigureAwait(false);
    }

    private async ValueTask<NullableResponse<T>> GetAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string> select,
        int tolerated,
        bool async,
        CancellationToken cancellation)
        where T : class, ITableEntity
    {
        using var message = connection.Request(RequestMethod.Get, EntityPath.Of(Name, partitionKey, rowKey));
        if (select != null)
            message.Request.Uri.AppendQuery("$select", string.Join(',', select));
        var response = await connection.SendAsync(message, async, cancellation, tolerated).ConfigureAwait(false);
        return response.Status == NotFound
            ? new Missing<T>(response)
            : Response.FromValue(EntityReader.ReadOne<T>(response), response);
    }

    private HttpMessage Write(RequestMethod method, string path, ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        var body = new PooledBody(EntityBytes);
        EntityWriter.Write(body, entity);
        return connection.Write(method, path, body);
    }

    private static ETag Required(ETag ifMatch) => ifMatch == default
        ? throw new ArgumentException("An update names the version that it replaces.", nameof(ifMatch))
        : ifMatch;
}
