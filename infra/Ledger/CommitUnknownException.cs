namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The storage gave no answer to a commit, and none to the question whether it stands. The same instruction may be
/// posted again at any time: if it stands, the answer will be that it was posted already.
/// </summary>
public sealed class CommitUnknownException(Exception inner)
    : Exception("The storage did not say whether the commit stands: " + inner.Message, inner);
