// Internal part of an exact subset of the package Azure.Data.Tables; it adds nothing to the public surface.
namespace Azure.Data.Tables.Query;

/// <summary>Fetches the page after a continuation token; a null token asks for the first.</summary>
internal delegate ValueTask<Page<T>> PageFetch<T>(string? token, int? size, bool async, CancellationToken cancellation)
    where T : notnull;

/// <summary>The pages of a query, fetched as they are asked for.</summary>
internal sealed class AsyncPages<T>(PageFetch<T> fetch, CancellationToken cancellation) : AsyncPageable<T>(cancellation)
    where T : notnull
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var token = continuationToken;
        do
        {
            var page = await fetch(token, pageSizeHint, true, CancellationToken).ConfigureAwait(false);
            yield return page;
            token = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(token));
    }
}

/// <summary>The pages of a query, fetched as they are asked for, each while the caller waits.</summary>
internal sealed class Pages<T>(PageFetch<T> fetch, CancellationToken cancellation) : Pageable<T>(cancellation)
    where T : notnull
{
    public override IEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        var token = continuationToken;
        do
        {
            var page = Wire.TableConnection.Completed(fetch(token, pageSizeHint, false, CancellationToken));
            yield return page;
            token = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(token));
    }
}
