namespace CarbonRegistry.Domain.Notices;

/// <summary>A verified report was registered; the registry surrenders the units that it calls for (¶28).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Installation">The installation's code.</param>
/// <param name="Year">The year of the emissions.</param>
/// <param name="VerifiedTonnes">Tonnes of CO2 equivalent, 0 to 10^12; one unit each.</param>
/// <param name="ReportNumber">The report's number as written.</param>
/// <param name="RegisteredOn">The day of registration, from which the term counts.</param>
public sealed record VerifiedReportRegistered(
    DocumentHeader Header,
    string Installation,
    int Year,
    long VerifiedTonnes,
    string ReportNumber,
    DateOnly RegisteredOn)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.VerifiedReportRegistered;
}

/// <summary>Notice that units of an additional quota are to be surrendered (¶28, second part).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Installation">The installation's code.</param>
/// <param name="Units">How many, 1 to 10^12.</param>
public sealed record AdditionalSurrender(DocumentHeader Header, string Installation, long Units) : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.AdditionalSurrender;
}
