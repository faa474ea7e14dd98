using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Procedures;

/// <summary>
/// ¶21: another operator, name or legal form. The account and all that is on it stay where they are, a block included,
/// since all rights pass with the installation (Code, article 296); only who holds it changes. A name and a legal form
/// leave the BIN or IIN as it is (Code, article 297), so nothing is posted: the document itself is the record.
/// </summary>
public static class HolderChanging
{
    /// <summary>The last part of the instruction's id.</summary>
    public const string ActName = "change";

    /// <summary>The act of ¶21, or the reason against it.</summary>
    /// <param name="application">The application.</param>
    /// <param name="applicant">The applicant as the journal names it.</param>
    /// <param name="next">The person after the change as the journal names it.</param>
    /// <param name="presentName">The holder's name as the registry has it; null when it has none.</param>
    /// <param name="ledger">Tells who holds the account.</param>
    public static Orders Decide(
        OperatorChange application, string applicant, string next, string? presentName, LedgerState ledger)
    {
        var reference = new AccountReference.ByInstallation(application.Installation);
        if (ledger.Find(reference) is not { } account)
            return Refused(RefusalCode.AccountNotFound, application.Installation);
        if (account.IsClosed)
            return Refused(RefusalCode.AccountClosed, account.Number);
        if (ReasonAgainst(application, applicant, next, account.Holder, presentName) is { } reason)
            return new Orders.Refuse(reason);
        return new Orders.Post(application.Change == HolderChange.Operator
            ? [new Order(ActName, "¶21", new Act.ChangeHolder(reference, next))]
            : []);
    }

    /// <summary>
    /// Who may apply: the holder. A change of the operator may be told by the one who takes over as well, since it is
    /// the new operator whom the Code obliges to tell of it (article 296).
    /// </summary>
    private static Refusal? ReasonAgainst(
        OperatorChange application, string applicant, string next, string? holder, string? presentName)
    {
        var name = application.NewOperator.Name;
        var isOperator = application.Change == HolderChange.Operator;
        if (next == holder && (isOperator || name == presentName))
            return Refuse(RefusalCode.HolderUnchanged, application.Installation, name);
        if (applicant != holder && !(isOperator && applicant == next))
            return Refuse(RefusalCode.ApplicantNotHolder, application.Applicant.Name, application.Installation);
        return isOperator || next == holder
            ? null
            : Refuse(RefusalCode.HolderNumberDiffers, next, application.Installation);
    }

    private static Orders.Refuse Refused(RefusalCode code, params object[] particulars) =>
        new(Refuse(code, particulars));

    private static Refusal Refuse(RefusalCode code, params object[] particulars) =>
        RefusalCatalogue.Refuse(code, "¶21", particulars);
}
