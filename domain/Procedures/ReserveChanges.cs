using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶20, first part, and ¶23: units come back to the reserve, and its subaccounts are levelled. Neither leaves the
/// registry a choice.
/// </summary>
public static class ReserveChanges
{
    /// <summary>
    /// The act of ¶20, first part: as many quota units of the plan as the notice says go back to its reserve, those of
    /// the earliest year first. A block does not stop it (requirements C7); with them ends the bar on the sale of units
    /// freed by a decrease of capacity (Code, article 295(8)). Where the account has fewer, all that it has goes back
    /// and the rest is a deficit; where it has none at all, the ledger refuses.
    /// </summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="period">The period of the plan in force.</param>
    /// <param name="ledger">Tells what the account holds.</param>
    public static Orders Decide(ReturnToReserve notice, PlanPeriod period, LedgerState ledger)
    {
        var reference = new AccountReference.ByInstallation(notice.Installation);
        var held = ledger.Find(reference) is { } account
            ? Expiring.UnitsOf(new UnitTerm(UnitKind.Quota, period), account, ledger)
            : 0;
        return new Orders.Post([new Order("return", "¶20", new Act.MoveUnits(
            MoveCode.T10,
            reference,
            new AccountReference.ByKind(AccountKind.Reserve, period),
            new Selection.Quantity(UnitKind.Quota, held > 0 ? Math.Min(held, notice.Units) : notice.Units)))]);
    }

    /// <summary>How many units of the notice were not there to go back (¶20).</summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="returned">How many went back.</param>
    public static long DeficitOf(ReturnToReserve notice, long returned) => Math.Max(0, notice.Units - returned);

    /// <summary>The act of ¶23: the source is found when it is posted, so that it is the largest then.</summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="period">The period of the plan in force.</param>
    public static Orders Decide(ReserveTopUp notice, PlanPeriod period) =>
        new Orders.Post([new Order("topUp", "¶23", new Act.TopUp(
            AccountKinds.SubaccountOf(notice.Category)!.Value, period, notice.Units)
        {
            AtATie = notice.Source is { } source ? AccountKinds.SubaccountOf(source) : null,
        })]);
}
