using Azure;

namespace CarbonRegistry.Infra.Storage;

/// <summary>What a failed call to the storage says about the call.</summary>
public static class StorageFailures
{
    /// <summary>
    /// True when the storage gave no answer, or asked for patience: what was asked for may stand or not, and the same
    /// call may be made again. A client that repeated the call throws all its failures together.
    /// </summary>
    public static bool IsPassing(Exception failure) => failure switch
    {
        RequestFailedException { Status: 0 or 408 or 429 or >= 500 } => true,
        AggregateException all => all.InnerExceptions.Count > 0 && all.InnerExceptions.All(IsPassingTry),
        _ => false,
    };

    /// <summary>
    /// True when the storage found another state than the call names. It proves nothing about who made that state: a
    /// repeated call meets its own first try, whose answer was lost.
    /// </summary>
    public static bool IsConflict(Exception failure) => failure is RequestFailedException { Status: 409 or 412 };

    /// <summary>A single try may also have run out of time, or have lost its connection while it read.</summary>
    private static bool IsPassingTry(Exception failure) =>
        failure is OperationCanceledException or IOException || IsPassing(failure);
}
