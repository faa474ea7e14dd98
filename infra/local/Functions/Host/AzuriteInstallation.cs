using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CarbonRegistry.Local.Functions;

/// <summary>Node and the pinned emulator, installed on first use.</summary>
internal static class AzuriteInstallation
{
    private const int LeastNode = 20;

    /// <summary>Sees to it that the emulator is installed.</summary>
    /// <param name="folder">The folder of package.json and its lock file.</param>
    /// <param name="output">Takes the lines that npm prints.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="StartFailure">Node is missing or too old, or npm failed.</exception>
    public static async Task EnsureAsync(string folder, TextWriter output, CancellationToken cancellation)
    {
        await CheckNodeAsync(cancellation);
        if (IsComplete(folder)) return;
        using IDisposable held = await LockAsync(folder, cancellation);
        if (IsComplete(folder)) return;
        await output.WriteLineAsync("Installing the storage emulator (npm ci); this happens once.");
        string npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        (int code, string last) = await RunAsync(
            npm, ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder, output, cancellation);
        if (code != 0) throw new StartFailure($"npm ci in {folder} ended with code {code}. {last}");
    }

    private static async Task<IDisposable> LockAsync(string folder, CancellationToken cancellation)
    {
        try
        {
            string locks = Directory.CreateDirectory(Path.Combine(folder, "obj")).FullName;
            return await FileLock.TakeAsync(
                Path.Combine(locks, "install.lock"), TimeSpan.FromMinutes(10), cancellation);
        }
        catch (Exception e) when (e is TimeoutException or IOException or UnauthorizedAccessException)
        {
            throw new StartFailure($"The storage emulator cannot be installed in {folder}: {e.Message}", e);
        }
    }

    // npm writes its hidden lock file last, so a broken installation has none.
    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "node_modules", ".package-lock.json"))
        && File.Exists(Path.Combine(folder, "node_modules", "azurite", "package.json"));

    private static async Task CheckNodeAsync(CancellationToken cancellation)
    {
        (int code, string version) = await RunAsync("node", ["--version"], ".", output: null, cancellation);
        string major = version.TrimStart('v').Split('.')[0];
        if (code != 0 || !int.TryParse(major, CultureInfo.InvariantCulture, out int number))
            throw new StartFailure(
                $"Node {LeastNode} or later is needed for the storage emulator; \"node\" does not run.");
        if (number < LeastNode)
            throw new StartFailure($"Node {LeastNode} or later is needed for the storage emulator; this is {version}.");
    }

    private static async Task<(int Code, string LastLine)> RunAsync(
        string program, string[] arguments, string folder, TextWriter? output, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = new() { StartInfo = start };
        string last = "";
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new StartFailure(
                $"Node {LeastNode} or later is needed for the storage emulator; \"{program}\" is not found.", e);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, last);

        void Take(string? line)
        {
            // npm's warnings are about the emulator's own packages; the pinned version is known to run.
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith("npm warn", StringComparison.Ordinal)) return;
            last = line.Trim();
            output?.WriteLine($"  {last}");
        }
    }
}
