using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶22, first part: the free quota units of a liquidated installation, of all allocation years, go back to the
/// reserve. Offset and international units stay with the holder. A block does not stop it (requirements C7).
/// </summary>
public static class Liquidation
{
    /// <summary>The act of ¶22.</summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="plan">The plan that is in force.</param>
    /// <param name="openDuty">Years for which no report of the installation is registered.</param>
    public static Orders Decide(InstallationLiquidation notice, NationalPlan plan, IReadOnlyList<int> openDuty) =>
        new Orders.Post([new Order("return", "¶22", new Act.MoveUnits(
            MoveCode.T12,
            new AccountReference.ByInstallation(notice.Installation),
            new AccountReference.ByKind(AccountKind.Reserve, plan.Period),
            new Selection.All(UnitKind.Quota)) { OpenDuty = openDuty })]);

    /// <summary>
    /// The years of the plan up to and including the year of the liquidation for which no report is registered. The
    /// duty to surrender for them stays open.
    /// </summary>
    /// <param name="plan">The plan that is in force.</param>
    /// <param name="on">The day of the act in Kazakhstan.</param>
    /// <param name="reported">Years with a registered report.</param>
    public static IReadOnlyList<int> OpenDuty(NationalPlan plan, DateOnly on, IReadOnlySet<int> reported) =>
        [.. plan.Period.Years.Where(year => year <= on.Year && !reported.Contains(year))];
}
