namespace CarbonRegistry.Domain.Notices;

/// <summary>An offset project.</summary>
/// <param name="Code">
/// The project's code in normal form C, one line of 1 to 100 printable characters without an IIN in it; it names the
/// project everywhere, the journal included.
/// </param>
/// <param name="Name">The name as written; null where a later document gives the code alone.</param>
public sealed record OffsetProject(string Code, string? Name);

/// <summary>One applicant of an offset project; each gets an account of its own (¶25).</summary>
/// <param name="Party">The applicant.</param>
/// <param name="Representatives">Empty when the paper is still missing.</param>
public sealed record OffsetApplicant(Party Party, IReadOnlyList<Representative> Representatives);

/// <summary>Application for the accounts of an offset project's applicants (¶24, 25).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Project">The project.</param>
/// <param name="Approval">The authority's approval of the project; null when the paper is still missing.</param>
/// <param name="Applicants">At least one; each person once.</param>
public sealed record OffsetAccountApplication(
    DocumentHeader Header, OffsetProject Project, PaperReference? Approval, IReadOnlyList<OffsetApplicant> Applicants)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.OffsetAccountApplication;
}

/// <summary>The approved report on a project's implementation (¶26).</summary>
/// <param name="Number">Its number as written.</param>
/// <param name="Date">The day that it bears.</param>
/// <param name="PeriodFrom">The first day of the monitoring period.</param>
/// <param name="PeriodTo">The last day of the monitoring period, not before the first.</param>
public sealed record OffsetReport(string Number, DateOnly Date, DateOnly PeriodFrom, DateOnly PeriodTo);

/// <summary>The part of one applicant in the units of a report.</summary>
/// <param name="Party">BIN or IIN of the applicant.</param>
/// <param name="Units">How many, 1 to 10^12.</param>
public sealed record OffsetShare(IdentificationNumber Party, long Units);

/// <summary>Request to put offset units into circulation (¶26).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Project">The project.</param>
/// <param name="Report">The approved report.</param>
/// <param name="Units">The approved volume, 1 to 10^12.</param>
/// <param name="Shares">At least one; each person once.</param>
/// <param name="ExpiresYear">The last year of the units; null when unlimited.</param>
public sealed record OffsetIssuance(
    DocumentHeader Header,
    OffsetProject Project,
    OffsetReport Report,
    long Units,
    IReadOnlyList<OffsetShare> Shares,
    int? ExpiresYear)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.OffsetIssuance;
}
