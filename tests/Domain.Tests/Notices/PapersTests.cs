using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>Representatives are A, B, C: a capital letter has its power of attorney, a small one lacks it.</summary>
public sealed class PapersTests
{
    private const string First = "/representatives/0/powerOfAttorney";
    private static readonly PowerOfAttorney Power = new("1", new DateOnly(2022, 1, 1), new DateOnly(2025, 1, 1));
    private const string Second = "/representatives/1/powerOfAttorney";

    [Theory]
    [InlineData("", "/representatives")]
    [InlineData("A", "")]
    [InlineData("a", First)]
    [InlineData("Ab", Second)]
    [InlineData("aBc", $"{First} /representatives/2/powerOfAttorney")]
    public void Missing_Application_ListsPointers(string representatives, string missing) =>
        Assert.Equal(missing, string.Join(' ', Papers.Missing(Application(representatives))));

    [Theory]
    // What was there, what is brought, what is there then, what was not missing.
    [InlineData("", "A", "A", "")]
    [InlineData("", "aB", "aB", "")]
    [InlineData("a", "A", "A", "")]
    [InlineData("a", "B", "aB", "")]
    [InlineData("a", "a", "a", "/representatives/0")]
    [InlineData("Ab", "aB", "AB", "/representatives/0")]
    [InlineData("Ab", "BA", "AB", "/representatives/1")]
    [InlineData("A", "A", "A", "/representatives/0")]
    [InlineData("A", "B", "A", "/representatives/0")]
    public void Apply_Supplement_AddsOnlyWhatWasMissing(string before, string brought, string after, string notMissing)
    {
        var applied = Papers.Apply(Application(before), Supplement(brought));
        Assert.Equal(after, Letters(applied.Application));
        Assert.Equal(notMissing, string.Join(' ', applied.Issues.Select(issue => issue.Field)));
        Assert.All(applied.Issues, issue => Assert.Equal("notMissing", issue.Code));
    }

    [Fact]
    public void Missing_SupplementTwice_IsTheSameAsOnce()
    {
        var application = Application("");
        DocumentSupplement[] supplements = [Supplement("a"), Supplement("a"), Supplement("A"), Supplement("A")];
        Assert.Equal(["/representatives"], Papers.Missing(application, []));
        Assert.Equal([First], Papers.Missing(application, supplements[..1]));
        Assert.Equal([First], Papers.Missing(application, supplements[..2]));
        Assert.Empty(Papers.Missing(application, supplements));
    }

    [Fact]
    public void Missing_SamplesOfTheDemo_AreCompletedByTheSupplement()
    {
        var application = Samples.Document<AccountApplication>("03");
        Assert.Equal(["/representatives"], Papers.Missing(application));
        Assert.Empty(Papers.Missing(application, [Samples.Document<DocumentSupplement>("04")]));
    }

    [Fact]
    public void Missing_EmptyList_IsAMissingList()
    {
        var application = Samples.Document<AccountApplication>("01", ("/representatives", "[]"));
        Assert.Equal(["/representatives"], Papers.Missing(application));
    }

    private static AccountApplication Application(string letters) =>
        Samples.Document<AccountApplication>("03") with { Representatives = Representatives(letters) };

    private static DocumentSupplement Supplement(string letters) =>
        Samples.Document<DocumentSupplement>("04") with { Representatives = Representatives(letters) };

    private static Representative[] Representatives(string letters) =>
    [
        .. letters.Select(letter => new Representative(
            IdentificationNumber.Parse(char.ToUpperInvariant(letter) switch
            {
                'A' => "800101300303",
                'B' => "810101300305",
                _ => "820101300307",
            }),
            char.ToUpperInvariant(letter).ToString(),
            char.IsUpper(letter) ? Power : null)),
    ];

    private static string Letters(AccountApplication application) => string.Concat(application.Representatives
        .Select(known => known.PowerOfAttorney is null ? known.Name.ToLowerInvariant() : known.Name));
}
