using Azure;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.ReadModels;

/// <summary>
/// Writes the tables <c>accounts</c> and <c>holdings</c> behind the journal, for people who look at the storage with
/// their own programs. Nothing in the registry reads them. A pass takes the accounts that the entries since the last
/// one touch, and writes them as they stand now; it may break off anywhere and be made again.
/// </summary>
public sealed class ReadModelWriter : IDisposable
{
    private const int RowsInATransaction = 100;
    private const int MostAttempts = 20;
    private const string PlacePartition = "written";
    private const string PlaceKey = "upTo";
    private const string SizeColumn = "size";

    private readonly TableClient accounts;
    private readonly TableClient holdings;
    private readonly RegistryLedger ledger;
    private readonly SemaphoreSlim turn = new(1, 1);
    private long written = -1;

    /// <summary>A writer of the tables of a storage account.</summary>
    public ReadModelWriter(TableServiceClient service, RegistryLedger ledger)
        : this(
            service.GetTableClient(StorageNames.AccountsTable),
            service.GetTableClient(StorageNames.HoldingsTable),
            ledger)
    {
    }

    internal ReadModelWriter(TableClient accounts, TableClient holdings, RegistryLedger ledger)
    {
        this.accounts = accounts;
        this.holdings = holdings;
        this.ledger = ledger;
    }

    /// <summary>Writes what the journal has more than the tables.</summary>
    /// <returns>How many entries the tables reflect.</returns>
    public async Task<long> CatchUpAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref written) == ledger.Head.Size)
            return written;
        return await InTurnAsync(() => PassAsync(isRebuild: false, cancellation), cancellation);
    }

    /// <summary>Writes every account anew and removes what no account has.</summary>
    /// <returns>How many entries the tables reflect.</returns>
    public Task<long> RebuildAsync(CancellationToken cancellation) => InTurnAsync(async () =>
    {
        await ledger.RefreshAsync(cancellation);
        return await PassAsync(isRebuild: true, cancellation);
    }, cancellation);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<long> PassAsync(bool isRebuild, CancellationToken cancellation)
    {
        await accounts.CreateIfNotExistsAsync(cancellation);
        await holdings.CreateIfNotExistsAsync(cancellation);
        for (var attempt = 1; ; attempt++)
        {
            var place = await accounts.GetEntityIfExistsAsync<TableEntity>(
                PlacePartition, PlaceKey, null, cancellation);
            var known = place.HasValue ? place.Value!.GetInt64(SizeColumn) ?? 0 : 0;
            var size = ledger.Head.Size;
            // Tables that have seen more entries than there are belong to another journal.
            isRebuild |= known > size;
            try
            {
                if (isRebuild)
                    await RemoveStrangersAsync(cancellation);
                foreach (var account in isRebuild ? await AllAsync() : await TouchedAsync(known, size, cancellation))
                    await WriteAsync(account, cancellation);
                await PlaceAsync(place.HasValue ? place.Value!.ETag : null, size, cancellation);
                Volatile.Write(ref written, size);
                return size;
            }
            catch (RequestFailedException conflict) when (
                conflict.Status is 404 or 409 or 412 && attempt < MostAttempts)
            {
                // Another worker wrote meanwhile, and may have written older rows over ours, or we over its. The
                // same entries are gone through again, on the state of now.
                await ledger.RefreshAsync(cancellation);
            }
        }
    }

    private Task<AccountNumber[]> AllAsync() =>
        ledger.ReadAsync(state => state.Accounts.Select(account => account.Number).ToArray());

    private async Task<IEnumerable<AccountNumber>> TouchedAsync(long from, long end, CancellationToken cancellation)
    {
        var touched = new SortedSet<AccountNumber>();
        await foreach (var bytes in ledger.EntriesAsync(from, end, cancellation))
            AccountEntries.Visit(EntryForm.Read(bytes.Span), touched, static (all, account) => all.Add(account));
        return touched;
    }

    private async Task WriteAsync(AccountNumber number, CancellationToken cancellation)
    {
        var (row, blocks) = await ledger.ReadAsync(state =>
        {
            var account = state.Find(new AccountReference.ByNumber(number))!;
            return (ReadModelRows.OfAccount(account, state.Size - 1), state.HoldingsOf(number));
        }, cancellation);
        var entry = row.GetInt64(ReadModelRows.EntryColumn)!.Value;
        var wanted = blocks.Select(holding => ReadModelRows.OfHolding(number.ToString(), holding, entry))
            .ToDictionary(holding => holding.RowKey, StringComparer.Ordinal);
        var actions = new List<TableTransactionAction>();
        await foreach (var stored in RowsOf(number.ToString(), cancellation))
        {
            if (!wanted.Remove(stored.RowKey, out var now))
                actions.Add(new TableTransactionAction(TableTransactionActionType.Delete, stored, stored.ETag));
            else if (!ReadModelRows.SayTheSame(stored, now))
                actions.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, now));
        }
        actions.AddRange(wanted.Values.Select(
            holding => new TableTransactionAction(TableTransactionActionType.UpsertReplace, holding)));
        // The blocks come before the account, so that an account's row is never ahead of its blocks.
        foreach (var part in actions.Chunk(RowsInATransaction))
            await holdings.SubmitTransactionAsync(part, cancellation);
        await accounts.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }

    /// <summary>Removes accounts that the journal does not know, with their blocks.</summary>
    private async Task RemoveStrangersAsync(CancellationToken cancellation)
    {
        var known = (await AllAsync()).Select(number => number.ToString()).ToHashSet(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ReadModelRows.Partition}");
        await foreach (var row in accounts.QueryAsync<TableEntity>(filter, null, null, cancellation))
            if (!known.Contains(row.RowKey))
                await accounts.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
        await foreach (var row in holdings.QueryAsync<TableEntity>((string?)null, null, null, cancellation))
            if (!known.Contains(row.PartitionKey))
                await holdings.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
    }

    private AsyncPageable<TableEntity> RowsOf(string account, CancellationToken cancellation) =>
        holdings.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {account}"), null, null, cancellation);

    /// <summary>Says how far the tables are; 409 or 412 when another worker said so meanwhile.</summary>
    private async Task PlaceAsync(ETag? known, long size, CancellationToken cancellation)
    {
        var row = new TableEntity(PlacePartition, PlaceKey)
        {
            [SizeColumn] = size,
            [ReadModelRows.EntryColumn] = size - 1,
        };
        if (known is { } tag)
            await accounts.UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancellation);
        else
            await accounts.AddEntityAsync(row, cancellation);
    }

    private async Task<long> InTurnAsync(Func<Task<long>> act, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return await act();
        }
        finally
        {
            turn.Release();
        }
    }
}
