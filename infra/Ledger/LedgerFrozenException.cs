namespace CarbonRegistry.Infra.Ledger;

/// <summary>
/// The stored journal is not what the registry wrote, or an invariant is broken. Nothing is posted any more until
/// people have looked; reading stays possible up to the last sound entry. The message says where.
/// </summary>
public sealed class LedgerFrozenException(string where) : Exception("Postings are stopped. " + where);
