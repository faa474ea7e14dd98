using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>A company registers itself, is confirmed or declined, and a user comes to act for it (S4).</summary>
[Collection(EndToEndCollection.Name)]
public sealed class RegistrationTests(BusyRegistry registry) : IClassFixture<BusyRegistry>
{
    private const string Route = "/api/registrations";
    private readonly RegistryClient client = registry.Client;

    [Fact]
    public async Task Company_ThatRegistersItself_ActsAsHolderOnceItsKeyIsUsed()
    {
        var id = await RegisterAsync(Registration(Users.HolderBin, "ТОО «Первое»"));
        (await client.GetAsync("/api/procedures", "newcomer")).Expect(403);
        var queue = (await client.GetAsync($"{Route}?status=pending", "registrar-1")).Expect(200).Json;
        Assert.Contains(queue.GetProperty("items").EnumerateArray(), one => one.GetProperty("id").GetString() == id);

        var confirmed = await DecideAsync(id, "registrar-1", new { decision = "confirm" });
        var key = confirmed.Expect(200).Json.GetProperty("key").GetString()!;
        (await DecideAsync(id, "registrar-2", new { decision = "confirm" })).Expect(409);
        Assert.DoesNotContain(
            key, (await client.GetAsync($"{Route}/{id}", "admin")).Expect(200).Text, StringComparison.Ordinal);

        (await EnrolAsync(id, "newcomer", new { key = "wrong" })).Expect(403);
        (await EnrolAsync(id, "newcomer", new { key })).Expect(200);
        (await EnrolAsync(id, "newcomer", new { key })).Expect(200);
        (await EnrolAsync(id, "second-newcomer", new { key })).Expect(409);

        (await client.GetAsync("/api/procedures", "newcomer")).Expect(200);
        var own = Papers.Application("Г-1", "KZ-0001", BusyRegistry.Today);
        (await client.PostNoticeAsync(own, "newcomer")).Expect(202);
        var foreign = Papers.Application("Г-2", "KZ-0002", BusyRegistry.Today);
        (await client.PostNoticeAsync(foreign, "newcomer")).Expect(403);
        await BlockAsync(own);
    }

    /// <summary>A blocked user is told so on every route, and regains access.</summary>
    private async Task BlockAsync(JsonObject own)
    {
        var blocked = await client.PostJsonAsync("/api/users/newcomer/block", "admin", new { reason = "проверка" });
        Assert.True(blocked.Expect(200).Json.GetProperty("blocked").GetBoolean());
        foreach (var route in new[] { "/api/procedures", "/api/totals", "/api/accounts", "/api/health" })
        {
            var answer = (await client.GetAsync(route, "newcomer")).Expect(403);
            Assert.Equal("userBlocked", answer.Json.GetProperty("code").GetString());
            Assert.Contains("blocked", answer.Json.GetProperty("detail").GetString()!, StringComparison.Ordinal);
        }
        (await client.PostNoticeAsync(own, "newcomer")).Expect(403);
        (await client.PostJsonAsync("/api/users/newcomer/block", "admin", new { reason = "ещё раз" })).Expect(200);
        var back = await client.PostJsonAsync("/api/users/newcomer/unblock", "admin", new { reason = "проверено" });
        Assert.Equal(3, back.Expect(200).Json.GetProperty("history").GetArrayLength());
        (await client.GetAsync("/api/procedures", "newcomer")).Expect(200);
    }

    [Fact]
    public async Task Registration_ThatIsDeclined_GivesNoKey()
    {
        var id = await RegisterAsync(Registration("120840000250", "ТОО «Отклонённое»"));
        Assert.Equal(
            ["reasonMissing /reason"],
            (await DecideAsync(id, "admin", new { decision = "decline" })).Expect(422).IssueCodes);
        Assert.Equal(
            ["malformedDecision /decision"],
            (await DecideAsync(id, "admin", new { decision = "approve" })).Expect(422).IssueCodes);
        var declined = await DecideAsync(id, "admin", new { decision = "decline", reason = "нет подписи" });

        Assert.Equal(JsonValueKind.Null, declined.Expect(200).Json.GetProperty("key").ValueKind);
        var view = (await client.GetAsync($"{Route}/{id}", "auditor")).Expect(200).Json;
        Assert.Equal("declined", view.GetProperty("status").GetString());
        Assert.Equal("нет подписи", view.GetProperty("reason").GetString());
        (await EnrolAsync(id, "third-newcomer", new { key = "any" })).Expect(403);
        (await client.PostJsonAsync($"{Route}/{id}/keys", "admin", new { })).Expect(409);
    }

    [Fact]
    public async Task Key_ThatIsDrawnAnew_TakesThePlaceOfTheEarlier()
    {
        var id = await RegisterAsync(Registration("191040008887", "ТОО «Потерянный ключ»"));
        (await client.PostJsonAsync($"{Route}/{id}/keys", "registrar-1", new { })).Expect(409);
        var first = await DecideAsync(id, "registrar-1", new { decision = "confirm" });
        var lost = first.Expect(200).Json.GetProperty("key").GetString();
        var again = await client.PostJsonAsync($"{Route}/{id}/keys", "registrar-1", new { });
        var key = again.Expect(200).Json.GetProperty("key").GetString();

        Assert.NotEqual(lost, key);
        (await EnrolAsync(id, "second-newcomer", new { key = lost })).Expect(403);
        (await EnrolAsync(id, "second-newcomer", new { key })).Expect(200);
        (await client.PostJsonAsync($"{Route}/{id}/keys", "registrar-1", new { })).Expect(409);
    }

    [Fact]
    public async Task Registration_OfBadContent_IsRefusedWithEveryIssue()
    {
        var number = Registration("120840000251", "ТОО «Ошибка»");
        var delegated = Registration("120840000250", "ТОО «Делегат»");
        delegated["role"] = "delegate";
        var large = Registration("120840000250", new string('я', 17 * 1024));

        Assert.Equal(
            ["binCheckDigit /company/bin"], (await client.PostJsonAsync(Route, null, number)).Expect(422).IssueCodes);
        Assert.Equal(
            ["delegatesNotAdmitted /role"],
            (await client.PostJsonAsync(Route, null, delegated)).Expect(422).IssueCodes);
        var issues = (await client.PostJsonAsync(Route, null, large)).Expect(422).IssueCodes;
        Assert.StartsWith("tooLarge", Assert.Single(issues), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Company_WithFiveRegistrationsThatWait_IsToldToWait()
    {
        for (var count = 1; count <= 5; count++)
            await RegisterAsync(Registration("970240000136", $"ТОО «Много {count}»"));

        var sixth = Registration("970240000136", "ТОО «Много 6»");
        (await client.PostJsonAsync(Route, null, sixth)).Expect(429);
    }

    [Theory]
    [InlineData("GET", "", "none:401 holder:403 newcomer:403 registrar-1:200 admin:200 auditor:200")]
    [InlineData("GET", "/00000000000000000000", "none:401 holder:403 registrar-1:404 auditor:404")]
    [InlineData("POST", "/00000000000000000000/decisions", "none:401 holder:403 auditor:403 registrar-1:404 admin:404")]
    [InlineData("POST", "/00000000000000000000/keys", "none:401 holder:403 auditor:403 registrar-1:404")]
    [InlineData("POST", "/00000000000000000000/enrolment", "none:401 registrar-1:403 auditor:403 newcomer:404")]
    public async Task Doors_OfRegistration_AnswerEachRole(string method, string route, string expected) =>
        await AnswerAsync(method, Route + route, expected);

    [Theory]
    [InlineData("GET", "", "none:401 holder:403 registrar-1:403 auditor:200 admin:200")]
    [InlineData("POST", "/nobody/block", "none:401 holder:403 registrar-1:403 auditor:403 admin:422")]
    [InlineData("POST", "/nobody/unblock", "none:401 registrar-1:403 admin:404")]
    [InlineData("POST", "/admin/block", "admin:409")]
    public async Task Doors_OfUsers_AnswerEachRole(string method, string route, string expected) =>
        await AnswerAsync(method, "/api/users" + route, expected);

    private async Task AnswerAsync(string method, string route, string expected)
    {
        foreach (var pair in expected.Split(' '))
        {
            var (user, status) = (pair.Split(':')[0], pair.Split(':')[1]);
            var caller = user == "none" ? null : user;
            var answer = method == "GET"
                ? await client.GetAsync(route, caller)
                : await client.PostJsonAsync(route, caller, new { });
            Assert.Equal($"{user}:{status}", $"{user}:{answer.Status}");
        }
    }

    private async Task<string> RegisterAsync(JsonObject registration)
    {
        var first = await client.PostJsonAsync(Route, null, registration);
        var again = await client.PostJsonAsync(Route, null, registration);
        var id = first.Expect(202).Json.GetProperty("id").GetString()!;
        Assert.Equal(id, again.Expect(200).Json.GetProperty("id").GetString());
        return id;
    }

    private Task<Answer> DecideAsync(string id, string user, object body) =>
        client.PostJsonAsync($"{Route}/{id}/decisions", user, body);

    private Task<Answer> EnrolAsync(string id, string user, object body) =>
        client.PostJsonAsync($"{Route}/{id}/enrolment", user, body);

    private static JsonObject Registration(string bin, string name) => new()
    {
        ["company"] = new JsonObject { ["bin"] = bin, ["name"] = name },
        ["contact"] = new JsonObject { ["person"] = "А. Б.", ["email"] = "office@example.kz", ["phone"] = "+7 700" },
    };
}
