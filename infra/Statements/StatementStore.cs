using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using CarbonRegistry.Infra.Storage;

namespace CarbonRegistry.Infra.Statements;

/// <summary>A statement that was handed out. Stored shape: the names are frozen.</summary>
/// <param name="Statement">Its canonical text (RFC 8785).</param>
/// <param name="IssuedAt">When it was first handed out.</param>
public sealed record KeptStatement(string Statement, DateTimeOffset IssuedAt);

/// <summary>
/// Gives account statements their check codes and finds statements by them. A code is a keyed hash of the statement's
/// text, so that nobody without the key can make one, not even who can write to the storage; and a text is only found
/// by a code that fits it.
/// </summary>
public sealed class StatementStore(BlobServiceClient blobs)
{
    private const int KeyBytes = 32;
    private const int CodeBytes = 15;
    private const int CodeLength = CodeBytes * 8 / 5;

    /// <summary>Crockford's alphabet: without I, L, O and U, which people take for other characters.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly BlobContainerClient container = blobs.GetBlobContainerClient(StorageNames.Statements);
    private byte[]? key;

    /// <summary>Keeps a statement; the same text again is the same statement.</summary>
    /// <returns>Its check code: 24 characters, 120 bits.</returns>
    public async Task<string> KeepAsync(byte[] canonical, DateTimeOffset issuedAt, CancellationToken cancellation)
    {
        var code = await CodeOfAsync(canonical, cancellation);
        var kept = new KeptStatement(Encoding.UTF8.GetString(canonical), issuedAt);
        var options = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = new ETag("*") },
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" },
        };
        try
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(kept, StorageJson.Indented);
            await container.GetBlobClient(NameOf(code)).UploadAsync(new BinaryData(bytes), options, cancellation);
        }
        catch (RequestFailedException taken) when (StorageFailures.IsConflict(taken))
        {
            // It was handed out before.
        }
        return code;
    }

    /// <summary>The statement of a code; null when the registry never handed out such a one.</summary>
    /// <param name="code">As printed; hyphens, spaces and small letters do not matter.</param>
    /// <param name="cancellation">Stops the calls.</param>
    public async Task<KeptStatement?> FindAsync(string code, CancellationToken cancellation)
    {
        if (Normal(code) is not { } normal)
            return null;
        try
        {
            var content = await container.GetBlobClient(NameOf(normal)).DownloadContentAsync(cancellation);
            var kept = JsonSerializer.Deserialize<KeptStatement>(content.Value.Content, StorageJson.Options);
            if (kept?.Statement is null)
                return null;
            // What lies in the storage is only believed when it gives the code again.
            var own = await CodeOfAsync(Encoding.UTF8.GetBytes(kept.Statement), cancellation);
            return own == normal ? kept : null;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The code as it is printed, in groups of four.</summary>
    public static string Print(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));

    /// <summary>The code without what people add; null when it cannot be one.</summary>
    public static string? Normal(string code)
    {
        var plain = code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)
            .ToUpperInvariant();
        return plain.Length == CodeLength && plain.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal))
            ? plain
            : null;
    }

    private static string NameOf(string code) => code + ".json";

    private async Task<string> CodeOfAsync(byte[] canonical, CancellationToken cancellation)
    {
        key ??= await DrawnSecret.LoadAsync(
            blobs, "statement-key", () => RandomNumberGenerator.GetBytes(KeyBytes), cancellation);
        var mac = HMACSHA256.HashData(key, canonical);
        var code = new StringBuilder(CodeLength);
        for (var bit = 0; bit < CodeBytes * 8; bit += 5)
        {
            var two = (mac[bit / 8] << 8) | mac[(bit / 8) + 1];
            code.Append(Alphabet[(two >> (11 - (bit % 8))) & 31]);
        }
        return code.ToString();
    }
}
