using System.Globalization;
using Azure.Data.Tables;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Infra.ReadModels;

/// <summary>
/// The rows of the tables <c>accounts</c> and <c>holdings</c>. Values are the journal's own, typed, and never
/// formulas: a table keeps <c>=1+1</c> as text, and so do the programs that read tables. Holders are a BIN or the
/// opaque id of a natural person, as in the journal.
/// </summary>
internal static class ReadModelRows
{
    /// <summary>The column that tells which entry a row reflects.</summary>
    public const string EntryColumn = "entry";

    /// <summary>The partition of all accounts.</summary>
    public const string Partition = "KZ";

    /// <summary>The row of an account.</summary>
    public static TableEntity OfAccount(AccountState account, long entry) => Without(
        new(Partition, account.Number.ToString())
        {
            ["kind"] = EntryForm.NameOf(account.Kind),
            ["holder"] = account.Holder,
            ["installation"] = account.Installation,
            ["project"] = account.Project,
            ["period"] = account.Period?.ToString(),
            ["status"] = account.IsClosed ? "closed" : account.IsBlocked ? "blocked" : "open",
            ["grounds"] = account.IsBlocked ? string.Join(", ", account.Grounds.Select(ground => ground.Ground)) : null,
            ["quota"] = account.Balance(UnitKind.Quota),
            ["offset"] = account.Balance(UnitKind.Offset),
            ["international"] = account.Balance(UnitKind.International),
            [EntryColumn] = entry,
        });

    /// <summary>The row of a block of units on an account.</summary>
    public static TableEntity OfHolding(string account, Holding holding, long entry) =>
        Without(new(account, holding.Block.ToString())
        {
            ["unitKind"] = NameOf(holding.Block.Series.Kind),
            ["yearIn"] = holding.Block.Series.YearIn,
            ["yearOut"] = holding.Block.Series.YearOut == 0 ? null : holding.Block.Series.YearOut,
            ["first"] = holding.Block.Range.First,
            ["last"] = holding.Block.Range.Last,
            ["units"] = holding.Block.Count,
            ["allocationYear"] = holding.Attributes.AllocationYear == 0 ? null : holding.Attributes.AllocationYear,
            ["line"] = holding.Attributes.Line,
            ["project"] = holding.Attributes.Project,
            ["notForSale"] = holding.Attributes.NotForSale,
            [EntryColumn] = entry,
        });

    /// <summary>True when the rows say the same but for the entry that they reflect.</summary>
    public static bool SayTheSame(TableEntity stored, TableEntity row) => Said(stored) == Said(row);

    private static string Said(TableEntity row) => string.Join('\n', row
        .Where(column => column.Key is not ("odata.etag" or "Timestamp" or "PartitionKey" or "RowKey" or EntryColumn))
        .OrderBy(column => column.Key, StringComparer.Ordinal)
        .Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Key}={column.Value}")));

    private static TableEntity Without(TableEntity row)
    {
        foreach (var name in row.Where(column => column.Value is null).Select(column => column.Key).ToList())
            row.Remove(name);
        return row;
    }

    private static string NameOf(UnitKind kind) => kind switch
    {
        UnitKind.Quota => "quota",
        UnitKind.Offset => "offset",
        UnitKind.International => "international",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
