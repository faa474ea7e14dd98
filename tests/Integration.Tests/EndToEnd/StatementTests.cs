using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>Account statements and what the public may learn of them.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class StatementTests(EndToEndWorld world)
{
    [Fact]
    public async Task Statement_OfTheHoldersAccount_CanBeCheckedByAnybody()
    {
        var story = await world.StoryAsync();
        var account = await story.AccountOfAsync("KZ-0001");
        var answer = (await story.Client.GetAsync($"/api/accounts/{account}/statement", "holder")).Expect(200).Json;
        var statement = answer.GetProperty("statement");
        var code = answer.GetProperty("code").GetString()!;
        var check = (await story.Client.GetAsync("/api/statements/" + code, null)).Expect(200);

        Assert.True(statement.GetProperty("quota").GetInt64() > 0);
        Assert.Equal(
            statement.GetProperty("quota").GetInt64(),
            statement.GetProperty("holdings").EnumerateArray().Sum(one => one.GetProperty("units").GetInt64()));
        var canonical = CanonicalJson.Canonicalize(statement);
        Assert.Equal(answer.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(canonical)));
        Assert.True(check.Json.GetProperty("genuine").GetBoolean());
        Assert.Equal(statement.GetProperty("entry").GetInt64(), check.Json.GetProperty("entry").GetInt64());
        Assert.Equal(answer.GetProperty("sha256").GetString(), check.Json.GetProperty("sha256").GetString());
        foreach (var hidden in (string[])[account, Users.HolderBin, $"{statement.GetProperty("quota").GetInt64()}"])
            Assert.DoesNotContain(hidden, check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_OfTheSameEntryTwice_HasOneCodeAndAnotherEntryAnother()
    {
        var story = await world.StoryAsync();
        var route = $"/api/accounts/{await story.AccountOfAsync("KZ-0001")}/statement";

        Assert.Equal(await CodeAsync(story, route), await CodeAsync(story, route));
        Assert.NotEqual(await CodeAsync(story, route), await CodeAsync(story, route + "?asOf=2022-08-31"));
        (await story.Client.GetAsync(route + "?asOf=never", "holder")).Expect(400);
    }

    [Fact]
    public async Task Statement_Root_LeadsToTheSignedHead()
    {
        var story = await world.StoryAsync();
        var route = $"/api/accounts/{await story.AccountOfAsync("KZ-0001")}/statement?asOf=2022-08-31";
        var answer = (await story.Client.GetAsync(route, "holder")).Expect(200).Json;
        var proof = answer.GetProperty("consistency");
        var root = Convert.FromHexString(answer.GetProperty("statement").GetProperty("root").GetString()!);
        var led = OutsiderTree.RootsOfConsistency(
            proof.GetProperty("from").GetInt64(), proof.GetProperty("to").GetInt64(), root, OutsiderTree.Hashes(proof));

        Assert.Equal(root, led!.Value.First);
        Assert.Equal(
            answer.GetProperty("head").GetProperty("root").GetString(), Convert.ToHexStringLower(led.Value.Second));
    }

    [Fact]
    public async Task Check_WithTheBalancesOnPaper_TellsWhetherTheyWereAltered()
    {
        var story = await world.StoryAsync();
        var account = await story.AccountOfAsync("KZ-0001");
        var answer = (await story.Client.GetAsync($"/api/accounts/{account}/statement", "holder")).Json;
        var quota = answer.GetProperty("statement").GetProperty("quota").GetInt64();
        var code = answer.GetProperty("code").GetString()!.ToLowerInvariant().Replace('-', ' ');
        var route = $"/api/statements/{Uri.EscapeDataString(code)}?account={account}&quota=";

        Assert.True((await story.Client.GetAsync(route + quota, null)).Json.GetProperty("matches").GetBoolean());
        Assert.False((await story.Client.GetAsync($"{route}{quota}0", null)).Json.GetProperty("matches").GetBoolean());
        (await story.Client.GetAsync(route + "many", null)).Expect(400);
    }

    [Fact]
    public async Task Check_OfACodeThatNobodyHandedOut_IsNotGenuine()
    {
        var story = await world.StoryAsync();
        foreach (var code in (string[])["0000-0000-0000-0000-0000-0000", "short", "person-key"])
        {
            var check = (await story.Client.GetAsync("/api/statements/" + code, null)).Expect(200).Json;
            Assert.False(check.GetProperty("genuine").GetBoolean());
        }
    }

    [Fact]
    public async Task Check_OfAStatementPlantedOrAlteredInTheStorage_IsNotGenuine()
    {
        var story = await world.StoryAsync();
        var account = await story.AccountOfAsync("KZ-0001");
        var code = await CodeAsync(story, $"/api/accounts/{account}/statement?asOf=2022-08-31");
        var name = code.Replace("-", "", StringComparison.Ordinal) + ".json";
        var kept = JsonNode.Parse(await story.Client.BlobAsync("statements", name))!;
        kept["statement"] = ((string)kept["statement"]!).Replace("\"quota\":", "\"quota\":9", StringComparison.Ordinal);
        var planted = new string('7', 24);
        await story.Client.DropAsync("statements", planted + ".json", Encoding.UTF8.GetBytes(kept.ToJsonString()));
        var honest = await story.Client.BlobAsync("statements", name);
        await story.Client.DropAsync("statements", name, Encoding.UTF8.GetBytes(kept.ToJsonString()));

        foreach (var forged in (string[])[code, planted])
            Assert.False((await story.Client.GetAsync("/api/statements/" + forged, null)).Json
                .GetProperty("genuine").GetBoolean());
        await story.Client.DropAsync("statements", name, honest);
    }

    [Fact]
    public async Task Statement_OfAnotherHolder_IsNotShown()
    {
        var story = await world.StoryAsync();
        var route = $"/api/accounts/{await story.AccountOfAsync("KZ-0001")}/statement";

        (await story.Client.GetAsync(route, null)).Expect(401);
        (await story.Client.GetAsync(route, "other-holder")).Expect(404);
        (await story.Client.GetAsync("/api/accounts/KZ-5-1-00/statement", "auditor")).Expect(404);
    }

    [Fact]
    public async Task Statement_AskedForAsAPage_IsAPageWithTheCode()
    {
        var story = await world.StoryAsync();
        var route = $"/api/accounts/{await story.AccountOfAsync("KZ-0001")}/statement";
        var code = await CodeAsync(story, route);
        var page = await PageAsync(story, route, "auditor");
        var check = await PageAsync(story, "/api/statements/" + code, null);

        Assert.Contains(code, page, StringComparison.Ordinal);
        Assert.Contains("Account statement", page, StringComparison.Ordinal);
        Assert.Contains("handed out a statement with this code", check, StringComparison.Ordinal);
        Assert.DoesNotContain(Users.HolderBin, check, StringComparison.Ordinal);
    }

    private static async Task<string> CodeAsync(PlayedStory story, string route) =>
        (await story.Client.GetAsync(route, "holder")).Expect(200).Json.GetProperty("code").GetString()!;

    private static async Task<string> PageAsync(PlayedStory story, string route, string? user)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(route, UriKind.Relative));
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Accept-Language", "en");
        if (user is not null)
            request.Headers.Add("x-registry-key", Users.Keys[user]);
        using var answer = await story.Client.Http.SendAsync(request);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }
}
