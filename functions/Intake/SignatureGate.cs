using System.Text;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Documents;
using CarbonRegistry.Infra.Signatures;
using Microsoft.AspNetCore.Http;

namespace CarbonRegistry.Functions.Intake;

/// <summary>
/// Asks for signatures where the settings do (interfaces, sections 3 and 6), and archives those that count.
/// </summary>
public sealed class SignatureGate(
    RegistrySettings settings, ISignatureVerifier verifier, DocumentArchive archive)
{
    /// <summary>The header with the signature of a request's body: base64 of a detached CMS, one line.</summary>
    internal const string Header = "X-Signature";

    /// <summary>True where a document must be signed.</summary>
    internal bool Asks => settings.SignaturesRequired;

    /// <summary>True where a signature can be judged although nobody asks for it.</summary>
    internal bool CanJudge => settings.TrustedCertificates is not null;

    /// <summary>The signature in a request's header; null when there is none.</summary>
    internal static byte[]? Of(HttpRequest request)
    {
        string? text = request.Headers[Header];
        return text is null ? null : Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Judges a signature.</summary>
    /// <param name="signed">The bytes that it must have been made over.</param>
    /// <param name="signature">As it came; null when none did.</param>
    /// <param name="issuer">Whose it must be.</param>
    /// <param name="at">The moment of receipt.</param>
    /// <param name="cancellation">Stops the check.</param>
    internal async Task<SignatureResult> JudgeAsync(
        ReadOnlyMemory<byte> signed,
        byte[]? signature,
        IdentificationNumber issuer,
        DateTimeOffset at,
        CancellationToken cancellation) =>
        signature is { } bytes
            ? await verifier.VerifyAsync(signed, bytes, issuer, at, cancellation)
            : new SignatureResult.Missing();

    /// <summary>Keeps a signature that counts; null for one that does not.</summary>
    internal async Task<StoredSignature?> KeepAsync(
        SignatureResult? result, byte[]? signature, CancellationToken cancellation) =>
        result is SignatureResult.Valid { Signer: var signer } && signature is { } bytes
            ? new StoredSignature(
                signer.Subject, signer.Serial, signer.Thumbprint, await archive.PutAsync(bytes, cancellation))
            : null;
}
