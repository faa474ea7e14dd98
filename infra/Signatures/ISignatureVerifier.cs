using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Infra.Signatures;

/// <summary>
/// Judges a detached signature. The base library checks RSA and ECDSA; the Kazakh algorithms (ГОСТ 34.310,
/// ГОСТ Р 34.10-2015) need the certified libraries of the National Certification Authority, so a deployment that takes
/// them registers a verifier of its own, which may ask a service.
/// </summary>
public interface ISignatureVerifier
{
    /// <summary>Judges a signature over the very bytes of a document.</summary>
    /// <param name="document">The document as it came.</param>
    /// <param name="signature">A detached CMS signature (RFC 5652): DER, PEM or base64.</param>
    /// <param name="issuer">BIN or IIN of the person whose signature it must be.</param>
    /// <param name="receivedAt">The moment of receipt; certificates must be valid then.</param>
    /// <param name="cancellation">Stops the check.</param>
    Task<SignatureResult> VerifyAsync(
        ReadOnlyMemory<byte> document,
        ReadOnlyMemory<byte> signature,
        IdentificationNumber issuer,
        DateTimeOffset receivedAt,
        CancellationToken cancellation);
}
