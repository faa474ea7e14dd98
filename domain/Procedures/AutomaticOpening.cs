using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// Code 291(4) in the text of 08.06.2024: a plan that enters into force opens the accounts of its installations without
/// an application, and transfers their allocation (¶14). Each installation stands or falls alone.
/// </summary>
public static class AutomaticOpening
{
    /// <summary>The name of the act that opens an installation's account.</summary>
    public static string OpenName(string installation) => "open-" + installation;

    /// <summary>The name of the act that allocates to an installation.</summary>
    public static string AllocateName(string installation) => "allocate-" + installation;

    /// <summary>The acts for one installation; none when there is nothing left to do.</summary>
    /// <param name="installation">A line of the plan.</param>
    /// <param name="plan">The plan, whose units are in circulation.</param>
    /// <param name="holder">BIN of the operator, or the opaque id of a natural person.</param>
    /// <param name="formerHolders">
    /// Who held the account before a change of ¶21: a plan that was prepared before the change names one of them.
    /// </param>
    /// <param name="ledger">Tells which accounts there are.</param>
    public static Orders Decide(
        PlanInstallation installation,
        NationalPlan plan,
        string holder,
        IReadOnlyCollection<string> formerHolders,
        LedgerState ledger)
    {
        var reference = new AccountReference.ByInstallation(installation.Code);
        var account = ledger.Find(reference);
        var acts = new List<Order>();
        if (account is null or { IsClosed: true })
        {
            var opened = new AccountToOpen(AccountKind.Installation, holder, installation.Code, null);
            acts.Add(new Order(
                OpenName(installation.Code), OpeningRule.Paragraph, new Act.OpenAccounts([opened])));
        }
        else if (account.Holder != holder && !formerHolders.Contains(holder))
        {
            // Another person's account is credited only after the change of the operator was recorded.
            return new Orders.Refuse(RefusalCatalogue.Refuse(
                RefusalCode.ApplicantNotHolder, "¶21", [installation.Operator.Name, installation.Code]));
        }
        if (installation.Total > 0 && IsLeft(installation, plan, ledger))
        {
            acts.Add(new Order(AllocateName(installation.Code), "¶14", new Act.MoveUnits(
                MoveCode.T05,
                new AccountReference.ByKind(AccountKind.Issuance, plan.Period),
                reference,
                new Selection.Line(installation.Code, installation.Total))));
        }
        return new Orders.Post(acts);
    }

    /// <summary>True while the installation's allocation lies on the plan's issuance account.</summary>
    internal static bool IsLeft(PlanInstallation installation, NationalPlan plan, LedgerState ledger)
    {
        var issuance = ledger.Find(new AccountReference.ByKind(AccountKind.Issuance, plan.Period));
        return issuance is not null
            && ledger.HoldingsOf(issuance.Number).Any(holding => holding.Attributes.Line == installation.Code);
    }
}
