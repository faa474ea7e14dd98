using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶14: opens the account of an installation and transfers its allocation from the issuance account. One account an
/// installation (Code 300(2)); blocks keep their allocation year.
/// </summary>
public static class Opening
{
    /// <summary>The acts of ¶14, or the reason against them.</summary>
    /// <param name="application">The application with the papers that came since.</param>
    /// <param name="plan">The plan that is in force.</param>
    /// <param name="holder">BIN of the applicant, or the opaque id of a natural person.</param>
    /// <param name="on">The day of the act in Kazakhstan.</param>
    /// <param name="ledger">Tells whether the installation has an account from an earlier plan.</param>
    public static Orders Decide(
        AccountApplication application,
        NationalPlan plan,
        string holder,
        DateOnly on,
        LedgerState ledger)
    {
        if (plan.Find(application.Installation) is not { } installation)
            return Refused(RefusalCode.InstallationUnknown, application.Installation);
        if (installation.Operator.Id != application.Applicant.Id)
            return Refused(RefusalCode.ApplicantNotOperator, application.Applicant.Name, application.Installation);
        if (Representation.Check(application, on) is { } refusal)
            return new Orders.Refuse(refusal);
        var held = IsHeldBy(holder, installation, ledger);
        var left = AutomaticOpening.IsLeft(installation, plan, ledger);
        // Where the account was opened without an application, this one only brings the representatives.
        if (held && !left && OpeningRule.IsAutomatic(plan.InForceOn))
            return new Orders.Post([]);
        var acts = new List<Order>();
        if (!(held && left))
        {
            var account = new AccountToOpen(AccountKind.Installation, holder, installation.Code, null);
            acts.Add(new("open", "¶14", new Act.OpenAccounts([account])));
        }
        if (installation.Total > 0)
        {
            acts.Add(new("allocate", "¶14", new Act.MoveUnits(
                MoveCode.T05,
                new AccountReference.ByKind(AccountKind.Issuance, plan.Period),
                new AccountReference.ByInstallation(installation.Code),
                new Selection.Line(installation.Code, installation.Total))));
        }
        return new Orders.Post(acts);
    }

    /// <summary>
    /// An open account outlives its plan: under the next one only the allocation is left to do. Once that is done too,
    /// another application asks for a second account, which the ledger refuses.
    /// </summary>
    private static bool IsHeldBy(string holder, PlanInstallation installation, LedgerState ledger) =>
        ledger.Find(new AccountReference.ByInstallation(installation.Code)) is { IsClosed: false } account
        && account.Holder == holder;

    private static Orders.Refuse Refused(RefusalCode code, params object[] particulars) =>
        new(RefusalCatalogue.Refuse(code, particulars));
}
