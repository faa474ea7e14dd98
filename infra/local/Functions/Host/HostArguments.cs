using System.Globalization;

namespace CarbonRegistry.Local.Functions;

/// <summary>The flags that the host reads; the application has taken its own before.</summary>
internal sealed record HostArguments
{
    private const string Known =
        "--urls, --azurite-data, --azurite-ports, --azurite-fresh, --clock, --enableAuth, "
        + "and for the story --demo and --exit";

    public string Url { get; private init; } = "http://localhost:7071";

    /// <summary>The emulator's folder, absolute; null for the default.</summary>
    public string? AzuriteData { get; private init; }

    public bool AzuriteFreePorts { get; private init; }

    public bool AzuriteFresh { get; private init; }

    /// <summary>Whether callers of functions must show keys, as in Azure.</summary>
    public bool AsksForKeys { get; private init; }

    /// <summary>Where a virtual clock starts; null for the real clock.</summary>
    public DateTimeOffset? Clock { get; private init; }

    /// <exception cref="StartFailure">A flag has no value or one that cannot be read.</exception>
    public static HostArguments Parse(string[] args)
    {
        HostArguments parsed = new();
        for (int at = 0; at < args.Length; at++)
        {
            string[] parts = args[at].Split('=', 2);
            parsed = parts[0] switch
            {
                "--urls" => parsed with { Url = OneUrl(Value("a URL")) },
                "--azurite-data" => parsed with { AzuriteData = Path.GetFullPath(Value("a folder")) },
                "--azurite-ports" => parsed with { AzuriteFreePorts = OnlyFree(Value("the word free")) },
                "--enableAuth" => parsed with { AsksForKeys = true },
                "--azurite-fresh" => parsed with { AzuriteFresh = true },
                "--clock" => parsed with { Clock = Moment(Value("a moment such as 2022-07-25T09:00:00+06:00")) },
                // A mistyped flag would start a host on other data or another clock than was meant.
                _ when IsFlag(parts[0]) => throw new StartFailure($"No flag is called {parts[0]}; there are {Known}."),
                _ => parsed,
            };

            string Value(string what)
            {
                if (parts.Length == 2) return parts[1];
                if (at + 1 < args.Length && !args[at + 1].StartsWith("--", StringComparison.Ordinal)) return args[++at];
                throw new StartFailure($"{parts[0]} wants {what} after it.");
            }
        }

        return parsed;
    }

    /// <summary>
    /// A colon marks a setting, such as <c>--Logging:LogLevel:Default</c>, and so does the prefix of those that switch
    /// functions off, such as <c>--AzureWebJobs.Sweep.Disabled=true</c>.
    /// </summary>
    private static bool IsFlag(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal)
        && !argument.Contains(':', StringComparison.Ordinal)
        && !argument.StartsWith("--AzureWebJobs.", StringComparison.Ordinal);

    private static string OneUrl(string value)
    {
        bool fits = Uri.TryCreate(value, UriKind.Absolute, out Uri? url) && url.Scheme == Uri.UriSchemeHttp;
        return fits
            ? value.TrimEnd('/')
            : throw new StartFailure($"--urls wants one http address such as http://localhost:7071, not \"{value}\".");
    }

    private static bool OnlyFree(string value) => value == "free"
        ? true
        : throw new StartFailure($"--azurite-ports knows only the word free, not \"{value}\".");

    /// <summary>Reads a moment with its offset: without one it would mean another moment on another machine.</summary>
    internal static bool TryMoment(string? value, out DateTimeOffset moment)
    {
        string[] forms =
        [
            "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        ];
        bool offset = value is not null && value.Length > 16
            && (value.EndsWith('Z') || value.AsSpan(16).ContainsAny('+', '-'));
        return DateTimeOffset.TryParseExact(
            offset ? value : null, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }

    private static DateTimeOffset Moment(string value) => TryMoment(value, out DateTimeOffset moment)
        ? moment
        : throw new StartFailure(
            $"--clock wants a moment with its offset, such as 2022-07-25T09:00:00+06:00, not \"{value}\".");
}
