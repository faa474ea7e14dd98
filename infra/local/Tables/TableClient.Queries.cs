// Part of an exact subset of the public surface of the package Azure.Data.Tables: nothing public here is our own.
// The original is compiled without nullable annotations, and a caller must see the same.
#nullable disable

using System.Globalization;
using System.Linq.Expressions;
using Azure.Core;
using Azure.Data.Tables.Query;
using Azure.Data.Tables.Wire;

namespace Azure.Data.Tables;

/// <content>Queries.</content>
public partial class TableClient
{
    /// <summary>Writes a filter; each interpolated value is quoted and escaped as a filter asks.</summary>
    /// <param name="filter">For example $"PartitionKey eq {key}".</param>
    public static string CreateQueryFilter(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return string.Format(
            CultureInfo.InvariantCulture, filter.Format, [.. filter.GetArguments().Select(Literal.Of)]);
    }

    /// <summary>Writes a filter for a condition on an entity.</summary>
    /// <exception cref="NotSupportedException">A filter cannot say this.</exception>
    public static string CreateQueryFilter<T>(Expression<Func<T, bool>> filter) => FilterTranslator.Translate(filter);

    /// <summary>The entities that a condition selects, in the order of their keys.</summary>
    /// <exception cref="NotSupportedException">A filter cannot say this.</exception>
    public virtual Pageable<T> Query<T>(
        Expression<Func<T, bool>> filter,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        Query<T>(FilterTranslator.Translate(filter), maxPerPage, select, cancellationToken);

    /// <summary>The entities that a filter selects, in the order of their keys.</summary>
    /// <param name="filter">An OData filter; null selects all.</param>
    /// <param name="maxPerPage">At most so many entities in a page, 1 to 1,000; null for the service's choice.</param>
    /// <param name="select">The names of the properties to read; null for all.</param>
    /// <param name="cancellationToken">Stops the fetching of pages.</param>
    public virtual Pageable<T> Query<T>(
        string filter = null,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new Pages<T>(Fetch<T>(filter, maxPerPage, select), cancellationToken);

    /// <summary>The entities that a condition selects, in the order of their keys.</summary>
    /// <exception cref="NotSupportedException">A filter cannot say this.</exception>
    public virtual AsyncPageable<T> QueryAsync<T>(
        Expression<Func<T, bool>> filter,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        QueryAsync<T>(FilterTranslator.Translate(filter), maxPerPage, select, cancellationToken);

    /// <summary>The entities that a filter selects, in the order of their keys.</summary>
    /// <param name="filter">An OData filter; null selects all.</param>
    /// <param name="maxPerPage">At most so many entities in a page, 1 to 1,000; null for the service's choice.</param>
    /// <param name="select">The names of the properties to read; null for all.</param>
    /// <param name="cancellationToken">Stops the fetching of pages.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(
        string filter = null,
        int? maxPerPage = null,
        IEnumerable<string> select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new AsyncPages<T>(Fetch<T>(filter, maxPerPage, select), cancellationToken);

    private PageFetch<T> Fetch<T>(string filter, int? maxPerPage, IEnumerable<string> select)
        where T : class, ITableEntity
    {
        var names = select == null ? null : string.Join(',', select);
        return async (token, size, async, cancellation) =>
        {
            using var message = connection.Request(RequestMethod.Get, Name + "()");
            QueryRequest.Append(message.Request.Uri, filter, size ?? maxPerPage, names);
            QueryRequest.AppendContinuation(message.Request.Uri, token);
            var response = await connection.SendAsync(message, async, cancellation).ConfigureAwait(false);
            return Page<T>.FromValues(
                EntityReader.ReadMany<T>(response), QueryRequest.ContinuationOf(response), response);
        };
    }
}
