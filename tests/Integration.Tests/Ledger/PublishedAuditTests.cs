using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.SecondBook;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.Publication;
using CarbonRegistry.Infra.Ledger.SecondBook;
using CarbonRegistry.Infra.Storage;
using CarbonRegistry.Integration.Tests.Durable;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Ledger;

/// <summary>
/// The audit of what was signed and published: each way to falsify it is a finding that names the file, and the first
/// entry where there is one. Nobody's units are frozen for it, since the journal itself is right.
/// </summary>
[Collection(AzuriteCollection.Name)]
public sealed class PublishedAuditTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private const string DayFile = "export/2022-07-27.ndjson";

    [Fact]
    public async Task Audit_OfWhatWasPublished_FindsNothing()
    {
        await using var ledger = await StartWithUnitsAsync();
        await PublishAsync(ledger);
        await TransferAsync(ledger, "p/1");

        Assert.Empty((await AuditAsync(ledger)).Findings);
    }

    [Theory]
    [InlineData("byte", 2L, "says something else of entry 2")]
    [InlineData("cut", 4L, "says something else of entry 4")]
    [InlineData("more", 5L, "says something else of entry 5")]
    [InlineData("half", 4L, "says something else of entry 4")]
    [InlineData("gone", null, "is missing")]
    public async Task Audit_AfterAPublishedDayWasChanged_NamesItAndTheFirstBadEntry(
        string how, long? entry, string detail)
    {
        await using var ledger = await StartWithUnitsAsync();
        await PublishAsync(ledger);
        var lines = Encoding.UTF8.GetString(await ReadAsync(DayFile)).Split('\n')[..^1];
        if (how == "gone")
            await Blob(DayFile).DeleteAsync();
        else
            await WriteAsync(DayFile, string.Concat(Changed(how, lines).Select(line => line + "\n")));

        var finding = Assert.Single((await AuditAsync(ledger)).Findings);
        Assert.Equal((AuditMatter.PublishedFile, entry), (finding.What, finding.Entry));
        Assert.Equal($"{DayFile} {detail}.", finding.Detail);
        var opened = AuditCase.Of("auditCase.1", await AuditAsync(ledger));
        Assert.Empty(opened.Accounts);
        Assert.Empty(opened.Ranges);
    }

    [Theory]
    [InlineData("files/0/sha256", "export/2022-07-27.ndjson has another hash than the manifest says.")]
    [InlineData("files/0/first", "The manifest has export/2022-07-27.ndjson where entry 0 is due.")]
    [InlineData("totals/sha256", "export/totals/5.json has another hash than the manifest says.")]
    [InlineData("head/signature", "export/manifest.json: ")]
    public async Task Audit_AfterTheManifestWasChanged_NamesWhatDiffers(string path, string detail)
    {
        await using var ledger = await StartWithUnitsAsync();
        await PublishAsync(ledger);
        var manifest = JsonNode.Parse(await ReadAsync(JournalPublication.ManifestName))!;
        var steps = path.Split('/');
        var parent = steps[..^1].Aggregate(manifest, (node, step) =>
            node is JsonArray items ? items[int.Parse(step, null)]! : node[step]!);
        parent[steps[^1]] = steps[^1] == "first" ? 1 : new string('0', parent[steps[^1]]!.GetValue<string>().Length);
        await WriteAsync(JournalPublication.ManifestName, manifest.ToJsonString());

        Assert.Contains((await AuditAsync(ledger)).Findings, finding =>
            finding.Detail.StartsWith(detail, StringComparison.Ordinal));
    }

    /// <summary>The key is right, and so is the signature: the registry itself has signed another history.</summary>
    [Theory]
    [InlineData(3, "the signed head of 3 entries is not that of the stored ones")]
    [InlineData(9, "a head of 9 entries was signed, and 5 are stored")]
    public async Task Audit_AfterAnotherHistoryWasSigned_NamesItsHead(long size, string detail)
    {
        await using var ledger = await StartWithUnitsAsync();
        var pem = HeadSigner.Draw();
        await PublishAsync(ledger, pem);
        using var signer = HeadSigner.FromPem(pem)!;
        var forged = signer.Sign(size, new byte[32], At);
        await WriteAsync(SignedHeads.NameOf(size), JsonSerializer.Serialize(HeadForm.Of(forged), StorageJson.Options));

        var finding = Assert.Single((await AuditAsync(ledger)).Findings);
        Assert.Equal(AuditMatter.SignedHead, finding.What);
        Assert.StartsWith($"heads/{size}.json", finding.Detail, StringComparison.Ordinal);
        Assert.Contains(detail, finding.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_AfterAHeadOfAStrangerWasPlanted_SaysThatItsSignatureIsWrong()
    {
        await using var ledger = await StartWithUnitsAsync();
        await PublishAsync(ledger);
        using var stranger = HeadSigner.FromPem(HeadSigner.Draw())!;
        var forged = stranger.Sign(3, ledger.RootAt(3), At);
        await WriteAsync(SignedHeads.NameOf(3), JsonSerializer.Serialize(HeadForm.Of(forged), StorageJson.Options));
        await WriteAsync("heads/4.json", "{");

        var findings = (await AuditAsync(ledger)).Findings;
        Assert.All(findings, finding => Assert.Equal(AuditMatter.SignedHead, finding.What));
        Assert.Contains(findings, finding => finding.Detail.StartsWith("heads/3.json", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Detail.Contains("heads/4.json", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Changed(string how, string[] lines) => how switch
    {
        "byte" => [.. lines[..2], lines[2].Replace("\"n\":2", "\"n\":3", StringComparison.Ordinal), .. lines[3..]],
        "cut" => lines.SkipLast(1),
        "half" => [.. lines.SkipLast(1), lines[^1][..(lines[^1].Length / 2)]],
        _ => lines.Append(lines[^1]),
    };

    private BlobServiceClient Blobs => new(ConnectionString);

    private BlobClient Blob(string name) => Blobs.GetBlobContainerClient(StorageNames.Journal).GetBlobClient(name);

    private async Task<byte[]> ReadAsync(string name) =>
        (await Blob(name).DownloadContentAsync()).Value.Content.ToArray();

    private Task WriteAsync(string name, string text) => Blob(name).UploadAsync(new BinaryData(text), overwrite: true);

    private Task<AuditReport> AuditAsync(RegistryLedger ledger) =>
        new SecondBookAudit(Store(), ledger, TimeProvider.System, Blobs).RunAsync(default);

    private async Task PublishAsync(RegistryLedger ledger, string? pem = null)
    {
        foreach (var name in (string[])[StorageNames.Journal, StorageNames.Keys])
        {
            var container = Blobs.GetBlobContainerClient(name);
            await container.CreateIfNotExistsAsync();
            await foreach (var blob in container.GetBlobsAsync())
                await container.DeleteBlobAsync(blob.Name);
        }
        using var heads = new SignedHeads(Blobs, ledger, new SigningKeys(Blobs, new SigningSettings(pem, null)));
        var manifest = await new JournalPublication(
            Blobs, ledger, heads, new ManualTime(At.AddDays(1))).PublishAsync();
        Assert.Equal(DayFile, Assert.Single(manifest!.Files).Name);
    }
}
