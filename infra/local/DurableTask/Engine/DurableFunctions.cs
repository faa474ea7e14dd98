using Microsoft.DurableTask;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>The functions that the host found; names compare without regard to case.</summary>
/// <param name="Orchestrations">Orchestrators by name.</param>
/// <param name="Activities">Activities by name; they get their input as JSON.</param>
internal sealed record DurableFunctions(
    IReadOnlyDictionary<string, Func<TaskOrchestrationContext, Task<object?>>> Orchestrations,
    IReadOnlyDictionary<string, Func<TaskActivityContext, string?, CancellationToken, Task<object?>>> Activities);

/// <summary>What can be set.</summary>
internal sealed record DurableEngineOptions
{
    /// <summary>The beginning of the names of the table and of the container.</summary>
    public string HubName { get; init; } = "CarbonRegistry";

    /// <summary>Activities that run at once; the default is four for each core.</summary>
    public int MaxConcurrentActivities { get; init; } = 4 * Environment.ProcessorCount;

    /// <summary>
    /// Turns that run at once; the default is 32 for each core, since a turn spends its time waiting for the storage.
    /// </summary>
    public int MaxConcurrentOrchestrations { get; init; } = 32 * Environment.ProcessorCount;
}
