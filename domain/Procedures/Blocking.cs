using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶15 and ¶16: blocks an account while its monitoring plan is missing or not in order, and lifts the block. The
/// notice of ¶16 says that the plan is in order, so it lifts every ground of ¶15 at once; another ground stays.
/// </summary>
public static class Blocking
{
    private static readonly string[] MonitoringPlanGrounds =
        [.. Enum.GetValues<MonitoringPlanGround>().Select(GroundName)];

    /// <summary>The act of ¶15.</summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="acceptedSince">
    /// True when a later notice of ¶16 came: its term is the shorter one, and a block carried out after it would have
    /// nothing left that lifts it.
    /// </param>
    public static Orders Decide(MonitoringPlanDefault notice, bool acceptedSince)
    {
        if (acceptedSince)
            return new Orders.Refuse(RefusalCatalogue.Refuse(RefusalCode.AcceptedMeanwhile, notice.Installation));
        var account = new AccountReference.ByInstallation(notice.Installation);
        return new Orders.Post([new Order("block", "¶15", new Act.BlockAccount(account, GroundName(notice.Ground)))]);
    }

    /// <summary>The act of ¶16.</summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="overtakes">
    /// True when an earlier notice of ¶15 was not carried out yet: it gives way, and there may be nothing to lift.
    /// </param>
    /// <param name="ledger">Tells which grounds stand.</param>
    public static Orders Decide(MonitoringPlanAccepted notice, bool overtakes, LedgerState ledger)
    {
        var account = new AccountReference.ByInstallation(notice.Installation);
        var stands = ledger.Find(account)?.Grounds.Any(ground => MonitoringPlanGrounds.Contains(ground.Ground)) == true;
        if (overtakes && !stands)
            return new Orders.Post([]);
        return new Orders.Post([new Order("unblock", "¶16", new Act.UnblockAccount(account, MonitoringPlanGrounds))]);
    }

    /// <summary>The ground as documents and entries name it.</summary>
    public static string GroundName(MonitoringPlanGround ground) => ground switch
    {
        MonitoringPlanGround.NotSubmitted => "notSubmitted",
        MonitoringPlanGround.Incomplete => "incomplete",
        MonitoringPlanGround.NonConforming => "nonConforming",
        _ => throw new ArgumentOutOfRangeException(nameof(ground), ground, null),
    };
}
