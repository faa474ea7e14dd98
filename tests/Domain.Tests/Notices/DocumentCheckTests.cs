using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

public sealed class DocumentCheckTests
{
    private static readonly IdentificationNumber Authority = IdentificationNumber.Parse("131040012349");
    private static readonly IdentificationNumber Operator = IdentificationNumber.Parse("120140000007");
    private static readonly IdentificationNumber Exchange = IdentificationNumber.Parse("210140000016");
    private static readonly IdentificationNumber Stranger = IdentificationNumber.Parse("010240005554");
    private static readonly HashSet<IdentificationNumber> Exchanges = [Exchange];
    private static readonly IssuerRules Rules = new(Authority, Operator, Exchanges);
    private static readonly DateOnly Later = new(2023, 1, 1);
    private static readonly DateOnly FarLater = new(2024, 1, 1);
    private static readonly IdentificationNumber Holder = IdentificationNumber.Parse("050440556852");

    [Theory]
    [InlineData("2022-08-04", "")]
    [InlineData("2022-08-05", "")]
    [InlineData("2022-08-03", "/date dateInFuture")]
    public void Check_Date_MayNotLieAfterToday(string today, string expected) =>
        Assert.Equal(expected, Faults(Samples.Document<Document>("05"), DateOnly.Parse(today)));

    [Theory]
    [InlineData("05")]
    [InlineData("06")]
    [InlineData("08")]
    [InlineData("09")]
    public void Check_NoticeOfTheAuthority_IsTheAuthoritysAlone(string sample)
    {
        Assert.Equal("", Faults(Samples.Document<Document>(sample), Later));
        foreach (var other in (IdentificationNumber[])[Operator, Exchange, Stranger])
        {
            var document = Samples.Document<Document>(sample, ("/issuer/bin", $"\"{other}\""));
            var issue = Assert.Single(DocumentCheck.Check(document, Later, Rules));
            Assert.Equal(("/issuer", "issuerNotAllowed"), (issue.Field, issue.Code));
            Assert.Equal("Only the authorised body may issue such a document.", issue.Text.En);
        }
    }

    [Fact]
    public void Check_Application_IsTheApplicantsAlone()
    {
        Assert.Equal("", Faults(Samples.Document<Document>("01"), Later));
        foreach (var other in (IdentificationNumber[])[Authority, Operator, Stranger])
        {
            var document = Samples.Document<Document>("01", ("/issuer/bin", $"\"{other}\""));
            Assert.Equal("/issuer issuerNotAllowed", Faults(document, Later));
        }
    }

    [Fact]
    public void Check_Supplement_IsForTheIssuerOfTheFollowedDocument()
    {
        var supplement = Samples.Document<DocumentSupplement>("04");
        Assert.Equal("", Faults(supplement, Later, supplement.Issuer.Id));
        Assert.Equal("/issuer issuerNotAllowed", Faults(supplement, Later, Stranger));
        Assert.Equal("", Faults(supplement, Later, followed: null));
    }

    [Theory]
    [InlineData("reserveAllocation")]
    [InlineData("07")]
    [InlineData("returnToReserve")]
    [InlineData("10")]
    [InlineData("12")]
    [InlineData("additionalSurrender")]
    [InlineData("withdrawal")]
    public void Check_FurtherNoticesOfTheAuthority_AreTheAuthoritysAlone(string sample) =>
        AssertOnly(sample, Authority, Operator, Exchange, Stranger);

    [Fact]
    public void Check_VerifiedReport_IsTheSystemOperatorsAlone() =>
        AssertOnly("11", Operator, Authority, Exchange, Stranger);

    [Fact]
    public void Check_TradeDocuments_AreAnAdmittedExchangesAlone()
    {
        AssertOnly("exchangeQuotation", Exchange, Authority, Operator, Stranger);
        AssertOnly("exchangeTradeSheet", Exchange, Authority, Operator, Stranger);
    }

    [Fact]
    public void Check_TradeSheetOfAnotherExchange_IsRefused()
    {
        var sheet = Samples.Document<Document>("exchangeTradeSheet", ("/exchange/bin", $"\"{Stranger}\""));
        var issue = Assert.Single(DocumentCheck.Check(sheet, FarLater, Rules));
        Assert.Equal(("/issuer", "issuerNotAllowed"), (issue.Field, issue.Code));
        Assert.Equal("Only the exchange that the trade sheet names may issue it.", issue.Text.En);
    }

    [Fact]
    public void Check_OperatorChange_IsTheApplicantsAlone() =>
        AssertOnly("operatorChange", Holder, Authority, Operator, IdentificationNumber.Parse("010240005554"));

    [Fact]
    public void Check_OffsetDocuments_AreForThoseWhomTheyName()
    {
        AssertOnly("offsetAccountApplication", Holder, Authority, Stranger);
        AssertOnly("offsetIssuance", Holder, Operator, Stranger);
        Assert.Equal("", Faults(IssuedBy("offsetIssuance", Authority), FarLater));
        foreach (var sample in (string[])["offsetAccountApplication", "offsetIssuance"])
        {
            (string, string?)[] edits = [("/issuer/bin", null), ("/issuer/iin", "\"850315300128\"")];
            Assert.Equal("", Faults(Samples.Document<Document>(sample, edits), FarLater));
        }
    }

    [Theory]
    [InlineData("ownTransfer")]
    [InlineData("saleContract")]
    [InlineData("voluntaryCancellation")]
    public void Check_OrdersOfHolders_AreLeftToTheLedger(string sample) =>
        Assert.Equal("", Faults(IssuedBy(sample, Stranger), FarLater));

    [Fact]
    public void Check_TwoFaults_AreBothReported()
    {
        var document = Samples.Document<Document>("05", ("/issuer/bin", $"\"{Stranger}\""));
        Assert.Equal("/date dateInFuture, /issuer issuerNotAllowed", Faults(document, new DateOnly(2022, 1, 1)));
    }

    [Theory]
    [InlineData("dateInFuture issuerNotAllowed notSupported", RefusalCode.MalformedDocument)]
    [InlineData("issuerNotAllowed notSupported", RefusalCode.NotSupported)]
    [InlineData("issuerNotAllowed", RefusalCode.IssuerNotAllowed)]
    [InlineData("unknownField", RefusalCode.MalformedDocument)]
    public void RefusalCodeOf_Issues_IsTheFirstByPrecedence(string codes, RefusalCode expected)
    {
        var text = new LocalizedText("", "", "");
        var issues = codes.Split(' ').Select(code => new Issue(code, text)).ToArray();
        Assert.Equal(expected, DocumentIssues.RefusalCodeOf(issues));
    }

    private static void AssertOnly(
        string sample, IdentificationNumber allowed, params IdentificationNumber[] others)
    {
        Assert.Equal("", Faults(IssuedBy(sample, allowed), FarLater));
        Assert.All(others, other =>
            Assert.Equal("/issuer issuerNotAllowed", Faults(IssuedBy(sample, other), FarLater)));
    }

    private static Document IssuedBy(string sample, IdentificationNumber issuer) =>
        Samples.Document<Document>(sample, ("/issuer/bin", $"\"{issuer}\""));

    private static string Faults(Document document, DateOnly today, IdentificationNumber? followed = null) =>
        string.Join(", ", DocumentCheck.Check(document, today, Rules, followed)
            .Select(issue => $"{issue.Field} {issue.Code}"));
}
