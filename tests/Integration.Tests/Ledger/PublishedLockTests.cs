using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using CarbonRegistry.Infra.Ledger.Publication;
using CarbonRegistry.Infra.Storage;
using CarbonRegistry.Integration.Tests.Durable;
using CarbonRegistry.Integration.Tests.Faults;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Ledger;

/// <summary>What the registry asks of a storage that can keep published files from change, and of others.</summary>
[Collection(AzuriteCollection.Name)]
public sealed class PublishedLockTests(AzuriteFixture azurite) : RegistryLedgerTestBase(azurite)
{
    private static readonly ImmutableSettings TenYears = new(TimeSpan.FromDays(3650), Locked: false);
    private readonly AzuriteFixture emulator = azurite;

    [Theory]
    [InlineData(false, "unlocked")]
    [InlineData(true, "locked")]
    public async Task File_WrittenForEver_IsLockedUntilTheDay(bool locked, string mode)
    {
        var storage = new RecordingStorage();
        var warnings = new List<string>();

        Assert.True(await AddAsync(storage, TenYears with { Locked = locked }, warnings));
        Assert.Equal(["PUT", "PUT ?comp=immutabilityPolicies"], storage.Calls);
        var asked = storage.Requests[^1];
        Assert.Equal(At.AddDays(3650).ToUniversalTime().ToString("R", null),
            asked["x-ms-immutability-policy-until-date"]);
        Assert.Equal(mode, asked["x-ms-immutability-policy-mode"], ignoreCase: true);
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task File_WithoutTheSetting_IsOnlyWritten()
    {
        var storage = new RecordingStorage();

        Assert.True(await AddAsync(storage, new ImmutableSettings(null, false), []));
        Assert.Equal(["PUT"], storage.Calls);
    }

    /// <summary>The run that wrote it died before it was locked.</summary>
    [Fact]
    public async Task File_ThatStoodWithoutALock_IsLockedByTheNextRun()
    {
        var storage = new RecordingStorage { Exists = true };

        Assert.False(await AddAsync(storage, TenYears, []));
        Assert.Equal(["PUT", "HEAD", "PUT ?comp=immutabilityPolicies"], storage.Calls);
    }

    [Fact]
    public async Task File_ThatStoodLocked_IsLeftAsItIs()
    {
        var storage = new RecordingStorage { Exists = true, Until = "Thu, 01 Jan 2032 00:00:00 GMT" };

        Assert.False(await AddAsync(storage, TenYears, []));
        Assert.Equal(["PUT", "HEAD"], storage.Calls);
    }

    [Theory]
    [InlineData(400, "InvalidHeaderValue")]
    [InlineData(403, "AuthorizationPermissionMismatch")]
    [InlineData(409, "FeatureNotEnabled")]
    [InlineData(501, "APINotImplemented")]
    public async Task Refusal_OfTheStorage_IsToldOnceAndNotAskedAgain(int status, string code)
    {
        var storage = new RecordingStorage { Refuses = (status, code) };
        var warnings = new List<string>();
        var hold = new PublishedLock(TenYears, new ManualTime(At), warnings.Add);
        var files = new PublishedFiles(storage.Container, hold);
        foreach (var name in (string[])["heads/1.json", "heads/2.json"])
            Assert.True(await files.AddForEverAsync(name, new MemoryStream([1]), "application/json", default));

        Assert.Equal(["PUT", "PUT ?comp=immutabilityPolicies", "PUT"], storage.Calls);
        Assert.Contains($"{status} {code}", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outage_WhileAFileIsLocked_FailsThePublicationSoThatItIsRepeated()
    {
        var storage = new RecordingStorage { Refuses = (503, "ServerBusy") };

        await Assert.ThrowsAsync<RequestFailedException>(() => AddAsync(storage, TenYears, []));
    }

    [Fact]
    public async Task Publication_OnAnAccountWithoutTheFeature_GoesOn()
    {
        await using var ledger = await StartWithUnitsAsync();
        var blobs = new BlobServiceClient(
            emulator.TakeAccount(), new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02));
        foreach (var name in (string[])[StorageNames.Journal, StorageNames.Keys])
            await blobs.GetBlobContainerClient(name).CreateIfNotExistsAsync();
        var warnings = new List<string>();
        var hold = new PublishedLock(TenYears, new ManualTime(At), warnings.Add);
        using var heads = new SignedHeads(
            blobs, ledger, new SigningKeys(blobs, new SigningSettings(null, null)), hold);
        var publication = new JournalPublication(blobs, ledger, heads, new ManualTime(At.AddDays(1)), hold);

        Assert.Equal(5, (await publication.PublishAsync())?.Head.Size);
        Assert.StartsWith("Published files are not locked: ", Assert.Single(warnings), StringComparison.Ordinal);
    }

    private static async Task<bool> AddAsync(
        RecordingStorage storage, ImmutableSettings settings, List<string> warnings)
    {
        var files = new PublishedFiles(
            storage.Container, new PublishedLock(settings, new ManualTime(At), warnings.Add));
        return await files.AddForEverAsync("heads/1.json", new MemoryStream([1]), "application/json", default);
    }

    /// <summary>Answers as a storage would, and remembers what it was asked.</summary>
    private sealed class RecordingStorage : HttpPipelineTransport
    {
        public bool Exists { get; init; }

        public string? Until { get; init; }

        public (int Status, string Code)? Refuses { get; init; }

        public List<string> Calls { get; } = [];

        public List<Dictionary<string, string>> Requests { get; } = [];

        public BlobContainerClient Container
        {
            get
            {
                var options = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2021_12_02) { Transport = this };
                options.Retry.MaxRetries = 0;
                return new BlobContainerClient(new Uri("http://127.0.0.1:1/account/journal"), options);
            }
        }

        public override Request CreateRequest() => TroubledStorage.NewRequest();

        public override void Process(HttpMessage message) =>
            throw new NotSupportedException("Nothing here makes synchronous calls.");

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            var request = message.Request;
            var query = request.Uri.Query;
            Calls.Add($"{request.Method} {query}".TrimEnd());
            Requests.Add(request.Headers.ToDictionary(
                header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase));
            var isPolicy = query.Contains("immutabilityPolicies", StringComparison.OrdinalIgnoreCase);
            message.Response = (isPolicy, Refuses) switch
            {
                (true, (var status, var code)) => new RefusingAnswer(request, status, code),
                (true, null) => new RefusingAnswer(request, 200, "None"),
                _ when request.Method == RequestMethod.Head => Properties(request),
                _ => Exists
                    ? new RefusingAnswer(request, 409, "BlobAlreadyExists")
                    : new RefusingAnswer(request, 201, "None"),
            };
            return ValueTask.CompletedTask;
        }

        private RefusingAnswer Properties(Request request)
        {
            var answer = new RefusingAnswer(request, 200, "None");
            if (Until is not null)
                answer.Add("x-ms-immutability-policy-until-date", Until);
            return answer;
        }
    }
}
