using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using CarbonRegistry.Functions.Intake;
using Microsoft.Azure.Functions.Worker;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

[Collection(EndToEndCollection.Name)]
public sealed class RightsTests(EndToEndWorld world)
{
    // {p} is the first application, {a} its account, {s} an account of the system; {b} is the block of the other
    // holder's account {o}, which stood in the middle of August. A dash: this caller may, but would change what the
    // tests of this story share.
    private const string Table = """
    route                                  | none wrong authority registrar-1 holder other-holder exchange auditor admin
    GET /api/health                        | 200  401   200       200         200    200          200      200     200
    GET /api/totals                        | 200  401   200       200         200    200          200      200     200
    GET /api/totals/history                | 200  401   200       200         200    200          200      200     200
    GET /api/exchange/units                | 200  401   200       200         200    200          200      200     200
    GET /api/reports/trading               | 200  401   200       200         200    200          200      200     200
    GET /api/units/KZ-Q-2022-2025-1        | 200  401   200       200         200    200          200      200     200
    GET /api/journal/head                  | 200  401   200       200         200    200          200      200     200
    GET /api/journal                       | 200  401   200       200         200    200          200      200     200
    GET /api/journal/0/proof               | 200  401   200       200         200    200          200      200     200
    GET /api/journal/consistency?from=1    | 200  401   200       200         200    200          200      200     200
    GET /api/journal/keys                  | 200  401   200       200         200    200          200      200     200
    GET /api/journal/files/none.json       | 404  401   404       404         404    404          404      404     404
    GET /api/journal/files/procedures/x    | 404  401   404       404         404    404          404      404     404
    GET /api/plans/2022-2025               | 200  401   200       200         200    200          200      200     200
    GET /api/plans/2026-2030               | 404  401   404       404         404    404          404      404     404
    GET /api/plans/2022-2025/versions      | 200  401   200       200         200    200          200      200     200
    GET /api/plans/2022-2025/versions/1    | 200  401   200       200         200    200          200      200     200
    GET /api/plans/scenarios               | 401  401   200       200         403    403          403      200     200
    GET /api/plans/scenarios/nothing       | 401  401   404       404         403    403          403      404     404
    GET /api/periods                       | 200  401   200       200         200    200          200      200     200
    GET /api/status                        | 200  401   200       200         200    200          200      200     200
    GET /api/board/style.css               | 200  401   200       200         200    200          200      200     200
    GET /api/board/audit                   | 401  401   403       200         403    403          403      200     200
    GET /api/board                         | 401  401   200       200         200    200          200      200     200
    GET /api/board/procedures/{p}          | 401  401   200       200         200    404          404      200     200
    GET /api/registrations                 | 401  401   403       200         403    403          403      200     200
    GET /api/registrations/nothing         | 401  401   403       404         403    403          403      404     404
    GET /api/users                         | 401  401   403       403         403    403          403      200     200
    GET /api/delegates                     | 401  401   404       404         404    404          404      404     404
    POST /api/delegates nothing            | 401  401   404       404         404    404          404      404     404
    POST /api/delegates/x/revoke nothing   | 401  401   404       404         404    404          404      404     404
    GET /api/quotations                    | 200  401   200       200         200    200          200      200     200
    GET /api/indicators/otc?month=2022-08  | 200  401   200       200         200    200          200      200     200
    GET /api/auctions?year=2023            | 200  401   200       200         200    200          200      200     200
    GET /api/statements/nothing            | 200  401   200       200         200    200          200      200     200
    GET /api/calendar/deadline?{c}         | 200  401   200       200         200    200          200      200     200
    GET /api/calendar?year=2022            | 200  401   200       200         200    200          200      200     200
    GET /api/calendar/acts                 | 401  401   200       200         403    403          403      200     200
    GET /api/calendar/acts/nothing         | 401  401   404       404         403    403          403      404     404
    GET /api/timeliness                    | 401  401   200       200         403    403          403      200     200
    GET /api/compliance                    | 401  401   200       200         200    200          200      200     200
    GET /api/procedures                    | 401  401   200       200         200    200          200      200     200
    GET /api/procedures/{p}                | 401  401   200       200         200    404          404      200     200
    GET /api/procedures/{p}/receipt        | 401  401   200       200         200    404          404      200     200
    GET /api/procedures/{b}                | 401  401   200       200         404    200          404      200     200
    GET /api/procedures/{b}/receipt        | 401  401   200       200         404    200          404      200     200
    GET /api/accounts                      | 401  401   200       200         200    200          200      200     200
    GET /api/accounts/{a}                  | 401  401   200       200         200    404          404      200     200
    GET /api/accounts/{a}/holdings         | 401  401   200       200         200    404          404      200     200
    GET /api/accounts/{a}/entries          | 401  401   200       200         200    404          404      200     200
    GET /api/accounts/{a}/holders          | 401  401   200       200         200    404          404      200     200
    GET /api/accounts/{a}/representatives  | 401  401   200       200         200    404          404      200     200
    GET /api/accounts/{a}/statement        | 401  401   200       200         200    404          404      200     200
    GET /api/accounts/{o}?asOf=2022-08-15  | 401  401   200       200         404    200          404      200     200
    GET /api/accounts/{o}/holdings?asOf=2022-08-15 | 401 401 200 200 404 200 404 200 200
    GET /api/accounts/{o}/entries?asOf=2022-08-15 | 401 401 200 200 404 200 404 200 200
    GET /api/accounts/{o}/statement?asOf=2022-08-15 | 401 401 200 200 404 200 404 200 200
    GET /api/accounts/{a}/entries?take=x   | 401  401   400       400         400    400          400      400     400
    GET /api/accounts/{s}                  | 401  401   200       200         404    404          404      200     200
    GET /api/accounts/{s}/statement        | 401  401   200       200         404    404          404      200     200
    POST /api/notices 01-application       | 401  401   403       403         200    403          403      403     403
    POST /api/notices 05-plan-default      | 401  401   200       403         403    403          403      403     403
    POST /api/plans nap                    | 401  401   200       403         403    403          403      403     403
    POST /api/plans?dryRun nap             | 401  401   200       403         403    403          403      403     403
    POST /api/plans?scenario nothing       | 401  401   422       422         403    403          403      403     403
    POST /api/registrations nothing        | 422  401   422       422         422    422          422      422     422
    POST /api/registrations/x/decisions approve | 401 401 403 404 403 403 403 403 404
    POST /api/registrations/x/keys nothing | 401  401   403       404         403    403          403      403     404
    POST /api/registrations/x/enrolment nothing | 401 401 403 403 404 404 403 403 403
    POST /api/users/x/block nothing        | 401  401   403       403         403    403          403      403     422
    POST /api/users/x/unblock nothing      | 401  401   403       403         403    403          403      403     404
    POST {i}/decisions approve             | 401  401   403       409         403    403          403      403     403
    POST /api/calendar/acts nothing        | 401  401   403       403         403    403          403      403     422
    POST /api/calendar/acts/x/decisions approve | 401 401 403 404 403 403 403 403 404
    POST /api/journal/publish nothing      | 401  401   403       403         403    403          403      403     -
    POST /api/journal/keys nothing         | 401  401   403       403         403    403          403      403     -
    POST /api/read-models/rebuild nothing  | 401  401   403       403         403    403          403      403     200
    GET /api/audit                         | 401 401 403 200 403 403 403 200 200
    POST /api/audit nothing                | 401 401 403 403 403 403 403 403 200
    POST /api/audit/cases/x/decisions approve | 401 401 403 400 403 403 403 403 400
    GET /admin/clock                       | 401  401   403       403         403    403          403      403     200
    POST /admin/clock nothing              | 401  401   403       403         403    403          403      403     400
    GET {d}                                | 401  401   403       200         403    403          403      403     200
    GET {d}/{p}                            | 401  401   403       200         403    403          403      403     200
    POST {d}/{p}/terminate nothing         | 401  401   403       410         403    403          403      403     410
    POST {d}/{p}/suspend nothing           | 401  401   403       410         403    403          403      403     410
    POST {d}/{p}/raiseEvent/woken nothing  | 401  401   403       410         403    403          403      403     410
    """;

    [Fact]
    public async Task EveryRoute_ForEveryRole_AnswersAsTheTableSays()
    {
        var story = await world.StoryAsync();
        var before = (await story.Client.GetAsync("/api/journal/head", null)).Text;
        var rows = Table.Split('\n');
        var users = Cells(rows[0].Split('|')[1]);
        var faults = new List<string>();
        foreach (var row in rows[1..])
        {
            var (call, expected) = (Cells(row.Split('|')[0]), Cells(row.Split('|')[1]));
            var name = string.Join(' ', call);
            Assert.Equal(users.Length, expected.Length);
            for (var column = 0; column < users.Length; column++)
            {
                if (expected[column] == "-")
                    continue;
                var answer = await CallAsync(story, call, users[column]);
                if (answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture) != expected[column])
                    faults.Add($"{name} for {users[column]}: {answer.Status}, not {expected[column]}");
                else if (answer.Status is 401 or 403 or 404 or 409 && !IsProblem(call[1], answer))
                    faults.Add($"{name} for {users[column]}: {answer.Status} as {answer.MediaType}");
            }
        }
        Assert.Empty(faults);
        Assert.Equal(before, (await story.Client.GetAsync("/api/journal/head", null)).Text);
    }

    [Fact]
    public void Routes_OfAllFunctions_StandInTheTable()
    {
        var calls = Table.Split('\n')[1..].Select(row => Cells(row.Split('|')[0])).Select(call =>
            (Method: call[0],
                Path: call[1].Split('?')[0].Replace("{i}", "/api/procedures/{p}", StringComparison.Ordinal)))
            .ToList();
        var triggers = typeof(NoticeDoors).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .OfType<HttpTriggerAttribute>().ToList();
        var missing = triggers.SelectMany(http => http.Methods!.Select(method => (Method: method, http.Route)))
            .Where(route => !calls.Any(call =>
                call.Method.Equals(route.Method, StringComparison.OrdinalIgnoreCase)
                && Regex.IsMatch(call.Path, PatternOf(route.Route!))))
            .Select(route => $"{route.Method} {route.Route}");

        Assert.True(triggers.Count > 30);
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("X-MS-CLIENT-PRINCIPAL")]
    [InlineData("x_ms_client_principal")]
    public async Task Identity_ForgedFromOutside_IsDropped(string header)
    {
        var story = await world.StoryAsync();
        var forged = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            """{"role_typ":"roles","claims":[{"typ":"roles","val":"Admin"},{"typ":"oid","val":"x"}]}"""));
        foreach (var (user, status) in new[] { ((string?)null, 401), ("holder", 404) })
        {
            var number = await story.AccountOfAsync("KZ-0002");
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/accounts/{number}");
            request.Headers.Add(header, forged);
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL-ID", "x");
            if (user is not null)
                request.Headers.Add("x-registry-key", Users.Keys[user]);
            using var answer = await story.Client.Http.SendAsync(request);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task Holder_OnBoardAndInAccounts_SeesItsOwnOnly()
    {
        var client = (await world.StoryAsync()).Client;
        var board = (await client.GetAsync("/api/procedures", "other-holder")).Json.GetProperty("items");
        var accounts = (await client.GetAsync("/api/accounts", "other-holder")).Json.GetProperty("items");

        // The application of the holder, and the block and its lifting that concern its account.
        Assert.Equal(
            new[] { Story.Second, Story.Block, Story.Unblock }.Order(StringComparer.Ordinal),
            board.EnumerateArray().Select(one => one.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        var account = Assert.Single(accounts.EnumerateArray());
        Assert.Equal("KZ-0002", account.GetProperty("installation").GetString());
        Assert.Equal(Users.OtherHolderBin, account.GetProperty("holder").GetProperty("bin").GetString());
        Assert.Empty((await client.GetAsync("/api/accounts", "exchange")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Unit_ForThePublic_HasNoOwner()
    {
        var client = (await world.StoryAsync()).Client;
        var unit = (await client.GetAsync("/api/units/KZ-Q-2022-2025-1", null)).Json;

        Assert.Equal("held", unit.GetProperty("state").GetString());
        Assert.Equal("KZ-Q-2022-2025-1:700687", unit.GetProperty("block").GetString());
        Assert.Equal(2022, unit.GetProperty("allocationYear").GetInt32());
        Assert.DoesNotContain(Users.HolderBin, unit.GetRawText(), StringComparison.Ordinal);
        Assert.False(unit.TryGetProperty("account", out _));
        (await client.GetAsync("/api/units/KZ-Q-2022-2025-692000001", null)).Expect(404);
        (await client.GetAsync("/api/units/KZ-Q-2022-2025-1:2", null)).Expect(404);
        (await client.GetAsync("/api/units/nothing", null)).Expect(404);
    }

    /// <summary>Pages tell people in words what answers tell programs.</summary>
    private static bool IsProblem(string route, Answer answer) => answer.MediaType == "application/problem+json"
        || (answer.MediaType == "text/html" && route.StartsWith("/api/board", StringComparison.Ordinal));

    /// <summary>A route's template as a pattern: a parameter is a segment, one with a star is all the rest.</summary>
    private static string PatternOf(string template) =>
        "^/api/" + Regex.Replace(Regex.Replace(template, @"\{\*[^}]+\}", ".+"), @"\{[^}]+\}", "[^/]+") + "$";

    private static async Task<Answer> CallAsync(PlayedStory story, string[] call, string user)
    {
        var route = call[1]
            .Replace("{c}", "from=2025-03-20&workingDays=3", StringComparison.Ordinal)
            .Replace("{d}", "/runtime/webhooks/durabletask/instances", StringComparison.Ordinal)
            .Replace("{i}", "/api/procedures/{p}", StringComparison.Ordinal)
            .Replace("{p}", Uri.EscapeDataString(Story.First), StringComparison.Ordinal)
            .Replace("{a}", await story.AccountOfAsync("KZ-0001"), StringComparison.Ordinal)
            .Replace("{b}", Uri.EscapeDataString(Story.Block), StringComparison.Ordinal)
            .Replace("{o}", await story.AccountOfAsync("KZ-0002"), StringComparison.Ordinal)
            .Replace("{s}", await story.AccountOfKindAsync("issuance"), StringComparison.Ordinal);
        var key = user == "none" ? null : user;
        if (call[0] == "GET")
            return await story.Client.GetAsync(route, key);
        using var body = Body(call[2]);
        return await story.Client.PostAsync(route, key, body);
    }

    private static ByteArrayContent Body(string name) => name switch
    {
        "nap" => RegistryClient.Content(Papers.Plan, "application/octet-stream"),
        "nothing" => RegistryClient.Content("{}"u8.ToArray(), "application/json"),
        "approve" => RegistryClient.Content("{\"decision\":\"approve\"}"u8.ToArray(), "application/json"),
        "01-application" => RegistryClient.Content(Papers.Sample("01-application-KZ-0001.json"), "application/json"),
        "05-plan-default" => RegistryClient.Content(Papers.Sample("05-plan-default-KZ-0002.json"), "application/json"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static string[] Cells(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
