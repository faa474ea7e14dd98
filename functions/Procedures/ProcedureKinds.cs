using System.Collections.Frozen;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using A = CarbonRegistry.Domain.Law.RegulatedAct;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>
/// Every procedure of the registry, in the order of the law. What is particular to a document beyond its row stands in
/// its case, in the folder <c>Cases</c>.
/// </summary>
internal static class ProcedureKinds
{
    /// <summary>The kind under which a National Plan is recorded; it comes as a workbook, not as a document.</summary>
    public const string Plan = "planInForce";

    /// <summary>The kind under which a new version of a plan in force is recorded; a workbook as well.</summary>
    public const string PlanAmendment = "planAmendment";

    /// <summary>The table.</summary>
    public static IReadOnlyList<ProcedureKind> All { get; } =
    [
        new(Plan, A.PlanInForce, nameof(PutPlanIntoForce), "open", "issue", "reserve", "split", "auction"),
        new(PlanAmendment, A.PlanAmendment, nameof(AmendPlan)),
        new("accountApplication", A.AccountApplication, nameof(OpenAccount), "open", "allocate"),
        new("documentSupplement", A.AccountApplication, nameof(SupplementPapers)) { RecordedAtOnce = true },
        new("monitoringPlanDefault", A.MonitoringPlanDefault, nameof(BlockAccount), "block"),
        new("monitoringPlanAccepted", A.MonitoringPlanAccepted, nameof(UnblockAccount), "unblock"),
        new("reserveAllocation", A.ReserveAllocation, nameof(AllocateFromReserve), "allocate"),
        new("additionalAllocation", A.AdditionalAllocation, nameof(AllocateAdditionalQuota), "allocate"),
        new("returnToReserve", A.ReturnToReserve, nameof(ReturnUnitsToReserve), "return"),
        new("reserveAssignment", A.LiquidationAssignment, nameof(AssignToSubaccount), "assign"),
        new("operatorChange", A.OperatorChange, nameof(ChangeOperator), "change"),
        new("installationLiquidation", A.InstallationLiquidation, nameof(LiquidateInstallation), "return"),
        new("reserveTopUp", A.ReserveTopUp, nameof(TopUpSubaccount), "topUp"),
        new("offsetAccountApplication", A.OffsetAccountApplication, nameof(OpenOffsetAccounts), "open"),
        new("offsetIssuance", A.OffsetIssuance, nameof(IssueOffsets), "issue"),
        new("exchangeTradeSheet", A.ExchangeTradeSheet, nameof(SettleTradeSheet)),
        new("directSaleResult", A.DirectSaleResult, nameof(SettleDirectSale), "trade"),
        new("saleContract", A.SaleContract, nameof(SettleSaleContract), "trade"),
        new("exchangeQuotation", A.ExchangeTradeSheet, nameof(RecordQuotation)) { RecordedAtOnce = true },
        new("ownTransfer", A.OwnTransfer, nameof(TransferOwnUnits), "transfer"),
        new("verifiedReportRegistered", A.VerifiedReportRegistered, nameof(SurrenderUnits), "surrender"),
        new("additionalSurrender", A.AdditionalSurrender, nameof(SurrenderAdditionalUnits), "surrender"),
        new("voluntaryCancellation", A.VoluntaryCancellation, nameof(CancelVoluntarily), "cancel"),
        new("withdrawal", A.Withdrawal, nameof(WithdrawUnits), "withdraw"),
        new("correction", A.Correction, nameof(CorrectEntry), "correct"),
        new("offsetUse", A.VerifiedReportRegistered, nameof(RecordOffsetUse)) { RecordedAtOnce = true },
        new("termExpiry", A.TermExpiry, nameof(CancelExpiredUnits), "cancel"),
        new("leftOverReserve", A.LeftOverReserve, nameof(SurrenderLeftOverReserve), "surrender"),
        new("accountClosure", A.AccountClosure, nameof(CloseAccount), "close"),
        new("auctionCalendar", A.ExchangeTradeSheet, nameof(RecordAuctionCalendar)) { RecordedAtOnce = true },
        new("auctionPostponement", A.ExchangeTradeSheet, nameof(PostponeAuction)) { RecordedAtOnce = true },
        new("additionalAuction", A.ExchangeTradeSheet, nameof(AddAuction)) { RecordedAtOnce = true },
        new("auctionAnnouncement", A.ExchangeTradeSheet, nameof(AnnounceAuction)) { RecordedAtOnce = true },
    ];

    private static readonly FrozenDictionary<string, ProcedureKind> ByName =
        All.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The row of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such row.</exception>
    public static ProcedureKind Of(string name) => ByName.TryGetValue(name, out var kind)
        ? kind
        : throw new ArgumentOutOfRangeException(nameof(name), name, null);

    /// <summary>The row of a document's kind.</summary>
    public static ProcedureKind Of(DocumentKind kind) => Of(DocumentKinds.NameOf(kind));

    /// <summary>
    /// The provision in the short form that entries and answers carry: <c>¶22</c>, whatever its part.
    /// </summary>
    public static string ParagraphOf(A act)
    {
        var text = Terms.For(act, RuleSet.All[^1].Since).Paragraph.Text;
        var part = text.IndexOf('(', StringComparison.Ordinal);
        return text.StartsWith('¶') && part > 0 ? text[..part] : text;
    }
}
