using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace CarbonRegistry.Infra.Signatures;

/// <summary>
/// The algorithms that are checked: RSA (PKCS #1 v1.5) and ECDSA over SHA-2. SHA-1 and MD5 are left out, since two
/// documents can be made that share one such digest; RSA-PSS, since the base library takes it with one length of salt
/// only, and would call a signature with another one broken.
/// </summary>
internal static class SignatureAlgorithms
{
    private static readonly HashSet<string> Digests =
    [
        "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.2", "2.16.840.1.101.3.4.2.3",
    ];

    private static readonly HashSet<string> Keys = ["1.2.840.113549.1.1.1", "1.2.840.10045.2.1"];

    /// <summary>RSA by itself, and RSA or ECDSA with each SHA-2.</summary>
    private static readonly HashSet<string> Signatures =
    [
        "1.2.840.113549.1.1.1",
        "1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13",
        "1.2.840.10045.4.3.2", "1.2.840.10045.4.3.3", "1.2.840.10045.4.3.4",
    ];

    /// <summary>The first algorithm of a signature that is not checked here; null when all of them are.</summary>
    public static string? Unsupported(SignerInfo signer)
    {
        if (!Digests.Contains(OidOf(signer.DigestAlgorithm)))
            return OidOf(signer.DigestAlgorithm);
        if (!Signatures.Contains(OidOf(signer.SignatureAlgorithm)))
            return OidOf(signer.SignatureAlgorithm);
        return signer.Certificate is { } certificate && !Keys.Contains(OidOf(certificate.PublicKey.Oid))
            ? OidOf(certificate.PublicKey.Oid)
            : null;
    }

    /// <summary>The hash of a signature algorithm of certificates and revocation lists; null for others.</summary>
    public static HashAlgorithmName? HashOf(string oid) => oid switch
    {
        "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
        "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
        "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static string OidOf(Oid oid) => oid.Value ?? "";
}
