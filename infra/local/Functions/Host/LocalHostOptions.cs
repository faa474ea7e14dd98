using System.Reflection;

namespace CarbonRegistry.Local.Functions;

/// <summary>What tests replace: where things lie, how long is waited, and how the process ends.</summary>
internal sealed record LocalHostOptions
{
    /// <summary>The assembly whose functions run; the entry assembly when null.</summary>
    public Assembly? Functions { get; init; }

    /// <summary>The types to look at; all types of the assembly when null.</summary>
    public IReadOnlyList<Type>? FunctionTypes { get; init; }

    /// <summary>The folder of the settings; the repository's root when null.</summary>
    public string? SettingsFolder { get; init; }

    /// <summary>The host.json; the one beside the entry assembly when null.</summary>
    public string? HostJsonPath { get; init; }

    /// <summary>Ends the process after a failed start.</summary>
    public Action<int> Exit { get; init; } = Environment.Exit;

    public TextWriter Output { get; init; } = Console.Out;

    public TextWriter Error { get; init; } = Console.Error;

    /// <summary>How long a start waits for the lease of a host that was killed.</summary>
    public TimeSpan LeaseWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The pause between two listings of a container.</summary>
    public TimeSpan BlobPollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The pause after the n-th failed try of a blob, n from 1.</summary>
    public Func<int, TimeSpan> BlobBackoff { get; init; } = tried => TimeSpan.FromSeconds(1 << Math.Min(tried - 1, 6));
}
