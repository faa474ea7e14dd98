using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CarbonRegistry.Integration.Tests.Calendar;

/// <summary>Knows every instance as running, and keeps the events that reach it: the first ones never do.</summary>
internal sealed class ForgetfulClient(int lost) : DurableTaskClient("forgetful")
{
    private int raised;

    /// <summary>The instances that were woken, once for each event.</summary>
    public List<string> Woken { get; } = [];

    public override Task RaiseEventAsync(
        string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        if (raised++ < lost)
            throw new IOException("The process died.");
        Woken.Add($"{eventName} {instanceId}");
        return Task.CompletedTask;
    }

    public override Task<OrchestrationMetadata?> GetInstancesAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Task.FromResult<OrchestrationMetadata?>(new OrchestrationMetadata("Procedure", instanceId)
        {
            RuntimeStatus = OrchestrationRuntimeStatus.Running,
        });

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName,
        object? input = null,
        StartOrchestrationOptions? options = null,
        CancellationToken cancellation = default) => throw Unasked();

    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw Unasked();

    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        throw Unasked();

    public override Task SuspendInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) => throw Unasked();

    public override Task ResumeInstanceAsync(
        string instanceId, string? reason = null, CancellationToken cancellation = default) => throw Unasked();

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        throw Unasked();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static InvalidOperationException Unasked() => new("The calendar only wakes procedures.");
}
