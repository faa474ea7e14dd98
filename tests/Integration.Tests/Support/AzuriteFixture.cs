using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CarbonRegistry.Local.Functions;

namespace CarbonRegistry.Integration.Tests.Support;

/// <summary>
/// One storage emulator for all tests of the assembly, on free ports and with its own data folder, stopped at the end.
/// </summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private const string Account = "devstoreaccount1";

    // The emulator's key is the same on every machine and is published.
    private const string Key =
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private const int SigTerm = 15;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    private const int ExtraAccounts = 80;
    private int accountsTaken;

    private readonly string data = Directory.CreateTempSubdirectory("azurite-").FullName;
    private Process? emulator;

    /// <summary>The account of the emulator, with its blob, queue and table endpoints.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The table endpoint of the emulator.</summary>
    public Uri TableEndpoint { get; private set; } = new("http://127.0.0.1");

    /// <summary>A name that no other test uses, for a table or a container.</summary>
    public static string NewName(string prefix = "t") =>
        prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));

    /// <summary>
    /// An account of the emulator that nobody else has taken, for tests that need fixed names of tables and containers.
    /// </summary>
    public string TakeAccount()
    {
        var number = Interlocked.Increment(ref accountsTaken);
        if (number > ExtraAccounts)
            throw new InvalidOperationException($"The emulator has only {ExtraAccounts} accounts to give away.");
        var name = ExtraAccount(number);
        return ConnectionString.Replace(Account, name, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var folder = Path.Combine(RepositoryRoot(), "infra", "local", "azurite");
        // The hosts of other tests install it too; they share a lock across processes.
        await AzuriteInstallation.EnsureAsync(folder, TextWriter.Null, CancellationToken.None);
        var ports = FreePorts(3);
        emulator = Start(folder, ports);
        try
        {
            foreach (var port in ports)
                await WaitUntilListeningAsync(port);
        }
        catch
        {
            // A fixture that did not start is not disposed by the runner, and its emulator would outlive the tests.
            await DisposeAsync();
            throw;
        }
        TableEndpoint = new Uri($"http://127.0.0.1:{ports[2]}/{Account}");
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
            + $"BlobEndpoint=http://127.0.0.1:{ports[0]}/{Account};"
            + $"QueueEndpoint=http://127.0.0.1:{ports[1]}/{Account};TableEndpoint={TableEndpoint};";
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (emulator is { HasExited: false })
        {
            // The emulator writes its database on SIGTERM; a kill is left for one that does not go.
            _ = SendSignal(emulator.Id, SigTerm);
            using var limit = new CancellationTokenSource(StopLimit);
            try
            {
                await emulator.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                emulator.Kill(true);
            }
        }
        emulator?.Dispose();
        Directory.Delete(data, true);
    }

    private Process Start(string folder, int[] ports)
    {
        var start = new ProcessStartInfo("node")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js"),
                "--location", data, "--silent", "--disableTelemetry", "--skipApiVersionCheck",
                "--blobPort", Text(ports[0]), "--queuePort", Text(ports[1]), "--tablePort", Text(ports[2]),
            },
        };
        var extra = Enumerable.Range(1, ExtraAccounts).Select(number => $";{ExtraAccount(number)}:{Key}");
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{Key}" + string.Concat(extra);
        var process = Process.Start(start) ?? throw new InvalidOperationException("The emulator did not start.");
        // A full pipe would stop the emulator, so both are read and dropped.
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task WaitUntilListeningAsync(int port)
    {
        using var limit = new CancellationTokenSource(StartLimit);
        while (true)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, limit.Token);
                return;
            }
            catch (SocketException)
            {
                if (emulator is { HasExited: true, ExitCode: var code })
                    throw new InvalidOperationException($"The emulator ended with code {code}.");
                await Task.Delay(Poll, TimeProvider.System, limit.Token);
            }
        }
    }

    private static int[] FreePorts(int count)
    {
        // All are held until all are known, so that no two are the same.
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
            listener.Start();
        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
            listener.Dispose();
        return ports;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder != null && !File.Exists(Path.Combine(folder.FullName, "CarbonRegistry.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("CarbonRegistry.sln is in no parent folder.");
    }

    private static string ExtraAccount(int number) => $"endtoend{Text(number)}account";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
