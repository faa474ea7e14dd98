using System.Security.Cryptography;

namespace CarbonRegistry.Domain.Journal;

/// <summary>A public key of the registry, with the heads that it may sign.</summary>
/// <param name="PublicKey">The key as SubjectPublicKeyInfo (RFC 5280), of the curve P-256.</param>
/// <param name="FirstSize">The smallest head that it signs; the key before it signs only smaller ones.</param>
/// <param name="Rotation">
/// The signature of the key before it over <see cref="RotationStatement"/>; null for the first key.
/// </param>
public sealed record HeadKey(byte[] PublicKey, long FirstSize, byte[]? Rotation)
{
    /// <summary>SHA-256 of the public key, 64 lower-case hex digits.</summary>
    public string KeyId { get; } = Convert.ToHexStringLower(SHA256.HashData(PublicKey));

    /// <summary>
    /// What the old key signs for the new one: the RFC 8785 form of <c>{"firstSize", "newKey", "oldKeyId"}</c>, with
    /// the new key in base64. It has other members than a head, so neither can pass for the other.
    /// </summary>
    public static byte[] RotationStatement(long firstSize, ReadOnlySpan<byte> newKey, string oldKeyId)
    {
        var writer = new CanonicalWriter();
        writer.Raw("{\"firstSize\":"u8);
        writer.Integer(firstSize);
        writer.Raw(",\"newKey\":"u8);
        writer.String(Convert.ToBase64String(newKey));
        writer.Raw(",\"oldKeyId\":"u8);
        writer.String(oldKeyId);
        writer.Raw('}');
        return writer.Written.ToArray();
    }

    /// <summary>True when the key made the signature over the bytes.</summary>
    public bool Verifies(ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(PublicKey, out _);
            return key.KeySize == 256 && key.VerifyData(
                statement, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            // What is no key has signed nothing.
            return false;
        }
    }

    /// <summary>Why a head was not signed by the key that must sign heads of its size; null when it was.</summary>
    public static string? FaultOf(SignedHead head, IReadOnlyList<HeadKey> keys)
    {
        var at = keys.Count - 1;
        while (at > 0 && head.Size < keys[at].FirstSize)
            at--;
        if (at < 0 || keys[at].KeyId != head.KeyId)
            return $"The head of {head.Size} entries is not signed with the key for heads of this size.";
        return keys[at].Verifies(SignedHead.Statement(head.Size, head.Root, head.At), head.Signature)
            ? null
            : $"The signature of the head of {head.Size} entries is wrong.";
    }
}
