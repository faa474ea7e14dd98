using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>What the registry knows beside the ledger when a verified report is registered.</summary>
/// <param name="IsPlanned">True when a plan in force names the installation.</param>
/// <param name="Periods">The periods of the plans in force.</param>
/// <param name="WasReported">True when an earlier report for the year was carried out.</param>
/// <param name="MostOffsets">How many offset units the holder gives for the year; 0 when it said nothing.</param>
public sealed record ReportedYear(
    bool IsPlanned, IReadOnlyList<PlanPeriod> Periods, bool WasReported, long MostOffsets);

/// <summary>
/// ¶28: units leave circulation for the emissions of an installation. The first part follows a verified report and
/// takes what is there, the rest is a deficit (requirements D4); the second takes units that came as additional quota.
/// A block stops neither (requirements C7).
/// </summary>
public static class Surrendering
{
    /// <summary>The line that units of additional quota carry (¶19).</summary>
    public static readonly string AdditionalQuotaLine = ReserveCategoryName.Of(ReserveCategory.CapacityIncrease);

    private static readonly AccountReference.ByKind Sink = new(AccountKind.Surrender, null);

    /// <summary>The act of ¶28, first part, or the reason against it.</summary>
    /// <param name="report">The report as it was registered.</param>
    /// <param name="known">What the registry knows beside the ledger.</param>
    /// <param name="ledger">Tells whether the installation has an account.</param>
    public static Orders Decide(VerifiedReportRegistered report, ReportedYear known, LedgerState ledger)
    {
        var account = new AccountReference.ByInstallation(report.Installation);
        if (!known.IsPlanned && ledger.Find(account) is null)
            return Refused(RefusalCode.InstallationUnknown, report.Installation);
        var isCovered = known.Periods.Any(period => period.Years.Contains(report.Year));
        if (!isCovered || report.Year > report.RegisteredOn.Year)
            return Refused(RefusalCode.YearNotCovered, report.Year);
        if (report.VerifiedTonnes == 0 && !known.WasReported)
            return new Orders.Post([]);
        var due = new Selection.Due(report.Year, report.VerifiedTonnes, known.MostOffsets);
        return new Orders.Post([new Order("surrender", "¶28", new Act.MoveUnits(MoveCode.T19, account, Sink, due))]);
    }

    /// <summary>The act of ¶28, second part, or the reason against it.</summary>
    /// <param name="notice">The authority's notice.</param>
    /// <param name="ledger">Tells which units on the account came as additional quota (T09).</param>
    public static Orders Decide(AdditionalSurrender notice, LedgerState ledger)
    {
        var reference = new AccountReference.ByInstallation(notice.Installation);
        if (ledger.Find(reference) is not { } account)
            return Refused(RefusalCode.AccountNotFound, notice.Installation);
        if (account.IsClosed)
            return Refused(RefusalCode.AccountClosed, account.Number);
        var additional = ledger.HoldingsOf(account.Number)
            .Where(holding => holding.Block.Series.Kind == UnitKind.Quota
                && holding.Attributes.Line == AdditionalQuotaLine)
            .Select(holding => holding.Block)
            .ToList();
        var held = additional.Sum(block => block.Count);
        if (held < notice.Units)
            return Refused(RefusalCode.AdditionalQuotaShort, account.Number, held, notice.Units);
        var blocks = new Selection.Blocks(First(additional, notice.Units));
        return new Orders.Post(
            [new Order("surrender", "¶28", new Act.MoveUnits(MoveCode.T20, reference, Sink, blocks))]);
    }

    /// <summary>The first units in the order in which an account gives them (requirements D5).</summary>
    private static List<UnitBlock> First(List<UnitBlock> blocks, long units)
    {
        var taken = new List<UnitBlock>();
        foreach (var block in blocks)
        {
            if (units == 0)
                break;
            var part = block.Take(Math.Min(units, block.Count));
            taken.Add(part);
            units -= part.Count;
        }
        return taken;
    }

    private static Orders.Refuse Refused(RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars));
}
