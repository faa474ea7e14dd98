using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶22, first part: the free quota units of a liquidated installation, of all allocation years, go back to the reserve,
/// those of each plan to the reserve of their own plan. Offset and international units stay with the holder. A block
/// does not stop it (requirements C7).
/// </summary>
public static class Liquidation
{
    /// <summary>The act of ¶22.</summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="periods">The periods of the plans that were carried out, at least one, in order.</param>
    /// <param name="openDuty">Years for which no report of the installation is registered.</param>
    public static Orders Decide(
        InstallationLiquidation notice, IEnumerable<PlanPeriod> periods, IReadOnlyList<int> openDuty)
    {
        var account = new AccountReference.ByInstallation(notice.Installation);
        var parts = periods.Select(period => new MovePart(
            account,
            new AccountReference.ByKind(AccountKind.Reserve, period),
            new Selection.All(UnitKind.Quota)));
        return new Orders.Post(
            [new Order("return", "¶22", new Act.MoveMany(MoveCode.T12, [.. parts]) { OpenDuty = openDuty })]);
    }

    /// <summary>
    /// The years of duty up to and including the year of the liquidation for which no report is registered. The duty to
    /// surrender for them stays open.
    /// </summary>
    /// <param name="years">The years for which the installation has quota.</param>
    /// <param name="on">The day of the act in Kazakhstan.</param>
    /// <param name="reported">Years with a registered report.</param>
    public static IReadOnlyList<int> OpenDuty(IEnumerable<int> years, DateOnly on, IReadOnlySet<int> reported) =>
        [.. years.Where(year => year <= on.Year && !reported.Contains(year))];
}
