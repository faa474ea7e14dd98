namespace CarbonRegistry.Domain.Notices;

/// <summary>What was understood of a document's bytes.</summary>
/// <param name="Document">The document; null when there is any issue.</param>
/// <param name="Kind">The kind, when the field <c>kind</c> names one.</param>
/// <param name="Header">The common fields, when all of them are right; also for kinds that are not carried out.</param>
/// <param name="Issues">Everything that is wrong, in the order of reading.</param>
/// <param name="CanonicalBytes">
/// The canonical JSON (RFC 8785); null when the bytes have none: no JSON, a name twice, a lone surrogate.
/// </param>
/// <param name="CanonicalSha256">Its SHA-256 in lower-case hex: equal for the same document; null as above.</param>
public sealed record DocumentReading(
    Document? Document,
    DocumentKind? Kind,
    DocumentHeader? Header,
    IReadOnlyList<Issue> Issues,
    byte[]? CanonicalBytes,
    string? CanonicalSha256);
