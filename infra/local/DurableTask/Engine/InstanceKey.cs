using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CarbonRegistry.Local.DurableTask;

/// <summary>
/// Instance ids as partition keys. Letters and digits of any script and <c>- . _ ~ @ :</c> stay, every other UTF-16
/// unit becomes <c>^</c> and four hex digits; each unit is coded on its own, so a prefix of an id is a prefix of its
/// key. The characters that a key forbids are listed at
/// https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model.
/// </summary>
internal static class InstanceKey
{
    /// <summary>A key is at most 1 KiB of UTF-16.</summary>
    private const int MaxKeyUnits = 512;

    /// <exception cref="ArgumentException">The id is empty, begins with @, or is too long for a key.</exception>
    public static string Encode(string instanceId)
    {
        if (string.IsNullOrWhiteSpace(instanceId) || instanceId[0] == '@')
            throw new ArgumentException("An instance id must not be empty nor begin with '@'.", nameof(instanceId));
        var key = EncodePrefix(instanceId);
        return key.Length <= MaxKeyUnits
            ? key
            : throw new ArgumentException("The instance id is too long for a partition key.", nameof(instanceId));
    }

    public static string EncodePrefix(string prefix)
    {
        if (prefix.All(Stays))
            return prefix;
        var key = new StringBuilder();
        foreach (var unit in prefix)
        {
            if (Stays(unit))
                key.Append(unit);
            else
                key.Append('^').Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
        }

        return key.ToString();
    }

    public static string Decode(string key)
    {
        if (!key.Contains('^', StringComparison.Ordinal))
            return key;
        var id = new StringBuilder();
        for (var at = 0; at < key.Length; at++)
        {
            if (key[at] == '^')
            {
                id.Append((char)ushort.Parse(
                    key.AsSpan(at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                at += 4;
            }
            else
            {
                id.Append(key[at]);
            }
        }

        return id.ToString();
    }

    /// <summary>The folder of an instance's large texts: blob names are made of hex digits only.</summary>
    public static string Folder(string instanceId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(instanceId)).AsSpan(0, 16)) + "/";

    private static bool Stays(char unit) =>
        char.IsLetterOrDigit(unit) || unit is '-' or '.' or '_' or '~' or '@' or ':';
}
