using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CarbonRegistry.Infra.Signatures;

/// <summary>
/// A certificate revocation list (RFC 5280, section 5) that an authority signed. The base library writes such lists and
/// asks the network for them, but does not read one from a file, so this does.
/// </summary>
internal sealed class RevocationList
{
    /// <summary>The reason <c>removeFromCRL</c>: the certificate is no longer on hold.</summary>
    private const int RemovedFromList = 8;

    private const string ReasonCode = "2.5.29.21";

    private readonly string authority;
    private readonly Dictionary<BigInteger, DateTimeOffset> revoked;

    private RevocationList(string authority, Dictionary<BigInteger, DateTimeOffset> revoked)
    {
        this.authority = authority;
        this.revoked = revoked;
    }

    /// <summary>Reads a list.</summary>
    /// <param name="bytes">DER or PEM.</param>
    /// <param name="authorities">The certificates one of which must have signed it.</param>
    /// <returns>Null when the bytes are no list, or one that none of the authorities signed.</returns>
    public static RevocationList? Read(ReadOnlyMemory<byte> bytes, IEnumerable<X509Certificate2> authorities)
    {
        try
        {
            var list = new AsnReader(DerOf(bytes), AsnEncodingRules.DER).ReadSequence();
            var content = list.PeekEncodedValue();
            var body = list.ReadSequence();
            var algorithm = list.ReadSequence().ReadObjectIdentifier();
            var signature = list.ReadBitString(out var unused);
            list.ThrowIfNotEmpty();
            if (unused != 0)
                return null;
            var issuer = HeadOf(body);
            var signer = authorities.FirstOrDefault(one =>
                one.SubjectName.RawData.AsSpan().SequenceEqual(issuer.Span)
                && IsSigned(one, algorithm, content, signature));
            return signer is null ? null : new RevocationList(signer.Thumbprint, EntriesOf(body));
        }
        catch (Exception unreadable) when (unreadable is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>True when the authority of this list had revoked its certificate by the moment.</summary>
    public bool Revokes(X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset moment) =>
        issuer.Thumbprint == authority
        && revoked.TryGetValue(NumberOf(certificate.SerialNumberBytes.Span), out var since)
        && since <= moment;

    private static BigInteger NumberOf(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isBigEndian: true);

    private static ReadOnlyMemory<byte> DerOf(ReadOnlyMemory<byte> bytes)
    {
        var text = System.Text.Encoding.Latin1.GetString(bytes.Span);
        return PemEncoding.TryFind(text, out var found) && text[found.Label] == "X509 CRL"
            ? Convert.FromBase64String(text[found.Base64Data])
            : bytes;
    }

    /// <summary>Reads version, algorithm, issuer and the two times, and gives the issuer as encoded.</summary>
    private static ReadOnlyMemory<byte> HeadOf(AsnReader body)
    {
        if (body.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            _ = body.ReadInteger();
        _ = body.ReadSequence();
        var issuer = body.ReadEncodedValue();
        _ = TimeOf(body);
        if (body.HasData && IsTime(body.PeekTag()))
            _ = TimeOf(body);
        return issuer;
    }

    private static Dictionary<BigInteger, DateTimeOffset> EntriesOf(AsnReader body)
    {
        var found = new Dictionary<BigInteger, DateTimeOffset>();
        if (!body.HasData || !body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            return found;
        var entries = body.ReadSequence();
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var (number, since) = (entry.ReadInteger(), TimeOf(entry));
            if (!entry.HasData || !IsReleased(entry.ReadSequence()))
                found[number] = since;
        }
        return found;
    }

    private static bool IsReleased(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            if (extension.ReadObjectIdentifier() != ReasonCode)
                continue;
            if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
                _ = extension.ReadBoolean();
            var reason = new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER).ReadEnumeratedBytes();
            return reason.Span is [RemovedFromList];
        }
        return false;
    }

    private static bool IsTime(Asn1Tag tag) =>
        tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime);

    private static DateTimeOffset TimeOf(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();

    private static bool IsSigned(
        X509Certificate2 authority, string algorithm, ReadOnlyMemory<byte> content, byte[] signature)
    {
        if (SignatureAlgorithms.HashOf(algorithm) is not { } hash)
            return false;
        using var rsa = authority.GetRSAPublicKey();
        if (rsa is not null)
            return rsa.VerifyData(content.Span, signature, hash, RSASignaturePadding.Pkcs1);
        using var ecdsa = authority.GetECDsaPublicKey();
        return ecdsa is not null
            && ecdsa.VerifyData(content.Span, signature, hash, DSASignatureFormat.Rfc3279DerSequence);
    }
}
