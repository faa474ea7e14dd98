// An exact subset of the public surface of Microsoft.DurableTask.Abstractions; nothing public stands beside it.
namespace Microsoft.DurableTask;

/// <summary>What an activity knows of its call.</summary>
public abstract class TaskActivityContext
{
    /// <summary>The activity's name.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The id of the orchestration that called it.</summary>
    public abstract string InstanceId { get; }
}
