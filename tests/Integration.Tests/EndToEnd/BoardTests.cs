using System.Net;
using System.Net.Http.Headers;
using System.Xml;
using System.Xml.Linq;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>The board as a browser gets it, and the filters of the board as JSON.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class BoardTests(EndToEndWorld world)
{
    private const string SignInForm = "/.auth/login/aad?post_login_redirect_uri=/board";

    [Theory]
    [InlineData("/")]
    [InlineData("/board")]
    [InlineData("/api/board?lang=kk&due=overdue")]
    [InlineData("/board/procedures/{p}?lang=en")]
    public async Task Page_ForAnAuditor_IsWellFormedAndNeverKept(string route)
    {
        var client = (await world.StoryAsync()).Client;
        using var page = await SendAsync(
            client, route.Replace("{p}", Uri.EscapeDataString(Story.Block), StringComparison.Ordinal), "auditor");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        Assert.Equal("no-store", page.Headers.CacheControl?.ToString());
        Assert.StartsWith("default-src 'none'", Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(page, "X-Content-Type-Options"));
        var html = await ReadAsync(page);
        Assert.NotEmpty(html.Descendants("table"));
        Assert.Empty(html.Descendants("script"));
        var styles = html.Descendants("link").Single().Attribute("href")!.Value;
        using var style = await client.Http.GetAsync(new Uri(page.RequestMessage!.RequestUri!, styles));
        Assert.Equal("text/css", style.Content.Headers.ContentType?.MediaType);
        Assert.Contains(".overdue", await style.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Board_ForStaff_SaysInWordsWhatIsOverdueAndWhy()
    {
        var client = (await world.StoryAsync()).Client;
        using var page = await SendAsync(client, "/board?lang=en&due=all", "registrar-1");
        var html = await ReadAsync(page);
        var rows = html.Descendants("tbody").Elements("tr").ToList();
        var late = rows.Single(row => row.Element("th")!.Value == "З-005");
        var missing = rows.Where(row => row.Value.Contains("power of attorney", StringComparison.Ordinal));

        Assert.Equal("en", html.Attribute("lang")!.Value);
        Assert.Contains("Overdue: 1", html.Descendants("h2").Select(title => title.Value));
        Assert.Equal("KZ-0005", late.Elements("td").ElementAt(2).Value);
        Assert.Equal("2022-08-03", late.Elements("td").ElementAt(5).Value);
        Assert.Equal("overdue", late.Descendants("span").Single().Attribute("class")!.Value);
        Assert.StartsWith("overdue, working days: ", late.Elements("td").ElementAt(6).Value, StringComparison.Ordinal);
        Assert.Equal("approvals of registrars: 0 of 2", late.Elements("td").ElementAt(7).Value);
        Assert.Empty(missing);
        Assert.DoesNotContain("/representatives", html.Value, StringComparison.Ordinal);
        var link = late.Descendants("a").Single().Attribute("href")!.Value;
        using var one = await SendAsync(client, "/" + link, "registrar-1");
        Assert.Contains("З-005", (await ReadAsync(one)).Descendants("h1").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("due=overdue", 1)]
    [InlineData("due=today", 0)]
    [InlineData("due=week", 0)]
    [InlineData("due=ended", 10)]
    [InlineData("due=ended&kind=accountApplication", 3)]
    [InlineData("due=ended&installation=KZ-0002", 3)]
    [InlineData("due=ended&number=12-03%2F451", 1)]
    [InlineData("due=all&kind=%3Cscript%3E", 0)]
    public async Task Board_Filtered_ShowsThoseProcedures(string query, int count)
    {
        var client = (await world.StoryAsync()).Client;
        using var page = await SendAsync(client, "/board?lang=ru&" + query, "auditor");

        Assert.Equal(count, (await ReadAsync(page)).Descendants("tbody").Elements("tr").Count());
    }

    [Theory]
    [InlineData("kk", "Орындалды", "Тіркеуші мақұлдады")]
    [InlineData("ru", "Исполнено", "Регистратор одобрил")]
    [InlineData("en", "Carried out", "A registrar approved")]
    public async Task Procedure_AsAPage_TellsItsHistoryInWords(string language, string stage, string happened)
    {
        var client = (await world.StoryAsync()).Client;
        using var page = await SendAsync(
            client, $"/board/procedures/{Uri.EscapeDataString(Story.Unblock)}?lang={language}", "registrar-1");
        var html = await ReadAsync(page);
        var cells = html.Descendants("td").Select(cell => cell.Value).ToList();

        Assert.Contains(stage, html.Descendants("dd").Select(fact => fact.Value));
        Assert.Equal(2, cells.Count(cell => cell == happened));
        Assert.Contains("registrar-1", html.Descendants("th").Select(cell => cell.Value));
        Assert.Contains(html.Descendants("li"), item =>
            item.Value.EndsWith("-unblocked.json", StringComparison.Ordinal));
        Assert.Contains(html.Descendants("a"), link =>
            link.Attribute("href")!.Value.StartsWith("/api/journal?from=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Holder_OnThePages_SeesItsOwnOnly()
    {
        var client = (await world.StoryAsync()).Client;
        using var board = await SendAsync(client, "/board?due=ended", "other-holder");
        var own = $"/board/procedures/{Uri.EscapeDataString(Story.Second)}";
        var foreign = $"/board/procedures/{Uri.EscapeDataString(Story.First)}";
        using var seen = await SendAsync(client, own, "other-holder");
        using var hidden = await SendAsync(client, foreign, "other-holder");
        using var exchange = await SendAsync(client, "/board?due=ended", "exchange");

        Assert.Equal(3, (await ReadAsync(board)).Descendants("tbody").Elements("tr").Count());
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Empty((await ReadAsync(exchange)).Descendants("tbody"));
        Assert.DoesNotContain("050440556852", (await ReadAsync(hidden)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_WithoutIdentity_SeesTotalsPlansAndDaysOffAndNoProcedure()
    {
        var client = (await world.StoryAsync()).Client;
        using var front = await SendAsync(client, "/?lang=en", null);
        using var board = await SendAsync(client, "/board?lang=en", null);
        using var one = await SendAsync(client, $"/board/procedures/{Uri.EscapeDataString(Story.First)}", null);
        var html = await ReadAsync(front);
        var asked = await ReadAsync(board);

        Assert.Equal(HttpStatusCode.OK, front.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, board.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, one.StatusCode);
        Assert.All([html, asked], page =>
        {
            Assert.Contains("692\u00A0000\u00A0000", page.Value, StringComparison.Ordinal);
            Assert.Contains("2022-2025", page.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("З-00", page.Value, StringComparison.Ordinal);
            Assert.DoesNotContain("050440556852", page.Value, StringComparison.Ordinal);
        });
        Assert.Contains("x-registry-key", asked.Value, StringComparison.Ordinal);
        Assert.Contains(asked.Descendants("a"), link => link.Attribute("href")!.Value == SignInForm);
    }

    [Fact]
    public async Task Browser_WithTheKeyTypedOnce_ReadsTheBoardAndChangesNothing()
    {
        var client = (await world.StoryAsync()).Client;
        using var browser = Browser(client);
        using var form = await browser.GetAsync(new Uri(SignInForm, UriKind.Relative));
        using var taken = await TypeAsync(browser, Users.Keys["registrar-1"], SignInForm);
        var cookie = Header(taken, "Set-Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        using var board = await browser.GetAsync(new Uri("/board", UriKind.Relative));
        var decisions = $"/api/procedures/{Uri.EscapeDataString(Story.ForgottenProcedure)}/decisions";
        using var decision = RegistryClient.Content("{\"decision\":\"approve\"}"u8.ToArray(), "application/json");
        using var decided = await browser.PostAsync(new Uri(decisions, UriKind.Relative), decision);
        using var left = await browser.GetAsync(new Uri("/.auth/logout", UriKind.Relative));

        Assert.Single((await ReadAsync(form)).Descendants("form"));
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        Assert.Equal("/board", taken.Headers.Location?.OriginalString);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, board.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, decided.StatusCode);
        Assert.Contains("expires=Thu, 01 Jan 1970", Header(left, "Set-Cookie"), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("//example.org/board")]
    [InlineData("https://example.org/")]
    [InlineData("/\\example.org")]
    [InlineData("/%0D%0Ax: y")]
    public async Task SignIn_WithAnotherHostToGoTo_LeadsHome(string target)
    {
        using var browser = Browser((await world.StoryAsync()).Client);
        using var taken = await TypeAsync(
            browser, Users.Keys["auditor"], $"/.auth/login/aad?post_login_redirect_uri={target}");

        Assert.Equal("/", taken.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_WithAKeyOfNobody_SetsNothing()
    {
        using var browser = Browser((await world.StoryAsync()).Client);
        using var refused = await TypeAsync(browser, "no such key", SignInForm);
        browser.DefaultRequestHeaders.Add("Cookie", "registry-key=stale");
        using var front = await browser.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.False(refused.Headers.Contains("Set-Cookie"));
        Assert.Single((await ReadAsync(refused)).Descendants("form"));
        Assert.Equal(HttpStatusCode.OK, front.StatusCode);
    }

    [Theory]
    [InlineData("due=overdue", 1)]
    [InlineData("due=today", 0)]
    [InlineData("due=all", 1)]
    [InlineData("due=ended", 10)]
    [InlineData("due=week&overdue=true", 0)]
    [InlineData("due=overdue&dueBefore=2022-08-03", 0)]
    [InlineData("due=overdue&installation=KZ-0005&kind=accountApplication&number=%D0%97-005", 1)]
    public async Task Json_FilteredByDue_HasThoseProcedures(string query, int count)
    {
        var client = (await world.StoryAsync()).Client;
        var items = (await client.GetAsync("/api/procedures?" + query)).Expect(200).Json.GetProperty("items");

        Assert.Equal(count, items.GetArrayLength());
    }

    [Fact]
    public async Task Json_FilteredByAnotherWord_Is400() =>
        (await (await world.StoryAsync()).Client.GetAsync("/api/procedures?due=someday")).Expect(400);

    [Fact]
    public async Task Json_OfAnEndedProcedure_CountsTheDaysThatWereLeftThen()
    {
        var story = await world.StoryAsync();
        var ended = story.Ended("01-application-KZ-0001.json").GetProperty("workingDaysLeft").GetInt32();
        var now = (await story.Client.ProcedureAsync(Story.First)).Json.GetProperty("workingDaysLeft").GetInt32();

        // Received on Friday 29 July, approved on the same day, due on Wednesday 3 August 2022.
        Assert.Equal((3, 3), (ended, now));
    }

    private static HttpClient Browser(RegistryClient client) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = client.Http.BaseAddress,
        };

    private static async Task<HttpResponseMessage> TypeAsync(HttpClient browser, string key, string route)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = key });
        return await browser.PostAsync(new Uri(route, UriKind.Relative), form);
    }

    private static async Task<HttpResponseMessage> SendAsync(RegistryClient client, string route, string? user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(route, UriKind.Relative));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (user is not null)
            request.Headers.Add("x-registry-key", Users.Keys[user]);
        return await client.Http.SendAsync(request);
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        Assert.Single(answer.Headers.GetValues(name));

    /// <summary>The page as a tree; one that is not well-formed does not parse.</summary>
    private static async Task<XElement> ReadAsync(HttpResponseMessage page)
    {
        using var reader = XmlReader.Create(
            new StringReader(await page.Content.ReadAsStringAsync()),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, XmlResolver = null });
        return XDocument.Load(reader).Root!;
    }
}
