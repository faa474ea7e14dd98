using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.Publication;
using CarbonRegistry.Infra.Storage;
using CarbonRegistry.Integration.Tests.Durable;
using CarbonRegistry.Integration.Tests.Faults;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Ledger;

/// <summary>Signed heads and the public export, while storage answers well and badly.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class PublicationTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private const int MaxAttempts = 10;
    private static readonly DateTimeOffset SameDay = At.AddMinutes(10);
    private static readonly DateTimeOffset NextDay = At.AddDays(1);

    [Fact]
    public async Task Publish_OnTheDayAndAfterIt_OpensThenClosesTheFile()
    {
        await using var ledger = await StartWithUnitsAsync();
        var blobs = await EmptyAsync();

        var open = await Publisher(blobs, ledger, SameDay).PublishAsync();
        var closed = await Publisher(blobs, ledger, NextDay).PublishAsync();

        Assert.Equal(("export/partial/2022-07-27-5.ndjson", true), Only(open!));
        Assert.Equal(("export/2022-07-27.ndjson", false), Only(closed!));
        Assert.Equal(5, closed!.Files[0].Count);
        Assert.Equal(Text(ledger) + "\n", await ReadAsync(blobs, "export/2022-07-27.ndjson"));
        await AssertWholeAsync(blobs, ledger);
    }

    [Fact]
    public async Task Publish_AgainWithNothingNew_WritesNothing()
    {
        await using var ledger = await StartWithUnitsAsync();
        await Publisher(await EmptyAsync(), ledger, NextDay).PublishAsync();
        var calls = new TroubledStorage();
        var written = await Publisher(Client(calls, 0), ledger, NextDay).PublishAsync();

        Assert.Equal(5, written!.Head.Size);
        Assert.InRange(calls.Calls, 1, 4);
    }

    [Fact]
    public async Task Publish_OfAnEntryWhoseDayIsPublished_PutsItIntoTheNextFile()
    {
        await using var ledger = await StartWithUnitsAsync();
        var blobs = await EmptyAsync();
        await Publisher(blobs, ledger, NextDay).PublishAsync();
        await TransferAsync(ledger, "late/1");

        var manifest = await Publisher(blobs, ledger, NextDay.AddDays(1)).PublishAsync();

        Assert.Equal(["export/2022-07-27.ndjson", "export/2022-07-28.ndjson"], manifest!.Files.Select(day => day.Name));
        await AssertWholeAsync(blobs, ledger);
    }

    [Theory]
    [InlineData(nameof(StorageTrouble.KillBefore))]
    [InlineData(nameof(StorageTrouble.KillAfter))]
    [InlineData(nameof(StorageTrouble.DropAnswer))]
    [InlineData(nameof(StorageTrouble.Answer503))]
    public async Task Publish_DiesAtAnyCall_IsCompletedByTheNextRun(string kind)
    {
        var trouble = Enum.Parse<StorageTrouble>(kind);
        await using var ledger = await StartWithUnitsAsync();
        var blobs = await EmptyAsync();
        var undisturbed = new TroubledStorage();
        await Publisher(Client(undisturbed, 0), ledger, NextDay).PublishAsync();
        Assert.InRange(undisturbed.Calls, 10, 40);
        for (var call = 1; call <= undisturbed.Calls; call++)
        {
            await EmptyAsync();
            var length = trouble is StorageTrouble.DropAnswer or StorageTrouble.Answer503 ? 1 : int.MaxValue;
            await TryAsync(Publisher(Client(TroubledStorage.From(call, trouble, length), 0), ledger, NextDay));
            // Meanwhile the journal grows: what the dead run left must be of use for a longer journal too.
            await TransferAsync(ledger, $"{kind}/{call}");
            await AgainAsync(() => Publisher(blobs, ledger, NextDay.AddDays(1)).PublishAsync());
            await AssertWholeAsync(blobs, ledger);
            Assert.Null(ledger.Frozen);
        }
    }

    [Fact]
    public async Task Publish_TwoAtOnce_AgreeOnOneManifest()
    {
        await using var first = await StartWithUnitsAsync();
        await using var second = await StartAsync();
        var blobs = await EmptyAsync();
        for (var round = 0; round < 5; round++)
        {
            await TransferAsync(first, $"round/{round}");
            await Task.WhenAll(
                Publisher(blobs, first, NextDay).PublishAsync(), Publisher(blobs, second, NextDay).PublishAsync());
            await AssertWholeAsync(blobs, first);
        }
        Assert.Null(first.Frozen ?? second.Frozen);
    }

    [Fact]
    public async Task Start_BehindTheSignedHead_StopsPostings()
    {
        var blobs = await EmptyAsync();
        await using (var ledger = await StartWithUnitsAsync())
            await Heads(blobs, ledger).SignAsync(ledger.Head.Size);
        // The storage comes back without the rows that it had acknowledged.
        await foreach (var row in Table.QueryAsync<Azure.Data.Tables.TableEntity>())
            await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag);
        await using var behind = await StartAsync();
        await Heads(blobs, behind).CheckAsync();

        Assert.Contains("published head of 5 entries", behind.Frozen, StringComparison.Ordinal);
        await Assert.ThrowsAsync<LedgerFrozenException>(() => TransferAsync(behind, "p/1"));
    }

    [Fact]
    public async Task Start_WithAnotherJournalThanSigned_StopsPostingsAndPublication()
    {
        var blobs = await EmptyAsync();
        await using var ledger = await StartWithUnitsAsync();
        using (var other = new Forger(HeadSigner.Draw()))
            await other.PlantAsync(blobs, 3, new byte[32]);
        await Assert.ThrowsAsync<LedgerFrozenException>(() => Publisher(blobs, ledger, NextDay).PublishAsync());

        Assert.Contains("published head of 3 entries", ledger.Frozen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_AfterSomebodyForgedTheLastHead_SignsNothingMore()
    {
        var blobs = await EmptyAsync();
        await using var ledger = await StartWithUnitsAsync();
        var heads = Heads(blobs, ledger);
        await heads.SignAsync(4);
        var latest = Encoding.UTF8.GetString((await Blob(blobs, SignedHeads.LatestName).DownloadContentAsync())
            .Value.Content.ToArray()).Replace("\"size\": 4", "\"size\": 3", StringComparison.Ordinal);
        await Blob(blobs, SignedHeads.LatestName).UploadAsync(new BinaryData(latest), overwrite: true);

        Assert.Null(await Heads(blobs, ledger).SignAsync(5));
        await heads.CheckAsync();
        Assert.Contains("signature", heads.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_Rotated_SignForOneAnotherAndOnlyTheirOwnHeads()
    {
        var blobs = await EmptyAsync();
        await using var ledger = await StartWithUnitsAsync();
        var before = await Heads(blobs, ledger).SignAsync(3);
        var added = await Heads(blobs, ledger).RotateAsync();
        var after = await Heads(blobs, ledger).SignAsync(5);
        var keys = await Heads(blobs, ledger).KeysAsync();

        Assert.Equal([before!.KeyId, after!.KeyId], keys.Select(key => key.KeyId));
        Assert.Equal(4, added.FirstSize);
        Assert.True(keys[0].Verifies(
            HeadKey.RotationStatement(4, keys[1].PublicKey, keys[0].KeyId), keys[1].Rotation));
        Assert.Null(HeadKey.FaultOf(before, keys));
        Assert.Null(HeadKey.FaultOf(after, keys));
        Assert.NotNull(HeadKey.FaultOf(before with { Size = 4 }, keys));
    }

    [Fact]
    public async Task Keys_ReplacedInTheSettings_NeedThePreviousOneOnce()
    {
        var blobs = await EmptyAsync();
        await using var ledger = await StartWithUnitsAsync();
        var (old, next) = (HeadSigner.Draw(), HeadSigner.Draw());
        await Heads(blobs, ledger, new SigningSettings(old, null)).SignAsync(3);
        var without = Heads(blobs, ledger, new SigningSettings(next, null));

        Assert.Null(await without.SignAsync(4));
        Assert.Contains("Journal__PreviousSigningKey", without.Fault, StringComparison.Ordinal);
        Assert.NotNull(await Heads(blobs, ledger, new SigningSettings(next, old)).SignAsync(4));
        Assert.NotNull(await Heads(blobs, ledger, new SigningSettings(next, null)).SignAsync(5));
        await TransferAsync(ledger, "p/1");
        Assert.Null(await Heads(blobs, ledger, new SigningSettings(old, next)).SignAsync(6));
    }

    private async Task<BlobServiceClient> EmptyAsync()
    {
        var blobs = new BlobServiceClient(ConnectionString);
        foreach (var name in (string[])[StorageNames.Journal, StorageNames.Keys])
        {
            var container = blobs.GetBlobContainerClient(name);
            await container.CreateIfNotExistsAsync();
            await foreach (var blob in container.GetBlobsAsync())
                await container.DeleteBlobAsync(blob.Name);
        }
        return blobs;
    }

    private BlobServiceClient Client(TroubledStorage trouble, int repeats) =>
        new(ConnectionString, trouble.Into(new BlobClientOptions(), repeats));

    private static SignedHeads Heads(
        BlobServiceClient blobs, RegistryLedger ledger, SigningSettings? settings = null) =>
        new(blobs, ledger, new SigningKeys(blobs, settings ?? new SigningSettings(null, null)));

    private static JournalPublication Publisher(BlobServiceClient blobs, RegistryLedger ledger, DateTimeOffset now) =>
        new(blobs, ledger, Heads(blobs, ledger), new ManualTime(now));

    private static (string Name, bool Open) Only(ManifestForm manifest) =>
        (Assert.Single(manifest.Files).Name, manifest.Files[0].Open);

    private static BlobClient Blob(BlobServiceClient blobs, string name) =>
        blobs.GetBlobContainerClient(StorageNames.Journal).GetBlobClient(name);

    private static async Task<string> ReadAsync(BlobServiceClient blobs, string name) =>
        (await Blob(blobs, name).DownloadContentAsync()).Value.Content.ToString();

    private static async Task TryAsync(JournalPublication publication)
    {
        try
        {
            await publication.PublishAsync();
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or IOException)
        {
            // The process died; what it wrote stays.
        }
    }

    private static async Task AgainAsync(Func<Task> act)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await act();
                return;
            }
            catch (RequestFailedException) when (attempt < MaxAttempts)
            {
                // The caller tries again.
            }
        }
    }

    /// <summary>
    /// The manifest's files are the journal, their hashes are right, and the head is signed and right.
    /// </summary>
    private static async Task AssertWholeAsync(BlobServiceClient blobs, RegistryLedger ledger)
    {
        var manifest = JsonSerializer.Deserialize<ManifestForm>(
            await ReadAsync(blobs, JournalPublication.ManifestName), StorageJson.Options)!;
        var text = new StringBuilder();
        foreach (var day in manifest.Files)
        {
            var content = await ReadAsync(blobs, day.Name);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))), day.Sha256);
            Assert.Equal(day.Count, content.Count(letter => letter == '\n'));
            text.Append(content);
        }
        Assert.Equal(Text(ledger) + "\n", text.ToString());
        Assert.Equal(ledger.Head.Size, manifest.Head.Size);
        Assert.Equal(Convert.ToHexStringLower(ledger.Head.Root), manifest.Head.Root);
        Assert.Null(HeadKey.FaultOf(manifest.Head.ToHead(), [.. manifest.Keys.Select(key => key.ToKey())]));
        var kept = await ReadAsync(blobs, SignedHeads.NameOf(manifest.Head.Size));
        Assert.Contains(manifest.Head.Root, kept, StringComparison.Ordinal);
        var totals = await ReadAsync(blobs, manifest.Totals.Name);
        Assert.Equal(manifest.Totals.Sha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(totals))));
    }

    /// <summary>Somebody who signs what the registry never posted.</summary>
    private sealed class Forger(string pem) : IDisposable
    {
        private readonly HeadSigner signer = HeadSigner.FromPem(pem)!;

        public Task PlantAsync(BlobServiceClient blobs, long size, byte[] root)
        {
            var key = new HeadKey(signer.PublicKey, 0, null);
            var form = new LatestForm(HeadForm.Of(signer.Sign(size, root, At)), [KeyForm.Of(key)]);
            return Blob(blobs, SignedHeads.LatestName).UploadAsync(
                new BinaryData(JsonSerializer.SerializeToUtf8Bytes(form, StorageJson.Options)), overwrite: true);
        }

        public void Dispose() => signer.Dispose();
    }
}
