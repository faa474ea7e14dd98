using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace CarbonRegistry.Domain.Tests.Signatures;

/// <summary>A certification authority of the tests; its certificates hold in 2022.</summary>
internal sealed class SomeAuthority
{
    public static readonly DateTimeOffset Start = new(2022, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset End = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Moment = new(2022, 7, 29, 3, 0, 0, TimeSpan.Zero);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509SignatureGenerator generator;
    private int issued;

    /// <summary>A root, or an authority below another one.</summary>
    public SomeAuthority(string name, SomeAuthority? above = null, DateTimeOffset? end = null)
    {
        generator = X509SignatureGenerator.CreateForECDsa(key);
        var subject = new X500DistinguishedName($"CN={name}, C=KZ");
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Certificate = (above ?? this).Sign(request, above?.Certificate.SubjectName ?? subject, Start, end ?? End);
    }

    public X509Certificate2 Certificate { get; }

    public string Pem => Certificate.ExportCertificatePem() + "\n";

    /// <summary>A certificate for signing with its key.</summary>
    public X509Certificate2 Issue(
        string subject,
        bool rsa = false,
        X509KeyUsageFlags? usage = X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
        DateTimeOffset? start = null,
        DateTimeOffset? end = null)
    {
        using var rsaKey = rsa ? RSA.Create(2048) : null;
        using var ecKey = rsa ? null : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = NameOf(subject);
        var request = rsaKey is not null
            ? new CertificateRequest(name, rsaKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(name, ecKey!, HashAlgorithmName.SHA256);
        if (usage is { } uses)
            request.CertificateExtensions.Add(new X509KeyUsageExtension(uses, true));
        var certificate = Sign(request, Certificate.SubjectName, start ?? Start, end ?? End);
        return rsaKey is not null ? certificate.CopyWithPrivateKey(rsaKey) : certificate.CopyWithPrivateKey(ecKey!);
    }

    /// <summary>A revocation list in DER.</summary>
    public byte[] List(DateTimeOffset since, params X509Certificate2[] revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        foreach (var certificate in revoked)
            builder.AddEntry(certificate, since, X509RevocationReason.KeyCompromise);
        var identifier = X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false);
        return builder.Build(
            Certificate.SubjectName, generator, 1, End, HashAlgorithmName.SHA256, identifier, Start);
    }

    /// <summary>A detached signature in DER, as signing programs make it.</summary>
    public static byte[] Sign(
        X509Certificate2 certificate, byte[] document, bool detached = true, bool encloses = true)
    {
        var signed = new SignedCms(new ContentInfo(document), detached);
        var signer = SignerOf(certificate, encloses);
        signer.SignedAttributes.Add(new Pkcs9SigningTime(Moment.UtcDateTime));
        signed.ComputeSignature(signer);
        return signed.Encode();
    }

    public static CmsSigner SignerOf(X509Certificate2 certificate, bool encloses = true) =>
        new(SubjectIdentifierType.IssuerAndSerialNumber, certificate)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = encloses ? X509IncludeOption.EndCertOnly : X509IncludeOption.None,
        };

    /// <summary>A name of the parts in the text, such as <c>OU=BIN050440556852 CN=Director</c>.</summary>
    private static X500DistinguishedName NameOf(string subject)
    {
        var builder = new X500DistinguishedNameBuilder();
        foreach (var part in subject.Split(' ').Select(part => part.Split('=', 2)))
            builder.Add(OidOf(part[0]), part[1]);
        return builder.Build();
    }

    private static string OidOf(string part) => part switch
    {
        "OU" => "2.5.4.11",
        "SERIALNUMBER" => "2.5.4.5",
        _ => "2.5.4.3",
    };

    private X509Certificate2 Sign(
        CertificateRequest request, X500DistinguishedName issuer, DateTimeOffset start, DateTimeOffset end) =>
        request.Create(issuer, generator, start, end, [1, (byte)Interlocked.Increment(ref issued)]);
}
