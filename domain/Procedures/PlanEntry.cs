using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶12: a National Plan enters into force. Opens the issuance account and the reserve with its subaccounts (¶12.1),
/// puts the plan's total into circulation (¶12.2), forms and splits the reserve, and hands the auction stock to the
/// operator of the trading system (¶12.3; Code 290(10)).
/// </summary>
public static class PlanEntry
{
    private static readonly AccountKind[] PeriodAccounts =
    [
        AccountKind.Issuance,
        AccountKind.Reserve,
        AccountKind.ReserveNew,
        AccountKind.ReserveUnaccounted,
        AccountKind.ReserveCapacity,
        AccountKind.ReserveTransition,
    ];

    private static readonly AccountKind[] PermanentAccounts =
    [
        AccountKind.Cancellation,
        AccountKind.Surrender,
        AccountKind.TradingSystemOperator,
        AccountKind.Withdrawn,
    ];

    /// <summary>The acts of ¶12, all or none.</summary>
    /// <param name="plan">A plan whose sums were checked.</param>
    /// <param name="systemOperator">BIN of the operator of the trading system, who holds the auction stock.</param>
    /// <param name="ledger">Tells which permanent accounts an earlier plan opened.</param>
    public static Orders Decide(NationalPlan plan, string systemOperator, LedgerState ledger)
    {
        var issuance = new AccountReference.ByKind(AccountKind.Issuance, plan.Period);
        var reserve = new AccountReference.ByKind(AccountKind.Reserve, plan.Period);
        var quota = new UnitSeries(UnitKind.Quota, plan.Period.FirstYear, plan.Period.LastYear);
        var auction = plan.Reserve.Where(line => line.Category == ReserveCategory.Auction && line.Total > 0);
        var acts = new List<Order>
        {
            new("open", "¶12", new Act.OpenAccounts([.. AccountsToOpen(plan.Period, systemOperator, ledger)])),
            new("issue", "¶12",
                new Act.Issue(MoveCode.T01, issuance, quota, [.. Lines(plan)]) { SeriesLimit = plan.Total }),
            new("reserve", "¶12", Moves(MoveCode.T02, plan.Reserve, _ => issuance, _ => reserve)),
            new("split", "¶12",
                Moves(MoveCode.T03, Subaccounted(plan), _ => reserve, line => Subaccount(line, plan.Period))),
        };
        acts.AddRange(auction.Select(line => new Order("auction", "¶12", new Act.MoveUnits(
            MoveCode.T04,
            reserve,
            new AccountReference.ByKind(AccountKind.TradingSystemOperator, null),
            new Selection.Line(ReserveCategoryName.Of(line.Category), line.Total)))));
        acts.RemoveAll(order => order.Act is Act.MoveMany { Parts.Count: 0 });
        return new Orders.Post(acts);
    }

    private static IEnumerable<AccountToOpen> AccountsToOpen(
        PlanPeriod period,
        string systemOperator,
        LedgerState ledger)
    {
        foreach (var kind in PermanentAccounts)
        {
            var holder = kind == AccountKind.TradingSystemOperator ? systemOperator : null;
            if (ledger.Find(new AccountReference.ByKind(kind, null)) is null)
                yield return new AccountToOpen(kind, holder, null, null);
        }
        foreach (var kind in PeriodAccounts)
            yield return new AccountToOpen(kind, null, null, period);
    }

    /// <summary>
    /// One line an installation and year, then one a category and year: each keeps its serials for good.
    /// </summary>
    private static IEnumerable<IssueLine> Lines(NationalPlan plan)
    {
        foreach (var year in plan.Period.Years)
        {
            foreach (var installation in plan.Installations)
            {
                if (installation.YearUnits[year] > 0)
                    yield return new IssueLine(
                        installation.YearUnits[year], new UnitAttributes(year, installation.Code, null, false));
            }
            foreach (var line in plan.Reserve)
            {
                var name = ReserveCategoryName.Of(line.Category);
                if (line.YearUnits[year] > 0)
                    yield return new IssueLine(line.YearUnits[year], new UnitAttributes(year, name, null, false));
            }
        }
    }

    private static IEnumerable<ReserveLine> Subaccounted(NationalPlan plan) =>
        plan.Reserve.Where(line => line.Category != ReserveCategory.Auction);

    private static AccountReference.ByKind Subaccount(ReserveLine line, PlanPeriod period) =>
        new(AccountKinds.SubaccountOf(line.Category)!.Value, period);

    private static Act.MoveMany Moves(
        MoveCode code,
        IEnumerable<ReserveLine> lines,
        Func<ReserveLine, AccountReference> from,
        Func<ReserveLine, AccountReference> to) =>
        new(code, [.. lines.Where(line => line.Total > 0).Select(line => new MovePart(
            from(line),
            to(line),
            new Selection.Line(ReserveCategoryName.Of(line.Category), line.Total)))]);
}
