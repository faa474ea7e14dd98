using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using CarbonRegistry.Integration.Tests.Support;

namespace CarbonRegistry.Integration.Tests.Host;

[Collection(AzuriteCollection.Name)]
public sealed class BlobTriggerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly BlobContainerClient blobs = new(azurite.ConnectionString, "sample-blobs");

    // Each test begins with an account in which no function has run.
    public async Task InitializeAsync()
    {
        TableServiceClient tables = new(azurite.ConnectionString);
        await tables.DeleteTableAsync("AzureWebJobsBlobReceipts");
        foreach (string container in new[] { "sample-blobs", "sample-texts", "azure-webjobs-hosts" })
            await new BlobContainerClient(azurite.ConnectionString, container).DeleteIfExistsAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Blob_EachVersion_IsHandledOnceAlsoAfterRestart()
    {
        await using (SampleHost host = await StartAsync())
        {
            await UploadAsync("one", "v1");
            await host.Log.UntilAsync(lines => lines.Contains("one=v1"));
            await UploadAsync("one", "v2");
            await host.Log.UntilAsync(lines => lines.Contains("one=v2"));
            Assert.Equal(["one=v1", "one=v2"], host.Log.Lines);
        }

        await UploadAsync("while down", "v1");
        await using SampleHost again = await StartAsync();
        await again.Log.UntilAsync(lines => lines.Contains("while down=v1"));
        await UploadAsync("last", "v1");
        await again.Log.UntilAsync(lines => lines.Contains("last=v1"));

        Assert.Equal(["while down=v1", "last=v1"], again.Log.Lines);
    }

    [Fact]
    public async Task Blob_ThatFailsFiveTimes_IsSetAsideAndOthersFlowOn()
    {
        await using SampleHost host = await StartAsync();
        await UploadAsync("poison/Ф.json", "bad");
        await UploadAsync("good", "fine");
        BlobContainerClient own = new(azurite.ConnectionString, "azure-webjobs-hosts");
        JsonElement reason = await FirstPoisonAsync(own, host);
        await UploadAsync("poison/Ф.json", "mended");
        await host.Log.UntilAsync(lines => lines.Contains("poison/Ф.json=mended"));

        Assert.Equal(5, host.Log.Lines.Count(line => line == "poison/Ф.json=bad"));
        Assert.Equal(1, host.Log.Lines.Count(line => line == "good=fine"));
        Assert.Equal("poison/Ф.json", reason.GetProperty("name").GetString());
        Assert.Equal(5, reason.GetProperty("tries").GetInt32());
        Assert.Contains("It is bad.", reason.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Blob_WhileStorageIsAway_IsTriedUntilItIsHandled()
    {
        await using SampleHost host = await StartAsync();
        await UploadAsync("patient", "away");
        await host.Log.UntilAsync(lines => lines.Contains("patient handled"));

        Assert.Equal(8, host.Log.Lines.Count(line => line == "patient=away"));
    }

    [Theory]
    [InlineData("..%252Fx.json")]
    [InlineData("..%2Fx.json")]
    [InlineData("a%2F..%2Fb.json")]
    [InlineData("a%2F.%2Fb.json")]
    [InlineData("%252e%252e%2Fq")]
    [InlineData("%2Flead")]
    [InlineData("x%23y%3Fz%20%26.json")]
    [InlineData("%D0%97%D0%B0%D1%8F%D0%B2%D0%BA%D0%B0%20%E2%84%961.json")]
    public async Task Blob_OfStrangeName_IsTheVeryOneThatWasListed(string encoded)
    {
        string name = Uri.UnescapeDataString(encoded);
        await using SampleHost host = await StartAsync();
        // Where a careless client would look there lies another blob.
        await UploadAsync("b.json", "decoy");
        await UploadAsync("a/b.json", "decoy");
        await UploadAsync("x.json", "decoy");
        await UploadRawAsync(encoded, "right");
        await host.Log.UntilAsync(lines => lines.Any(line => line.EndsWith("right", StringComparison.Ordinal)));

        Assert.Contains($"{name}=right", host.Log.Lines);
    }

    [Fact]
    public async Task Blob_WithNameThatIsAStep_IsSetAside()
    {
        await using SampleHost host = await StartAsync();
        await UploadRawAsync("%2E%2E", "step");
        JsonElement reason = await FirstPoisonAsync(new(azurite.ConnectionString, "azure-webjobs-hosts"), host);

        Assert.Equal("..", reason.GetProperty("name").GetString());
        Assert.Empty(host.Log.Lines);
    }

    [Fact]
    public async Task Tokens_OfPath_AreBoundByName()
    {
        await using SampleHost host = await StartAsync();
        BlobContainerClient texts = new(azurite.ConnectionString, "sample-texts");
        await texts.GetBlobClient("in/skipped.json").UploadAsync(BinaryData.FromString("no"));
        await texts.GetBlobClient("in/deep/taken.txt").UploadAsync(BinaryData.FromString("да"));
        await host.Log.UntilAsync(lines => lines.Count > 0);

        Assert.Equal(["in/deep|taken|да"], host.Log.Lines);
    }

    private Task<SampleHost> StartAsync() => SampleHost.StartAsync(azurite.ConnectionString, typeof(SampleBlobs));

    private async Task UploadAsync(string name, string content) =>
        await blobs.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), overwrite: true);

    private static async Task<JsonElement> FirstPoisonAsync(BlobContainerClient own, SampleHost host)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            await foreach (var blob in own.GetBlobsAsync(prefix: "poison/", cancellationToken: limit.Token))
            {
                BlobClient aside = own.GetBlobClient(blob.Name);
                BinaryData content = (await aside.DownloadContentAsync(limit.Token)).Value.Content;
                return content.ToObjectFromJson<JsonElement>();
            }

            Assert.Equal("", host.Error.ToString());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
        }
    }

    /// <summary>Puts a blob by hand: a client would tidy such a name up.</summary>
    private async Task UploadRawAsync(string encodedName, string content)
    {
        DateTimeOffset until = TimeProvider.System.GetUtcNow().AddMinutes(10);
        Uri signed = blobs.GenerateSasUri(BlobContainerSasPermissions.All, until);
        string path = $"{blobs.Uri.AbsolutePath}/{encodedName}{signed.Query}";
        string request = $"PUT {path} HTTP/1.1\r\nHost: {signed.Authority}\r\nx-ms-blob-type: BlockBlob\r\n"
            + $"x-ms-version: 2021-08-06\r\nContent-Length: {content.Length}\r\nConnection: close\r\n\r\n{content}";
        using TcpClient client = new(signed.Host, signed.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using StreamReader reader = new(stream);
        Assert.StartsWith("HTTP/1.1 201", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }
}
