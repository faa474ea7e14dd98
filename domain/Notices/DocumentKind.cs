namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// The kinds of document that the registry receives. Numbers are part of stored rows and are never reused. Entry into
/// force of a National Plan is no document of this list: it comes as a workbook.
/// </summary>
public enum DocumentKind
{
    /// <summary>Application of an operator for an account (¶13, 14, 17).</summary>
    AccountApplication = 1,

    /// <summary>Papers that an earlier application lacked (¶13, 14, 17, 25).</summary>
    DocumentSupplement = 2,

    /// <summary>Notice that the monitoring plan is missing, incomplete or does not conform (¶15).</summary>
    MonitoringPlanDefault = 3,

    /// <summary>Notice that the monitoring plan was submitted or corrected (¶16).</summary>
    MonitoringPlanAccepted = 4,

    /// <summary>Allocation of quota from the reserve (¶18).</summary>
    ReserveAllocation = 5,

    /// <summary>Additional quota (¶19).</summary>
    AdditionalAllocation = 6,

    /// <summary>Return of quota to the reserve after a decrease of capacity (¶20).</summary>
    ReturnToReserve = 7,

    /// <summary>Category of the reserve for units that were brought back (¶20, 22).</summary>
    ReserveAssignment = 8,

    /// <summary>Change of the operator, its name or its legal form (¶21).</summary>
    OperatorChange = 9,

    /// <summary>Liquidation of an installation (¶22).</summary>
    InstallationLiquidation = 10,

    /// <summary>Top-up of a category of the reserve (¶23).</summary>
    ReserveTopUp = 11,

    /// <summary>Application of an offset project's applicants for accounts (¶24, 25).</summary>
    OffsetAccountApplication = 12,

    /// <summary>Issue of offset units (¶26).</summary>
    OffsetIssuance = 13,

    /// <summary>Trade sheet of a commodity exchange (¶27).</summary>
    ExchangeTradeSheet = 14,

    /// <summary>Result of a direct sale by the authority (¶27).</summary>
    DirectSaleResult = 15,

    /// <summary>Contract of sale between two holders (¶27; Order 221 ¶31).</summary>
    SaleContract = 16,

    /// <summary>Quotation of an exchange (Order 221 ¶13–16).</summary>
    ExchangeQuotation = 17,

    /// <summary>Transfer between the holder's own installations (Code, article 289(7)).</summary>
    OwnTransfer = 18,

    /// <summary>Registration of a verified report (¶28).</summary>
    VerifiedReportRegistered = 19,

    /// <summary>Additional surrender (¶28).</summary>
    AdditionalSurrender = 20,

    /// <summary>Voluntary cancellation (¶30).</summary>
    VoluntaryCancellation = 21,

    /// <summary>Withdrawal of units (¶4).</summary>
    Withdrawal = 22,

    /// <summary>Correction of an entry of the journal (¶8).</summary>
    Correction = 23,

    /// <summary>A holder's offset units for its surrender (Code, articles 289(11) and 298(8)).</summary>
    OffsetUse = 24,

    /// <summary>End of the term of a plan's quota units (¶29); the registry writes it itself.</summary>
    TermExpiry = 25,

    /// <summary>
    /// End of the left-over reserve for additional quota (Code, article 295(10)); the registry writes it itself.
    /// </summary>
    LeftOverReserve = 26,

    /// <summary>Closing of an account that holds nothing (¶3).</summary>
    AccountClosure = 27,

    /// <summary>The annual calendar of auctions (Order 221 ¶17, 18).</summary>
    AuctionCalendar = 40,

    /// <summary>A planned auction is moved to a later day (Order 221 ¶19).</summary>
    AuctionPostponement = 41,

    /// <summary>An auction of December beyond the calendar (Order 221 ¶20).</summary>
    AdditionalAuction = 42,

    /// <summary>Lots, limit and least price of an auction (Order 221 ¶22 to ¶24, 26).</summary>
    AuctionAnnouncement = 43,
}
