using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace CarbonRegistry.Simulation.Machine;

/// <summary>The rows of one partition, with the versions and the transactions of the table service.</summary>
internal sealed class SimulatedRows
{
    private readonly SortedDictionary<string, TableEntity> rows = new(StringComparer.Ordinal);
    private long version;

    /// <summary>Raised when a transaction was carried out, with its rows.</summary>
    public event Action<IReadOnlyList<TableEntity>>? Committed;

    /// <summary>The keys of all rows, in order.</summary>
    public IReadOnlyList<string> Keys => [.. rows.Keys];

    /// <summary>The row, or null.</summary>
    public TableEntity? Find(string key) => rows.TryGetValue(key, out var row) ? new TableEntity(row) : null;

    /// <summary>The rows from a key on, up to another.</summary>
    public List<TableEntity> Between(string from, string end) =>
    [
        .. rows.Where(row => string.CompareOrdinal(row.Key, from) >= 0 && string.CompareOrdinal(row.Key, end) < 0)
            .Select(row => new TableEntity(row.Value)),
    ];

    /// <summary>All or nothing: 409 for a row that exists, 412 for another version, 404 for none.</summary>
    /// <returns>The new versions.</returns>
    public IReadOnlyList<ETag> Submit(IReadOnlyList<TableTransactionAction> actions)
    {
        foreach (var action in actions)
            Check(action);
        var written = new List<TableEntity>();
        foreach (var action in actions)
            written.Add(Put((TableEntity)action.Entity));
        Committed?.Invoke(written);
        return [.. written.Select(row => row.ETag)];
    }

    /// <summary>Puts a row in place, whatever is there: what somebody with the key of the account could do.</summary>
    public TableEntity Put(TableEntity entity)
    {
        var row = new TableEntity(entity)
        {
            ETag = new ETag(string.Create(CultureInfo.InvariantCulture, $"W/\"{++version}\"")),
        };
        return rows[row.RowKey] = row;
    }

    /// <summary>Takes a row away.</summary>
    public void Remove(string key) => rows.Remove(key);

    private void Check(TableTransactionAction action)
    {
        var there = rows.GetValueOrDefault(action.Entity.RowKey);
        switch (action.ActionType)
        {
            case TableTransactionActionType.Add when there is not null:
                throw new RequestFailedException(409, "The specified entity already exists.");
            case TableTransactionActionType.Add or TableTransactionActionType.UpsertReplace:
                return;
            case TableTransactionActionType.UpdateReplace when there is null:
                throw new RequestFailedException(404, "The specified resource does not exist.");
            case TableTransactionActionType.UpdateReplace:
                if (action.ETag != default && action.ETag != there.ETag)
                    throw new RequestFailedException(412, "The update condition specified was not satisfied.");
                return;
            default:
                throw new NotSupportedException($"{action.ActionType} is nothing that the journal does.");
        }
    }
}
