using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>¶24, ¶25: opens an account of its own for each applicant of an approved offset project.</summary>
public static class OffsetOpening
{
    /// <summary>The acts of ¶25, or the reason against them.</summary>
    /// <param name="application">The application with the papers that came since; its approval is there.</param>
    /// <param name="holders">BIN or opaque id of each applicant, in the order of the application.</param>
    /// <param name="approvalUsed">True when the approval stands behind another application already (¶24).</param>
    /// <param name="on">The day of the act in Kazakhstan.</param>
    /// <param name="ledger">Tells whether the project has accounts.</param>
    public static Orders Decide(
        OffsetAccountApplication application,
        IReadOnlyList<string> holders,
        bool approvalUsed,
        DateOnly on,
        LedgerState ledger)
    {
        var project = application.Project.Code;
        if (approvalUsed || ledger.AccountsOf(project).Count > 0)
            return Refused(RefusalCode.ProjectRegistered, project, application.Approval?.Number ?? "—");
        foreach (var applicant in application.Applicants)
        {
            if (!applicant.Representatives.Any(person => person.PowerOfAttorney is { } power && power.Expires >= on))
            {
                var names = string.Join(", ", applicant.Representatives.Select(person => person.Name));
                return Refused(RefusalCode.PowerOfAttorneyNotValid, names, on.ToString("yyyy-MM-dd", null));
            }
        }
        var accounts = holders.Select(holder =>
            new AccountToOpen(AccountKind.OffsetApplicant, holder, null, null) { Project = project });
        return new Orders.Post([new Order("open", "¶25", new Act.OpenAccounts([.. accounts]))]);
    }

    private static Orders.Refuse Refused(RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars));
}
