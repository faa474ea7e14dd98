using System.Security.Cryptography.X509Certificates;
using System.Text;
using CarbonRegistry.Infra.Signatures;

namespace CarbonRegistry.Domain.Tests.Signatures;

/// <summary>One authority, two signers of one company, and a document.</summary>
public sealed class SignaturePapers
{
    internal const string Bin = "050440556852";
    internal const string Iin = "800101300303";
    internal const string AuthorityName = "Test authority";

    internal SomeAuthority Authority { get; } = new(AuthorityName);

    internal X509Certificate2 Ecdsa { get; }

    internal X509Certificate2 Rsa { get; }

    internal TrustedCertificates Trusted { get; }

    internal byte[] Document { get; } =
        Encoding.UTF8.GetBytes("""{"kind":"accountApplication","number":"З-001","date":"2022-07-29"}""");

    internal byte[] Signature { get; }

    public SignaturePapers()
    {
        Ecdsa = Authority.Issue($"CN=Director OU=BIN{Bin} SERIALNUMBER=IIN{Iin}");
        Rsa = Authority.Issue($"CN=Director OU=BIN{Bin}", rsa: true);
        Trusted = Trust(Authority.Pem);
        Signature = SomeAuthority.Sign(Ecdsa, Document);
    }

    /// <summary>Reads authorities as the registry does, from a folder.</summary>
    internal static TrustedCertificates Trust(string pem, params (string Name, byte[] Bytes)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("trusted-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "authorities.pem"), pem);
            foreach (var (name, bytes) in files)
                File.WriteAllBytes(Path.Combine(folder, name), bytes);
            return TrustedCertificates.Load(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
