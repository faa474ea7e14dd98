using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Functions.Http;

namespace CarbonRegistry.Functions.Registry;

/// <summary>Accounts, holdings and totals as they are answered (interfaces, section 7).</summary>
internal static class AccountViews
{
    private static readonly UnitKind[] Kinds = Enum.GetValues<UnitKind>();

    /// <summary>An account.</summary>
    /// <param name="account">The account as the journal has it.</param>
    /// <param name="holder">BIN or IIN and name, where the registry knows them; otherwise null.</param>
    /// <param name="name">The account's name for people.</param>
    /// <param name="promised">Units that are promised to pending acts.</param>
    /// <param name="reconciling">True while an audit has frozen it or some of its units.</param>
    public static object Account(
        AccountState account,
        (string Id, string? Name)? holder,
        string name,
        PromisedUnits promised,
        bool reconciling) => new
        {
            Number = account.Number.ToString(),
            Kind = EntryForm.NameOf(account.Kind),
            Name = name,
            Holder = holder is { } known ? PartyView.Of(known.Id, known.Name) : null,
            account.Installation,
            account.Project,
            Period = account.Period?.ToString(),
            Status = account.IsClosed ? "closed" : account.IsBlocked ? "blocked" : "open",
            Grounds = account.Grounds.Select(ground => new { ground.Ground, ground.Since, ground.Procedure }).ToList(),
            Balances = Kinds.Where(kind => account.Balance(kind) > 0)
            .Select(kind => new
            {
                UnitKind = kind,
                Units = account.Balance(kind),
                Locked = promised.Locked(account, kind),
            }).ToList(),
            UnderReconciliation = reconciling,
        };

    /// <summary>The blocks on an account.</summary>
    public static object Holdings(AccountState account, IReadOnlyList<Holding> holdings, long entry) => new
    {
        Account = account.Number.ToString(),
        Entry = entry,
        Items = holdings.Select(holding => new
        {
            Block = holding.Block.ToString(),
            Units = holding.Block.Count,
            AllocationYear = holding.Attributes.AllocationYear == 0 ? (int?)null : holding.Attributes.AllocationYear,
            State = UnitStates.Of(account, holding.Attributes),
        }).ToList(),
    };

    /// <summary>The nine counters of ¶4.</summary>
    public static object Totals(IReadOnlyList<TotalsRow> rows, long entry, DateTimeOffset? asOf) =>
        new { Entry = entry, AsOf = asOf, Items = rows };
}
