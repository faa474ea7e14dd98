// An exact subset of the public surface of Microsoft.DurableTask.Abstractions; nothing public stands beside it.
namespace Microsoft.DurableTask;

/// <summary>An activity or a sub-orchestration failed, after all its retries.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>Makes the exception from what failed.</summary>
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Text(taskName, taskId, innerException.Message), innerException)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    /// <summary>Makes the exception from recorded details.</summary>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Text(taskName, taskId, failureDetails?.ErrorMessage))
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails!;
    }

    /// <summary>The name of the activity or orchestrator.</summary>
    public string TaskName { get; }

    /// <summary>The position of the call in its orchestration, from 0.</summary>
    public int TaskId { get; }

    /// <summary>What went wrong.</summary>
    public TaskFailureDetails FailureDetails { get; }

    private static string Text(string taskName, int taskId, string? message) =>
        $"Task '{taskName}' (#{taskId}) failed with an unhandled exception" + (message is null ? "." : ": " + message);
}
