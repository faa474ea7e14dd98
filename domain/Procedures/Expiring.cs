using System.Globalization;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>What is left of a plan on an account that no rule empties (requirements C12).</summary>
/// <param name="Account">The account.</param>
/// <param name="Units">Quota units of the plan, 1 or more.</param>
public sealed record LeftOver(AccountNumber Account, long Units);

/// <summary>
/// ¶29: quota units whose term is over leave circulation from the accounts of installations and of the operator of the
/// trading system, never before the day of Code 291(8). The left-over reserve for additional quota is surrendered on
/// its own day (Code 295(10)). What lies elsewhere is told to the authority and moved by its decision alone.
/// </summary>
public static class Expiring
{
    private static readonly AccountKind[] Untouched =
    [
        AccountKind.Issuance,
        AccountKind.Reserve,
        AccountKind.ReserveNew,
        AccountKind.ReserveUnaccounted,
        AccountKind.ReserveTransition,
    ];

    /// <summary>The act of ¶29, all accounts or none.</summary>
    /// <param name="expiry">Names the plan.</param>
    /// <param name="lastDay">The last day of validity (<see cref="StatutoryDates.QuotaExpiresOn"/>).</param>
    /// <param name="on">The day of the act in Kazakhstan.</param>
    /// <param name="ledger">Tells who holds unused units.</param>
    public static Orders Decide(TermExpiry expiry, DateOnly lastDay, DateOnly on, LedgerState ledger)
    {
        if (on < lastDay)
            return Early("¶29", expiry.Period, lastDay);
        var cancellation = new AccountReference.ByKind(AccountKind.Cancellation, null);
        var parts = Holders(expiry.Period, ledger)
            .Select(account => new MovePart(
                new AccountReference.ByNumber(account.Number),
                cancellation,
                new Selection.OfTerm(UnitKind.Quota, expiry.Period.LastYear)))
            .ToList();
        return new Orders.Post(parts.Count == 0
            ? []
            : [new Order("cancel", "¶29", new Act.MoveMany(MoveCode.T21, parts))]);
    }

    /// <summary>The act of Code 295(10).</summary>
    /// <param name="leftOver">Names the plan.</param>
    /// <param name="lastDay">The last day of the reserve (<see cref="StatutoryDates.LeftOverReserveDueOn"/>).</param>
    /// <param name="on">The day of the act in Kazakhstan.</param>
    public static Orders Decide(LeftOverReserve leftOver, DateOnly lastDay, DateOnly on) => on < lastDay
        ? Early("Code 295(10)", leftOver.Period, lastDay)
        : new Orders.Post([new Order("surrender", "Code 295(10)", new Act.MoveUnits(
            MoveCode.T28,
            new AccountReference.ByKind(AccountKind.ReserveCapacity, leftOver.Period),
            new AccountReference.ByKind(AccountKind.Surrender, null),
            new Selection.All(UnitKind.Quota)))]);

    /// <summary>The accounts of ¶29 that hold units of the plan, in the order in which they were opened.</summary>
    public static IReadOnlyList<AccountState> Holders(PlanPeriod period, LedgerState ledger) =>
    [
        .. ledger.Accounts.Where(account =>
            account.Kind is AccountKind.Installation or AccountKind.TradingSystemOperator
            && !account.IsClosed && UnitsOf(period, account, ledger) > 0),
    ];

    /// <summary>How many quota units of the plan the account holds.</summary>
    public static long UnitsOf(PlanPeriod period, AccountState account, LedgerState ledger) =>
        account.Balance(UnitKind.Quota) == 0 ? 0 : ledger.HoldingsOf(account.Number)
            .Where(holding => holding.Block.Series.Kind == UnitKind.Quota
                && holding.Block.Series.YearOut == period.LastYear)
            .Sum(holding => holding.Block.Count);

    /// <summary>What the authority is told of (requirements C12).</summary>
    public static IReadOnlyList<LeftOver> LeftOvers(PlanPeriod period, LedgerState ledger) =>
    [
        .. Untouched.Select(kind => ledger.Find(new AccountReference.ByKind(kind, period)))
            .OfType<AccountState>()
            .Where(account => account.Balance(UnitKind.Quota) > 0)
            .Select(account => new LeftOver(account.Number, account.Balance(UnitKind.Quota))),
    ];

    private static Orders.Refuse Early(string paragraph, PlanPeriod period, DateOnly lastDay)
    {
        var day = lastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(RefusalCatalogue.Refuse(RefusalCode.TermNotOver, paragraph, [period, day]));
    }
}
