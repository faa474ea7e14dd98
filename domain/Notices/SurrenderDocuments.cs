using System.Globalization;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Units;

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

/// <summary>
/// A holder says how many of its offset units may be surrendered for an installation and year, where its quota does
/// not suffice (Code, articles 289(11) and 298(8); requirements C5). A later one replaces it.
/// </summary>
/// <param name="Header">The common fields.</param>
/// <param name="Installation">The installation's code.</param>
/// <param name="Year">The year of the emissions.</param>
/// <param name="Units">How many at most, 0 to 10^12.</param>
public sealed record OffsetUse(DocumentHeader Header, string Installation, int Year, long Units) : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.OffsetUse;
}

/// <summary>Decision to reverse an entry of the journal exactly (requirements T26).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Entry">The number of the entry.</param>
/// <param name="Reason">What was wrong, in words.</param>
/// <param name="Act">The act on which the decision rests.</param>
public sealed record Correction(DocumentHeader Header, long Entry, string Reason, PaperReference Act) : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.Correction;
}

/// <summary>Units that end together: the quota of a plan, or offset units limited to a year at issue.</summary>
/// <param name="Units">Quota or offset.</param>
/// <param name="Years">The years of the plan; of offset units the one year to which they are limited.</param>
public readonly record struct UnitTerm(UnitKind Units, PlanPeriod Years)
{
    /// <summary>
    /// How documents about the term are numbered: <c>2022-2025</c>, <c>offset-2027</c>; a document that follows a
    /// refused one adds its turn, <c>2022-2025-2</c>.
    /// </summary>
    /// <param name="turn">1 for the first document.</param>
    public string Number(int turn)
    {
        var name = Units == UnitKind.Offset
            ? string.Create(CultureInfo.InvariantCulture, $"offset-{Years.LastYear}")
            : Years.ToString();
        return turn == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{turn}");
    }
}

/// <summary>
/// The term of a plan's quota units is over (¶29; Code, article 291(8)), or that of offset units which were limited at
/// issue (¶2.3; Code, article 298).
/// </summary>
/// <param name="Header">The common fields; <see cref="UnitTerm.Number"/> gives the number.</param>
/// <param name="Term">Which units.</param>
public sealed record TermExpiry(DocumentHeader Header, UnitTerm Term) : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.TermExpiry;
}

/// <summary>The term of the left-over reserve for additional quota is over (Code, article 295(10)).</summary>
/// <param name="Header">The common fields; the number is that of the plan's <see cref="UnitTerm"/>.</param>
/// <param name="Period">The years of the plan.</param>
public sealed record LeftOverReserve(DocumentHeader Header, PlanPeriod Period) : Document(Header)
{
    /// <summary>The plan's term, after which the document is numbered.</summary>
    public UnitTerm Term => new(UnitKind.Quota, Period);

    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.LeftOverReserve;
}
