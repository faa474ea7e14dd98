using System.Globalization;
using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>What is left of a term's units on an account that no rule empties (requirements C12).</summary>
/// <param name="Account">The account.</param>
/// <param name="Units">Units of the term, 1 or more.</param>
public sealed record LeftOver(AccountNumber Account, long Units);

/// <summary>
/// ¶29: quota units whose term is over leave circulation from the accounts of installations and of the operator of the
/// trading system, never before the day of Code 291(8), and so do offset units that were limited to a year at issue
/// (Code 298), on the same day of their year. The left-over reserve for additional quota is surrendered on its own day
/// (Code 295(10)). What lies elsewhere, on the accounts of offset applicants too, is told to the authority and moved by
/// its decision alone (C12).
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
    /// <param name="expiry">Names the plan, or the year of offset units.</param>
    /// <param name="lastDay">The last day of validity (<see cref="StatutoryDates.QuotaExpiresOn"/>).</param>
    /// <param name="on">The day of the act in Kazakhstan.</param>
    /// <param name="ledger">Tells who holds unused units.</param>
    public static Orders Decide(TermExpiry expiry, DateOnly lastDay, DateOnly on, LedgerState ledger)
    {
        if (on < lastDay)
            return Early("¶29", expiry.Term.Years, lastDay);
        var cancellation = new AccountReference.ByKind(AccountKind.Cancellation, null);
        var parts = Holders(expiry.Term, ledger)
            .Select(account => new MovePart(
                new AccountReference.ByNumber(account.Number),
                cancellation,
                new Selection.OfTerm(expiry.Term.Units, expiry.Term.Years.LastYear)))
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

    /// <summary>The accounts of ¶29 that hold units of the term, in the order in which they were opened.</summary>
    public static IReadOnlyList<AccountState> Holders(UnitTerm term, LedgerState ledger) =>
        [.. Emptied(ledger).Where(account => UnitsOf(term, account, ledger) > 0)];

    /// <summary>How many units of the term the account holds.</summary>
    public static long UnitsOf(UnitTerm term, AccountState account, LedgerState ledger) =>
        account.Balance(term.Units) == 0 ? 0 : ledger.HoldingsOf(account.Number)
            .Where(holding => holding.Block.Series.Kind == term.Units
                && holding.Block.Series.YearOut == term.Years.LastYear)
            .Sum(holding => holding.Block.Count);

    /// <summary>The years to which offset units in circulation were limited at issue, in order.</summary>
    public static IReadOnlyList<int> OffsetYears(LedgerState ledger) =>
    [
        .. Emptied(ledger).Concat(Applicants(ledger)).Where(account => account.Balance(UnitKind.Offset) > 0)
            .SelectMany(account => ledger.HoldingsOf(account.Number))
            .Select(holding => holding.Block.Series)
            .Where(series => series.Kind == UnitKind.Offset && series.YearOut > 0)
            .Select(series => series.YearOut)
            .Distinct()
            .Order(),
    ];

    /// <summary>What the authority is told of (requirements C12).</summary>
    public static IReadOnlyList<LeftOver> LeftOvers(UnitTerm term, LedgerState ledger) =>
    [
        .. (term.Units == UnitKind.Quota
                ? Untouched.Select(kind => ledger.Find(new AccountReference.ByKind(kind, term.Years)))
                    .OfType<AccountState>()
                : Applicants(ledger))
            .Select(account => new LeftOver(account.Number, UnitsOf(term, account, ledger)))
            .Where(left => left.Units > 0),
    ];

    private static IEnumerable<AccountState> Emptied(LedgerState ledger) => ledger.Accounts.Where(account =>
        account is { Kind: AccountKind.Installation or AccountKind.TradingSystemOperator, IsClosed: false });

    private static IEnumerable<AccountState> Applicants(LedgerState ledger) => ledger.Accounts.Where(account =>
        account is { Kind: AccountKind.OffsetApplicant, IsClosed: false });

    private static Orders.Refuse Early(string paragraph, PlanPeriod period, DateOnly lastDay)
    {
        var day = lastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(RefusalCatalogue.Refuse(RefusalCode.TermNotOver, paragraph, [period, day]));
    }
}
