using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace CarbonRegistry.Infra.Signatures;

/// <summary>The forms in which signing programs hand out a CMS signature: DER, PEM and base64.</summary>
internal static class SignatureText
{
    /// <summary>DER and BER begin with the tag of a sequence; no base64 of it and no PEM does.</summary>
    private const byte SequenceTag = 0x30;

    private static readonly string[] Labels = ["CMS", "PKCS7", "PKCS #7 SIGNED DATA"];

    /// <summary>The bytes of one ASN.1 value with nothing behind it; null when there is none.</summary>
    public static byte[]? Decode(ReadOnlyMemory<byte> signature)
    {
        var bytes = signature.Span is [SequenceTag, ..]
            ? signature.ToArray()
            : DecodeText(Encoding.Latin1.GetString(signature.Span));
        return bytes is not null && IsOneValue(bytes) ? bytes : null;
    }

    /// <summary>White space may stand anywhere in base64.</summary>
    private static byte[]? DecodeBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static byte[]? DecodeText(string text)
    {
        if (!PemEncoding.TryFind(text, out var found))
            return DecodeBase64(text);
        return Labels.Contains(text[found.Label]) ? DecodeBase64(text[found.Base64Data]) : null;
    }

    private static bool IsOneValue(byte[] bytes)
    {
        try
        {
            AsnDecoder.ReadEncodedValue(bytes, AsnEncodingRules.BER, out _, out _, out var length);
            return length == bytes.Length;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
