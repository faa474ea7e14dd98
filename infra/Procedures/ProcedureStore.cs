using System.Security.Cryptography;
using System.Text.Json;
using Azure.Data.Tables;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Procedures;

/// <summary>
/// The table of procedures. A row is the record as JSON beside the columns that the board filters by. Every change
/// names the version that it replaces, so two writers never overwrite each other.
/// </summary>
public sealed class ProcedureStore(TableServiceClient tables)
{
    private const string Partition = "KZ";
    private const string StatePrefix = "State";

    /// <summary>
    /// The column with the marks of the last writes, newest first. A write whose answer was lost finds its mark there,
    /// even when others have written since.
    /// </summary>
    private const string Marks = "Marks";

    private const int MarksKept = 8;
    private const int MarkBytes = 8;

    /// <summary>
    /// Azure Table storage takes 64 KiB a binary property:
    /// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
    /// </summary>
    private const int BytesPerProperty = 64 * 1024;

    /// <summary>Ten properties of 64 KiB leave room for the columns within the 1 MiB of an entity.</summary>
    private const int StateProperties = 10;

    private readonly TableClient table = tables.GetTableClient(StorageNames.ProceduresTable);

    /// <summary>Claims the record's id.</summary>
    /// <returns>The record itself when it is new, otherwise the one that holds the id already.</returns>
    public async Task<(ProcedureRecord Record, bool Created)> CreateAsync(
        ProcedureRecord record,
        CancellationToken cancellation)
    {
        var mark = NewMark();
        try
        {
            await table.AddEntityAsync(ToRow(record, mark, null), cancellation);
            return (record, true);
        }
        catch (Exception failure) when (StorageFailures.IsConflict(failure) || StorageFailures.IsPassing(failure))
        {
            if (await ReadAfterAsync(record.Id, failure, cancellation) is not { } row)
                throw;
            return (FromRow(row), Has(row, mark));
        }
    }

    /// <summary>The record; null when there is none.</summary>
    public async Task<ProcedureRecord?> FindAsync(string id, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, id, null, cancellation);
        return row.HasValue ? FromRow(row.Value!) : null;
    }

    /// <summary>The record of a procedure that is known to exist.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public async Task<ProcedureRecord> GetAsync(string id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ?? throw new InvalidOperationException($"No procedure {id} is stored.");

    /// <summary>
    /// Changes the record; when somebody else changed it meanwhile, the change is made again on the newer version.
    /// </summary>
    /// <param name="id">A procedure that exists.</param>
    /// <param name="change">
    /// Pure; may run several times. Returning its argument means that nothing is to be written.
    /// </param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <returns>The record as it stands now.</returns>
    public async Task<ProcedureRecord> ChangeAsync(
        string id,
        Func<ProcedureRecord, ProcedureRecord> change,
        CancellationToken cancellation)
    {
        while (true)
        {
            var row = (await table.GetEntityAsync<TableEntity>(Partition, id, null, cancellation)).Value;
            var before = FromRow(row);
            var after = change(before);
            if (ReferenceEquals(before, after))
                return before;
            var mark = NewMark();
            try
            {
                var written = ToRow(after, mark, row.GetString(Marks));
                await table.UpdateEntityAsync(written, row.ETag, TableUpdateMode.Replace, cancellation);
                return after;
            }
            catch (Exception failure) when (StorageFailures.IsConflict(failure) || StorageFailures.IsPassing(failure))
            {
                var now = await ReadAfterAsync(id, failure, cancellation);
                if (now is not null && Has(now, mark))
                    return FromRow(now);
                if (!StorageFailures.IsConflict(failure))
                    throw;
                // Another writer was faster; its version is read on the next round.
            }
        }
    }

    /// <summary>True when a procedure of the kind about the installation is as asked for.</summary>
    public async Task<bool> AnyOfInstallationAsync(
        string kind,
        string installation,
        Func<ProcedureRecord, bool> matches,
        CancellationToken cancellation)
    {
        var filter = new ProcedureFilter { Kind = kind, Installation = installation };
        await foreach (var record in AllAsync(filter, cancellation))
        {
            if (matches(record))
                return true;
        }
        return false;
    }

    /// <summary>One page of the board.</summary>
    /// <param name="filter">What to show.</param>
    /// <param name="take">At most so many, 1 to 1,000.</param>
    /// <param name="continuation">The token of the page before; null for the first.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<(IReadOnlyList<ProcedureRecord> Items, string? Continuation)> QueryAsync(
        ProcedureFilter filter,
        int take,
        string? continuation,
        CancellationToken cancellation)
    {
        var pages = table.QueryAsync<TableEntity>(filter.ToOData(Partition), take, null, cancellation)
            .AsPages(continuation, take);
        // The service may answer an empty page that has a successor, when it has read long enough without a match.
        await foreach (var page in pages)
        {
            if (page.Values.Count > 0 || page.ContinuationToken is null)
                return ([.. page.Values.Select(FromRow)], page.ContinuationToken);
        }
        return ([], null);
    }

    /// <summary>Every record that matches, page by page.</summary>
    public async IAsyncEnumerable<ProcedureRecord> AllAsync(
        ProcedureFilter filter,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = table.QueryAsync<TableEntity>(filter.ToOData(Partition), null, null, cancellation);
        await foreach (var row in rows)
            yield return FromRow(row);
    }

    /// <summary>The row after a write whose outcome is not known; null when there is none.</summary>
    private async Task<TableEntity?> ReadAfterAsync(string id, Exception failure, CancellationToken cancellation)
    {
        try
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, id, null, cancellation);
            return row.HasValue ? row.Value : null;
        }
        catch (Exception silent) when (StorageFailures.IsPassing(silent) && StorageFailures.IsPassing(failure))
        {
            // The write's own failure says more than that of the look after it.
            return null;
        }
    }

    private static string NewMark() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MarkBytes));

    private static bool Has(TableEntity row, string mark) =>
        row.GetString(Marks) is { } marks && marks.Split(' ').Contains(mark);

    private static TableEntity ToRow(ProcedureRecord record, string mark, string? earlierMarks)
    {
        var row = new TableEntity(Partition, record.Id)
        {
            ["Kind"] = record.Kind,
            ["Number"] = record.Number,
            ["Paragraph"] = record.Paragraph,
            ["Stage"] = record.Stage.ToString(),
            ["Ended"] = record.Ended,
            ["Issuer"] = record.IssuerId,
            ["Holder"] = record.Holder,
            ["Installation"] = record.Installation,
            ["DueOn"] = record.Deadline is { } due ? ProcedureFilter.Text(due.DueOn) : "",
            ["Waits"] = record.Awaiting.Count > 0,
            ["Deal"] = record.Deal?.Key,
            ["Promises"] = record.Promises.Count > 0,
            [Marks] = string.Join(' ', (earlierMarks ?? "").Split(' ').Prepend(mark).Take(MarksKept)).TrimEnd(),
        };
        foreach (var (index, other) in record.Others.Take(ProcedureFilter.OthersKept).Index())
            row[ProcedureFilter.OtherPrefix + index] = other;
        var state = JsonSerializer.SerializeToUtf8Bytes(record, StorageJson.Options);
        if (state.Length > BytesPerProperty * StateProperties)
            throw new InvalidOperationException($"The record of {record.Id} is too large for a row.");
        for (var part = 0; part * BytesPerProperty < state.Length; part++)
        {
            var rest = Math.Min(BytesPerProperty, state.Length - part * BytesPerProperty);
            row[StatePrefix + part] = state.AsSpan(part * BytesPerProperty, rest).ToArray();
        }
        return row;
    }

    private static ProcedureRecord FromRow(TableEntity row)
    {
        using var state = new MemoryStream();
        for (var part = 0; row.GetBinary(StatePrefix + part) is { } bytes; part++)
            state.Write(bytes);
        return JsonSerializer.Deserialize<ProcedureRecord>(state.ToArray(), StorageJson.Options)
            ?? throw new InvalidDataException($"The row of {row.RowKey} holds no record.");
    }
}
