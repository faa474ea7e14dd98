using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace CarbonRegistry.Simulation.Machine;

/// <summary>The journal's table as one process sees it: every call goes over the simulated network.</summary>
internal sealed partial class SimulatedTable(SimulatedStorage storage, Lane caller) : TableClient
{
    /// <inheritdoc/>
    public override string Name => "journal";

    /// <inheritdoc/>
    public override Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default) =>
        storage.Send<Response<TableItem>>(
            caller, () => Response.FromValue(new TableItem(Name), new SimulatedResponse(409)));

    /// <inheritdoc/>
    public override async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey,
        string rowKey,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
    {
        var row = await storage.Send(caller, () => storage.Rows.Find(rowKey));
        return row is null
            ? new NotThere<T>()
            : Response.FromValue((T)(object)row, new SimulatedResponse(200));
    }

    /// <inheritdoc/>
    public override AsyncPageable<T> QueryAsync<T>(
        string? filter = null,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
    {
        var keys = Keys().Matches(filter!);
        return new Rows<T>(this, keys[0].Groups[1].Value, keys[1].Groups[1].Value);
    }

    /// <inheritdoc/>
    public override async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        var actions = transactionActions.ToList();
        var versions = await storage.Send(caller, () => storage.Rows.Submit(actions));
        IReadOnlyList<Response> parts = [.. versions.Select(version => new SimulatedResponse(204, version))];
        return Response.FromValue(parts, new SimulatedResponse(202));
    }

    [GeneratedRegex("RowKey (?:ge|lt) '([^']*)'")]
    private static partial Regex Keys();

    private sealed class NotThere<T> : NullableResponse<T>
    {
        public override bool HasValue => false;

        public override T Value => throw new InvalidOperationException("There is no such row.");

        public override Response GetRawResponse() => new SimulatedResponse(404);
    }

    /// <summary>A query; its rows are fetched in two pages, so that others may write between the two.</summary>
    private sealed class Rows<T>(SimulatedTable table, string from, string end) : AsyncPageable<T>
        where T : notnull
    {
        public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
            throw new NotSupportedException("The journal reads rows, not pages.");

        public override async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            const int pageSize = 40;
            var next = from;
            while (true)
            {
                var start = next;
                var rows = await table.Fetch(start, end);
                foreach (var row in rows.Take(pageSize))
                {
                    next = row.RowKey + "\0";
                    yield return (T)(object)row;
                }
                if (rows.Count <= pageSize)
                    yield break;
            }
        }
    }

    private Task<List<TableEntity>> Fetch(string from, string end) =>
        storage.Send(caller, () => storage.Rows.Between(from, end));
}
