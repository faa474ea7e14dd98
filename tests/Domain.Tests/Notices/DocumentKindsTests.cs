using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

public sealed class DocumentKindsTests
{
    /// <summary>The contract's table of kinds with who may issue each.</summary>
    private const string Contract = """
        accountApplication Holder
        documentSupplement Holder
        monitoringPlanDefault Authority
        monitoringPlanAccepted Authority
        reserveAllocation Authority
        additionalAllocation Authority
        returnToReserve Authority
        reserveAssignment Authority
        operatorChange Holder
        installationLiquidation Authority
        reserveTopUp Authority
        offsetAccountApplication Holder
        offsetIssuance Holder
        exchangeTradeSheet Exchange
        directSaleResult Authority
        saleContract Holder
        exchangeQuotation Exchange
        ownTransfer Holder
        verifiedReportRegistered SystemOperator
        additionalSurrender Authority
        voluntaryCancellation Holder
        withdrawal Authority
        correction AuthorityOrSystemOperator
        offsetUse Holder
        termExpiry SystemOperator
        leftOverReserve SystemOperator
        accountClosure SystemOperator
        auctionCalendar SystemOperator
        auctionPostponement SystemOperator
        additionalAuction SystemOperator
        auctionAnnouncement SystemOperator
        """;

    [Fact]
    public void Kinds_AreThoseOfTheContract() => Assert.Equal(
        Contract.Split('\n'), Enum.GetValues<DocumentKind>().Select(Row));

    private static string Row(DocumentKind kind) => $"{DocumentKinds.NameOf(kind)} {DocumentKinds.IssuerOf(kind)}";

    [Fact]
    public void TryParse_EveryName_GivesItsKind() => Assert.All(Enum.GetValues<DocumentKind>(), kind =>
    {
        Assert.True(DocumentKinds.TryParse(DocumentKinds.NameOf(kind), out var parsed));
        Assert.Equal(kind, parsed);
    });
}
