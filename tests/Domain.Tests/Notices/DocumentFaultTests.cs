using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>One fault a row: sample, changed field, its new JSON (none: removed), the pointer and the code.</summary>
public sealed class DocumentFaultTests
{
    [Theory]
    // Common fields.
    [InlineData("01", "/number", null, "/number", "missingField")]
    [InlineData("01", "/number", "7", "/number", "wrongType")]
    [InlineData("01", "/number", "null", "/number", "wrongType")]
    [InlineData("01", "/number", "\"\"", "/number", "numberEmpty")]
    [InlineData("01", "/number", "\" \\u00A0\\u2003\"", "/number", "numberEmpty")]
    [InlineData("01", "/number", "\"1\\t2\"", "/number", "numberControlCharacters")]
    [InlineData("01", "/number", "\"1\\u00002\"", "/number", "numberControlCharacters")]
    [InlineData("01", "/number", "\"1\\u200B2\"", "/number", "numberControlCharacters")]
    [InlineData("01", "/number", "\"1\\u202E2\"", "/number", "numberControlCharacters")]
    [InlineData("01", "/date", null, "/date", "missingField")]
    [InlineData("01", "/date", "20220729", "/date", "wrongType")]
    [InlineData("01", "/date", "\"29.07.2022\"", "/date", "dateForm")]
    [InlineData("01", "/date", "\"2022-7-29\"", "/date", "dateForm")]
    [InlineData("01", "/date", "\"2022-07-29 \"", "/date", "dateForm")]
    [InlineData("01", "/date", "\"２０２２-07-29\"", "/date", "dateForm")]
    [InlineData("01", "/date", "\"2022-02-29\"", "/date", "dateImpossible")]
    [InlineData("01", "/date", "\"0000-01-01\"", "/date", "dateImpossible")]
    [InlineData("01", "/date", "\"2022-13-01\"", "/date", "dateImpossible")]
    [InlineData("01", "/kind", null, "/kind", "missingField")]
    [InlineData("01", "/kind", "1", "/kind", "wrongType")]
    [InlineData("01", "/kind", "\"AccountApplication\"", "/kind", "unknownKind")]
    [InlineData("01", "/kind", "\"planInForce\"", "/kind", "unknownKind")]
    [InlineData("01", "/kind", "\"аccountApplication\"", "/kind", "lookAlikeCharacters")]
    [InlineData("05", "/text", "5", "/text", "wrongType")]
    [InlineData("01", "/issuer", null, "/issuer", "missingField")]
    [InlineData("01", "/issuer", "\"050440556852\"", "/issuer", "wrongType")]
    [InlineData("01", "/issuer", "[]", "/issuer", "wrongType")]
    [InlineData("01", "/issuer/name", null, "/issuer/name", "missingField")]
    [InlineData("01", "/issuer/name", "\"  \"", "/issuer/name", "blankText")]
    [InlineData("01", "/issuer/name", "\"A\\nB\"", "/issuer/name", "controlCharacters")]
    [InlineData("01", "/issuer/phone", "\"1\"", "/issuer/phone", "unknownField")]
    [InlineData("01", "/note", "\"1\"", "/note", "unknownField")]
    // Persons.
    [InlineData("01", "/issuer/bin", null, "/issuer", "neitherBinNorIin")]
    [InlineData("01", "/issuer/iin", "\"850315300128\"", "/issuer", "bothBinAndIin")]
    [InlineData("01", "/issuer/bin", "50440556852", "/issuer/bin", "wrongType")]
    [InlineData("01", "/issuer/bin", "\"50440556852\"", "/issuer/bin", "binForm")]
    [InlineData("01", "/issuer/bin", "\" 050440556852\"", "/issuer/bin", "binForm")]
    [InlineData("01", "/issuer/bin", "\"０50440556852\"", "/issuer/bin", "lookAlikeCharacters")]
    [InlineData("01", "/issuer/bin", "\"850315300128\"", "/issuer/bin", "binIsIin")]
    [InlineData("01", "/issuer/bin", "\"050440556853\"", "/issuer/bin", "binCheckDigit")]
    [InlineData("01", "/issuer/bin", "\"210140000770\"", "/issuer/bin", "binCheckDigit")]
    [InlineData("01", "/representatives/0/iin", null, "/representatives/0/iin", "missingField")]
    [InlineData("01", "/representatives/0/iin", "\"80010130030\"", "/representatives/0/iin", "iinForm")]
    [InlineData("01", "/representatives/0/iin", "\"800101300304\"", "/representatives/0/iin", "iinCheckDigit")]
    [InlineData("01", "/representatives/0/iin", "\"210140000016\"", "/representatives/0/iin", "iinIsBin")]
    // Applications and their papers.
    [InlineData("01", "/applicant", null, "/applicant", "missingField")]
    [InlineData("01", "/installation", null, "/installation", "missingField")]
    [InlineData("01", "/installation", "1", "/installation", "wrongType")]
    [InlineData("01", "/installation", "\"KZ-001\"", "/installation", "installationForm")]
    [InlineData("01", "/installation", "\"kz-0001\"", "/installation", "installationForm")]
    [InlineData("01", "/installation", "\"KZ-0001 \"", "/installation", "installationForm")]
    [InlineData("01", "/installation", "\"KZ-0000000000001\"", "/installation", "installationForm")]
    [InlineData("01", "/installation", "\"КZ-0001\"", "/installation", "lookAlikeCharacters")]
    [InlineData("01", "/installation", "\"KZ–0001\"", "/installation", "lookAlikeCharacters")]
    [InlineData("01", "/installation", "\"KZ-000１\"", "/installation", "lookAlikeCharacters")]
    [InlineData("01", "/representatives", "{}", "/representatives", "wrongType")]
    [InlineData("01", "/representatives", "null", "/representatives", "wrongType")]
    [InlineData("01", "/representatives/0", "\"x\"", "/representatives/0", "wrongType")]
    [InlineData("01", "/representatives/0/name", null, "/representatives/0/name", "missingField")]
    [InlineData("01", "/representatives/0/phone", "1", "/representatives/0/phone", "unknownField")]
    [InlineData("01", "/installationName", "\"ТЭЦ\"", "/installationName", "needsCategory")]
    [InlineData("01", "/sector", "\"Энергетика\"", "/sector", "needsCategory")]
    [InlineData("01", "/region", "\"Абай\"", "/region", "needsCategory")]
    [InlineData("01", "/category", "\"auction\"", "/category", "unknownValue")]
    [InlineData("01", "/category", "\"newInstalations\"", "/category", "unknownValue")]
    [InlineData("01", "/category", "\"nеwInstallations\"", "/category", "lookAlikeCharacters")]
    [InlineData("01", "/category", "\"capacityIncrease\"", "/category", "categoryOfAdditionalAllocation")]
    [InlineData("04", "/follows", null, "/follows", "missingField")]
    [InlineData("04", "/follows", "\"З-003\"", "/follows", "procedureIdForm")]
    [InlineData("04", "/representatives", null, "", "supplementEmpty")]
    [InlineData("04", "/representatives", "[]", "", "supplementEmpty")]
    [InlineData("04", "/representatives", "7", "/representatives", "wrongType")]
    // Notices of the authority.
    [InlineData("05", "/ground", null, "/ground", "missingField")]
    [InlineData("05", "/ground", "\"late\"", "/ground", "unknownValue")]
    [InlineData("05", "/ground", "\"Incomplete\"", "/ground", "unknownValue")]
    [InlineData("05", "/ground", "\"inсomplete\"", "/ground", "lookAlikeCharacters")]
    [InlineData("06", "/ground", "\"incomplete\"", "/ground", "unknownField")]
    [InlineData("08", "/units", "1", "/units", "unknownField")]
    [InlineData("09", "/category", "\"auction\"", "/category", "unknownValue")]
    [InlineData("09", "/units", null, "/units", "missingField")]
    [InlineData("09", "/units", "\"1\"", "/units", "wrongType")]
    [InlineData("09", "/units", "0", "/units", "unitsNotPositive")]
    [InlineData("09", "/units", "-1", "/units", "unitsNotPositive")]
    [InlineData("09", "/units", "1.5", "/units", "unitsNotWhole")]
    [InlineData("09", "/units", "0.1", "/units", "unitsNotWhole")]
    [InlineData("09", "/units", "1000000000001", "/units", "unitsTooLarge")]
    [InlineData("07", "/number", "\"\"", "/number", "numberEmpty")]
    public void Read_OneFault_IsReportedAtItsField(
        string sample, string edited, string? json, string field, string code)
    {
        Assert.Equal([(field, code)], Samples.Faults(Samples.Read(sample, (edited, json))));
    }

    [Theory]
    [InlineData("number")]
    [InlineData("date")]
    [InlineData("expires")]
    public void Read_PowerOfAttorneyWithoutAField_IsRefused(string name)
    {
        var field = $"/representatives/0/powerOfAttorney/{name}";
        Assert.Equal([(field, "missingField")], Samples.Faults(Samples.Read("01", (field, null))));
    }

    [Theory]
    [InlineData("2022-07-28", "2022-07-27", "powerOfAttorneyExpiresBeforeDate powerOfAttorneyExpired")]
    [InlineData("2022-07-28", "2022-07-28", "powerOfAttorneyExpired")]
    [InlineData("2022-07-30", "2022-07-29", "powerOfAttorneyExpiresBeforeDate")]
    [InlineData("2022-07-28", "2022-07-29", "")]
    public void Read_PowerOfAttorneyThatExpired_IsRefused(string date, string expires, string codes)
    {
        const string power = "/representatives/0/powerOfAttorney";
        var reading = Samples.Read("01", ($"{power}/date", $"\"{date}\""), ($"{power}/expires", $"\"{expires}\""));
        Assert.Equal(codes, string.Join(' ', reading.Issues.Select(issue => issue.Code)));
        Assert.All(reading.Issues, issue => Assert.Equal($"{power}/expires", issue.Field));
    }

    [Fact]
    public void Read_RepresentativeTwice_IsRefused()
    {
        const string same = """[{"iin": "800101300303", "name": "A"}, {"iin": "800101300303", "name": "B"}]""";
        Assert.Equal(
            [("/representatives/1/iin", "duplicateRepresentative")],
            Samples.Faults(Samples.Read("01", ("/representatives", same))));
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1.0", 1)]
    [InlineData("1e3", 1000)]
    [InlineData("1000000000000", 1_000_000_000_000)]
    public void Read_WholeUnits_AreReadByValue(string json, long units) =>
        Assert.Equal(units, Samples.Document<ReserveAssignment>("09", ("/units", json)).Units);

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void Read_NumberOfLength_IsCountedInCharacters(int length, bool right)
    {
        // A character outside the basic plane counts once, though it takes two code units.
        var number = string.Concat(Enumerable.Repeat("\U0001D7D9", length));
        string[] expected = right ? [] : ["numberTooLong"];
        Assert.Equal(expected, Samples.Read("06", ("/number", $"\"{number}\"")).Issues.Select(issue => issue.Code));
    }

    [Fact]
    public void Read_NaturalPersonAsIssuer_IsAllowed()
    {
        (string, string?)[] edits = [("/issuer/bin", null), ("/issuer/iin", "\"850315300128\"")];
        Assert.True(PersonalData.IsNaturalPerson(Samples.Document<AccountApplication>("01", edits).Issuer));
    }

    [Fact]
    public void Read_UnknownValue_ListsTheAllowedOnes()
    {
        var issue = Assert.Single(Samples.Read("09", ("/category", "\"auction\"")).Issues);
        const string allowed = "newInstallations, unaccountedInstallations, capacityIncrease, administeredTransition";
        Assert.All(
            [issue.Text.Kk, issue.Text.Ru, issue.Text.En],
            text => Assert.Contains(allowed, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_LookAlike_NamesTheCharacter()
    {
        var issue = Assert.Single(Samples.Read("01", ("/installation", "\"КZ-0001\"")).Issues);
        Assert.Equal("Character 1 (U+041A) looks like “K” but is another one.", issue.Text.En);
    }

    [Fact]
    public void Read_UnknownKindByASlip_SuggestsTheRightOne()
    {
        var issue = Assert.Single(Samples.Read("01", ("/kind", "\"acountAplication\"")).Issues);
        Assert.Contains("Did you mean “accountApplication”?", issue.Text.En, StringComparison.Ordinal);
    }
}
