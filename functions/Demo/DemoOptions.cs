using System.Text.Json;
using CarbonRegistry.Functions.Timers;

namespace CarbonRegistry.Functions.Demo;

/// <summary>What the command line asks of the demo, and what the host is told instead.</summary>
/// <param name="Asked">True when <c>--demo</c> stands on the command line.</param>
/// <param name="Exit">True when the program ends after the story.</param>
/// <param name="HostArguments">The command line for the host.</param>
internal sealed record DemoOptions(bool Asked, bool Exit, string[] HostArguments)
{
    /// <summary>The morning on which the sample plan enters into force.</summary>
    public const string FirstMorning = "2022-07-25T09:00:00+06:00";

    /// <summary>
    /// What runs once a day would run fifteen hundred times between 2022 and 2026 and take longer than the story, which
    /// publishes and audits the journal itself at its end, and whose powers of attorney last as long as they are
    /// needed.
    /// </summary>
    private static readonly string[] DailyTimers =
    [
        nameof(PublishJournal), nameof(AuditNightly), nameof(PowerReminders), nameof(RemindOfPeriods),
        nameof(RemindOfAuctionCalendar),
    ];

    /// <summary>
    /// Reads the command line. The demo has a storage folder of its own, emptied first, on free ports, so that it never
    /// touches a registry that somebody keeps.
    /// </summary>
    public static DemoOptions Read(string[] args)
    {
        var asked = args.Contains("--demo");
        var exit = args.Contains("--exit");
        var rest = args.Where(argument => argument is not ("--demo" or "--exit")).ToList();
        if (!asked)
            return new DemoOptions(false, exit, [.. rest]);
        if (!rest.Exists(argument => argument.StartsWith("--azurite-data", StringComparison.Ordinal)))
            rest.AddRange(["--azurite-data", Path.Combine(RepositoryFolder(), ".azurite-demo")]);
        if (!rest.Exists(argument => argument.StartsWith("--clock", StringComparison.Ordinal)))
            rest.AddRange(["--clock", FirstMorning]);
        rest.AddRange(["--azurite-ports", "free", "--azurite-fresh"]);
        // Settings stand first: a flag without a value would take the one behind it for its own.
        rest.InsertRange(0, DailyTimers.Select(timer => $"--AzureWebJobs.{timer}.Disabled=true"));
        rest.InsertRange(0, SampleSettings(Path.Combine(RepositoryFolder(), "local.settings.sample.json")));
        return new DemoOptions(true, exit, [.. rest]);
    }

    /// <summary>
    /// The story is told with the sample's BINs and policies, whatever a settings file of its own says, or lacks
    /// because it is older than they are.
    /// </summary>
    internal static IEnumerable<string> SampleSettings(string path)
    {
        if (!File.Exists(path))
            return [];
        using var sample = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. sample.RootElement.GetProperty("Values").EnumerateObject()
            .Where(value => value.Name.Contains("__", StringComparison.Ordinal))
            .Select(value => $"--{value.Name.Replace("__", ":", StringComparison.Ordinal)}={value.Value.GetString()}")];
    }

    /// <summary>The folder of the solution; the current one when the program was moved away from it.</summary>
    public static string RepositoryFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CarbonRegistry.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? Environment.CurrentDirectory;
    }
}
