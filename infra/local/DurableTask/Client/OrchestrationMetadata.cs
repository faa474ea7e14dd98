// An exact subset of the public surface of Microsoft.DurableTask.Client; nothing public stands beside it.
using System.Collections.Immutable;

namespace Microsoft.DurableTask.Client;

/// <summary>What a client sees of an instance.</summary>
public sealed class OrchestrationMetadata
{
    /// <summary>Makes the view of an instance.</summary>
    public OrchestrationMetadata(string name, string instanceId)
    {
        Name = name;
        InstanceId = instanceId;
    }

    /// <summary>The orchestrator's name.</summary>
    public string Name { get; }

    /// <summary>The instance id.</summary>
    public string InstanceId { get; }

    /// <summary>Reads inputs and outputs; null when they were not asked for.</summary>
    public DataConverter? DataConverter { get; init; }

    /// <summary>Where the instance stands.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was recorded, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its last turn was recorded, UTC.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>The input's text, when asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>The output's text, when asked for; of a failed instance the text of the failure.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>The custom status' text, when asked for.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>The tags given at the start.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary.Create<string, string>();

    /// <summary>The failure of a failed instance, when inputs and outputs were asked for.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>Whether it has begun and has not ended.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether it has ended.</summary>
    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    /// <summary>The input.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <summary>The output.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <summary>The custom status.</summary>
    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    /// <inheritdoc/>
    public override string ToString() =>
        $"[Name: '{Name}', ID: '{InstanceId}', RuntimeStatus: {RuntimeStatus}, CreatedAt: {CreatedAt:s}, "
        + $"LastUpdatedAt: {LastUpdatedAt:s}]";

    private T? Read<T>(string? data)
    {
        if (DataConverter is null)
        {
            throw new InvalidOperationException(
                "Inputs and outputs can be read only from metadata that was fetched with getInputsAndOutputs.");
        }

        return DataConverter.Deserialize<T>(data);
    }
}
