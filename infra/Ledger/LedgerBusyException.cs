namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// More instructions wait than the ledger takes. Nothing of this call was kept, and the same call may be made again.
/// </summary>
/// <param name="retryAfter">How long to wait before that.</param>
public sealed class LedgerBusyException(TimeSpan retryAfter)
    : Exception("The ledger is busy: more instructions wait than it takes.")
{
    /// <summary>How long to wait before the same call is made again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
