using System.Collections.Frozen;

namespace CarbonRegistry.Domain.Notices;

/// <summary>What the contract says of each kind: its name and its issuer.</summary>
public static class DocumentKinds
{
    private static readonly FrozenDictionary<string, DocumentKind> ByName =
        Enum.GetValues<DocumentKind>().ToFrozenDictionary(NameOf, StringComparer.Ordinal);

    /// <summary>Every kind's name, in the order of the contract.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<DocumentKind>().Select(NameOf)];

    /// <summary>The name in documents and procedure ids, such as <c>accountApplication</c>.</summary>
    public static string NameOf(DocumentKind kind) => EnumNames.Of(kind);

    /// <summary>Reads a name exactly as <see cref="NameOf"/> writes it.</summary>
    public static bool TryParse(string? name, out DocumentKind kind) => ByName.TryGetValue(name ?? "", out kind);

    /// <summary>Who may issue documents of this kind.</summary>
    public static IssuerRole IssuerOf(DocumentKind kind) => kind switch
    {
        DocumentKind.MonitoringPlanDefault or DocumentKind.MonitoringPlanAccepted => IssuerRole.Authority,
        DocumentKind.ReserveAllocation or DocumentKind.AdditionalAllocation => IssuerRole.Authority,
        DocumentKind.ReturnToReserve or DocumentKind.ReserveAssignment => IssuerRole.Authority,
        DocumentKind.InstallationLiquidation or DocumentKind.ReserveTopUp => IssuerRole.Authority,
        DocumentKind.DirectSaleResult or DocumentKind.AdditionalSurrender => IssuerRole.Authority,
        DocumentKind.Withdrawal => IssuerRole.Authority,
        DocumentKind.VerifiedReportRegistered => IssuerRole.SystemOperator,
        DocumentKind.TermExpiry or DocumentKind.LeftOverReserve => IssuerRole.SystemOperator,
        DocumentKind.Correction => IssuerRole.AuthorityOrSystemOperator,
        DocumentKind.AccountClosure => IssuerRole.SystemOperator,
        DocumentKind.AuctionCalendar or DocumentKind.AuctionPostponement => IssuerRole.SystemOperator,
        DocumentKind.AdditionalAuction or DocumentKind.AuctionAnnouncement => IssuerRole.SystemOperator,
        DocumentKind.ExchangeTradeSheet or DocumentKind.ExchangeQuotation => IssuerRole.Exchange,
        DocumentKind.AccountApplication or DocumentKind.DocumentSupplement => IssuerRole.Holder,
        DocumentKind.OperatorChange or DocumentKind.OwnTransfer or DocumentKind.SaleContract => IssuerRole.Holder,
        DocumentKind.OffsetAccountApplication or DocumentKind.VoluntaryCancellation => IssuerRole.Holder,
        DocumentKind.OffsetUse => IssuerRole.Holder,
        // Paragraph 26 is not in the list of the authority's documents: the applicant named in the document asks.
        DocumentKind.OffsetIssuance => IssuerRole.Holder,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
