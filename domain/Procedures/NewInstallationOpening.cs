using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶17: opens the account of an installation that the plan does not name, since it is new, was not accounted for, or
/// comes over from the administered ones. No units yet: they come from the reserve by ¶18.
/// </summary>
public static class NewInstallationOpening
{
    /// <summary>The act of ¶17, or the reason against it.</summary>
    /// <param name="application">The application with the papers that came since.</param>
    /// <param name="plan">The plan that is in force.</param>
    /// <param name="holder">BIN of the applicant, or the opaque id of a natural person.</param>
    /// <param name="on">The day of the act in Kazakhstan.</param>
    /// <param name="ledger">Tells whether the installation has an account already.</param>
    public static Orders Decide(
        AccountApplication application,
        NationalPlan plan,
        string holder,
        DateOnly on,
        LedgerState ledger)
    {
        var code = application.Installation;
        if (ledger.Find(new AccountReference.ByInstallation(code)) is { IsClosed: false } account)
            return new Orders.Refuse(RefusalCatalogue.Refuse(RefusalCode.AccountExists, code, account.Number));
        // A line without units promises nothing under ¶14; its units come from the reserve.
        if (plan.Find(code) is { Total: > 0 })
            return new Orders.Refuse(RefusalCatalogue.Refuse(RefusalCode.InstallationInPlan, code));
        if (Representation.Check(application, on) is { } refusal)
            return new Orders.Refuse(refusal);
        var toOpen = new AccountToOpen(AccountKind.Installation, holder, code, null);
        return new Orders.Post([new Order("open", "¶17", new Act.OpenAccounts([toOpen]))]);
    }
}
