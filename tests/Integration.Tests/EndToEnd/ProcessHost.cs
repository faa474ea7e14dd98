using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using CarbonRegistry.Functions.Demo;

namespace CarbonRegistry.Integration.Tests.EndToEnd;

/// <summary>The registry as a process of its own, which can be killed and started again on the same storage.</summary>
internal sealed class ProcessHost : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly string storage;
    private readonly string url;
    private readonly string data = Directory.CreateTempSubdirectory("process-").FullName;
    private readonly StringBuilder said = new();
    private Process? process;

    private ProcessHost(string storage)
    {
        this.storage = storage;
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
    }

    public RegistryClient Client { get; private set; } = null!;

    /// <summary>What the processes wrote, for a test that fails.</summary>
    public string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    public static async Task<ProcessHost> StartAsync(string storage)
    {
        var host = new ProcessHost(storage);
        try
        {
            await host.StartAsync();
            host.Client = new RegistryClient(new Uri(host.url), storage, KeysOfSettings());
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the process without a word, as a power failure would, and starts another one.</summary>
    public async Task KillAndRestartAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await BreakLeaseAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (process is { HasExited: false })
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        process?.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task StartAsync()
    {
        // The bin folder of the functions project, beside which the settings and the emulator's place are found.
        var built = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(
            DemoOptions.RepositoryFolder(), "functions", "bin", built.Parent!.Name, built.Name,
            "CarbonRegistry.Functions.dll");
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { program, "--urls", url, "--clock", RegistryHost.FirstMorning, "--azurite-data", data },
        };
        start.Environment["AzureWebJobsStorage"] = storage;
        start.Environment["Registry__AuthorityBin"] = Users.AuthorityBin;
        start.Environment["Registry__OperatorBin"] = Users.OperatorBin;
        process = Process.Start(start) ?? throw new InvalidOperationException("The registry did not start.");
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await WaitUntilReadyAsync();
    }

    private async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < StartLimit)
        {
            if (process!.HasExited)
                throw new InvalidOperationException($"The registry ended with {process.ExitCode}: {Said}");
            try
            {
                using var answer = await http.GetAsync(new Uri("/api/health", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }
        throw new TimeoutException($"The registry did not become ready: {Said}");
    }

    /// <summary>The lease of a killed host runs out by itself; a test need not wait for that each time.</summary>
    private async Task BreakLeaseAsync()
    {
        var service = new BlobServiceClient(storage);
        await foreach (var container in service.GetBlobContainersAsync())
        {
            var blob = service.GetBlobContainerClient(container.Name).GetBlobClient("host-lease");
            try
            {
                await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
            }
            catch (RequestFailedException absent) when (absent.Status is 404 or 409)
            {
                continue;
            }
        }
    }

    private static Dictionary<string, string> KeysOfSettings()
    {
        var path = Path.Combine(DemoOptions.RepositoryFolder(), "local.settings.json");
        using var settings = JsonDocument.Parse(File.ReadAllBytes(path));
        return settings.RootElement.GetProperty("LocalUsers").EnumerateArray().ToDictionary(
            user => user.GetProperty("id").GetString()!, user => user.GetProperty("key").GetString()!);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (said)
            said.AppendLine(line.Data);
    }
}
