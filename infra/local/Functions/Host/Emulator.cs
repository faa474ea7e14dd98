using System.Diagnostics;

namespace CarbonRegistry.Local.Functions;

/// <summary>Which emulator a host wants: on which addresses, with which data.</summary>
internal sealed record EmulatorPlan(EmulatorFolder Folder, StorageEndpoints Endpoints, bool Fresh, string AzuriteFolder)
{
    /// <summary>
    /// Free ports, unless an emulator already runs on the folder: two of them on one folder would destroy it.
    /// </summary>
    public static EmulatorPlan OnFreePorts(EmulatorFolder folder, bool fresh, string azuriteFolder)
    {
        EmulatorRecord? running = fresh ? null : folder.Read();
        StorageEndpoints endpoints = running is not null && ProcessProbe.IsAlive(running.Pid)
            ? running.Endpoints
            : StorageEndpoints.OfPorts(
                StorageEndpoints.FreePort(), StorageEndpoints.FreePort(), StorageEndpoints.FreePort());
        return new EmulatorPlan(folder, endpoints, fresh, azuriteFolder);
    }
}

/// <summary>The storage emulator of this host: started, found again, or somebody else's.</summary>
internal sealed class Emulator : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly EmulatorFolder folder;
    private readonly EmulatorRecord? own;
    private readonly Process? process;

    private Emulator(EmulatorFolder folder, EmulatorRecord? own, Process? process, string description)
    {
        this.folder = folder;
        this.own = own;
        this.process = process;
        Description = description;
    }

    /// <summary>For the lines that the start prints.</summary>
    public string Description { get; }

    /// <summary>Makes the plan's addresses answer.</summary>
    /// <exception cref="StartFailure">Node or the emulator is not to be had, or it does not come up.</exception>
    public static async Task<Emulator> StartAsync(EmulatorPlan plan, TextWriter output, CancellationToken cancellation)
    {
        using IDisposable held = await plan.Folder.LockAsync(cancellation);
        EmulatorRecord? left = plan.Folder.Read();
        if (left is not null && ProcessProbe.IsAlive(left.Pid) && await left.Endpoints.AnswerAsync(cancellation))
        {
            if (await TakeOverAsync(plan, left, cancellation) is { } found) return found;
        }
        else if (!await plan.Endpoints.AreSilentAsync(cancellation))
        {
            if (plan.Fresh)
                throw new StartFailure($"Something already answers at {plan.Endpoints.Blob}; it cannot be emptied.");
            // Whoever listens there decides what it is; the first request to storage will tell.
            return new Emulator(plan.Folder, null, null, "storage that was already running");
        }

        if (plan.Fresh) plan.Folder.Empty();
        await AzuriteInstallation.EnsureAsync(plan.AzuriteFolder, output, cancellation);
        return await LaunchAsync(plan, cancellation);
    }

    /// <summary>Ends an emulator that this host started or found left behind, and waits until it has saved.</summary>
    public async ValueTask DisposeAsync()
    {
        if (own is null) return;
        await EndAsync(own, process, CancellationToken.None);
        folder.Forget();
        process?.Dispose();
    }

    /// <summary>Deals with an emulator that already runs on the folder; null when a new one is to be started.</summary>
    private static async Task<Emulator?> TakeOverAsync(
        EmulatorPlan plan, EmulatorRecord left, CancellationToken cancellation)
    {
        if (!plan.Fresh && left.Endpoints.HasPortsOf(plan.Endpoints))
        {
            if (left.HostLives) return new Emulator(plan.Folder, null, null, "storage that another host started");
            EmulatorRecord adopted = left with { Host = Environment.ProcessId, HostStarted = OwnStart() };
            plan.Folder.Write(adopted);
            return new Emulator(plan.Folder, adopted, null, "storage left running by an earlier host");
        }

        if (left.HostLives)
            throw new StartFailure($"{plan.Folder.Path} is in use by the host with process number {left.Host}.");
        await EndAsync(left, process: null, cancellation);
        plan.Folder.Forget();
        return null;
    }

    private static async Task<Emulator> LaunchAsync(EmulatorPlan plan, CancellationToken cancellation)
    {
        int queue = plan.Endpoints.Queue?.Port ?? StorageEndpoints.FreePort();
        string[] arguments =
        [
            "run.js", plan.Folder.LogPath, "--location", plan.Folder.Path, "--silent",
            "--disableTelemetry", "--skipApiVersionCheck",
            "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
            "--blobPort", $"{plan.Endpoints.Blob.Port}",
            "--queuePort", $"{queue}",
            "--tablePort", $"{plan.Endpoints.Table.Port}",
        ];
        ProcessStartInfo start = new("node", arguments)
        {
            WorkingDirectory = plan.AzuriteFolder,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        Process process = Process.Start(start) ?? throw new StartFailure("The storage emulator did not start.");
        EmulatorRecord record = new(
            process.Id, Environment.ProcessId, OwnStart(), plan.Endpoints.Blob.Port, queue, plan.Endpoints.Table.Port);
        plan.Folder.Write(record);
        Emulator emulator = new(plan.Folder, record, process, "storage started by this host");
        try
        {
            await emulator.WaitUntilUpAsync(process, plan.Endpoints, cancellation);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    private async Task WaitUntilUpAsync(Process process, StorageEndpoints endpoints, CancellationToken cancellation)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (!await endpoints.AnswerAsync(cancellation))
        {
            if (process.HasExited)
            {
                string last = File.Exists(folder.LogPath) ? File.ReadLines(folder.LogPath).LastOrDefault() ?? "" : "";
                throw new StartFailure($"The storage emulator ended while starting: {last}");
            }

            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new StartFailure($"The storage emulator does not answer at {endpoints.Blob}.");
            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }

    private static async Task EndAsync(EmulatorRecord record, Process? process, CancellationToken cancellation)
    {
        if (!ProcessProbe.IsAlive(record.Pid)) return;
        if (process is not null && OperatingSystem.IsWindows()) await process.StandardInput.WriteLineAsync("stop");
        else ProcessProbe.AskToEnd(record.Pid);
        long began = TimeProvider.System.GetTimestamp();
        while (ProcessProbe.IsAlive(record.Pid) && TimeProvider.System.GetElapsedTime(began) < Patience)
            await Task.Delay(Pause, TimeProvider.System, cancellation);
    }

    private static DateTime? OwnStart() => ProcessProbe.StartOf(Environment.ProcessId);
}
