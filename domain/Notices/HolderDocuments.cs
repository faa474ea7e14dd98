using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Notices;

/// <summary>What an application of ¶17 says of an installation that the plan does not name.</summary>
/// <param name="Category">New, unaccounted, or moved over from the administered ones.</param>
/// <param name="Name">The installation's name as written; null when the registry knows it already.</param>
/// <param name="Sector">The sector as written; null when the registry knows it already.</param>
/// <param name="Region">The region as written; null when the registry knows it already.</param>
public sealed record NewInstallation(ReserveCategory Category, string? Name, string? Sector, string? Region);

/// <summary>What changes on an account's holder (¶21).</summary>
public enum HolderChange
{
    /// <summary>Another person operates the installation.</summary>
    Operator = 1,

    /// <summary>The holder's name.</summary>
    Name = 2,

    /// <summary>The holder's legal form.</summary>
    LegalForm = 3,
}

/// <summary>Application to record a change of the operator, its name or its legal form (¶21).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Installation">The installation's code.</param>
/// <param name="Change">What changes.</param>
/// <param name="Applicant">Who applies: the holder of the account or the person that follows it.</param>
/// <param name="NewOperator">The person or the name after the change.</param>
public sealed record OperatorChange(
    DocumentHeader Header, string Installation, HolderChange Change, Party Applicant, Party NewOperator)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.OperatorChange;
}

/// <summary>Order of an operator to move quota between its own installations (Code, article 289(7)).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="From">The installation that is debited.</param>
/// <param name="To">The installation that is credited.</param>
/// <param name="Units">How many, 1 to 10^12.</param>
public sealed record OwnTransfer(DocumentHeader Header, string From, string To, long Units) : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.OwnTransfer;
}

/// <summary>A paper that another document rests on, such as a contract, an approval or an act.</summary>
/// <param name="Number">Its number as written.</param>
/// <param name="Date">The day that it bears.</param>
public sealed record PaperReference(string Number, DateOnly Date);

/// <summary>Request of an owner to cancel units (¶30). It cannot be undone.</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Account">The owner's account, by number or by installation.</param>
/// <param name="UnitKind">Of which kind.</param>
/// <param name="Units">How many, 1 to 10^12.</param>
/// <param name="Reason">Why, in the owner's words.</param>
public sealed record VoluntaryCancellation(
    DocumentHeader Header, AccountReference Account, UnitKind UnitKind, long Units, string Reason)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.VoluntaryCancellation;
}

/// <summary>Note of the operator of the trading system that an account is to be closed (¶3).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Account">The account, by number or by installation.</param>
/// <param name="Reason">Why, in the operator's words.</param>
public sealed record AccountClosure(DocumentHeader Header, AccountReference Account, string Reason) : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.AccountClosure;
}

/// <summary>Decision of the authority to take units out of circulation (¶4; Order 221 ¶7).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Account">The account, by number or by installation.</param>
/// <param name="UnitKind">Of which kind.</param>
/// <param name="Units">How many, 1 to 10^12.</param>
/// <param name="Act">The act on which the decision rests.</param>
public sealed record Withdrawal(
    DocumentHeader Header, AccountReference Account, UnitKind UnitKind, long Units, PaperReference Act)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.Withdrawal;
}
