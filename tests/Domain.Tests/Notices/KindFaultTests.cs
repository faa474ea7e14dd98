using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>One fault of value a row: sample, changed field, its new JSON, the codes at that field.</summary>
public sealed class KindFaultTests
{
    [Theory]
    // Years, volumes and tonnes.
    [InlineData("07", "/year", "2020", "yearOutOfRange")]
    [InlineData("07", "/year", "2101", "yearOutOfRange")]
    [InlineData("07", "/year", "2022.5", "yearOutOfRange")]
    [InlineData("07", "/year", "-2022", "yearOutOfRange")]
    [InlineData("11", "/year", "22", "yearOutOfRange")]
    [InlineData("reserveAllocation", "/year", "1e9", "yearOutOfRange")]
    [InlineData("offsetIssuance", "/expiresYear", "2200", "yearOutOfRange")]
    [InlineData("offsetIssuance", "/expiresYear", "2022", "expiresYearPast")]
    [InlineData("10", "/units", "0", "unitsNotPositive")]
    [InlineData("ownTransfer", "/units", "1.5", "unitsNotWhole")]
    [InlineData("withdrawal", "/units", "1000000000001", "unitsTooLarge")]
    [InlineData("offsetIssuance", "/shares/1/units", "-4", "unitsNotPositive")]
    [InlineData("11", "/verifiedTonnes", "-1", "tonnesNegative")]
    [InlineData("11", "/verifiedTonnes", "0.5", "tonnesNotWhole")]
    [InlineData("11", "/verifiedTonnes", "1000000000001", "tonnesTooLarge")]
    // Prices.
    [InlineData("12", "/price", "0", "priceNotPositive")]
    [InlineData("12", "/price", "-0.01", "priceNotPositive")]
    [InlineData("12", "/price", "1e-400", "priceNotPositive")]
    [InlineData("12", "/price", "1000000000000.5", "priceTooLarge")]
    [InlineData("12", "/price", "495.505", "priceDecimals")]
    [InlineData("12", "/price", "495505e-3", "priceDecimals")]
    [InlineData("12", "/price", "495.50000000000000000000000000000000001", "priceDecimals")]
    [InlineData("exchangeQuotation", "/price", "1e-3", "priceDecimals")]
    [InlineData("exchangeTradeSheet", "/trades/1/price", "0.001", "priceDecimals")]
    // Auctions.
    [InlineData("35", "/year", "2020", "yearOutOfRange")]
    [InlineData("35", "/auctions", "[]", "listEmpty")]
    [InlineData("35", "/auctions/0/units", "1.5", "unitsNotWhole")]
    [InlineData("35", "/auctions/1/auctionId", "\"А-2023-1\"", "duplicateAuction")]
    [InlineData("35", "/auctions/1/date", "\"2023-10-18\"", "twoAuctionsOnADay")]
    [InlineData("36", "/lotUnits", "0", "unitsNotPositive")]
    [InlineData("36", "/lotLimit", "0.5", "unitsNotWhole")]
    [InlineData("36", "/minimumPrice", "505.001", "priceDecimals")]
    [InlineData("37", "/auctionDate", "\"2023-02-30\"", "dateImpossible")]
    [InlineData("37", "/applicants/1/bin", "\"110340472035\"", "duplicateParty")]
    // Closed sets.
    [InlineData("reserveAllocation", "/category", "\"capacityIncrease\"", "categoryOfAdditionalAllocation")]
    [InlineData("reserveAllocation", "/category", "\"auction\"", "unknownValue")]
    [InlineData("10", "/category", "\"auction\"", "unknownValue")]
    [InlineData("12", "/unitKind", "\"Quota\"", "unknownValue")]
    [InlineData("12", "/unitKind", "\"quоta\"", "lookAlikeCharacters")]
    [InlineData("operatorChange", "/change", "\"legalform\"", "unknownValue")]
    [InlineData("operatorChange", "/change", "\"nаme\"", "lookAlikeCharacters")]
    // Accounts and installations.
    [InlineData("12", "/seller", "\"KZ-5-1-43\"", "accountCheckDigits")]
    [InlineData("12", "/seller", "\"KZ-5-10-42\"", "accountCheckDigits")]
    [InlineData("12", "/seller", "\"KZ-5-1\"", "accountForm")]
    [InlineData("12", "/seller", "\"KZ-5-1-4x\"", "accountForm")]
    [InlineData("12", "/seller", "\"KZ-999-1-42\"", "accountForm")]
    [InlineData("12", "/seller", "\"\"", "accountForm")]
    [InlineData("12", "/seller", "\"КZ-5-1-42\"", "lookAlikeCharacters")]
    [InlineData("12", "/seller", "\"KZ–0001\"", "lookAlikeCharacters")]
    [InlineData("12", "/buyer", "\"KZ-0001\"", "sellerIsBuyer")]
    [InlineData("exchangeTradeSheet", "/trades/0/seller", "\"KZ_0001\"", "accountForm")]
    [InlineData("withdrawal", "/account", "\"KZ-5-1-24\"", "accountCheckDigits")]
    [InlineData("voluntaryCancellation", "/account", "\"0001\"", "accountForm")]
    [InlineData("accountClosure", "/account", "\"0001\"", "accountForm")]
    [InlineData("ownTransfer", "/from", "\"KZ-5-1-42\"", "installationForm")]
    [InlineData("ownTransfer", "/to", "\"KZ-0001\"", "sameInstallation")]
    // Days and papers.
    [InlineData("12", "/contract/date", "\"2023-05-03\"", "dateAfterDocument")]
    [InlineData("12", "/contract/date", "\"2023-02-29\"", "dateImpossible")]
    [InlineData("12", "/contract/number", "\"\"", "numberEmpty")]
    [InlineData("withdrawal", "/act/date", "\"2023-05-03\"", "dateAfterDocument")]
    [InlineData("offsetAccountApplication", "/approval/date", "\"2023-05-03\"", "dateAfterDocument")]
    [InlineData("offsetSupplement", "/approval/date", "\"2023-05-03\"", "dateAfterDocument")]
    [InlineData("offsetIssuance", "/report/date", "\"2023-05-03\"", "dateAfterDocument")]
    [InlineData("offsetIssuance", "/report/periodTo", "\"2021-12-31\"", "periodReversed")]
    [InlineData("exchangeTradeSheet", "/trades/0/tradedOn", "\"2023-05-03\"", "dateAfterDocument")]
    [InlineData("exchangeQuotation", "/quotedOn", "\"2023-05-03\"", "dateAfterDocument")]
    [InlineData("11", "/registeredOn", "\"2023-04-13\"", "dateAfterDocument")]
    [InlineData("11", "/registeredOn", "\"12.04.2023\"", "dateForm")]
    [InlineData("11", "/reportNumber", "\"a\\u200Bb\"", "numberControlCharacters")]
    [InlineData("voluntaryCancellation", "/reason", "\" \\n\"", "blankText")]
    // Lists.
    [InlineData("exchangeTradeSheet", "/trades", "[]", "listEmpty")]
    [InlineData("exchangeTradeSheet", "/trades/1", "7", "wrongType")]
    [InlineData("exchangeTradeSheet", "/trades/1/tradeId", "\"С-1\"", "duplicateTrade")]
    [InlineData("offsetIssuance", "/shares", "[]", "listEmpty")]
    [InlineData("offsetIssuance", "/shares/1/iin", "\"850315300129\"", "iinCheckDigit")]
    [InlineData("offsetAccountApplication", "/applicants", "[]", "listEmpty")]
    [InlineData("offsetAccountApplication", "/applicants/1/phone", "1", "unknownField")]
    // Projects.
    [InlineData("offsetAccountApplication", "/project/code", "\"\"", "projectCodeForm")]
    [InlineData("offsetAccountApplication", "/project/code", "\" ОП-1\"", "projectCodeForm")]
    [InlineData("offsetAccountApplication", "/project/code", "\"ОП\\n1\"", "projectCodeForm")]
    [InlineData("offsetAccountApplication", "/project/code", "\"ОП\\u00A01\"", "projectCodeForm")]
    [InlineData("offsetAccountApplication", "/project/code", "\"ОП-850315300128\"", "projectCodeHoldsIin")]
    [InlineData("offsetAccountApplication", "/project/name", "\"\"", "blankText")]
    [InlineData("offsetIssuance", "/project", "\"ОП\\t1\"", "projectCodeForm")]
    [InlineData("newInstallation", "/sector", "\"a\\nb\"", "controlCharacters")]
    [InlineData("operatorChange", "/newOperator/bin", "\"850315300128\"", "binIsIin")]
    public void Read_OneFaultOfValue_IsReportedAtItsField(string sample, string field, string json, string code) =>
        Assert.Equal([(field, code)], Samples.Faults(Samples.Read(sample, (field, json))));

    [Theory]
    [InlineData("495.50", "495.5")]
    [InlineData("4955e-1", "495.5")]
    [InlineData("4.955E+2", "495.5")]
    [InlineData("0.01", "0.01")]
    [InlineData("12345.6700000000000000000000000000000000", "12345.67")]
    [InlineData("999999999999.99", "999999999999.99")]
    [InlineData("1e12", "1000000000000")]
    public void Read_Price_IsReadExactly(string json, string price) => Assert.Equal(
        decimal.Parse(price), Samples.Document<DirectSaleResult>("12", ("/price", json)).Terms.Price);

    [Fact]
    public void Read_ShareOrApplicantTwice_IsRefused()
    {
        const string person = "{\"bin\": \"050440556852\"";
        Assert.Equal(
            [("/shares/1/bin", "duplicateParty")],
            Samples.Faults(Samples.Read(
                "offsetIssuance", ("/shares", $"[{person}, \"units\": 1}}, {person}, \"units\": 2}}]"))));
        Assert.Equal(
            [("/applicants/1/bin", "duplicateParty")],
            Samples.Faults(Samples.Read(
                "offsetSupplement", ("/applicants", $"[{person}, \"name\": \"A\"}}, {person}, \"name\": \"B\"}}]"))));
    }

    [Theory]
    [InlineData(100, "")]
    [InlineData(101, "projectCodeForm")]
    public void Read_ProjectCode_IsShort(int length, string codes) => Assert.Equal(
        codes,
        string.Join(' ', Samples.Read("offsetIssuance", ("/project", $"\"{new string('К', length)}\"")).Issues
            .Select(issue => issue.Code)));

    [Fact]
    public void Read_ProjectCodeInDecomposedForm_IsTheSameProject() => Assert.Equal(
        Samples.Document<OffsetIssuance>("offsetIssuance", ("/project", "\"Й-1\"")).Project,
        Samples.Document<OffsetIssuance>("offsetIssuance", ("/project", "\"И\\u0306-1\"")).Project);

    [Fact]
    public void Read_CapacityIncreaseOfParagraph18_NamesTheDocumentOfParagraph19()
    {
        var issue = Assert.Single(Samples.Read("reserveAllocation", ("/category", "\"capacityIncrease\"")).Issues);
        Assert.All(
            [issue.Text.Kk, issue.Text.Ru, issue.Text.En],
            text =>
            {
                Assert.Contains("additionalAllocation", text, StringComparison.Ordinal);
                Assert.Contains("¶19", text, StringComparison.Ordinal);
                Assert.Contains("administeredTransition", text, StringComparison.Ordinal);
            });
    }
}
