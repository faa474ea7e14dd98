using System.Text;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;

namespace CarbonRegistry.Domain.Tests.Notices;

public sealed class DocumentReaderTests
{
    public static TheoryData<string> AllSamples => [.. Samples.Names, .. KindSamples.Names];

    [Theory]
    [MemberData(nameof(AllSamples))]
    public void Read_Sample_HasNoIssue(string name)
    {
        var reading = DocumentReader.Read(Samples.Bytes(name));
        Assert.Empty(reading.Issues);
        Assert.NotNull(reading.Document);
        Assert.Equal(reading.Document.Header, reading.Header);
        Assert.Equal(reading.Document.Kind, reading.Kind);
        Assert.NotNull(reading.CanonicalSha256);
    }

    [Fact]
    public void Read_Application_GivesItsFields()
    {
        var application = Samples.Document<AccountApplication>("01");
        Assert.Equal("З-001", application.Number);
        Assert.Equal(new DateOnly(2022, 7, 29), application.Date);
        Assert.Equal(new Party(IdentificationNumber.Parse("050440556852"), "ТОО «Алтай Жылу-2»"), application.Issuer);
        Assert.Equal(application.Issuer, application.Applicant);
        Assert.Equal("KZ-0001", application.Installation);
        Assert.Null(application.Text);
        var power = new PowerOfAttorney("Д-100", new DateOnly(2022, 7, 28), new DateOnly(2025, 12, 31));
        Assert.Equal(
            [new Representative(IdentificationNumber.Parse("800101300303"), "Представитель 1", power)],
            application.Representatives);
        Assert.Equal("accountApplication.050440556852.2022.З-001", application.ProcedureId.ToString());
    }

    [Fact]
    public void Read_OtherSamples_GiveTheirFields()
    {
        Assert.Empty(Samples.Document<AccountApplication>("03").Representatives);
        Assert.Equal(
            ProcedureId.Parse("accountApplication.130140080186.2022.З-003"),
            Samples.Document<DocumentSupplement>("04").Follows);
        var planDefault = Samples.Document<MonitoringPlanDefault>("05");
        Assert.Equal(("KZ-0002", MonitoringPlanGround.Incomplete), (planDefault.Installation, planDefault.Ground));
        Assert.Equal("Валидированный план мониторинга неполон", planDefault.Text);
        Assert.Equal("KZ-0002", Samples.Document<MonitoringPlanAccepted>("06").Installation);
        var liquidation = Samples.Document<InstallationLiquidation>("08");
        Assert.Equal("KZ-0004", liquidation.Installation);
        var assignment = Samples.Document<ReserveAssignment>("09");
        Assert.Equal(liquidation.ProcedureId, assignment.Follows);
        Assert.Equal((ReserveCategory.NewInstallations, 4_706_683L), (assignment.Category, assignment.Units));
    }

    [Theory]
    [InlineData("", "emptyDocument")]
    [InlineData(" \r\n\t", "emptyDocument")]
    [InlineData("{", "notJson")]
    [InlineData("{} {}", "notJson")]
    [InlineData("{} // comment", "notJson")]
    [InlineData("{\"a\":1,}", "notJson")]
    [InlineData("{'a':1}", "notJson")]
    [InlineData("NaN", "notJson")]
    [InlineData("[]", "notAnObject")]
    [InlineData("\"text\"", "notAnObject")]
    [InlineData("null", "notAnObject")]
    public void Read_TextThatIsNoObject_IsRefusedByName(string text, string code)
    {
        var reading = DocumentReader.Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal([("", code)], Samples.Faults(reading));
        Assert.Null(reading.CanonicalBytes);
        Assert.Null(reading.CanonicalSha256);
    }

    [Fact]
    public void Read_BrokenJson_NamesLineAndColumnInCharacters()
    {
        var issue = Assert.Single(DocumentReader.Read("{\n  \"имя\": нет\n}"u8.ToArray()).Issues);
        Assert.Equal("Line 2, column 10: the text stops being JSON here.", issue.Text.En);
    }

    [Fact]
    public void Read_BrokenUtf8_NamesLineAndColumn()
    {
        var issue = Assert.Single(DocumentReader.Read(new byte[] { 0x7B, 0x0A, 0x22, 0xD0, 0x96, 0xD0, 0x22 }).Issues);
        Assert.Equal("invalidUtf8", issue.Code);
        Assert.StartsWith("Line 2, column 3:", issue.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OverOneMebibyte_IsTooLarge()
    {
        var bytes = new byte[JsonText.BytesMax + 1];
        Array.Fill(bytes, (byte)' ');
        Samples.Bytes("01").CopyTo(bytes, 0);
        Assert.Equal([("", "tooLarge")], Samples.Faults(DocumentReader.Read(bytes)));
        Assert.Empty(DocumentReader.Read(bytes.AsMemory(0, JsonText.BytesMax)).Issues);
    }

    [Fact]
    public void Read_ByteOrderMark_IsAllowed()
    {
        byte[] marked = [0xEF, 0xBB, 0xBF, .. Samples.Bytes("01")];
        var reading = DocumentReader.Read(marked);
        Assert.Empty(reading.Issues);
        Assert.Equal(DocumentReader.Read(Samples.Bytes("01")).CanonicalSha256, reading.CanonicalSha256);
    }

    [Theory]
    [InlineData(500_000)]
    [InlineData(17)]
    public void Read_DepthBomb_IsTooDeep(int depth)
    {
        var bytes = Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));
        Assert.Equal([("", "tooDeep")], Samples.Faults(DocumentReader.Read(bytes)));
        var deepest = "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]"u8.ToArray();
        Assert.Equal([("", "notAnObject")], Samples.Faults(DocumentReader.Read(deepest)));
    }

    [Fact]
    public void Read_NameTwice_IsRefusedAndHasNoCanonicalForm()
    {
        var text = Encoding.UTF8.GetString(Samples.Bytes("01"))
            .Replace("\"bin\": ", "\"bin\": \"1\", \"b\\u0069n\": ", StringComparison.Ordinal);
        var reading = DocumentReader.Read(Encoding.UTF8.GetBytes(text));
        Assert.Contains(("/issuer/bin", "duplicateName"), Samples.Faults(reading));
        Assert.Contains(("/applicant/bin", "duplicateName"), Samples.Faults(reading));
        Assert.Null(reading.CanonicalBytes);
    }

    [Theory]
    [InlineData("\"\\ud800\"", "/text")]
    [InlineData("\"\\udc00\"", "/text")]
    [InlineData("\"\\ud83d \\ude00\"", "/text")]
    [InlineData("\"\\ud83d\\ud83d\\ude00\"", "/text")]
    [InlineData("\"\\\\\\ud83d\\n\"", "/text")]
    [InlineData("{\"\\udc00\": 1}", "/text")]
    public void Read_LoneSurrogate_IsRefusedAndHasNoCanonicalForm(string value, string field)
    {
        var text = Encoding.UTF8.GetString(Samples.Bytes("06"))
            .Replace("\"number\"", $"\"text\": {value}, \"number\"", StringComparison.Ordinal);
        var reading = DocumentReader.Read(Encoding.UTF8.GetBytes(text));
        Assert.Contains((field, "loneSurrogate"), Samples.Faults(reading));
        Assert.Null(reading.CanonicalBytes);
        Assert.Null(reading.Document);
    }

    [Theory]
    [InlineData("\"\\ud83d\\ude00\"", "\U0001F600")]
    [InlineData("\"\\\\ud83d\"", "\\ud83d")]
    [InlineData("\"\\u0041\\\"\\\\\"", "A\"\\")]
    public void Read_OtherEscapes_AreText(string value, string text)
    {
        var json = Encoding.UTF8.GetString(Samples.Bytes("06"))
            .Replace("\"number\"", $"\"text\": {value}, \"number\"", StringComparison.Ordinal);
        Assert.Equal(text, DocumentReader.Read(Encoding.UTF8.GetBytes(json)).Document?.Text);
    }

    [Fact]
    public void Read_NumberBeyondADouble_IsRefusedAndHasNoCanonicalForm()
    {
        var text = Encoding.UTF8.GetString(Samples.Bytes("09")).Replace("4706683", "1e400", StringComparison.Ordinal);
        var reading = DocumentReader.Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal([("/units", "numberOutOfRange")], Samples.Faults(reading));
        Assert.Null(reading.CanonicalBytes);
    }

    [Fact]
    public void Read_ManyFaults_AreAllReported()
    {
        var reading = DocumentReader.Read(
            """
            {
              "number": " ",
              "date": "2022-02-30",
              "kind": "accountApplication",
              "issuer": {"bin": "050440556853", "nam": "ТОО"},
              "applicant": {"bin": "050440556852", "iin": "850315300128", "name": ""},
              "instalation": "KZ-0001",
              "representatives": [7, {"iin": "210140000016", "name": 5,
                "powerOfAttorney": {"number": "1", "date": "2022-02-02", "expires": "2022-02-01"}}],
              "a/b~c": null
            }
            """u8.ToArray());
        string[] expected =
        [
            "/a~1b~0c unknownField",
            "/applicant bothBinAndIin",
            "/applicant/name blankText",
            "/date dateImpossible",
            "/instalation unknownField",
            "/installation missingField",
            "/issuer/bin binCheckDigit",
            "/issuer/nam unknownField",
            "/issuer/name missingField",
            "/number numberEmpty",
            "/representatives/0 wrongType",
            "/representatives/1/iin iinIsBin",
            "/representatives/1/name wrongType",
            "/representatives/1/powerOfAttorney/expires powerOfAttorneyExpiresBeforeDate",
        ];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            reading.Issues.Select(issue => $"{issue.Field} {issue.Code}").Order(StringComparer.Ordinal));
        var slip = reading.Issues.Single(issue => issue.Field == "/instalation");
        Assert.Contains("Did you mean “installation”?", slip.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EmptyObject_LacksEveryCommonField() => Assert.Equal(
        ["/kind missingField", "/date missingField", "/number missingField", "/issuer missingField"],
        DocumentReader.Read("{}"u8.ToArray()).Issues.Select(issue => $"{issue.Field} {issue.Code}"));

    [Fact]
    public void Read_EightyThousandFaults_AreCutWithANote()
    {
        var fields = string.Concat(Enumerable.Range(0, 80_000).Select(index => $"\"{index}\":1,"));
        var json = $$"""{{{fields}}"kind":"monitoringPlanAccepted"}""";
        var issues = DocumentReader.Read(Encoding.UTF8.GetBytes(json)).Issues;
        Assert.Equal(IssueList.Max + 1, issues.Count);
        Assert.Equal("tooManyIssues", issues[^1].Code);
    }

    [Fact]
    public void Read_NumberInDecomposedForm_IsTheSameNumber()
    {
        var composed = Samples.Document<MonitoringPlanAccepted>("06", ("/number", "\"Й-1\""));
        var decomposed = Samples.Document<MonitoringPlanAccepted>("06", ("/number", "\"И\u0306-1\""));
        Assert.Equal(composed.Number, decomposed.Number);
        Assert.Equal(composed.ProcedureId, decomposed.ProcedureId);
    }
}
