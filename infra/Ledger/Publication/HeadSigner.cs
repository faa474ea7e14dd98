using System.Security.Cryptography;
using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Infra.Ledger.Publication;

/// <summary>A private key that signs heads. Safe for several threads.</summary>
public sealed class HeadSigner : IDisposable
{
    private readonly Lock gate = new();
    private readonly ECDsa key;

    private HeadSigner(ECDsa key)
    {
        this.key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
        KeyId = new HeadKey(PublicKey, 0, null).KeyId;
    }

    /// <summary>The public half, as SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; }

    /// <summary>The key's id.</summary>
    public string KeyId { get; }

    /// <summary>Reads a private key of the curve P-256 from PEM (PKCS#8 or SEC1).</summary>
    /// <returns>Null when the text is no such key.</returns>
    public static HeadSigner? FromPem(string pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            var parameters = key.ExportParameters(includePrivateParameters: true);
            if (parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value && parameters.D is not null)
                return new HeadSigner(key);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            // The caller says which setting holds no key.
        }
        key.Dispose();
        return null;
    }

    /// <summary>Draws a key, as PEM.</summary>
    public static string Draw()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Signs a head.</summary>
    public SignedHead Sign(long size, byte[] root, DateTimeOffset at) =>
        new(size, root, at, KeyId, SignBytes(SignedHead.Statement(size, root, at)));

    /// <summary>Lets another key sign the heads from a size on.</summary>
    public HeadKey HandOver(HeadSigner next, long firstSize) =>
        new(next.PublicKey, firstSize, SignBytes(HeadKey.RotationStatement(firstSize, next.PublicKey, KeyId)));

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private byte[] SignBytes(byte[] statement)
    {
        lock (gate)
            return key.SignData(
                statement, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
