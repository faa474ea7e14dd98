using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CarbonRegistry.Local.Functions;

/// <summary>Asks about processes of other programs, and ends them politely.</summary>
internal static class ProcessProbe
{
    private const int Terminate = 15;

    /// <summary>Whether the process runs. One that has ended and waits for its parent does not.</summary>
    public static bool IsAlive(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return !process.HasExited && !IsZombie(id);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return false;
        }
    }

    /// <summary>When the process began, in UTC to the second; null when there is none.</summary>
    public static DateTime? StartOf(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            DateTime start = process.StartTime.ToUniversalTime();
            return start.AddTicks(-(start.Ticks % TimeSpan.TicksPerSecond));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Asks the process to end. Without signals there is only the abrupt way.</summary>
    public static void AskToEnd(int id)
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Kill(id, Terminate);
            return;
        }

        using Process process = Process.GetProcessById(id);
        process.Kill();
    }

    private static bool IsZombie(int id)
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            string status = File.ReadAllText($"/proc/{id}/stat");
            return status[(status.LastIndexOf(')') + 1)..].TrimStart().StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int id, int signal);
}
