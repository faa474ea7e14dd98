using System.Globalization;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Tests.Ledger;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>
/// What each kind of document comes to in each state of the account that it is about, from the decision of the law to
/// the ledger (¶4, ¶14 to ¶30).
/// </summary>
public sealed class DocumentStateTests
{
    /// <summary>
    /// "+" is carried out with entries, "0" without one, a number is the <see cref="RefusalCode"/>. A block
    /// stops the holder's own acts and sales alone (requirements C7). A deal has a row for each side of it.
    /// </summary>
    private const string Table = """
        document                         none        open        blocked     closed      short       notForSale  other
        accountApplication               +           303         303         404         303         303         303
        accountApplication/new           311         303         303         311         303         303         303
        monitoringPlanDefault            304         +           307         305         +           +           +
        monitoringPlanDefault/other      304         +           +           305         +           +           +
        monitoringPlanDefault/accepted   507         507         507         507         507         507         507
        monitoringPlanAccepted           304         308         +           305         308         308         308
        monitoringPlanAccepted/overtakes 0           0           +           0           0           0           0
        reserveAllocation                304         +           +           305         +           +           +
        reserveAllocation/inPlan         304         312         312         305         312         312         312
        additionalAllocation             304         +           +           305         +           +           +
        returnToReserve                  304         +           +           305         +           +           +
        reserveTopUp                     +           +           +           +           +           +           +
        installationLiquidation          304         +           +           305         +           +           +
        operatorChange                   304         +           +           305         +           +           324
        accountClosure                   304         325         325         305         325         325         325
        exchangeTradeSheet/seller        304         +           306         305         404         407         +
        exchangeTradeSheet/buyer         304         +           306         305         +           +           +
        directSaleResult/seller          304         +           306         305         404         407         +
        directSaleResult/buyer           304         +           306         305         +           +           +
        saleContract/seller              304         +           306         305         404         407         +
        saleContract/buyer               304         +           306         305         +           +           +
        ownTransfer                      304         +           306         305         404         407         318
        verifiedReportRegistered         304         +           +           305         0           +           +
        verifiedReportRegistered/zero    0           0           0           0           0           0           0
        additionalSurrender              304         +           +           305         416         +           +
        voluntaryCancellation            304         +           306         305         404         432         314
        withdrawal                       304         +           +           305         404         +           +
        correction                       417         +           +           305         403         +           +
        termExpiry                       +           +           +           +           +           +           +
        leftOverReserve                  +           +           +           +           +           +           +
        """;

    /// <summary>Kinds without a row, and why.</summary>
    private static readonly Dictionary<DocumentKind, string> Elsewhere = new()
    {
        [DocumentKind.DocumentSupplement] = "hands papers to another procedure and posts nothing",
        [DocumentKind.OffsetUse] = "is recorded and posts nothing",
        [DocumentKind.ExchangeQuotation] = "is recorded and posts nothing",
        [DocumentKind.AuctionCalendar] = "is recorded and posts nothing",
        [DocumentKind.AuctionPostponement] = "is recorded and posts nothing",
        [DocumentKind.AdditionalAuction] = "is recorded and posts nothing",
        [DocumentKind.AuctionAnnouncement] = "locks units of the operator and posts nothing",
        [DocumentKind.ReserveAssignment] = "moves units between accounts of the reserve, which have one state",
        [DocumentKind.OffsetAccountApplication] = "speaks of accounts of a project; its own tests have their states",
        [DocumentKind.OffsetIssuance] = "speaks of accounts of a project; its own tests have their states",
    };

    private const long Units = 20;
    private static readonly DateOnly Later = new(2024, 12, 31);
    private static readonly Party Applicant = new(IdentificationNumber.Parse(PlanTable.Operator), "Operator");
    private static readonly Party Successor = new(IdentificationNumber.Parse(PlanTable.Other), "Successor");
    private static readonly string[][] Rows =
        [.. Table.Split('\n').Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    public static TheoryData<string> Documents => [.. Rows[1..].Select(row => row[0])];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_InEachStateOfItsAccount_ComesToWhatTheTableSays(string document)
    {
        var states = Rows[0][1..];
        var row = Rows.Single(row => row[0] == document);

        Assert.Equal(states.Length, row.Length - 1);
        Assert.Equal(
            states.Zip(row[1..], (state, expected) => $"{state}: {expected}"),
            states.Select(state => $"{state}: {Play(document, AccountStates.Of(state))}"));
    }

    [Fact]
    public void Kinds_OfAllDocuments_HaveARowOrAReason()
    {
        var named = Rows[1..].Select(row => row[0].Split('/')[0]).ToHashSet(StringComparer.Ordinal);

        Assert.All(Enum.GetValues<DocumentKind>(), kind => Assert.True(
            named.Contains(DocumentKinds.NameOf(kind)) != Elsewhere.ContainsKey(kind), kind.ToString()));
    }

    /// <summary>Refused documents leave the ledger as it was; carried out ones leave it whole.</summary>
    private static string Play(string document, AccountStates at)
    {
        var before = at.Ledger.Dump();
        var orders = Decide(document, at);
        if (orders is Orders.Refuse refused)
            return Number(refused.Refusal);
        var posted = at.Books.Try(Assert.IsType<Orders.Post>(orders));
        if (posted is BatchDecision.Refused against)
        {
            Assert.Equal(before, at.Ledger.Dump());
            return Number(against.Refusal);
        }
        at.Ledger.CheckInvariants();
        return Assert.IsType<BatchDecision.Accepted>(posted).Entries.Count > 0 ? "+" : "0";
    }

    private static Orders Decide(string document, AccountStates at)
    {
        var (plan, ledger, periods) = (AccountStates.Plan, at.Ledger, new[] { AccountStates.Plan.Period });
        return document switch
        {
            "accountApplication" => Opening.Decide(
                SomePapers.Application(plan, "A"), plan, AccountStates.Holder, SomePapers.Today, ledger),
            "accountApplication/new" => NewInstallationOpening.Decide(
                SomePapers.New("A", ReserveCategory.NewInstallations), plan, "new", SomePapers.Today, ledger),
            "monitoringPlanDefault" => Blocking.Decide(
                SomePapers.Default("A", MonitoringPlanGround.NotSubmitted), false),
            "monitoringPlanDefault/other" => Blocking.Decide(
                SomePapers.Default("A", MonitoringPlanGround.Incomplete), false),
            "monitoringPlanDefault/accepted" => Blocking.Decide(
                SomePapers.Default("A", MonitoringPlanGround.NotSubmitted), true),
            "monitoringPlanAccepted" => Blocking.Decide(SomePapers.Accepted("A"), false, ledger),
            "monitoringPlanAccepted/overtakes" => Blocking.Decide(SomePapers.Accepted("A"), true, ledger),
            "reserveAllocation" => Allocate(ReserveCategory.NewInstallations),
            "reserveAllocation/inPlan" => Allocate(null),
            "additionalAllocation" => FromReserve.Decide(SomePapers.Additional("A", 2022, Units), periods),
            "returnToReserve" => ReserveChanges.Decide(SomePapers.Return("A", Units), periods[0], ledger),
            "reserveTopUp" => ReserveChanges.Decide(
                SomePapers.TopUp(ReserveCategory.AdministeredTransition, Units), periods[0]),
            "installationLiquidation" => Liquidation.Decide(SomePapers.Liquidation("A"), periods, []),
            "termExpiry" => Expiring.Decide(SomePapers.Expiry(periods[0]), Later, Later, ledger),
            "leftOverReserve" => Expiring.Decide(SomePapers.LeftOver(periods[0]), Later, Later),
            "correction" => Correcting.Decide(SomePapers.Correction(at.Opened?.N ?? 999), at.Opened),
            _ => DecideOfHolder(document, ledger, periods),
        };

        Orders Allocate(ReserveCategory? openedUnder) => FromReserve.Decide(
            SomePapers.Allocation("A", ReserveCategory.NewInstallations, 2022, Units), openedUnder, periods, ledger);
    }

    private static Orders DecideOfHolder(string document, LedgerState ledger, IReadOnlyList<PlanPeriod> periods)
    {
        var ground = new DealGround(ledger, PromisedUnits.None, new QuotationTable([]));
        return document switch
        {
            "exchangeTradeSheet/seller" => TradeSheets.Decide(SomeDeals.Trade("1", Deal("A", "B")), null, ground),
            "exchangeTradeSheet/buyer" => TradeSheets.Decide(SomeDeals.Trade("1", Deal("B", "A")), null, ground),
            "directSaleResult/seller" => Sell("A", "B", "¶27"),
            "directSaleResult/buyer" => Sell("B", "A", "¶27"),
            "saleContract/seller" => Sell("A", "B", "Order 221 ¶31"),
            "saleContract/buyer" => Sell("B", "A", "Order 221 ¶31"),
            "operatorChange" => HolderChanging.Decide(
                new OperatorChange(SomePapers.Header(), "A", HolderChange.Operator, Applicant, Successor),
                AccountStates.Holder,
                Successor.Id.Text,
                null,
                ledger),
            "accountClosure" => AccountClosing.Decide(
                new AccountClosure(SomePapers.Header(), Some.Of("A"), "No more use"), [], ledger),
            "ownTransfer" => OwnTransfers.Decide(
                new OwnTransfer(SomePapers.Header(), "A", "Z", Units), AccountStates.Holder, ledger, ground.Promised),
            "verifiedReportRegistered" => Report(Units),
            "verifiedReportRegistered/zero" => Report(0),
            "additionalSurrender" => Surrendering.Decide(
                SomePapers.AdditionalSurrender("A", AccountStates.Additional), ledger),
            "voluntaryCancellation" => Cancelling.Decide(
                SomePapers.Cancellation(Some.Of("A"), Units), AccountStates.Holder, ledger, ground.Promised),
            "withdrawal" => Cancelling.Decide(SomePapers.Withdrawal(Some.Of("A"), Units)),
            _ => throw new ArgumentOutOfRangeException(nameof(document), document, null),
        };

        Orders Sell(string seller, string buyer, string paragraph) => DirectSales.Decide(
            new Sale(Deal(seller, buyer), SomeDeals.Contract), paragraph, [], ground);

        Orders Report(long tonnes) => Surrendering.Decide(
            SomePapers.Report("A", 2022, tonnes), new ReportedYear(true, periods, false, 0), ledger);
    }

    private static string Number(Refusal refusal) => ((int)refusal.Code).ToString(CultureInfo.InvariantCulture);

    private static DealTerms Deal(string seller, string buyer) => SomeDeals.Terms(seller, buyer, Units);
}
