namespace CarbonRegistry.Domain.Law;

/// <summary>
/// Every reason for which the registry refuses a document or an act, in order of precedence: a check with a lower
/// number is made first, so the same bad input always gets the same reason. Numbers are part of stored rows and of
/// answers to clients and are never reused. Hundreds: 1 the document itself, 2 who may, 3 accounts, 4 units,
/// 5 procedures.
/// </summary>
public enum RefusalCode
{
    /// <summary>The document could not be read: no JSON, fields missing, unknown or of a wrong form.</summary>
    MalformedDocument = 101,

    /// <summary>The kind of document is known, but the registry does not carry it out yet.</summary>
    NotSupported = 102,

    /// <summary>The sender's number stands already on a document with other content.</summary>
    NumberReused = 103,

    /// <summary>The working-day calendar does not cover the days that the term needs.</summary>
    CalendarNotCovered = 104,

    /// <summary>A calendar act speaks of a day that is not covered, or brings a year that is not the next.</summary>
    CalendarDayNotCovered = 105,

    /// <summary>A calendar act names a day twice, or says of it what the calendar says already.</summary>
    CalendarDayContradicts = 106,

    /// <summary>The days of a year that a calendar act brings do not add up to its working days.</summary>
    CalendarYearIncomplete = 107,

    /// <summary>No detached signature came with the document, or within the time for which it waits.</summary>
    SignatureMissing = 130,

    /// <summary>What came as the signature is no detached signature of one signer.</summary>
    SignatureUnreadable = 131,

    /// <summary>The signature uses an algorithm that the registry does not check.</summary>
    SignatureAlgorithmUnsupported = 132,

    /// <summary>The signature was not made over these bytes, or was changed since.</summary>
    SignatureBroken = 133,

    /// <summary>The signer's certificate leads to no trusted authority.</summary>
    CertificateUnknown = 134,

    /// <summary>The signer's certificate could not sign at the moment of receipt.</summary>
    CertificateNotValid = 135,

    /// <summary>The signature is another person's than the issuer's.</summary>
    SignerNotIssuer = 136,

    /// <summary>The issuer may not issue a document of this kind.</summary>
    IssuerNotAllowed = 201,

    /// <summary>
    /// The detached signature is missing, broken, or not the issuer's. It is no longer given: 130 to 136 tell which.
    /// </summary>
    SignatureNotValid = 202,

    /// <summary>No National Plan in force names the installation.</summary>
    InstallationUnknown = 301,

    /// <summary>The applicant is not the operator whom the National Plan names for the installation.</summary>
    ApplicantNotOperator = 302,

    /// <summary>The installation has an account already (Code, article 300(2)).</summary>
    AccountExists = 303,

    /// <summary>No such account is open.</summary>
    AccountNotFound = 304,

    /// <summary>The account is closed.</summary>
    AccountClosed = 305,

    /// <summary>The account is blocked and the move is one that a block stops.</summary>
    AccountBlocked = 306,

    /// <summary>The account is blocked on the same ground already.</summary>
    AlreadyBlocked = 307,

    /// <summary>The account is not blocked on a ground that the document could lift.</summary>
    NotBlocked = 308,

    /// <summary>The matrix of moves has no such move between accounts of these kinds.</summary>
    MoveNotAllowed = 309,

    /// <summary>Units may not be moved from an account to itself.</summary>
    SameAccount = 310,

    /// <summary>¶17 opens accounts of installations that the plan does not name, and it names this one.</summary>
    InstallationInPlan = 311,

    /// <summary>¶18 credits accounts that ¶17 opened, and this one was opened otherwise.</summary>
    NotNewInstallation = 312,

    /// <summary>The notice of ¶18 names another category than the application of ¶17.</summary>
    CategoryMismatch = 313,

    /// <summary>The account belongs to another holder than the one who asks.</summary>
    NotAccountHolder = 314,

    /// <summary>The account is none of a subject of the carbon market (Order 221 ¶5).</summary>
    NotMarketSubject = 316,

    /// <summary>
    /// The operator of the trading system sells and buys through an exchange only (Order 221 ¶8).
    /// </summary>
    OperatorOnlyOnExchange = 317,

    /// <summary>The installation is none of the issuer's own (Code, article 289(7)).</summary>
    NotOwnInstallation = 318,

    /// <summary>Seller and buyer are one person, so nothing is sold (Order 221 ¶6).</summary>
    SaleToOneself = 319,

    /// <summary>The offset project, or its approval, stands in the registry already (¶24).</summary>
    ProjectRegistered = 320,

    /// <summary>No accounts were opened for the offset project (¶25).</summary>
    ProjectUnknown = 321,

    /// <summary>The person has no account in the offset project (¶25, ¶26).</summary>
    NotApplicantOfProject = 322,

    /// <summary>¶21: the account has this operator, or its holder this name, already.</summary>
    HolderUnchanged = 323,

    /// <summary>¶21: who applies is neither the holder of the account nor the one who takes over.</summary>
    ApplicantNotHolder = 324,

    /// <summary>An account that still holds units is not closed.</summary>
    AccountNotEmpty = 325,

    /// <summary>¶21: a change of the name or of the legal form leaves the BIN as it is.</summary>
    HolderNumberDiffers = 326,

    /// <summary>An account about which procedures are open is not closed.</summary>
    ProceduresOpen = 327,

    /// <summary>An account that is neither an installation's nor an offset applicant's stays open for good.</summary>
    AccountStaysOpen = 328,

    /// <summary>The quantity is not a positive whole number.</summary>
    QuantityNotPositive = 401,

    /// <summary>The account may not hold units of this kind.</summary>
    UnitKindNotAllowed = 402,

    /// <summary>The debited account does not hold the block that the instruction names.</summary>
    BlockNotHeld = 403,

    /// <summary>The debited account holds fewer units than the act needs.</summary>
    InsufficientUnits = 404,

    /// <summary>More units would be put into circulation than the National Plan provides.</summary>
    PlanExceeded = 405,

    /// <summary>The period's units were put into circulation already.</summary>
    AlreadyIssued = 406,

    /// <summary>The units may not be sold (Code, articles 289(9) and 295(8)).</summary>
    NotForSale = 407,

    /// <summary>The correction does not name exactly the blocks of the entry that it reverses.</summary>
    CorrectionMismatch = 408,

    /// <summary>The entry was corrected already, or is one that is never reversed.</summary>
    CorrectionNotAllowed = 409,

    /// <summary>The year lies in the period of no plan that was carried out (Code, article 289(8)).</summary>
    YearOutsidePlan = 410,

    /// <summary>The subaccount of the reserve has fewer units than are to be credited from it; ¶23 can help.</summary>
    ReserveShort = 411,

    /// <summary>The subaccount to be topped up has the largest volume itself (¶23).</summary>
    TargetIsLargest = 412,

    /// <summary>The largest subaccount has fewer units than the topping up asks for (¶23).</summary>
    LargestNotEnough = 413,

    /// <summary>Several subaccounts share the largest volume, and the notice names none of them (¶23).</summary>
    LargestTied = 414,

    /// <summary>As many units as the report calls for were surrendered for the year already.</summary>
    AlreadySurrendered = 415,

    /// <summary>The account holds fewer units of additional quota than are to be surrendered.</summary>
    AdditionalQuotaShort = 416,

    /// <summary>The journal has no such entry that moved units.</summary>
    EntryNotFound = 417,

    /// <summary>International units are sold under a treaty only, and none is recorded (Order 221 ¶3).</summary>
    TreatyNeeded = 420,

    /// <summary>The price of a direct sale is below the exchange quotation (Order 221 ¶29, 30).</summary>
    PriceBelowQuotation = 421,

    /// <summary>The applicants' shares are not the approved volume together (¶26).</summary>
    SharesDoNotSum = 425,

    /// <summary>Units were put into circulation for a part of the report's period already (¶26).</summary>
    ReportPeriodIssued = 426,

    /// <summary>The term of the units ends before the year in which they would be put into circulation.</summary>
    TermEndedBeforeIssue = 427,

    /// <summary>A new version of the plan changes volumes, though its units are in circulation (¶12).</summary>
    AmendmentChangesVolumes = 428,

    /// <summary>A new version of the plan leaves out an installation whose account is open.</summary>
    AmendmentLeavesOutAccount = 429,

    /// <summary>The total of a new version of the plan is not what was put into circulation (¶12).</summary>
    AmendmentChangesTotal = 430,

    /// <summary>No account holds offset units that were limited to the year at issue (¶29; Code 298).</summary>
    NoUnitsOfTerm = 431,

    /// <summary>Units freed by a decrease of capacity are not cancelled: they go back to the reserve.</summary>
    UnitsToReturn = 432,

    /// <summary>The procedure that the document follows is unknown, of another kind, or was not carried out.</summary>
    FollowedProcedureNotFound = 501,

    /// <summary>More units would be assigned than the followed procedure brought back.</summary>
    AssignmentExceedsReturn = 502,

    /// <summary>A registrar refused the document.</summary>
    RefusedByRegistrar = 503,

    /// <summary>A plan of this period is in force already.</summary>
    PlanPeriodTaken = 504,

    /// <summary>The acting representative's power of attorney is not valid on the day of the act.</summary>
    PowerOfAttorneyNotValid = 505,

    /// <summary>The followed procedure lacks no papers, or not these.</summary>
    NothingAwaited = 506,

    /// <summary>The authority accepted the monitoring plan before the block was carried out.</summary>
    AcceptedMeanwhile = 507,

    /// <summary>No National Plan in force covers the year, or the year has not begun.</summary>
    YearNotCovered = 510,

    /// <summary>The units are valid still.</summary>
    TermNotOver = 511,

    /// <summary>The deal was handed in before, or its units were moved already (¶27).</summary>
    AlreadySettled = 512,

    /// <summary>The two papers of one contract state different terms (¶27; Order 221 ¶31).</summary>
    EvidenceDiffers = 513,

    /// <summary>The holder of the account whose units would go declined to confirm.</summary>
    DeclinedByHolder = 516,

    /// <summary>The plan's years cut across a carbon budgeting period, or lie in a suspended one (¶6).</summary>
    PeriodNotKnown = 525,

    /// <summary>Another version of the plan waits for its decision.</summary>
    AmendmentPending = 526,

    /// <summary>The period has no plan in force of which this could be a new version.</summary>
    NothingToAmend = 527,

    /// <summary>Another document about the end of the same term is open or carried out (¶29).</summary>
    TermEndPending = 528,

    /// <summary>No calendar and no notice names the auction (Order 221 ¶17, 20).</summary>
    AuctionUnknown = 550,

    /// <summary>The auction's id, or its day, belongs to another auction.</summary>
    AuctionTaken = 551,

    /// <summary>The year has its calendar of auctions (Order 221 ¶18).</summary>
    AuctionCalendarExists = 552,

    /// <summary>The auction was announced already (Order 221 ¶24).</summary>
    AuctionAnnounced = 553,

    /// <summary>The auction is not one of the annual calendar (Order 221 ¶19).</summary>
    AuctionNotPlanned = 554,

    /// <summary>The auction's day is not one of the calendar's year (Order 221 ¶18).</summary>
    AuctionOutsideYear = 555,

    /// <summary>The auction's day has come or passed (Order 221 ¶17).</summary>
    AuctionPast = 556,

    /// <summary>The auction's day is no working day, so that nobody trades on it (Order 221 ¶17).</summary>
    AuctionOnDayOff = 557,

    /// <summary>A planned auction sells more than a quarter of what the year provides (Order 221 ¶21).</summary>
    AuctionTooLarge = 558,

    /// <summary>A volume is no multiple of a hundred tonnes (Order 221 ¶22).</summary>
    LotsNotHundreds = 559,

    /// <summary>The new day is not later, or more than four working days later (Order 221 ¶19).</summary>
    PostponementNotAllowed = 560,

    /// <summary>An additional auction is not in December (Order 221 ¶20).</summary>
    AdditionalNotInDecember = 561,

    /// <summary>An additional auction is told of less than twenty days before (Order 221 ¶20).</summary>
    AdditionalNoticeLate = 562,

    /// <summary>The least price is announced less than seven days before (Order 221 ¶24).</summary>
    AnnouncementLate = 563,

    /// <summary>The least price is not the weighted average of the last trades (Order 221 ¶24).</summary>
    MinimumPriceDiffers = 564,

    /// <summary>There are no trades to compute the least price from, and none is stated (Order 221 ¶24).</summary>
    MinimumPriceUnknown = 565,

    /// <summary>The price of an auction's trade is below the least one (Order 221 ¶25).</summary>
    PriceBelowMinimum = 566,

    /// <summary>The units are not whole lots (Order 221 ¶22).</summary>
    LotsNotWhole = 567,

    /// <summary>The subject would buy more lots in the session than allowed (Order 221 ¶23).</summary>
    LotLimitExceeded = 568,

    /// <summary>More units would be sold than the auction has (Order 221 ¶26).</summary>
    AuctionVolumeExceeded = 569,
}
