using System.Globalization;
using System.Text;
using Azure.Storage.Blobs;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Ledger.Publication;

/// <summary>
/// Keys that come from settings, as PEM; a Key Vault reference in App Service resolves to the same text.
/// </summary>
/// <param name="Current">Signs now; null where the registry draws and keeps its own key.</param>
/// <param name="Previous">The key before it, needed until the handover to the current one is signed; or null.</param>
public sealed record SigningSettings(string? Current, string? Previous);

/// <summary>The key that the registry would need to sign is not there; the message says which.</summary>
public sealed class SigningKeyException(string message) : Exception(message);

/// <summary>
/// Finds the private keys: in the settings, or in the container of keys, where the first one is drawn at the first
/// signature so that nothing needs to be set up.
/// </summary>
public sealed class SigningKeys(BlobServiceClient blobs, SigningSettings settings)
{
    /// <summary>True when the key is a setting, which only an operator can change.</summary>
    public bool AreSettings => settings.Current is not null;

    /// <summary>The key that signs now.</summary>
    /// <param name="known">The published keys.</param>
    /// <param name="cancellation">Stops the calls.</param>
    /// <exception cref="SigningKeyException">The setting holds no key of the curve P-256.</exception>
    public Task<HeadSigner> CurrentAsync(IReadOnlyList<HeadKey> known, CancellationToken cancellation) =>
        settings.Current is { } pem
            ? Task.FromResult(Read(pem, "Journal__SigningKey"))
            : KeptAsync(Math.Max(1, known.Count), cancellation);

    /// <summary>The next key of the registry's own, drawn when it is asked for the first time.</summary>
    public Task<HeadSigner> NextAsync(IReadOnlyList<HeadKey> known, CancellationToken cancellation) =>
        KeptAsync(known.Count + 1, cancellation);

    /// <summary>The published keys with the signing one at the end: the first key, or one that takes over.</summary>
    /// <param name="signer">The key that is to sign.</param>
    /// <param name="known">The published keys.</param>
    /// <param name="firstSize">The smallest head that the key will sign.</param>
    /// <param name="cancellation">Stops the calls.</param>
    /// <exception cref="SigningKeyException">The key before it is not there to sign the handover.</exception>
    public async Task<IReadOnlyList<HeadKey>> WithAsync(
        HeadSigner signer, IReadOnlyList<HeadKey> known, long firstSize, CancellationToken cancellation)
    {
        if (known.Count == 0)
            return [new HeadKey(signer.PublicKey, 0, null)];
        if (known[^1].KeyId == signer.KeyId)
            return known;
        if (known.Any(key => key.KeyId == signer.KeyId))
            throw new SigningKeyException($"The signing key {signer.KeyId} was replaced before; a key never returns.");
        using var previous = settings.Previous is { } pem
            ? Read(pem, "Journal__PreviousSigningKey")
            : await KeptAsync(known.Count, cancellation);
        if (previous.KeyId != known[^1].KeyId)
            throw new SigningKeyException(
                $"The heads are signed with the key {known[^1].KeyId}; to replace it, the setting"
                + " Journal__PreviousSigningKey must hold it once more, so that it can sign the handover.");
        return [.. known, previous.HandOver(signer, firstSize)];
    }

    private async Task<HeadSigner> KeptAsync(int number, CancellationToken cancellation)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"journal-key-{number}.pem");
        var pem = await DrawnSecret.LoadAsync(
            blobs, name, () => Encoding.ASCII.GetBytes(HeadSigner.Draw()), cancellation);
        return Read(Encoding.ASCII.GetString(pem), name);
    }

    private static HeadSigner Read(string pem, string name) => HeadSigner.FromPem(pem)
        ?? throw new SigningKeyException($"{name} holds no private key of the curve P-256 in PEM.");
}
