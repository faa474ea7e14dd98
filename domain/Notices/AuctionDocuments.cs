namespace CarbonRegistry.Domain.Notices;

/// <summary>An auction of the annual calendar (Order 221 ¶17, 18).</summary>
/// <param name="AuctionId">The operator's own id of the auction, unique in the registry.</param>
/// <param name="Date">The planned day.</param>
/// <param name="Units">The quota units to be sold, 1 to 10^12.</param>
public sealed record PlannedAuction(string AuctionId, DateOnly Date, long Units);

/// <summary>The annual calendar of auctions (Order 221 ¶17, 18, 21).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Year">The year of the auctions.</param>
/// <param name="Auctions">At least one.</param>
public sealed record AuctionCalendar(DocumentHeader Header, int Year, IReadOnlyList<PlannedAuction> Auctions)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.AuctionCalendar;
}

/// <summary>A planned auction is moved to a later day (Order 221 ¶19).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="AuctionId">Which auction.</param>
/// <param name="AuctionDate">The later day.</param>
/// <param name="Applicants">
/// Who has applied for the auction; empty when nobody has. They apply to the exchange, so the registry learns of them
/// from here alone.
/// </param>
public sealed record AuctionPostponement(
    DocumentHeader Header, string AuctionId, DateOnly AuctionDate, IReadOnlyList<Party> Applicants)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.AuctionPostponement;
}

/// <summary>An auction of December that the annual calendar does not name (Order 221 ¶20).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="Auction">The auction.</param>
public sealed record AdditionalAuction(DocumentHeader Header, PlannedAuction Auction) : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.AdditionalAuction;
}

/// <summary>On what terms an auction is held (Order 221 ¶22 to ¶24, 26).</summary>
/// <param name="Header">The common fields.</param>
/// <param name="AuctionId">Which auction.</param>
/// <param name="LotUnits">Units of one lot, 1 to 10^12; whether they are hundreds, the law decides.</param>
/// <param name="LotLimit">How many lots one subject may buy in the session, 1 to 10^12.</param>
/// <param name="MinimumPrice">
/// The least price in tenge for one unit; null when the registry is to compute it from the last trades.
/// </param>
public sealed record AuctionAnnouncement(
    DocumentHeader Header, string AuctionId, long LotUnits, long LotLimit, decimal? MinimumPrice)
    : Document(Header)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.AuctionAnnouncement;
}
