// An exact subset of the public surface of Microsoft.DurableTask.Abstractions; nothing public stands beside it.
namespace Microsoft.DurableTask;

/// <summary>The orchestration that started a sub-orchestration.</summary>
/// <param name="Name">The orchestrator's name.</param>
/// <param name="InstanceId">The instance id.</param>
public record ParentOrchestrationInstance(TaskName Name, string InstanceId);
