using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶12: a new version of a plan in force. The plan's total was put into circulation once and each unit bears its line,
/// so a new version changes what the plan says of installations and operators and never a volume: volumes change by
/// ¶18 and ¶19 (from the reserve), ¶20 and ¶22 (back to it) and ¶23 (within it). An installation that it adds has no
/// units and gets them by ¶17 and ¶18; one that it leaves out had none and has no open account.
/// </summary>
public static class PlanAmending
{
    private const int MostNamed = 10;

    /// <summary>Everything that stands against the new version; empty when it may be decided on.</summary>
    /// <param name="inForce">The plan in force.</param>
    /// <param name="proposed">The new version.</param>
    /// <param name="ledger">Tells which accounts are open and what was put into circulation.</param>
    public static IReadOnlyList<Refusal> Objections(NationalPlan inForce, NationalPlan proposed, LedgerState ledger)
    {
        var difference = PlanDifference.Of(inForce, proposed);
        var objections = new List<Refusal>();
        var lines = difference.LinesWithOtherVolumes.ToList();
        if (lines.Count > 0)
            objections.Add(RefusalCatalogue.Refuse(RefusalCode.AmendmentChangesVolumes, Named(lines)));
        foreach (var removed in difference.Removed)
        {
            if (ledger.Find(new AccountReference.ByInstallation(removed.Code)) is { IsClosed: false } account)
                objections.Add(RefusalCatalogue.Refuse(
                    RefusalCode.AmendmentLeavesOutAccount, removed.Code, account.Number));
        }
        var period = proposed.Period;
        var issued = ledger.IssuedIn(new UnitSeries(UnitKind.Quota, period.FirstYear, period.LastYear));
        if (proposed.Total != issued)
            objections.Add(RefusalCatalogue.Refuse(RefusalCode.AmendmentChangesTotal, issued, proposed.Total));
        return objections;
    }

    /// <summary>Nothing is posted when it may come into force, otherwise the first objection.</summary>
    /// <param name="inForce">The plan in force.</param>
    /// <param name="proposed">The new version.</param>
    /// <param name="ledger">Tells which accounts are open and what was put into circulation.</param>
    public static Orders Decide(NationalPlan inForce, NationalPlan proposed, LedgerState ledger) =>
        Objections(inForce, proposed, ledger) is [var first, ..] ? new Orders.Refuse(first) : new Orders.Post([]);

    /// <summary>
    /// ¶13: the lines of a new version whose operators are asked for their papers: installations that it adds, and
    /// those that it gives to another operator while they have no open account.
    /// </summary>
    /// <param name="before">The version before.</param>
    /// <param name="after">The new version.</param>
    /// <param name="ledger">Tells which accounts are open.</param>
    public static IReadOnlyList<PlanInstallation> Asked(NationalPlan before, NationalPlan after, LedgerState ledger) =>
    [
        .. after.Installations.Where(line => before.Find(line.Code) is not { } known
            || (known.Operator.Id != line.Operator.Id
                && ledger.Find(new AccountReference.ByInstallation(line.Code)) is null or { IsClosed: true })),
    ];

    private static string Named(List<string> lines) =>
        string.Join(", ", lines.Take(MostNamed)) + (lines.Count > MostNamed ? ", …" : "");
}
