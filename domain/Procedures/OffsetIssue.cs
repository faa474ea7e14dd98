using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>An issue of the same project that came before.</summary>
/// <param name="Procedure">Its procedure.</param>
/// <param name="Report">The report that it rests on.</param>
public sealed record EarlierIssue(string Procedure, OffsetReport Report);

/// <summary>
/// ¶26: puts the offset units of an approved report into circulation, each applicant's share on its own account. The
/// same days are never rewarded twice: an issue for an overlapping period is refused.
/// </summary>
public static class OffsetIssue
{
    /// <summary>The act of ¶26, or the reason against it.</summary>
    /// <param name="request">The applicant's request.</param>
    /// <param name="holders">BIN or opaque id behind each share, in the order of the request.</param>
    /// <param name="earlier">Issues of the project that were carried out, or asked for before this one.</param>
    /// <param name="on">The day of the act in Kazakhstan; its year is the one in which the units begin.</param>
    /// <param name="ledger">Tells who has an account in the project.</param>
    public static Orders Decide(
        OffsetIssuance request,
        IReadOnlyList<string> holders,
        IReadOnlyList<EarlierIssue> earlier,
        DateOnly on,
        LedgerState ledger)
    {
        var project = request.Project.Code;
        if (ledger.AccountsOf(project).Count == 0)
            return Refused(RefusalCode.ProjectUnknown, project);
        var accounts = holders.Select(holder => new AccountReference.ByProject(project, holder)).ToList();
        foreach (var (account, share) in accounts.Zip(request.Shares))
        {
            if (ledger.Find(account) is null)
                return Refused(RefusalCode.NotApplicantOfProject, account.Holder, project);
        }
        if (Objection(request, earlier) is { } refusal)
            return new Orders.Refuse(refusal);
        if (request.ExpiresYear < on.Year)
            return Refused(RefusalCode.TermEndedBeforeIssue, request.ExpiresYear.Value, on.Year);
        var attributes = new UnitAttributes(0, null, project, false);
        var lines = accounts.Zip(request.Shares, (account, share) =>
            new IssueLine(share.Units, attributes) { To = account });
        var series = new UnitSeries(UnitKind.Offset, on.Year, request.ExpiresYear ?? 0);
        // The law caps no offsets; what may be issued is what the report says, once.
        var issue = new Act.Issue(MoveCode.T14, accounts[0], series, [.. lines]) { SeriesLimit = long.MaxValue };
        return new Orders.Post([new Order("issue", "¶26", issue)]);
    }

    /// <summary>What can be said against the request without the ledger: shares and period.</summary>
    public static Refusal? Objection(OffsetIssuance request, IReadOnlyList<EarlierIssue> earlier)
    {
        var sum = request.Shares.Aggregate((Int128)0, (total, share) => total + share.Units);
        if (sum != request.Units)
            return RefusalCatalogue.Refuse(RefusalCode.SharesDoNotSum, sum, request.Units);
        var report = request.Report;
        var taken = earlier.FirstOrDefault(other =>
            other.Report.PeriodFrom <= report.PeriodTo && report.PeriodFrom <= other.Report.PeriodTo);
        return taken is null ? null : RefusalCatalogue.Refuse(
            RefusalCode.ReportPeriodIssued,
            request.Project.Code,
            report.PeriodFrom.ToString("yyyy-MM-dd", null),
            report.PeriodTo.ToString("yyyy-MM-dd", null),
            taken.Procedure);
    }

    private static Orders.Refuse Refused(RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars));
}
