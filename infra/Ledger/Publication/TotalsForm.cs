using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Infra.Ledger.Publication;

/// <summary>
/// What the registry says that the journal adds up to: the counters of ¶4 and the balance of every account. A verifier
/// compares its own sums with it. Published shape: names and meaning are frozen.
/// </summary>
/// <param name="Size">After how many entries.</param>
/// <param name="Items">The nine counters by kind and period.</param>
/// <param name="Accounts">Every account, in the order in which they were opened.</param>
public sealed record TotalsForm(
    long Size, IReadOnlyList<TotalsRow> Items, IReadOnlyList<AccountTotalsForm> Accounts)
{
    /// <summary>The totals of a state.</summary>
    public static TotalsForm Of(LedgerState state) => new(
        state.Size,
        state.Totals(),
        [
            .. state.Accounts.Select(account => new AccountTotalsForm(
                account.Number.ToString(),
                account.IsClosed ? "closed" : account.IsBlocked ? "blocked" : "open",
                account.Balance(UnitKind.Quota),
                account.Balance(UnitKind.Offset),
                account.Balance(UnitKind.International))),
        ]);
}

/// <summary>The balance of an account, in units of each kind.</summary>
/// <param name="Number">The account.</param>
/// <param name="Status"><c>open</c>, <c>blocked</c> or <c>closed</c>.</param>
/// <param name="Quota">Units of carbon quota.</param>
/// <param name="Offset">Offset units.</param>
/// <param name="International">International units.</param>
public sealed record AccountTotalsForm(string Number, string Status, long Quota, long Offset, long International);
