using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

public sealed class DocumentKindsTests
{
    /// <summary>The contract's table of kinds with who may issue each; a star marks what is carried out.</summary>
    private const string Contract = """
        accountApplication Holder *
        documentSupplement Holder *
        monitoringPlanDefault Authority *
        monitoringPlanAccepted Authority *
        reserveAllocation Authority
        additionalAllocation Authority
        returnToReserve Authority
        reserveAssignment Authority *
        operatorChange Holder
        installationLiquidation Authority *
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
        """;

    [Fact]
    public void Kinds_AreThoseOfTheContract() => Assert.Equal(
        Contract.Split('\n'), Enum.GetValues<DocumentKind>().Select(Row));

    private static string Row(DocumentKind kind)
    {
        var row = $"{DocumentKinds.NameOf(kind)} {DocumentKinds.IssuerOf(kind)}";
        return DocumentKinds.IsSupported(kind) ? $"{row} *" : row;
    }

    [Fact]
    public void TryParse_EveryName_GivesItsKind() => Assert.All(Enum.GetValues<DocumentKind>(), kind =>
    {
        Assert.True(DocumentKinds.TryParse(DocumentKinds.NameOf(kind), out var parsed));
        Assert.Equal(kind, parsed);
    });

    [Fact]
    public void Read_KindThatIsNotCarriedOut_SaysSoAndChecksTheCommonFields()
    {
        foreach (var kind in Enum.GetValues<DocumentKind>().Where(kind => !DocumentKinds.IsSupported(kind)))
        {
            var name = $"\"{DocumentKinds.NameOf(kind)}\"";
            var reading = Samples.Read("12", ("/kind", name), ("/date", "\"2022-02-30\""));
            Assert.Equal(kind, reading.Kind);
            Assert.Equal([("/date", "dateImpossible"), ("/kind", "notSupported")], Samples.Faults(reading));
        }
    }
}
