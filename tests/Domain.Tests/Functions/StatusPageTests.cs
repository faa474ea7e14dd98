using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.SecondBook;
using CarbonRegistry.Domain.Tests.Flow;
using CarbonRegistry.Domain.Tests.Procedures;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Functions.Status;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.SecondBook;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>The status page on Wednesday 3 August 2022, in three languages and with whatever a name may hold.</summary>
public sealed class StatusPageTests
{
    private static readonly DateOnly Today = new(2022, 8, 3);

    public static TheoryData<string> Hostile =>
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</td></tr></table><h1>",
        "]]><!--",
        "&lt;b&gt; &#x3C;",
        "\u0000\u0008\u001B\uD800x",
        "\u202Etxt.exe",
        "javascript:alert(1)",
        "ТОО «Қазақмыс» 😀",
    ];

    [Theory]
    [InlineData("2022-08-02", "Overdue")]
    [InlineData("2022-08-03", "Today")]
    [InlineData("2022-08-04", "Week")]
    [InlineData("2022-08-07", "Week")]
    [InlineData("2022-08-08", "Later")]
    public void Section_OfADueDay_EndsTheWeekOnSunday(string due, string section) =>
        Assert.Equal(section, DueDays.Of(Dated(due), Today).ToString());

    [Fact]
    public void Section_WithoutATermOrAfterTheEnd_IsItsOwn()
    {
        Assert.Equal(DueSection.Undated, DueDays.Of(SomeRecords.Of("p"), Today));
        Assert.Equal(
            DueSection.Ended, DueDays.Of(Dated("2022-08-02") with { Stage = ProcedureStage.Refused }, Today));
    }

    [Theory]
    [InlineData("2022-08-01", "2022-08-08")]
    [InlineData("2022-08-07", "2022-08-08")]
    [InlineData("2022-08-08", "2022-08-15")]
    public void NextMonday_OfADay_IsTheDayAfterItsSunday(string day, string monday) =>
        Assert.Equal(Day(monday), DueDays.NextMonday(Day(day)));

    [Theory]
    [InlineData("Today", "2022-08-03", "2022-08-04", true)]
    [InlineData("Week", "2022-08-03", "2022-08-08", true)]
    [InlineData("Overdue", null, "2022-08-03", true)]
    [InlineData("All", null, null, true)]
    [InlineData("Ended", null, null, false)]
    public void Narrow_ByAChoice_BoundsTheDueDay(string choice, string? from, string? before, bool open)
    {
        var filter = DueDays.Narrow(new ProcedureFilter(), Enum.Parse<DueChoice>(choice), Today);

        Assert.Equal(from is null ? null : Day(from), filter.DueFrom);
        Assert.Equal(before is null ? null : Day(before), filter.DueBefore);
        Assert.Equal(open, filter.Open);
    }

    [Fact]
    public void Narrow_OfAnEarlierBound_KeepsIt() => Assert.Equal(
        Day("2022-07-01"),
        DueDays.Narrow(new ProcedureFilter { DueBefore = Day("2022-07-01") }, DueChoice.Week, Today).DueBefore);

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Board_WithHostileValues_IsWellFormedAndHasThemAsTextOnly(string value)
    {
        var record = Dated("2022-08-03") with
        {
            Id = "liquidation.1.2022.\"'<&>",
            Number = value,
            Installation = value,
            Holder = "050440556852",
            IssuerName = value,
            Decisions = [new StoredDecision(value, true, value, FlowPlay.Received)],
            History = [new HistoryEvent("k", FlowPlay.Received, new LocalizedText(value, value, value), value)],
            Refusal = new StoredRefusal(RefusalCode.AccountBlocked, "¶15", new LocalizedText(value, value, value)),
            Outbox = [value],
            Entries = [7],
        };
        var names = new Dictionary<string, string> { ["050440556852"] = value };
        var row = StatusRow.Of(record, Today, "en", TermCalendars.BuiltIn, names);
        var choice = new BoardChoice(DueChoice.All, value, value, value);
        var frame = new PageFrame("en", "", choice.Query, value);
        var inner = new PageFrame("en", "../../", "", value);
        var board = Parse(frame.Page("Board", BoardPage.Of(frame, choice, [row], 500)));
        var page = Parse(inner.Page(
            ProcedurePage.TitleOf(inner, record), ProcedurePage.Of(inner, record, row)));

        Assert.All([board, page], AssertHarmless);
        Assert.Contains(board.Descendants("bdi"), one => one.Value == Shown(value));
        Assert.Contains(page.Descendants("td"), one => one.Value == Shown(value));
    }

    [Fact]
    public void Cases_WithEveryMatter_AreToldInThreeLanguagesAndNameWhatIsFrozen()
    {
        foreach (var matter in Enum.GetValues<AuditMatter>())
        {
            var words = AuditWords.Of(matter);
            Assert.Equal(3, new[] { words.Kk, words.Ru, words.En }.Distinct().Count());
        }
        var places = AuditWords.Of(new KeptFinding(
            "FirstBookPlace", null, "KZ-5-1-42", "KZ-Q-2022-2025-1:5", "KZ-5-1-42", null, "x"));
        Assert.Equal("единицы KZ-Q-2022-2025-1:5: по журналу – KZ-5-1-42, по первой книге – нигде", places.Ru);
        Assert.Equal("units KZ-Q-2022-2025-1:5: by the journal KZ-5-1-42, by the first book nowhere", places.En);
        var stored = AuditWords.Of(new KeptFinding("StoredEntry", 7, "KZ-5-1-42", null, null, null, "x"));
        Assert.Equal("Хранимая запись не та, что была внесена, запись 7, счет KZ-5-1-42", stored.Ru);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Cases_WithHostileReasons_AreWellFormedAndSayHowManyMustAgree(string value)
    {
        var finding = new AuditFinding(7, null, null, AuditMatter.StoredHead, value);
        var known = AuditCase.Of("auditCase.1", new AuditReport(
            FlowPlay.Received, FlowPlay.Received, 12, "", false, [finding])) with
        {
            Accounts = ["KZ-5-1-42"],
            Decisions = [new LiftDecision(value, FlowPlay.Received, value)],
        };
        var frame = new PageFrame("en", "", "", "user");
        var board = Parse(frame.Page("Board", AuditSection.OnBoard(frame, [known])));
        var page = Parse(frame.Page("Cases", AuditSection.Page(frame, [known])));

        Assert.All([board, page], AssertHarmless);
        Assert.All([board, page], html =>
        {
            Assert.Contains("agreements of registrars or administrators: 1", html.Value, StringComparison.Ordinal);
            Assert.Contains("KZ-5-1-42", html.Value, StringComparison.Ordinal);
        });
        Assert.Empty(AuditSection.OnBoard(frame, [known with { LiftedAt = FlowPlay.Received }]));
    }

    [Theory]
    [InlineData("kk", "Шешім күтуде", "бүгін соңғы күн", "тіркеушілердің мақұлдауы: 2 ішінен 1")]
    [InlineData("ru", "Ожидает решения", "сегодня последний день", "одобрения регистраторов: 1 из 2")]
    [InlineData("en", "Waits for a decision", "today is the last day", "approvals of registrars: 1 of 2")]
    public void Row_OfAProcedure_SpeaksInWords(string language, string stage, string left, string waits)
    {
        var record = Dated("2022-08-03") with { Decisions = [SomeRecords.Decision("r1")] };
        var row = Row(record, language);

        Assert.Equal((stage, left), (row.Stage, row.DaysLeft));
        Assert.StartsWith(waits, row.Waits, StringComparison.Ordinal);
        Assert.Equal(RegulatedActTitles.Of(RegulatedAct.InstallationLiquidation).In(language), row.Kind);
    }

    [Theory]
    [InlineData("2022-08-01", "overdue, working days: 2", "overdue")]
    [InlineData("2022-08-05", "working days left: 2", "week")]
    [InlineData("2022-08-10", "working days left: 5", "later")]
    public void DaysLeft_OfATerm_AreColouredAndInWords(string due, string words, string style)
    {
        var row = Row(Dated(due), "en");

        Assert.Equal((words, style), (row.DaysLeft, row.Style));
    }

    [Theory]
    [InlineData("/representatives", "a power of attorney for the representatives with their IIN")]
    [InlineData("/representatives/1/powerOfAttorney", "the power of attorney of representative no. 2")]
    [InlineData("planInForce", "the National Plan to be carried out")]
    [InlineData("inForceOn", "the day on which the National Plan enters into force")]
    [InlineData("endOfTerm", "the end of the units' term")]
    [InlineData("otherEvidence", "the other paper about the contract")]
    [InlineData("calendar", "the calendar of working days")]
    [InlineData("a.b.2022.1", "the end of the procedure a.b.2022.1")]
    public void Waits_OfWhateverAProcedureAwaits_AreNoPointers(string awaiting, string words)
    {
        var record = SomeRecords.Of("p") with { Stage = ProcedureStage.Received, Awaiting = [awaiting] };

        Assert.Equal(words, Row(record, "en").Waits);
    }

    [Fact]
    public void Words_ForEveryKindAndStage_StandInThreeLanguages()
    {
        var texts = ProcedureKinds.All.Select(kind => StatusWords.Kind(kind.Name))
            .Concat(Enum.GetValues<ProcedureStage>().Select(StatusWords.Stage))
            .Concat(Enum.GetValues<DueSection>().Select(StatusWords.Section));

        Assert.All(texts, text => Assert.All([text.Kk, text.Ru, text.En], one => Assert.NotEqual("", one)));
    }

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public void Page_InALanguage_IsAccessibleAndRefreshesItself(string language)
    {
        var frame = new PageFrame(language, "", "due=today", null);
        var choice = new BoardChoice(DueChoice.Today, null, null, null);
        var empty = new PublicPart(
            [], new LedgerHead(0, new byte[32], null, null), [],
            StatusData.NextDaysOff(WorkingCalendar.Kazakhstan, Today));
        var html = Parse(frame.Page("T", BoardPage.Of(frame, choice, [Row(Dated("2022-08-03"), language)]),
            empty.On(frame)));

        Assert.Equal(language, (string?)html.Attribute("lang"));
        Assert.Contains(html.Descendants("meta"), meta =>
            (string?)meta.Attribute("http-equiv") == "refresh" && (string?)meta.Attribute("content") == "30");
        Assert.Single(html.Descendants("h1"));
        Assert.Single(html.Descendants("main"));
        Assert.NotEmpty(html.Descendants("table"));
        Assert.All(html.Descendants("table"), table => Assert.Single(table.Elements("caption")));
        Assert.All(html.Descendants("th"), header =>
            Assert.Contains((string?)header.Attribute("scope"), new[] { "col", "row" }));
        var labelled = html.Descendants("label").Select(label => (string?)label.Attribute("for"));
        Assert.Equal(
            html.Descendants().Where(field => field.Name.LocalName is "select" or "input"
                && (string?)field.Attribute("type") != "hidden").Select(field => (string?)field.Attribute("id")),
            labelled);
        Assert.Contains("2022-08-30", html.Value, StringComparison.Ordinal);
    }

    /// <summary>Order 221 ¶18, 24: the calendar and the announced terms are published.</summary>
    [Fact]
    public void Auctions_StillToCome_StandWithTheirTermsForEverybody()
    {
        var frame = new PageFrame("en", "", "", null);
        var table = SomeAuctions.Table(
            SomeAuctions.Calendar(), SomeAuctions.Announcement("3", 200, 4, 505.5m));
        var part = new PublicPart([], new LedgerHead(0, new byte[32], null, null), [], [])
        {
            Auctions = table.Items,
        };
        var html = Parse(frame.Page("T", part.On(frame)));

        var row = html.Descendants("tr").Single(one => one.Value.Contains("2025-10-15", StringComparison.Ordinal));
        Assert.Equal(
            ["3", "2025-10-15", "1\u00A0000", "200", "4", "505.50"], row.Elements().Select(cell => cell.Value));
    }

    [Fact]
    public void Ids_OnTheBoard_AreEncodedInTheirAddress()
    {
        var frame = new PageFrame("en", "", "", "u");

        Assert.Equal("board/procedures/a.%D0%97-001?lang=en", frame.ProcedureAddress("a.З-001"));
        Assert.Equal(
            "due=week&kind=a%26b&installation=KZ%20%3C&number=%22",
            new BoardChoice(DueChoice.Week, "a&b", "KZ <", "\"").Query);
    }

    /// <summary>The tree of a page; a page that is not well-formed does not parse.</summary>
    private static XElement Parse(string page)
    {
        using var reader = XmlReader.Create(
            new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = null });
        return XDocument.Load(reader).Root!;
    }

    /// <summary>Nothing on the page can run or come from elsewhere.</summary>
    private static void AssertHarmless(XElement html)
    {
        Assert.DoesNotContain(html.Descendants(), one =>
            one.Name.LocalName is "script" or "img" or "style" or "iframe" or "object" or "base");
        Assert.DoesNotContain(html.Descendants().Attributes(), one =>
            one.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || one.Name == "style");
        Assert.All(html.Descendants().Attributes().Where(one => one.Name.LocalName is "href" or "src" or "action"),
            link => Assert.Matches("^(\\?|/api/journal|/\\.auth/|(\\.\\./\\.\\./)?board)", link.Value));
        Assert.Single(html.Descendants("h1"));
    }

    private static string Shown(string value) =>
        string.Concat(value.Select((letter, index) => XmlConvert.IsXmlChar(letter)
            || (index + 1 < value.Length && char.IsSurrogatePair(letter, value[index + 1]))
            || (index > 0 && char.IsSurrogatePair(value[index - 1], letter)) ? letter : '\uFFFD'));

    private static StatusRow Row(ProcedureRecord record, string language) =>
        StatusRow.Of(record, Today, language, TermCalendars.BuiltIn, new Dictionary<string, string>());

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ProcedureRecord Dated(string due) => SomeRecords.Of("p") with
    {
        Deadline = new StoredDeadline(
            Day(due).AddDays(-3), Day(due), 3, true, "1", FlowPlay.Received, FlowPlay.Received, FlowPlay.Received),
    };
}
