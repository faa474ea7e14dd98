using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Infra.Signatures;

/// <summary>
/// Checks detached CMS signatures of one signer (RFC 5652) with RSA or ECDSA over SHA-2. The time that the signer
/// claims plays no part: what counts is the moment of receipt.
/// </summary>
/// <param name="trusted">The authorities; null when there are none, and every certificate is unknown.</param>
public sealed class CmsSignatureVerifier(TrustedCertificates? trusted) : ISignatureVerifier
{
    /// <summary>The largest signature, in bytes as they come.</summary>
    public const int MaximumBytes = 64 * 1024;

    private const string Data = "1.2.840.113549.1.7.1";

    /// <summary>A row of the table of procedures has room for a subject of this length.</summary>
    private const int SubjectLengthMax = 1000;

    /// <inheritdoc/>
    public Task<SignatureResult> VerifyAsync(
        ReadOnlyMemory<byte> document,
        ReadOnlyMemory<byte> signature,
        IdentificationNumber issuer,
        DateTimeOffset receivedAt,
        CancellationToken cancellation)
    {
        try
        {
            return Task.FromResult(Verify(document, signature, issuer, receivedAt));
        }
        catch (CryptographicException)
        {
            // The base library reads the parts of a signature as they are asked for, so any of them may turn out bad.
            return Task.FromResult<SignatureResult>(new SignatureResult.Unreadable(SignatureFault.NotCms));
        }
    }

    private SignatureResult Verify(
        ReadOnlyMemory<byte> document,
        ReadOnlyMemory<byte> signature,
        IdentificationNumber issuer,
        DateTimeOffset receivedAt)
    {
        if (signature.IsEmpty)
            return new SignatureResult.Unreadable(SignatureFault.Empty);
        if (signature.Length > MaximumBytes)
            return new SignatureResult.Unreadable(SignatureFault.TooLarge);
        if (SignatureText.Decode(signature) is not { } encoded)
            return new SignatureResult.Unreadable(SignatureFault.NotCms);
        var signed = new SignedCms(new ContentInfo(document.ToArray()), detached: true);
        if (FaultOf(signed, encoded) is { } fault)
            return new SignatureResult.Unreadable(fault);
        var signer = signed.SignerInfos[0];
        if (SignatureAlgorithms.Unsupported(signer) is { } oid)
            return new SignatureResult.UnsupportedAlgorithm(oid);
        if (signer.Certificate is not { } certificate)
            return new SignatureResult.UnknownCertificate();
        return IsMadeOverTheseBytes(signer)
            ? Judge(certificate, signed.Certificates, issuer, receivedAt)
            : new SignatureResult.Broken();
    }

    /// <summary>What keeps the bytes from being a detached signature of one signer; null when nothing does.</summary>
    private static SignatureFault? FaultOf(SignedCms signed, byte[] encoded)
    {
        // A signature that is read as a detached one does not tell whether it has content of its own.
        var alone = new SignedCms();
        try
        {
            alone.Decode(encoded);
            signed.Decode(encoded);
        }
        catch (CryptographicException)
        {
            return SignatureFault.NotCms;
        }
        if (alone.ContentInfo.Content.Length > 0)
            return SignatureFault.Attached;
        if (alone.ContentInfo.ContentType.Value != Data)
            return SignatureFault.NotCms;
        return signed.SignerInfos.Count == 1 ? null : SignatureFault.NotOneSigner;
    }

    private static bool IsMadeOverTheseBytes(SignerInfo signer)
    {
        try
        {
            signer.CheckSignature(verifySignatureOnly: true);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private SignatureResult Judge(
        X509Certificate2 certificate,
        X509Certificate2Collection enclosed,
        IdentificationNumber issuer,
        DateTimeOffset receivedAt)
    {
        if (trusted?.PathOf(certificate, enclosed, receivedAt) is not { } path)
            return new SignatureResult.UnknownCertificate();
        if (FaultOf(certificate, path, receivedAt) is { } fault)
            return new SignatureResult.InvalidCertificate(fault);
        return SubjectNumbers.Names(certificate, issuer)
            ? new SignatureResult.Valid(SignerOf(certificate))
            : new SignatureResult.AnotherPerson();
    }

    private static CertificateFault? FaultOf(
        X509Certificate2 certificate, CertificatePath path, DateTimeOffset receivedAt)
    {
        if (!TrustedCertificates.IsInTime(certificate, receivedAt))
        {
            return receivedAt.UtcDateTime < certificate.NotBefore.ToUniversalTime()
                ? CertificateFault.NotYetValid
                : CertificateFault.Expired;
        }
        if (path.Revoked)
            return CertificateFault.Revoked;
        if (!path.AuthoritiesValid)
            return CertificateFault.AuthorityNotValid;
        return IsForSigning(certificate) ? null : CertificateFault.NotForSigning;
    }

    /// <summary>The authority issues certificates for signing apart from those for signing in and encrypting.</summary>
    private static bool IsForSigning(X509Certificate2 certificate)
    {
        const X509KeyUsageFlags signing = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation;
        return certificate.Extensions.OfType<X509KeyUsageExtension>().Any(one => (one.KeyUsages & signing) != 0);
    }

    private static Signer SignerOf(X509Certificate2 certificate)
    {
        var subject = certificate.SubjectName.Name;
        return new Signer(
            subject.Length > SubjectLengthMax ? subject[..SubjectLengthMax] : subject,
            certificate.SerialNumber.ToLowerInvariant(),
            certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant());
    }
}
