using System.Text.Json;
using System.Text.Json.Nodes;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>
/// Requirements C3: with the setting on, a company without holdings reads for a holder who appointed it. It holds
/// nothing, sends nothing and decides nothing; RightsTests shows that without the setting there is no such door.
/// </summary>
[Collection(EndToEndCollection.Name)]
public sealed class DelegateTests(EndToEndWorld world)
{
    private const string Delegate = "191040008887";
    private const string Route = "/api/delegates";
    private const string First = "accountApplication.050440556852.2022.З-KZ-0001";
    private const string Other = "accountApplication.110340472035.2022.З-KZ-0002";

    [Fact]
    public async Task Delegate_WhomAHolderAppoints_ReadsWhatIsTheHoldersUntilItIsRevoked()
    {
        await using var host = await RegistryHost.StartAsync(
            world.TakeStorage(), RegistryHost.FirstMorning, null, ("Registry__Delegates", "true"));
        var client = host.Client;
        var account = await BeginAsync(client);
        await EnrolAsync(client);
        await SeesNothingAsync(client, account);

        (await client.PostJsonAsync(Route, "holder", new { bin = "191040008888" })).Expect(422);
        (await client.PostJsonAsync(Route, "holder", new { bin = Users.HolderBin })).Expect(422);
        foreach (var user in new[] { "newcomer", "registrar-1", "auditor", "admin" })
            (await client.PostJsonAsync(Route, user, new { bin = Delegate })).Expect(403);
        (await client.PostJsonAsync(Route, null, new { bin = Delegate })).Expect(401);
        (await client.PostJsonAsync(Route, "holder", new { bin = Delegate })).Expect(200);
        (await client.PostJsonAsync(Route, "holder", new { bin = Delegate })).Expect(200);
        await ReadsAsync(client, account);
        await ChangesNothingAsync(client, account);

        (await client.PostJsonAsync($"{Route}/{Delegate}/revoke", "other-holder", new { })).Expect(404);
        var revoked = (await client.PostJsonAsync($"{Route}/{Delegate}/revoke", "holder", new { })).Expect(200).Json;
        Assert.Equal(
            ["appointed", "revoked"],
            revoked.GetProperty("history").EnumerateArray().Select(one => one.GetProperty("what").GetString()));
        await SeesNothingAsync(client, account);
    }

    private static async Task<string> BeginAsync(RegistryClient client)
    {
        await client.DropAsync("plans", "nap.xlsx", Papers.Plan);
        await client.AwaitStageAsync(Papers.PlanProcedure, "awaitingDecision");
        await client.ApproveAsync(Papers.PlanProcedure);
        await client.AwaitStageAsync(Papers.PlanProcedure, "executed");
        foreach (var (id, installation) in new[] { (First, "KZ-0001"), (Other, "KZ-0002") })
        {
            await client.DropAsync(
                installation + ".json", Papers.Application("З-" + installation, installation, "2022-07-25"));
            await client.AwaitStageAsync(id, "awaitingDecision");
            await client.ApproveAsync(id);
            await client.AwaitStageAsync(id, "executed");
        }
        var own = (await client.GetAsync("/api/accounts", "holder")).Expect(200).Json.GetProperty("items");
        return Assert.Single(own.EnumerateArray()).GetProperty("number").GetString()!;
    }

    private static async Task EnrolAsync(RegistryClient client)
    {
        var registration = new JsonObject
        {
            ["company"] = new JsonObject { ["bin"] = Delegate, ["name"] = "ТОО «Консультант»" },
            ["contact"] = new JsonObject { ["person"] = "А. Б.", ["email"] = "a@example.kz", ["phone"] = "+7 700" },
            ["role"] = "delegate",
        };
        var id = (await client.PostJsonAsync("/api/registrations", null, registration)).Expect(202).Json
            .GetProperty("id").GetString();
        var key = (await client.PostJsonAsync(
            $"/api/registrations/{id}/decisions", "registrar-1", new { decision = "confirm" })).Expect(200).Json
            .GetProperty("key").GetString();
        (await client.PostJsonAsync($"/api/registrations/{id}/enrolment", "newcomer", new { key })).Expect(200);
    }

    private static async Task SeesNothingAsync(RegistryClient client, string account)
    {
        (await client.GetAsync("/api/accounts/" + account, "newcomer")).Expect(404);
        (await client.ProcedureAsync(First, "newcomer")).Expect(404);
        Assert.Empty(Items(await client.GetAsync("/api/accounts", "newcomer")));
        Assert.Empty(Items(await client.GetAsync("/api/procedures", "newcomer")));
        Assert.Empty(Items(await client.GetAsync(Route, "newcomer")));
    }

    private static async Task ReadsAsync(RegistryClient client, string account)
    {
        foreach (var route in new[] { "", "/holdings", "/entries", "/statement", "/holders" })
            (await client.GetAsync($"/api/accounts/{account}{route}", "newcomer")).Expect(200);
        (await client.ProcedureAsync(First, "newcomer")).Expect(200);
        (await client.ProcedureAsync(Other, "newcomer")).Expect(404);
        Assert.Equal(account, Assert.Single(Items(await client.GetAsync("/api/accounts", "newcomer")))
            .GetProperty("number").GetString());
        foreach (var query in new[] { "", "?holder=" + Users.HolderBin })
        {
            Assert.Equal(First, Assert.Single(Items(await client.GetAsync("/api/procedures" + query, "newcomer")))
                .GetProperty("id").GetString());
        }
        Assert.Empty(Items(await client.GetAsync($"/api/procedures?holder={Users.OtherHolderBin}", "newcomer")));
        Assert.Equal(Users.HolderBin, Assert.Single(Items(await client.GetAsync(Route, "newcomer")))
            .GetProperty("holder").GetString());
        // Who the representatives are stays between the holder and the registry.
        var people = (await client.GetAsync($"/api/accounts/{account}/representatives", "newcomer")).Expect(200);
        Assert.DoesNotContain("800101300303", people.Text, StringComparison.Ordinal);
    }

    private static async Task ChangesNothingAsync(RegistryClient client, string account)
    {
        var cancellation = LeavingPapers.Cancellation("Д-1", account, 1, Users.HolderBin);
        cancellation["date"] = "2022-07-25";
        (await client.PostNoticeAsync(cancellation, "newcomer")).Expect(403);
        cancellation["issuer"]!["bin"] = Delegate;
        (await client.PostNoticeAsync(cancellation, "newcomer")).Expect(403);
        cancellation["issuer"]!["bin"] = Users.HolderBin;
        var id = (await client.PostNoticeAsync(cancellation, "holder")).Expect(202).Json
            .GetProperty("procedure").GetString()!;
        await client.AwaitStageAsync(id, "awaitingDecision");
        (await client.DecideAsync(id, "newcomer", "approve")).Expect(403);
        (await client.PostJsonAsync(Route, "newcomer", new { bin = "120840000250" })).Expect(403);
        (await client.PostPlanAsync(Papers.Plan, "newcomer")).Expect(403);
        (await client.DecideAsync(id, "holder-2", "refuse", "нет")).Expect(200);
        await client.AwaitStageAsync(id, "refused");
    }

    private static List<JsonElement> Items(Answer answer) =>
        [.. answer.Expect(200).Json.GetProperty("items").EnumerateArray()];
}
