// An exact subset of the public surface of Microsoft.DurableTask.Client; nothing public stands beside it.
namespace Microsoft.DurableTask.Client;

/// <summary>Where an instance stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>It has begun and has not ended.</summary>
    Running,

    /// <summary>It ended with a result.</summary>
    Completed,

    /// <summary>Not used.</summary>
    [Obsolete("The ContinuedAsNew status is obsolete and exists only for compatibility reasons.")]
    ContinuedAsNew,

    /// <summary>It ended with a failure.</summary>
    Failed,

    /// <summary>Not used.</summary>
    [Obsolete("The Canceled status is not currently used and exists only for compatibility reasons.")]
    Canceled,

    /// <summary>It was ended from outside.</summary>
    Terminated,

    /// <summary>It is recorded and has not begun.</summary>
    Pending,

    /// <summary>It is held until it is resumed.</summary>
    Suspended,
}
