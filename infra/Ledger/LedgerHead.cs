namespace CarbonRegistry.Infra.Ledger;

/// <summary>Where the journal ends, as the outside sees it.</summary>
/// <param name="Size">How many entries it has.</param>
/// <param name="Root">The root of their tree, 32 bytes; of the empty tree while there are none.</param>
/// <param name="At">The moment of the last entry; null while there is none.</param>
/// <param name="Signature">The registry's signature over the head; null where heads are not signed.</param>
public sealed record LedgerHead(long Size, byte[] Root, DateTimeOffset? At, byte[]? Signature);
