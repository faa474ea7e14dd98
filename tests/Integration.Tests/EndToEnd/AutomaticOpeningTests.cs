using System.Text.Json;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Code 291(4) in the text of 2024: accounts that nobody applied for.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class AutomaticOpeningTests(EndToEndWorld world)
{
    private const string Second = "planInForce.2026-2030.900";
    private const string Today = "2025-12-01";
    private const string NewBin = "120840000250";
    private const string OtherBin = "191040008887";

    [Fact]
    public async Task Plan_InForceAfterTheReformOfCode291_OpensAndCreditsEveryAccountByItself()
    {
        await using var host = await RegistryHost.StartAsync(world.TakeStorage(), $"{Today}T09:00:00+05:00");
        var client = host.Client;
        await OldPlanAsync(client);
        Assert.Equal(JsonValueKind.Undefined, (await AccountAsync(client, "KZ-0002")).ValueKind);

        var workbook = PlanBook.Of(2026, 2030, "900", Today,
            ("KZ-0001", Users.HolderBin), ("KZ-0002", Users.OtherHolderBin), ("KZ-0003", NewBin),
            ("KZ-0004", NewBin));
        (await client.PostPlanAsync(workbook, "authority")).Expect(202);
        await client.AwaitStageAsync(Second, "awaitingDecision");
        await client.ApproveAsync(Second);
        var plan = await client.AwaitStageAsync(Second, "executed");

        Assert.Contains("installations: 4", plan.GetProperty("history").GetRawText(), StringComparison.Ordinal);
        await AccountsAsync(client);
        await TotalsAsync(client);
        await NoticesAsync(client);
        await LateApplicationAsync(client);
    }

    /// <summary>The plan of 2022 came under the earlier text: nothing is opened without an application.</summary>
    private static async Task OldPlanAsync(RegistryClient client)
    {
        (await client.PostPlanAsync(Papers.Plan, "authority")).Expect(202);
        await client.AwaitStageAsync(Papers.PlanProcedure, "executed");
        await client.DropAsync("a.json", Papers.Application("А-1", "KZ-0001", Today));
        var id = $"accountApplication.{Users.HolderBin}.2025.А-1";
        await client.AwaitStageAsync(id, "awaitingDecision");
        await client.ApproveAsync(id);
        await client.AwaitStageAsync(id, "executed");
    }

    private static async Task AccountsAsync(RegistryClient client)
    {
        var old = await AccountAsync(client, "KZ-0001");
        Assert.Equal(2_742_423 + 500, Units(old));
        foreach (var (code, bin) in new[]
        {
            ("KZ-0002", Users.OtherHolderBin), ("KZ-0003", NewBin), ("KZ-0004", NewBin),
        })
        {
            var account = await AccountAsync(client, code);
            Assert.Equal(bin, account.GetProperty("holder").GetProperty("bin").GetString());
            Assert.Equal(500, Units(account));
        }
        var opened = (await client.GetAsync("/api/journal?take=1000", null)).Lines
            .Where(line => line.Contains($"{Second}/open-KZ-", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, opened.Count);
        Assert.All(opened, line => Assert.Contains("\"paragraph\":\"Code 291(4)\"", line, StringComparison.Ordinal));
        Assert.All(opened, line => Assert.Contains("\"ruleSet\":\"2024-06-08\"", line, StringComparison.Ordinal));
    }

    private static async Task TotalsAsync(RegistryClient client)
    {
        var row = (await client.GetAsync("/api/totals", null)).Json.GetProperty("items").EnumerateArray()
            .Single(item => item.GetProperty("period").GetString() == "2026-2030");
        Assert.Equal(2250, row.GetProperty("issued").GetInt64());
        Assert.Equal(2250, row.GetProperty("held").GetInt64());
    }

    private static async Task NoticesAsync(RegistryClient client)
    {
        var asked = await client.AwaitBlobAsync("outbox", $"2025/{NewBin}/{Second}-documentsRequested.json");
        Assert.Equal("¶13", asked.GetProperty("paragraph").GetString());
        Assert.Contains("автоматически", asked.GetProperty("text").GetRawText(), StringComparison.Ordinal);
        var opened = await client.AwaitBlobAsync("outbox", $"2025/{NewBin}/{Second}-accountOpened.json");
        Assert.Equal(2, opened.GetProperty("entries").GetArrayLength());
        var credited = await client.AwaitBlobAsync("outbox", $"2025/{NewBin}/{Second}-credited.json");
        Assert.Equal(1000, credited.GetProperty("units").GetInt64());
    }

    /// <summary>¶13: an application that comes nevertheless brings the representatives and posts nothing.</summary>
    private static async Task LateApplicationAsync(RegistryClient client)
    {
        var number = (await AccountAsync(client, "KZ-0002")).GetProperty("number").GetString();
        var route = $"/api/accounts/{number}/representatives";
        Assert.False((await client.GetAsync(route)).Json.GetProperty("represented").GetBoolean());
        var change = HolderTests.Change(
            "А-2", "KZ-0002", "operator", Users.OtherHolderBin, OtherBin, "ТОО «Новое»", Today);
        Assert.Equal(
            ["powerOfAttorneyNotValid /applicant"],
            (await client.PostNoticeAsync(change, "other-holder")).Expect(422).IssueCodes);

        await client.DropAsync("b.json", Papers.Application("А-3", "KZ-0002", Today));
        var id = $"accountApplication.{Users.OtherHolderBin}.2025.А-3";
        await client.AwaitStageAsync(id, "awaitingDecision");
        await client.ApproveAsync(id);
        var ended = await client.AwaitStageAsync(id, "executed");

        Assert.Empty(ended.GetProperty("entries").EnumerateArray());
        Assert.True((await client.GetAsync(route)).Json.GetProperty("represented").GetBoolean());
        var holders = (await client.GetAsync($"/api/accounts/{number}/holders")).Json.GetProperty("items");
        Assert.Equal(Second, Assert.Single(holders.EnumerateArray()).GetProperty("procedure").GetString());
    }

    private static long Units(JsonElement account) =>
        account.GetProperty("balances").EnumerateArray().Sum(line => line.GetProperty("units").GetInt64());

    private static async Task<JsonElement> AccountAsync(RegistryClient client, string installation) =>
        (await client.GetAsync("/api/accounts?take=1000")).Json.GetProperty("items").EnumerateArray()
        .SingleOrDefault(one => one.GetProperty("installation").GetString() == installation);
}
