using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using CarbonRegistry.Integration.Tests.Support;
using CarbonRegistry.Local.Functions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CarbonRegistry.Integration.Tests.Host;

[Collection(AzuriteCollection.Name)]
public sealed class StartTests(AzuriteFixture azurite)
{
    [Fact]
    public void EnableAuth_WithoutKeysInTheSettings_IsRefusedInOneSentence()
    {
        string folder = Directory.CreateTempSubdirectory("start-").FullName;
        StringWriter error = new();
        try
        {
            File.WriteAllText(Path.Combine(folder, "local.settings.json"), "{\"Keys\":{\"masterKey\":\"\"}}");
            LocalHostOptions options = new() { SettingsFolder = folder, Error = error, Exit = static _ => { } };
            Assert.Throws<StartFailure>(() => LocalHostBuilder.CreateOrExit(["--enableAuth"], options));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Assert.Contains("\"masterKey\"", error.ToString(), StringComparison.Ordinal);
        Assert.Single(error.ToString().TrimEnd().Split('\n'));
    }

    [Fact]
    public void Settings_MadeFromTheSample_HaveAKeyWhereverTheSampleLeavesItOpen()
    {
        string folder = Directory.CreateTempSubdirectory("start-").FullName;
        try
        {
            File.WriteAllText(
                Path.Combine(folder, "local.settings.sample.json"),
                """{ "Keys": { "masterKey": "", "systemKeys": { "durabletask_extension": "" } } }""");
            KeyRing keys = LocalSettings.Load(folder).Keys;

            Assert.Equal(32, keys.Master!.Length);
            Assert.Equal(32, keys.System["durabletask_extension"].Length);
            Assert.NotEqual(keys.Master, keys.System["durabletask_extension"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Start_OnTakenPort_EndsWithOneSentence()
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        (string error, int? exitCode) = await SampleHost.RefusedAsync(azurite.ConnectionString, "--urls", url);

        Assert.Equal(1, exitCode);
        Assert.Equal(OneLine(error), error);
        Assert.Contains(url, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_BesideAnotherHost_IsRefusedAndNamesIt()
    {
        await using SampleHost first = await SampleHost.StartAsync(azurite.ConnectionString, typeof(SampleHttp));

        (string error, int? exitCode) = await SampleHost.RefusedAsync(azurite.ConnectionString);

        Assert.Equal(1, exitCode);
        Assert.Equal(OneLine(error), error);
        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_ThatLosesItsLease_Stops()
    {
        await using SampleHost host = await SampleHost.StartAsync(azurite.ConnectionString, typeof(SampleHttp));
        CancellationToken stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        TaskCompletionSource stopped = new();
        using CancellationTokenRegistration told = stopping.Register(stopped.SetResult);
        BlobContainerClient own = new(azurite.ConnectionString, "azure-webjobs-hosts");
        BlobLeaseClient lease = own.GetBlobClient("host-lease").GetBlobLeaseClient();

        await lease.BreakAsync(TimeSpan.Zero);

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
    }

    [Theory]
    [InlineData("--clock", "yesterday")]
    [InlineData("--clock", "2022-07-25T09:00:00")]
    [InlineData("--clock")]
    [InlineData("--urls", "nowhere")]
    [InlineData("--azurite-ports", "80")]
    public async Task Start_WithMalformedFlag_EndsWithOneSentence(params string[] args)
    {
        (string error, int? exitCode) = await SampleHost.RefusedAsync(azurite.ConnectionString, args);

        Assert.Equal(1, exitCode);
        Assert.Equal(OneLine(error), error);
        Assert.Contains(args[0], error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AccountName=x")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=x;AccountKey=%%%")]
    [InlineData("nonsense")]
    public async Task Start_WithStorageThatIsNone_EndsWithOneSentence(string storage)
    {
        (string error, int? exitCode) = await SampleHost.RefusedAsync(storage);

        Assert.Equal(1, exitCode);
        Assert.Equal(OneLine(error), error);
        Assert.Contains("AzureWebJobsStorage", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_AmongTheFlags_AreLeftAlone()
    {
        string[] flags = ["--Logging:LogLevel:Default=Error", "--urls", "http://localhost:1/", "word"];
        HostArguments arguments = HostArguments.Parse(flags);

        Assert.False(arguments.AzuriteFresh);
        Assert.Equal("http://localhost:1", arguments.Url);
        Assert.Null(arguments.Clock);
    }

    [Theory]
    [InlineData("--azurite-prots")]
    [InlineData("--help")]
    [InlineData("--clock-speed=2")]
    public void Flags_ThatNobodyKnows_StopTheStartByName(string flag)
    {
        StartFailure failure = Assert.Throws<StartFailure>(() => HostArguments.Parse([flag]));

        Assert.Contains(flag.Split('=')[0], failure.Message, StringComparison.Ordinal);
        Assert.Contains("--azurite-ports", failure.Message, StringComparison.Ordinal);
    }

    private static string OneLine(string text) => text.Split('\n')[0] + "\n";
}

public sealed class LocalSettingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("settings-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Load_ByManyHostsAtOnce_MakesOneFileWithRandomKeys()
    {
        WriteSample("""
            {"Values": {"A__B": "c"}, "LocalUsers": [
              {"key": "", "id": "1", "name": "Ы", "roles": ["Admin"]},
              {"key": "", "id": "2", "name": "Two", "roles": [], "bin": "050440556852"}]}
            """);

        LocalSettings[] all = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => LocalSettings.Load(folder))));

        string[][] keys = [.. all.Select(settings => settings.Users.Select(user => user.Key).ToArray())];
        Assert.All(keys, key => Assert.Equal(keys[0], key));
        Assert.NotEqual(keys[0][0], keys[0][1]);
        Assert.All(keys[0], key => Assert.Equal(32, key.Length));
        Assert.Equal("c", all[0].Values["A:B"]);
        Assert.Equal("050440556852", all[0].Users[1].Bin);
        Assert.Equal(2, Directory.GetFiles(folder).Length);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"LocalUsers": [{"id": "1", "name": "x"}]}""")]
    [InlineData("""{"LocalUsers": [{"key": 5, "id": "1", "name": "x"}]}""")]
    public void Load_OfMalformedFile_SaysSo(string text)
    {
        File.WriteAllText(Path.Combine(folder, "local.settings.json"), text);

        StartFailure failure = Assert.Throws<StartFailure>(() => LocalSettings.Load(folder));

        Assert.Contains("local.settings.json", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void Load_WithoutSample_SaysSo()
    {
        Assert.Throws<StartFailure>(() => LocalSettings.Load(folder));
    }

    private void WriteSample(string text) =>
        File.WriteAllText(Path.Combine(folder, "local.settings.sample.json"), text);
}
