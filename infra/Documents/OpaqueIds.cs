using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Documents;

/// <summary>
/// Gives natural persons the names under which they appear in the journal and in the outbox. An IIN has too few
/// possible values for a bare hash to hide it, so the hash is keyed; the key never leaves the registry's storage.
/// </summary>
public sealed class OpaqueIds
{
    private const int KeyBytes = 32;
    private readonly byte[] key;

    private OpaqueIds(byte[] key) => this.key = key;

    /// <summary>
    /// Reads the key, drawing it at the very first start; of two hosts that draw at once, one key stays.
    /// </summary>
    public static async Task<OpaqueIds> LoadAsync(BlobServiceClient blobs, CancellationToken cancellation) =>
        new(await DrawnSecret.LoadAsync(
            blobs, "person-key", () => RandomNumberGenerator.GetBytes(KeyBytes), cancellation));

    /// <summary>The BIN itself for a legal entity; <c>p-</c> and 20 hex digits for a natural person.</summary>
    public string NameOf(IdentificationNumber person) => person.IsNaturalPerson
        ? "p-" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(person.Text)))[..20]
        : person.Text;
}
