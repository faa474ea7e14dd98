using System.Globalization;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Http;
using CarbonRegistry.Infra.Outbox;
using CarbonRegistry.Infra.Procedures;
using CarbonRegistry.Infra.Rejections;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>Small pure parts between the doors and storage.</summary>
public sealed class SmallPartsTests
{
    [Theory]
    [InlineData("", "ru")]
    [InlineData("kk", "kk")]
    [InlineData("KK-kz", "kk")]
    [InlineData("de", "ru")]
    [InlineData("de,en", "en")]
    [InlineData("en;q=0.5,kk;q=0.9", "kk")]
    [InlineData("en, ru", "en")]
    [InlineData("en;q=0,kk", "kk")]
    [InlineData("en;q=0", "ru")]
    [InlineData("en;q=x,kk;q=0.1", "kk")]
    [InlineData("fr;q=1, kk ; q=0.7 , en;q=0.8", "en")]
    [InlineData("*", "ru")]
    [InlineData(";;,,", "ru")]
    public void LanguageOf_AcceptLanguage_IsTheBestOfThree(string header, string language) =>
        Assert.Equal(language, Answers.LanguageOf(Requests.With("Accept-Language", header)));

    [Theory]
    [InlineData("a.json", true)]
    [InlineData("2022/notices/Уведомление № 5.json", true)]
    [InlineData("...", true)]
    [InlineData("a..b", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("../a", false)]
    [InlineData("a/./b", false)]
    [InlineData("a/..", false)]
    [InlineData("/a", false)]
    [InlineData("a/", false)]
    [InlineData("a//b", false)]
    [InlineData("a\\b", false)]
    [InlineData("%2e%2e/a", false)]
    [InlineData("100%.json", false)]
    [InlineData("a?b", false)]
    [InlineData("a#b", false)]
    [InlineData("a\nb", false)]
    [InlineData("a\u0085b", false)]
    [InlineData("\U0001F600.json", false)]
    public void IsPlain_Name_MeansTheSameToEveryClient(string? name, bool plain) =>
        Assert.Equal(plain, RejectedCopies.IsPlain(name));

    [Theory]
    [InlineData(900, true)]
    [InlineData(901, false)]
    public void IsPlain_LongName_LeavesRoomForTheEnding(int length, bool plain) =>
        Assert.Equal(plain, RejectedCopies.IsPlain(new string('a', length)));

    [Theory]
    [InlineData("a")]
    [InlineData("1!8!UEs-/+= KZ№ә")]
    [InlineData("{\"NextPartitionKey\":\"1!4!S1o-\"}")]
    public void ContinuationToken_OfTheStorage_ComesBackThroughAQuery(string continuation)
    {
        var token = ContinuationToken.Write(continuation);

        Assert.Matches("^[0-9a-f]+$", token);
        Assert.True(ContinuationToken.TryRead(token, out var read));
        Assert.Equal(continuation, read);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("abc")]
    [InlineData("../..")]
    public void ContinuationToken_NotWrittenHere_IsRefused(string token) =>
        Assert.False(ContinuationToken.TryRead(token, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void ContinuationToken_OfTheFirstPage_IsNone(string? token)
    {
        Assert.True(ContinuationToken.TryRead(token, out var continuation));
        Assert.Null(continuation);
        Assert.Null(ContinuationToken.Write(""));
        Assert.Null(ContinuationToken.Write(null));
    }

    [Fact]
    public void OutboxName_OfANotice_IsYearRecipientProcedureAndKind()
    {
        var notice = new OutgoingNotice(
            "accountApplication.050440556852.2022.З-001", OutgoingKind.DocumentsMissing, "¶14", "050440556852",
            new DateOnly(2022, 8, 3), null, null, [], new LocalizedText("", "", ""));

        Assert.Equal(
            "2022/050440556852/accountApplication.050440556852.2022.З-001-documentsMissing",
            OutboxWriter.NameOf(notice));
        Assert.EndsWith("-documentsMissing-2", OutboxWriter.NameOf(notice with { Turn = 2 }), StringComparison.Ordinal);
    }

    [Fact]
    public void OutboxKinds_Names_AreThoseOfTheContract() => Assert.Equal(
        ["documentsRequested", "documentsMissing", "accountOpened", "credited", "debited", "blocked", "unblocked",
            "reminder", "overdue", "executed", "refused", "deficit", "expiryIn90Days", "expiryIn30Days",
            "expiryIn7Days", "leftOver", "powerEndsIn30Days", "powerEndsIn7Days", "powerEnded",
            "auctionPostponed", "additionalAuction", "termMoved"],
        Enum.GetValues<OutgoingKind>().Select(kind =>
            System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())));

    [Fact]
    public void ToOData_NoFilter_IsThePartition() =>
        Assert.Equal("PartitionKey eq 'KZ'", new ProcedureFilter().ToOData("KZ"));

    [Fact]
    public void ToOData_Apostrophes_StayInsideTheText()
    {
        const string Evil = "x' or PartitionKey ne 'KZ";
        const string Quoted = "'x'' or PartitionKey ne ''KZ'";

        Assert.Equal(
            $"PartitionKey eq 'KZ' and Kind eq {Quoted} and Number eq {Quoted} and Installation eq {Quoted}",
            new ProcedureFilter { Kind = Evil, Number = Evil, Installation = Evil }.ToOData("KZ"));
        Assert.StartsWith(
            $"PartitionKey eq 'KZ' and (Issuer eq {Quoted} or Holder eq {Quoted} or Other0 eq {Quoted} or ",
            new ProcedureFilter { Party = Evil }.ToOData("KZ"));
    }

    [Fact]
    public void ToOData_EveryMember_NarrowsTheBoard()
    {
        var day = DateOnly.ParseExact("2022-08-03", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var filter = new ProcedureFilter
        {
            Stage = ProcedureStage.AwaitingDecision,
            DueBefore = day,
            NotOverdueOn = day,
            Open = true,
            Waits = false,
        };

        Assert.Equal(
            "PartitionKey eq 'KZ' and Stage eq 'AwaitingDecision' and Ended eq false and Waits eq false"
            + " and DueOn gt '' and DueOn lt '2022-08-03'"
            + " and (Ended eq true or DueOn eq '' or DueOn ge '2022-08-03')",
            filter.ToOData("KZ"));
    }
}
