using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CarbonRegistry.Verifier;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>What the registry proves to people who do not trust it: signed heads, receipts, published files.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class ProofTests(EndToEndWorld world)
{
    [Fact]
    public async Task Head_OfTheJournal_IsSignedWithAPublishedKey()
    {
        var story = await world.StoryAsync();
        var head = (await story.Client.GetAsync("/api/journal/head", null)).Expect(200).Json;

        await AssertSignedAsync(story.Client, head);
        var again = (await story.Client.GetAsync("/api/journal/head", null)).Expect(200).Json;
        Assert.Equal(head.GetProperty("signature").GetString(), again.GetProperty("signature").GetString());
        var kept = await story.Client.BlobAsync("journal", $"heads/{head.GetProperty("size").GetInt64()}.json");
        Assert.Equal(
            head.GetProperty("root").GetString(),
            JsonDocument.Parse(kept).RootElement.GetProperty("root").GetString());
    }

    [Fact]
    public async Task Receipt_OfAnExecutedProcedure_LeadsFromItsEntriesToASignedHead()
    {
        var story = await world.StoryAsync();
        var route = $"/api/procedures/{Uri.EscapeDataString(Story.First)}/receipt";
        var answer = (await story.Client.GetAsync(route, "holder")).Expect(200).Json;
        var receipts = answer.GetProperty("receipts").EnumerateArray().ToList();

        Assert.Equal("executed", answer.GetProperty("stage").GetString());
        Assert.NotEmpty(receipts);
        foreach (var receipt in receipts)
        {
            var (head, proof) = (receipt.GetProperty("head"), receipt.GetProperty("proof"));
            var leaf = OutsiderTree.Leaf(receipt.GetProperty("text").GetString()!);
            var root = OutsiderTree.RootOfInclusion(
                receipt.GetProperty("entry").GetInt64(), proof.GetProperty("size").GetInt64(), leaf,
                OutsiderTree.Hashes(proof));
            Assert.Equal(head.GetProperty("root").GetString(), Convert.ToHexStringLower(root!));
            Assert.Equal(Convert.ToHexStringLower(leaf), receipt.GetProperty("leaf").GetString());
            Assert.Contains($"\"procedure\":\"{Story.First}\"", receipt.GetProperty("text").GetString());
            await AssertSignedAsync(story.Client, head);
        }
    }

    [Fact]
    public async Task Receipt_OfAStrangersProcedure_IsNotShown()
    {
        var story = await world.StoryAsync();
        var route = $"/api/procedures/{Uri.EscapeDataString(Story.First)}/receipt";

        (await story.Client.GetAsync(route, "other-holder")).Expect(404);
        (await story.Client.GetAsync(route, null)).Expect(401);
        (await story.Client.GetAsync("/api/procedures/nothing/receipt")).Expect(404);
    }

    [Fact]
    public async Task Publish_ByAnAdmin_LetsAStrangerReadTheJournalFromFiles()
    {
        var story = await world.StoryAsync();
        (await story.Client.PostAsync("/api/journal/publish", null, null)).Expect(401);
        (await story.Client.PostAsync("/api/journal/publish", "auditor", null)).Expect(403);
        (await story.Client.PostAsync("/api/journal/publish", "admin", null)).Expect(200);
        var manifest = (await story.Client.GetAsync("/api/journal/files/export/manifest.json", null)).Expect(200).Json;
        var text = new StringBuilder();
        foreach (var day in manifest.GetProperty("files").EnumerateArray())
        {
            var file = await story.Client.GetAsync("/api/journal/files/" + day.GetProperty("name").GetString(), null);
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(file.Expect(200).Text));
            Assert.Equal(day.GetProperty("sha256").GetString(), Convert.ToHexStringLower(hash));
            Assert.All(file.Lines, line => Assert.True(
                string.CompareOrdinal(JsonDocument.Parse(line).RootElement.GetProperty("at").GetString()![..10],
                    day.GetProperty("date").GetString()) <= 0));
            text.Append(file.Text);
        }

        Assert.Equal(await story.JournalAsync(), text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await AssertSignedAsync(story.Client, manifest.GetProperty("head"));
    }

    [Fact]
    public async Task Verifier_OverHttp_ProvesTheStory()
    {
        var story = await world.StoryAsync();
        var kept = (await story.Client.GetAsync("/api/journal/head", null)).Expect(200).Text;
        (await story.Client.PostAsync("/api/journal/publish", "admin", null)).Expect(200);
        var since = Manifest.Read<Head>("head", Encoding.UTF8.GetBytes(kept));

        using var web = new WebSource(new Uri(story.Client.Http.BaseAddress!, "/api/journal/files"));
        var proof = await Task.Run(() => Verification.Run(web, since, since.KeyId));

        var totals = (await story.Client.GetAsync("/api/totals", null)).Json.GetProperty("items");
        Assert.Equal((await story.JournalAsync()).Length, proof.Entries);
        Assert.Equal(totals.GetArrayLength(), proof.Totals.Items.Count);
        Assert.Equal(totals[0].GetProperty("held").GetInt64(), proof.Totals.Items[0].Held);
    }

    [Theory]
    [InlineData("snapshots/1")]
    [InlineData("heads/x.json")]
    [InlineData("heads/999999.json")]
    [InlineData("export/none.json")]
    public async Task Files_OfOtherNames_AreNotGivenOut(string name) =>
        (await (await world.StoryAsync()).Client.GetAsync("/api/journal/files/" + name, null)).Expect(404);

    private static async Task AssertSignedAsync(RegistryClient client, JsonElement head)
    {
        var keys = (await client.GetAsync("/api/journal/keys", null)).Expect(200).Json.GetProperty("items");
        var key = keys.EnumerateArray().Single(
            one => one.GetProperty("keyId").GetString() == head.GetProperty("keyId").GetString());
        var spki = Convert.FromBase64String(key.GetProperty("publicKey").GetString()!);
        using var verifier = ECDsa.Create();
        verifier.ImportSubjectPublicKeyInfo(spki, out _);
        var statement = $$"""{"at":"{{head.GetProperty("at").GetString()}}","root":"{{head.GetProperty("root")
            .GetString()}}","size":{{head.GetProperty("size").GetInt64()}}}""";
        Assert.Equal(key.GetProperty("keyId").GetString(), Convert.ToHexStringLower(SHA256.HashData(spki)));
        Assert.True(verifier.VerifyData(
            Encoding.UTF8.GetBytes(statement),
            Convert.FromHexString(head.GetProperty("signature").GetString()!),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }
}
