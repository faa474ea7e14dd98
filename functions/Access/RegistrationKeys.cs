using System.Security.Cryptography;
using System.Text;
using CarbonRegistry.Infra.Access;

namespace CarbonRegistry.Functions.Access;

/// <summary>
/// One-time registration keys. A key has 160 random bits and is shown once; what is stored is its hash, which says
/// nothing about the key.
/// </summary>
internal static class RegistrationKeys
{
    private const int KeyBytes = 20;

    /// <summary>How long a key may be used.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    /// <summary>Draws a key.</summary>
    public static string Draw() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>The registration with this key in place of an earlier one.</summary>
    public static RegistrationRecord WithKey(RegistrationRecord record, string key, DateTimeOffset now) =>
        record with { KeyHash = HashOf(key), KeyExpires = now + Life };

    /// <summary>True when the key is the registration's; whether it has expired is another question.</summary>
    public static bool IsKeyOf(RegistrationRecord record, string key) => record.KeyHash is { } hash
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(HashOf(key)));

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
