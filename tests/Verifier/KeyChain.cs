using System.Security.Cryptography;
using System.Text;

namespace CarbonRegistry.Verifier;

/// <summary>
/// The registry's keys: each signs for the one that follows it, and signs heads until that one begins.
/// </summary>
public sealed class KeyChain
{
    private readonly IReadOnlyList<Key> keys;

    /// <summary>Checks the chain.</summary>
    /// <param name="keys">As published, the oldest first.</param>
    /// <param name="trusted">The id of a key that must be in the chain; null trusts the first key as it stands.</param>
    public KeyChain(IReadOnlyList<Key> keys, string? trusted)
    {
        this.keys = keys;
        if (keys.Count == 0)
            throw new UnprovedException("keys", "there are none");
        if (trusted is not null && keys.All(key => key.KeyId != trusted))
            throw new UnprovedException("keys", $"the trusted key {trusted} is not among them");
        for (var i = 0; i < keys.Count; i++)
            CheckKey(i);
    }

    /// <summary>Checks that the head was signed by the key for heads of its size.</summary>
    public void Check(Head head)
    {
        var place = $"head {head.Size}";
        var key = keys.FirstOrDefault(one => one.KeyId == head.KeyId)
            ?? throw new UnprovedException(place, $"it is signed with the unknown key {head.KeyId}");
        var right = keys.Last(one => one == keys[0] || one.FirstSize <= head.Size);
        if (key != right)
            throw new UnprovedException(place, $"the key {head.KeyId} does not sign heads of this size");
        var statement = $$"""{"at":"{{head.At}}","root":"{{head.Root}}","size":{{head.Size}}}""";
        if (!Verifies(key, statement, head.Signature))
            throw new UnprovedException(place, "its signature is wrong");
    }

    private void CheckKey(int index)
    {
        var key = keys[index];
        var place = $"key {key.KeyId}";
        if (key.KeyId != Convert.ToHexStringLower(SHA256.HashData(Bytes(place, key.PublicKey))))
            throw new UnprovedException(place, "its id is not the hash of the key");
        if (index == 0 && (key.FirstSize != 0 || key.Rotation is not null))
            throw new UnprovedException(place, "the first key begins with the journal and follows none");
        if (index == 0)
            return;
        var before = keys[index - 1];
        if (key.FirstSize <= before.FirstSize)
            throw new UnprovedException(place, "it begins before the key that it follows");
        var statement =
            $$"""{"firstSize":{{key.FirstSize}},"newKey":"{{key.PublicKey}}","oldKeyId":"{{before.KeyId}}"}""";
        if (!Verifies(before, statement, key.Rotation ?? ""))
            throw new UnprovedException(place, "the key before it has not signed for it");
    }

    private static bool Verifies(Key key, string statement, string signature)
    {
        try
        {
            using var verifier = ECDsa.Create();
            verifier.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key.PublicKey), out _);
            return verifier.KeySize == 256 && verifier.VerifyData(
                Encoding.UTF8.GetBytes(statement),
                Convert.FromHexString(signature),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (Exception malformed) when (malformed is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Bytes(string place, string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            throw new UnprovedException(place, "it is not base64");
        }
    }
}
