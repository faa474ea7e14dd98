using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Access;

/// <summary>
/// The table of users: registrations, users and appointments of delegates in a partition each. A row is the record as
/// JSON. Every change names the version that it replaces, so two writers never overwrite each other.
/// </summary>
public sealed class UserStore(TableServiceClient tables)
{
    private const string Registrations = "registrations";
    private const string Users = "users";
    private const string State = "State";
    private const string Status = "Status";
    private const string Bin = "Bin";
    private const string Appointed = "appointments";
    private const string Holder = "Holder";

    private readonly TableClient table = tables.GetTableClient(StorageNames.UsersTable);

    /// <summary>Keeps a registration unless it is there already.</summary>
    /// <returns>The registration itself when it is new, otherwise the one that is there.</returns>
    public async Task<(RegistrationRecord Record, bool Created)> CreateAsync(
        RegistrationRecord record, CancellationToken cancellation)
    {
        try
        {
            await table.AddEntityAsync(RowOf(record), cancellation);
            return (record, true);
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            var held = await FindRegistrationAsync(record.Id, cancellation)
                ?? throw new InvalidOperationException($"The registration {record.Id} is there and is not.", taken);
            return (held, false);
        }
    }

    /// <summary>The registration; null when there is none.</summary>
    public async Task<RegistrationRecord?> FindRegistrationAsync(string id, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Registrations, id, null, cancellation);
        return row.HasValue ? Read<RegistrationRecord>(row.Value!) : null;
    }

    /// <summary>
    /// Changes a registration; when somebody else changed it meanwhile, the change is made again on the newer version.
    /// </summary>
    /// <param name="id">A registration that exists.</param>
    /// <param name="change">Pure; returning its argument means that nothing is to be written.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task<RegistrationRecord> ChangeRegistrationAsync(
        string id, Func<RegistrationRecord, RegistrationRecord> change, CancellationToken cancellation)
    {
        while (true)
        {
            var row = (await table.GetEntityAsync<TableEntity>(Registrations, id, null, cancellation)).Value;
            var before = Read<RegistrationRecord>(row);
            var after = change(before);
            if (ReferenceEquals(before, after) || await WriteAsync(RowOf(after), row.ETag, cancellation))
                return after;
        }
    }

    /// <summary>One page of registrations, in the order of their ids.</summary>
    /// <param name="status">Only those that stand there; null for all.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="continuation">The token of the page before; null for the first.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<(IReadOnlyList<RegistrationRecord> Items, string? Continuation)> RegistrationsAsync(
        RegistrationStatus? status, int take, string? continuation, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Registrations}");
        if (status is { } wanted)
            filter += " and " + TableClient.CreateQueryFilter($"Status eq {wanted.ToString()}");
        var pages = table.QueryAsync<TableEntity>(filter, take, null, cancellation).AsPages(continuation, take);
        await foreach (var page in pages)
        {
            if (page.Values.Count > 0 || page.ContinuationToken is null)
                return ([.. page.Values.Select(Read<RegistrationRecord>)], page.ContinuationToken);
        }
        return ([], null);
    }

    /// <summary>How many registrations nobody has looked at, in all and of one company.</summary>
    public async Task<(int All, int OfCompany)> PendingAsync(string bin, CancellationToken cancellation)
    {
        var (all, own) = (0, 0);
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {Registrations} and Status eq {RegistrationStatus.Pending.ToString()}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, null, [Bin], cancellation))
        {
            all++;
            own += row.GetString(Bin) == bin ? 1 : 0;
        }
        return (all, own);
    }

    /// <summary>What the registry knows of a user; null when it knows nothing.</summary>
    public async Task<UserRecord?> FindUserAsync(string id, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Users, KeyOf(id), null, cancellation);
        return row.HasValue ? Read<UserRecord>(row.Value!) : null;
    }

    /// <summary>Changes what the registry knows of a user, from an empty record when it knew nothing.</summary>
    /// <param name="id">The user's id.</param>
    /// <param name="change">Pure; returning its argument means that nothing is to be written.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task<UserRecord> ChangeUserAsync(
        string id, Func<UserRecord, UserRecord> change, CancellationToken cancellation)
    {
        while (true)
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(Users, KeyOf(id), null, cancellation);
            var before = row.HasValue ? Read<UserRecord>(row.Value!) : new UserRecord { Id = id };
            var after = change(before);
            if (ReferenceEquals(before, after)
                || await WriteAsync(RowOf(after), row.HasValue ? row.Value!.ETag : null, cancellation))
                return after;
        }
    }

    /// <summary>One page of the users of whom the registry knows something.</summary>
    public async Task<(IReadOnlyList<UserRecord> Items, string? Continuation)> UsersAsync(
        int take, string? continuation, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Users}");
        var pages = table.QueryAsync<TableEntity>(filter, take, null, cancellation).AsPages(continuation, take);
        await foreach (var page in pages)
        {
            if (page.Values.Count > 0 || page.ContinuationToken is null)
                return ([.. page.Values.Select(Read<UserRecord>)], page.ContinuationToken);
        }
        return ([], null);
    }

    /// <summary>The appointment of a delegate by a holder; null when there never was one.</summary>
    public async Task<AppointmentRecord?> FindAppointmentAsync(
        string holder, string appointed, CancellationToken cancellation)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            Appointed, AppointmentKey(holder, appointed), null, cancellation);
        return row.HasValue ? Read<AppointmentRecord>(row.Value!) : null;
    }

    /// <summary>Changes an appointment, from one that was never made when there is none.</summary>
    /// <param name="holder">BIN or IIN of the holder.</param>
    /// <param name="appointed">BIN of the delegate.</param>
    /// <param name="change">Pure; returning its argument means that nothing is to be written.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public async Task<AppointmentRecord> ChangeAppointmentAsync(
        string holder,
        string appointed,
        Func<AppointmentRecord, AppointmentRecord> change,
        CancellationToken cancellation)
    {
        while (true)
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(
                Appointed, AppointmentKey(holder, appointed), null, cancellation);
            var before = row.HasValue
                ? Read<AppointmentRecord>(row.Value!)
                : new AppointmentRecord { Holder = holder, Delegate = appointed };
            var after = change(before);
            if (ReferenceEquals(before, after)
                || await WriteAsync(RowOf(after), row.HasValue ? row.Value!.ETag : null, cancellation))
                return after;
        }
    }

    /// <summary>The holders whose appointment of a delegate stands, in the order of their numbers.</summary>
    public async Task<IReadOnlyList<string>> HoldersOfAsync(string appointed, CancellationToken cancellation) =>
        [.. (await AppointmentsAsync(Bin, appointed, cancellation))
            .Where(one => one.Active).Select(one => one.Holder)];

    /// <summary>Every appointment that a holder has made.</summary>
    public Task<IReadOnlyList<AppointmentRecord>> AppointmentsOfAsync(
        string holder, CancellationToken cancellation) => AppointmentsAsync(Holder, holder, cancellation);

    private async Task<IReadOnlyList<AppointmentRecord>> AppointmentsAsync(
        string column, string number, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Appointed}")
            + $" and {column}" + TableClient.CreateQueryFilter($" eq {number}");
        var found = new List<AppointmentRecord>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, null, null, cancellation))
            found.Add(Read<AppointmentRecord>(row));
        return found;
    }

    /// <returns>False when another writer was faster; the caller reads again.</returns>
    private async Task<bool> WriteAsync(TableEntity row, ETag? replaced, CancellationToken cancellation)
    {
        try
        {
            if (replaced is { } version)
                await table.UpdateEntityAsync(row, version, TableUpdateMode.Replace, cancellation);
            else
                await table.AddEntityAsync(row, cancellation);
            return true;
        }
        catch (RequestFailedException changed) when (changed.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>An identity provider's ids may hold what a storage key may not.</summary>
    private static string KeyOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private static TableEntity RowOf(RegistrationRecord record) => new(Registrations, record.Id)
    {
        [Status] = record.Status.ToString(),
        [Bin] = record.Bin,
        [State] = JsonSerializer.SerializeToUtf8Bytes(record, StorageJson.Options),
    };

    private static TableEntity RowOf(UserRecord record) => new(Users, KeyOf(record.Id))
    {
        [State] = JsonSerializer.SerializeToUtf8Bytes(record, StorageJson.Options),
    };

    private static TableEntity RowOf(AppointmentRecord record) =>
        new(Appointed, AppointmentKey(record.Holder, record.Delegate))
        {
            [Holder] = record.Holder,
            [Bin] = record.Delegate,
            [State] = JsonSerializer.SerializeToUtf8Bytes(record, StorageJson.Options),
        };

    private static string AppointmentKey(string holder, string appointed) => $"{holder}.{appointed}";

    private static T Read<T>(TableEntity row) =>
        JsonSerializer.Deserialize<T>(row.GetBinary(State), StorageJson.Options)
        ?? throw new InvalidDataException($"The row {row.RowKey} of the users holds no record.");
}
