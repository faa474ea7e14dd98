using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Notices;

/// <summary>Notice of a positive decision on units of the reserve (¶18).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Installation">The installation's code.</param>
/// <param name="Units">How many, 1 to 10^12.</param>
/// <param name="Category">
/// The subaccount that is debited: new installations, unaccounted ones, or the transition of administered ones.
/// </param>
/// <param name="Year">The first year of allocation.</param>
public sealed record ReserveAllocation(
    DocumentHeader Header, string Installation, long Units, ReserveCategory Category, int Year)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.ReserveAllocation;
}

/// <summary>Notice of additional quota for an increase of capacity (¶19).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Installation">The installation's code.</param>
/// <param name="Units">How many, 1 to 10^12.</param>
/// <param name="Year">The year for which the units are allocated.</param>
public sealed record AdditionalAllocation(DocumentHeader Header, string Installation, long Units, int Year)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.AdditionalAllocation;
}

/// <summary>Notice that units of an installation go back to the reserve (¶20, first part).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Installation">The installation's code.</param>
/// <param name="Units">How many, 1 to 10^12.</param>
public sealed record ReturnToReserve(DocumentHeader Header, string Installation, long Units) : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.ReturnToReserve;
}

/// <summary>Notice that a subaccount of the reserve is to be topped up from the fullest other one (¶23).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Category">The subaccount that is credited; never the auction.</param>
/// <param name="Units">How many, 1 to 10^12.</param>
public sealed record ReserveTopUp(DocumentHeader Header, ReserveCategory Category, long Units) : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.ReserveTopUp;

    /// <summary>
    /// The subaccount to take where several share the largest volume; the law names the largest in every other case.
    /// Null when the authority named none.
    /// </summary>
    public ReserveCategory? Source { get; init; }
}
