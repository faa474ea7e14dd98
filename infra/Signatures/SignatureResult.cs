namespace CarbonRegistry.Infra.Signatures;

/// <summary>What the check of a signature says: a closed set.</summary>
public abstract record SignatureResult
{
    private SignatureResult()
    {
    }

    /// <summary>The signature is the issuer's, over these very bytes, with a certificate that was valid.</summary>
    /// <param name="Signer">Whose certificate it was.</param>
    public sealed record Valid(Signer Signer) : SignatureResult;

    /// <summary>There is no signature.</summary>
    public sealed record Missing : SignatureResult;

    /// <summary>What came is no detached signature of one signer.</summary>
    public sealed record Unreadable(SignatureFault Fault) : SignatureResult;

    /// <summary>The signature uses an algorithm that this verifier does not check.</summary>
    /// <param name="Oid">The algorithm's object identifier.</param>
    public sealed record UnsupportedAlgorithm(string Oid) : SignatureResult;

    /// <summary>The signature was not made over these bytes, or was changed since.</summary>
    public sealed record Broken : SignatureResult;

    /// <summary>The certificate is not enclosed, or leads to no trusted authority.</summary>
    public sealed record UnknownCertificate : SignatureResult;

    /// <summary>The certificate comes from a trusted authority, but could not sign at the moment of receipt.</summary>
    public sealed record InvalidCertificate(CertificateFault Fault) : SignatureResult;

    /// <summary>The signature is another person's than the document's issuer.</summary>
    public sealed record AnotherPerson : SignatureResult;
}

/// <summary>Why bytes are no signature that could be checked.</summary>
public enum SignatureFault
{
    /// <summary>There are no bytes.</summary>
    Empty,

    /// <summary>There are more bytes than a signature has.</summary>
    TooLarge,

    /// <summary>The bytes are no signed data of CMS.</summary>
    NotCms,

    /// <summary>The signature carries content of its own; a detached one is needed.</summary>
    Attached,

    /// <summary>There is not exactly one signer.</summary>
    NotOneSigner,
}

/// <summary>Why a certificate of a trusted authority does not count.</summary>
public enum CertificateFault
{
    /// <summary>Its time had not begun.</summary>
    NotYetValid,

    /// <summary>Its time was over.</summary>
    Expired,

    /// <summary>The authority had revoked it, or a certificate above it.</summary>
    Revoked,

    /// <summary>It was issued for another use than signing.</summary>
    NotForSigning,

    /// <summary>A certificate above it was not valid at that moment.</summary>
    AuthorityNotValid,
}

/// <summary>Whose certificate made a signature.</summary>
/// <param name="Subject">The distinguished name of the certificate's subject.</param>
/// <param name="Serial">The certificate's serial number in lower-case hex.</param>
/// <param name="Thumbprint">SHA-256 of the certificate in lower-case hex.</param>
public sealed record Signer(string Subject, string Serial, string Thumbprint);

/// <summary>A signature as it is stored beside what it signs.</summary>
/// <param name="Subject">The distinguished name of the certificate's subject.</param>
/// <param name="Serial">The certificate's serial number in lower-case hex.</param>
/// <param name="Thumbprint">SHA-256 of the certificate in lower-case hex.</param>
/// <param name="Sha256">The archived bytes of the signature.</param>
public sealed record StoredSignature(string Subject, string Serial, string Thumbprint, string Sha256);
