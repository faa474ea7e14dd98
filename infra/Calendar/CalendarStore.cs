using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Calendar;

/// <summary>
/// The table of the calendar, one partition: a row for each act, a row for each version that ever was in force, and the
/// head, which says what is in force now. An approval writes the act, its version and the head in one transaction, so
/// no worker ever sees a part of it. Acts and shipped calendars lie in the archive.
/// </summary>
public sealed class CalendarStore(TableServiceClient tables, DocumentArchive archive)
{
    private const string Partition = "KZ";
    private const string HeadKey = "head";
    private const string ActPrefix = "act.";
    private const string VersionPrefix = "version.";
    private const string NextPrefix = "act/";

    private readonly TableClient table = tables.GetTableClient(StorageNames.CalendarTable);

    /// <summary>
    /// Makes the table and its head. A registry that was built with another calendar than before counts by the new one
    /// from now on, with the same acts upon it. May be called again.
    /// </summary>
    /// <param name="shipped">The csv of the calendar that this build carries.</param>
    /// <param name="cancellation">Stops the start.</param>
    public async Task StartAsync(string shipped, CancellationToken cancellation)
    {
        await tables.CreateTableIfNotExistsAsync(StorageNames.CalendarTable, cancellation);
        var sha256 = await archive.PutAsync(Encoding.UTF8.GetBytes(shipped), cancellation);
        while (true)
        {
            var head = await FindAsync(HeadKey, cancellation);
            if (head?.GetString("Base") == sha256)
                return;
            var acts = head is null ? [] : ActsOf(head);
            var calendar = await BuildAsync(sha256, acts, cancellation);
            if (await TryWriteAsync(head, HeadOf(calendar.Version, sha256, acts, null), null, cancellation))
                return;
        }
    }

    /// <summary>What is in force now.</summary>
    public async Task<CalendarHead> HeadAsync(CancellationToken cancellation)
    {
        var row = await GetAsync(HeadKey, cancellation);
        return new CalendarHead(row.GetString("Version"), ActsOf(row), row.GetString("Swept"));
    }

    /// <summary>The calendar of a version; null when no calendar of that version was ever in force.</summary>
    public async Task<WorkingCalendar?> CalendarAsync(string version, CancellationToken cancellation)
    {
        var row = await FindAsync(VersionPrefix + version, cancellation);
        return row is null ? null : await BuildAsync(row.GetString("Base"), ActsOf(row), cancellation);
    }

    /// <summary>Keeps a proposed act.</summary>
    /// <returns>The act itself when its id is new, otherwise the one that has the id.</returns>
    public async Task<(CalendarActRecord Record, bool Created)> ProposeAsync(
        CalendarActRecord record, CancellationToken cancellation)
    {
        var row = await ToRowAsync(record, cancellation);
        try
        {
            await table.AddEntityAsync(row, cancellation);
            return (record, true);
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return (await FromRowAsync(await GetAsync(row.RowKey, cancellation), cancellation), false);
        }
    }

    /// <summary>An act; null when there is none of the id.</summary>
    public async Task<CalendarActRecord?> FindActAsync(string id, CancellationToken cancellation) =>
        await FindAsync(ActPrefix + id, cancellation) is { } row ? await FromRowAsync(row, cancellation) : null;

    /// <summary>Every act, in the order of dates and numbers.</summary>
    public async Task<IReadOnlyList<CalendarActRecord>> AllActsAsync(CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Partition} and RowKey ge {ActPrefix} and RowKey lt {NextPrefix}");
        var acts = new List<CalendarActRecord>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, null, null, cancellation))
            acts.Add(await FromRowAsync(row, cancellation));
        return acts;
    }

    /// <summary>
    /// Decides on an act; when somebody else decided on it or on another one meanwhile, the decision is made again on
    /// what stands then. One that is approved is part of the calendar from the moment in which this returns.
    /// </summary>
    /// <param name="id">An act that exists.</param>
    /// <param name="decide">
    /// Pure; may run several times; gets the calendar in force. Returning its argument writes nothing.
    /// </param>
    /// <param name="cancellation">Stops the waiting.</param>
    /// <returns>The act as it stands now.</returns>
    public async Task<CalendarActRecord> DecideAsync(
        string id,
        Func<CalendarActRecord, WorkingCalendar, CalendarActRecord> decide,
        CancellationToken cancellation)
    {
        while (true)
        {
            var row = await GetAsync(ActPrefix + id, cancellation);
            var head = await GetAsync(HeadKey, cancellation);
            var before = await FromRowAsync(row, cancellation);
            var calendar = await BuildAsync(head.GetString("Base"), ActsOf(head), cancellation);
            var after = decide(before, calendar);
            if (ReferenceEquals(before, after))
                return before;
            var next = head;
            if (after.Stage == CalendarActStage.Approved)
            {
                after = after with { CalendarVersion = calendar.With(after.Act).Version };
                var swept = head.GetString("Swept");
                next = HeadOf(after.CalendarVersion, head.GetString("Base"), [.. ActsOf(head), id], swept);
            }
            var decided = await ToRowAsync(after, cancellation);
            decided.ETag = row.ETag;
            if (await TryWriteAsync(head, next, decided, cancellation))
                return after;
        }
    }

    /// <summary>Records that every open procedure was looked at with the version. May be called again.</summary>
    public async Task MarkSweptAsync(string version, CancellationToken cancellation)
    {
        var head = await GetAsync(HeadKey, cancellation);
        // A version that came meanwhile asks for a sweep of its own.
        if (head.GetString("Version") != version || head.GetString("Swept") == version)
            return;
        head["Swept"] = version;
        try
        {
            await table.UpdateEntityAsync(head, head.ETag, TableUpdateMode.Replace, cancellation);
        }
        catch (RequestFailedException changed) when (changed.Status == 412)
        {
            // Another worker wrote the head; whoever sweeps next records it.
        }
    }

    /// <summary>Writes the head with what goes with it; false when another writer was faster.</summary>
    private async Task<bool> TryWriteAsync(
        TableEntity? before, TableEntity head, TableEntity? act, CancellationToken cancellation)
    {
        // A version is the same whoever writes it, and one that was in force before may come back.
        var version = new TableEntity(Partition, VersionPrefix + head.GetString("Version"))
        {
            ["Base"] = head.GetString("Base"),
            ["Acts"] = head.GetString("Acts"),
        };
        var actions = new List<TableTransactionAction>
        {
            before is null
                ? new(TableTransactionActionType.Add, head)
                : new(TableTransactionActionType.UpdateReplace, head, before.ETag),
            new(TableTransactionActionType.UpsertReplace, version),
        };
        if (act is not null)
            actions.Add(new(TableTransactionActionType.UpdateReplace, act, act.ETag));
        try
        {
            await table.SubmitTransactionAsync(actions, cancellation);
            return true;
        }
        catch (TableTransactionFailedException changed) when (changed.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task<WorkingCalendar> BuildAsync(
        string sha256, IReadOnlyList<string> acts, CancellationToken cancellation)
    {
        var csv = Encoding.UTF8.GetString(await archive.GetAsync(sha256, cancellation));
        var calendar = WorkingCalendar.Parse(csv);
        foreach (var id in acts)
        {
            var record = await FromRowAsync(await GetAsync(ActPrefix + id, cancellation), cancellation);
            calendar = calendar.With(record.Act);
        }
        return calendar;
    }

    private async Task<TableEntity> ToRowAsync(CalendarActRecord record, CancellationToken cancellation)
    {
        var act = JsonSerializer.SerializeToUtf8Bytes(record.Act, StorageJson.Options);
        return new TableEntity(Partition, ActPrefix + record.Act.Id)
        {
            ["Sha256"] = await archive.PutAsync(act, cancellation),
            ["Stage"] = record.Stage.ToString(),
            ["ProposedBy"] = record.ProposedBy,
            ["ProposedAt"] = record.ProposedAt,
            ["DecidedBy"] = record.DecidedBy,
            ["DecidedAt"] = record.DecidedAt,
            ["Reason"] = record.Reason,
            ["CalendarVersion"] = record.CalendarVersion,
        };
    }

    private async Task<CalendarActRecord> FromRowAsync(TableEntity row, CancellationToken cancellation)
    {
        var bytes = await archive.GetAsync(row.GetString("Sha256"), cancellation);
        var act = JsonSerializer.Deserialize<CalendarAct>(bytes, StorageJson.Options)
            ?? throw new InvalidDataException($"The archived act of {row.RowKey} is empty.");
        var stage = Enum.Parse<CalendarActStage>(row.GetString("Stage"));
        var proposedAt = row.GetDateTimeOffset("ProposedAt")
            ?? throw new InvalidDataException($"The row of {row.RowKey} does not say when it was loaded.");
        return new CalendarActRecord(act, stage, row.GetString("ProposedBy"), proposedAt)
        {
            DecidedBy = row.GetString("DecidedBy"),
            DecidedAt = row.GetDateTimeOffset("DecidedAt"),
            Reason = row.GetString("Reason"),
            CalendarVersion = row.GetString("CalendarVersion"),
        };
    }

    private async Task<TableEntity?> FindAsync(string key, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, key, null, cancellation);
        return row.HasValue ? row.Value : null;
    }

    private async Task<TableEntity> GetAsync(string key, CancellationToken cancellation) =>
        await FindAsync(key, cancellation)
        ?? throw new InvalidOperationException($"The calendar has no row {key}.");

    private static TableEntity HeadOf(string version, string sha256, IReadOnlyList<string> acts, string? swept) =>
        new(Partition, HeadKey)
        {
            ["Version"] = version,
            ["Base"] = sha256,
            ["Acts"] = JsonSerializer.Serialize(acts, StorageJson.Options),
            ["Swept"] = swept,
        };

    private static IReadOnlyList<string> ActsOf(TableEntity row) =>
        JsonSerializer.Deserialize<IReadOnlyList<string>>(row.GetString("Acts"), StorageJson.Options) ?? [];
}
