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
    /// freed by a decrease of capacity (Code, article 295(8)).
    /// </summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="period">The period of the plan in force.</param>
    public static Orders Decide(ReturnToReserve notice, PlanPeriod period) =>
        new Orders.Post([new Order("return", "¶20", new Act.MoveUnits(
            MoveCode.T10,
            new AccountReference.ByInstallation(notice.Installation),
            new AccountReference.ByKind(AccountKind.Reserve, period),
            new Selection.Quantity(UnitKind.Quota, notice.Units)))]);

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
