using CarbonRegistry.Functions.Access;
using CarbonRegistry.Infra.Signatures;

namespace CarbonRegistry.Functions.Http;

/// <summary>Who signed a document, as answers show it.</summary>
/// <param name="Subject">The subject of the certificate; null for readers who may not know the person.</param>
/// <param name="Serial">The certificate's serial number in hex.</param>
/// <param name="Thumbprint">SHA-256 of the certificate in hex.</param>
internal sealed record SignerView(string? Subject, string Serial, string Thumbprint)
{
    /// <summary>The view; null for a document without a signature.</summary>
    public static SignerView? Of(StoredSignature? signature, bool named) => signature is null
        ? null
        : new SignerView(named ? signature.Subject : null, signature.Serial, signature.Thumbprint);

    /// <summary>
    /// True for readers who may know which natural person signed: the issuer's own people, registrars, the
    /// administrator and the auditor.
    /// </summary>
    public static bool Names(Caller caller, string issuer) =>
        caller.IsAny(Role.Registrar, Role.Admin, Role.Auditor) || caller.Party == issuer;
}
