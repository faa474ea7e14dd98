using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Notices;

/// <summary>The fields that every document has.</summary>
/// <param name="Number">The sender's number in normal form C, 1 to 100 characters.</param>
/// <param name="Date">The day that the document bears, in Kazakhstan.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Text">Free text for people; null when there is none.</param>
public sealed record DocumentHeader(string Number, DateOnly Date, Party Issuer, string? Text);

/// <summary>A document that was read without any issue. The set of kinds is closed.</summary>
public abstract record Document
{
    private protected Document(DocumentHeader header) => Header = header;

    /// <summary>The common fields.</summary>
    public DocumentHeader Header { get; }

    /// <summary>The kind, as the document's field <c>kind</c> says it.</summary>
    public abstract DocumentKind Kind { get; }

    /// <summary>The sender's number in normal form C.</summary>
    public string Number => Header.Number;

    /// <summary>The day that the document bears.</summary>
    public DateOnly Date => Header.Date;

    /// <summary>Who issued it.</summary>
    public Party Issuer => Header.Issuer;

    /// <summary>Free text for people; null when there is none.</summary>
    public string? Text => Header.Text;

    /// <summary>The id of the procedure that the document starts, with the issuer's own number in it.</summary>
    public ProcedureId ProcedureId => ProcedureId.Of(Kind, Issuer.Id, Date.Year, Number);
}

/// <summary>Application of an installation's operator for an account (¶13, 14, 17).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Applicant">The operator.</param>
/// <param name="Installation">The installation's code.</param>
/// <param name="Representatives">Empty when the paper is still missing.</param>
public sealed record AccountApplication(
    DocumentHeader Header, Party Applicant, string Installation, IReadOnlyList<Representative> Representatives)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.AccountApplication;

    /// <summary>What ¶17 asks for; null for an installation that the plan names (¶14).</summary>
    public NewInstallation? NewInstallation { get; init; }
}

/// <summary>Papers that an earlier application lacked (¶13, 14, 17, 25); at least one of them is there.</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Follows">The procedure of the application.</param>
/// <param name="Representatives">The representatives of an installation's operator; empty when none is brought.</param>
public sealed record DocumentSupplement(
    DocumentHeader Header, ProcedureId Follows, IReadOnlyList<Representative> Representatives)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.DocumentSupplement;

    /// <summary>The authority's approval of an offset project (¶24, 25); null when it is not brought.</summary>
    public PaperReference? Approval { get; init; }

    /// <summary>Representatives of an offset project's applicants (¶25); empty when none is brought.</summary>
    public IReadOnlyList<OffsetApplicant> Applicants { get; init; } = [];
}

/// <summary>Why an account is blocked for its monitoring plan (¶15).</summary>
public enum MonitoringPlanGround
{
    /// <summary>No plan was submitted.</summary>
    NotSubmitted = 1,

    /// <summary>The plan is incomplete.</summary>
    Incomplete = 2,

    /// <summary>The plan does not conform to the requirements.</summary>
    NonConforming = 3,
}

/// <summary>Notice that the monitoring plan is missing or not in order (¶15).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Installation">The installation's code.</param>
/// <param name="Ground">What is wrong with the plan.</param>
public sealed record MonitoringPlanDefault(DocumentHeader Header, string Installation, MonitoringPlanGround Ground)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.MonitoringPlanDefault;
}

/// <summary>Notice that the monitoring plan was submitted or corrected (¶16).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Installation">The installation's code.</param>
public sealed record MonitoringPlanAccepted(DocumentHeader Header, string Installation) : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.MonitoringPlanAccepted;
}

/// <summary>Notice that an installation was liquidated (¶22).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Installation">The installation's code.</param>
public sealed record InstallationLiquidation(DocumentHeader Header, string Installation) : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.InstallationLiquidation;
}

/// <summary>Category of the reserve for units that a procedure brought back (¶20, 22).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Follows">The procedure that brought the units back.</param>
/// <param name="Category">A category that has a subaccount; never the auction.</param>
/// <param name="Units">How many, 1 to 10^12.</param>
public sealed record ReserveAssignment(
    DocumentHeader Header, ProcedureId Follows, ReserveCategory Category, long Units)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.ReserveAssignment;
}
