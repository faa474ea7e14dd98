namespace CarbonRegistry.Domain.Law;

/// <summary>What the operator of the trading system does within a term: a closed set, in legal order.</summary>
public enum RegulatedAct
{
    /// <summary>¶12: the plan's accounts are opened, its units issued and its reserve split.</summary>
    PlanInForce = 1,

    /// <summary>Code 291(5): the quota is credited; shown beside ¶12, never instead of it.</summary>
    QuotaCredit = 2,

    /// <summary>¶13: each operator of an installation is asked for the documents.</summary>
    DocumentsRequest = 3,

    /// <summary>¶14: the account of an installation of the plan is opened and credited.</summary>
    AccountApplication = 4,

    /// <summary>¶15: the account is blocked.</summary>
    MonitoringPlanDefault = 5,

    /// <summary>¶16: the block is lifted.</summary>
    MonitoringPlanAccepted = 6,

    /// <summary>¶17: the account of an installation that the plan does not name is opened.</summary>
    NewInstallationApplication = 7,

    /// <summary>¶18: units of the reserve are credited.</summary>
    ReserveAllocation = 8,

    /// <summary>¶19: additional quota is credited.</summary>
    AdditionalAllocation = 9,

    /// <summary>¶20, first part: units go back to the reserve.</summary>
    ReturnToReserve = 10,

    /// <summary>¶20, second part: returned units go to the subaccount that the authority names.</summary>
    ReturnAssignment = 11,

    /// <summary>¶21: operator, name or legal form change.</summary>
    OperatorChange = 12,

    /// <summary>¶22, first part: the units of a liquidated installation go back to the reserve.</summary>
    InstallationLiquidation = 13,

    /// <summary>¶22, second part: those units go to the subaccount that the authority names.</summary>
    LiquidationAssignment = 14,

    /// <summary>¶23: a subaccount of the reserve is topped up from the fullest.</summary>
    ReserveTopUp = 15,

    /// <summary>¶24, 25: the accounts of an offset project's applicants are opened.</summary>
    OffsetAccountApplication = 16,

    /// <summary>¶26: offset units are issued.</summary>
    OffsetIssuance = 17,

    /// <summary>¶27: the trades of an exchange's sheet are carried out.</summary>
    ExchangeTradeSheet = 18,

    /// <summary>¶27: a direct sale is carried out on the authority's notice.</summary>
    DirectSaleResult = 19,

    /// <summary>Order 221 ¶33: a direct sale is carried out on the buyer's copy of the contract.</summary>
    SaleContract = 20,

    /// <summary>¶28, first part: units are surrendered for a registered report.</summary>
    VerifiedReportRegistered = 21,

    /// <summary>¶28, second part: units of an additional quota are surrendered.</summary>
    AdditionalSurrender = 22,

    /// <summary>¶29: units whose term is over are cancelled.</summary>
    TermExpiry = 23,

    /// <summary>¶30: units are cancelled at their owner's request.</summary>
    VoluntaryCancellation = 24,

    /// <summary>¶4: units are withdrawn by decision of the authority.</summary>
    Withdrawal = 25,

    /// <summary>Code 289(7): units move between installations of one operator.</summary>
    OwnTransfer = 26,

    /// <summary>¶8: a wrong entry is reversed (T26).</summary>
    Correction = 27,

    /// <summary>Code 295(10): the left-over reserve for additional quota is surrendered.</summary>
    LeftOverReserve = 28,

    /// <summary>¶3: an account that holds nothing is closed.</summary>
    AccountClosure = 29,

    /// <summary>¶12: a new version of a plan in force is decided on; it moves no units.</summary>
    PlanAmendment = 35,
}
