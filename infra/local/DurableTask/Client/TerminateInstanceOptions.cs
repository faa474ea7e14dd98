// An exact subset of the public surface of Microsoft.DurableTask.Client; nothing public stands beside it.
namespace Microsoft.DurableTask.Client;

/// <summary>How to terminate.</summary>
/// <param name="Output">The output that the instance then has.</param>
/// <param name="Recursive">Whether its sub-orchestrations are terminated too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
