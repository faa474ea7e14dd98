// An exact subset of the public surface of Microsoft.DurableTask.Client; nothing public stands beside it.
namespace Microsoft.DurableTask.Client;

/// <summary>Which instances to list.</summary>
/// <param name="CreatedFrom">Created at this moment or later.</param>
/// <param name="CreatedTo">Created at this moment or before.</param>
/// <param name="Statuses">In one of these states; null or none means any.</param>
/// <param name="TaskHubNames">Task hubs; this engine has one.</param>
/// <param name="InstanceIdPrefix">How the id begins.</param>
/// <param name="PageSize">Instances on a page.</param>
/// <param name="FetchInputsAndOutputs">Whether inputs and outputs come along.</param>
/// <param name="ContinuationToken">Where to go on.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>Instances on a page unless given.</summary>
    public const int DefaultPageSize = 100;
}
