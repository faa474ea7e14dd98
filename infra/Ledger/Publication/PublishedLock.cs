using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace CarbonRegistry.Infra.Ledger.Publication;

/// <summary>For how long published files may not be changed or deleted by anybody, the registry included.</summary>
/// <param name="KeptFor">From the publication on; null where the storage is not asked for it.</param>
/// <param name="Locked">
/// True where nobody may shorten or lift it any more, not even the owner of the account; otherwise the owner may.
/// </param>
public sealed record ImmutableSettings(TimeSpan? KeptFor, bool Locked);

/// <summary>
/// Puts a time-based policy on heads and on the files of days that are over, where the container keeps versions with
/// immutability (https://learn.microsoft.com/azure/storage/blobs/immutable-policy-configure-version-scope). Where the
/// account refuses, the refusal is told once and publication goes on: the signatures prove the files all the same.
/// Safe for several threads.
/// </summary>
/// <param name="settings">For how long.</param>
/// <param name="time">Now.</param>
/// <param name="warn">Takes the sentence about a refusal.</param>
public sealed class PublishedLock(ImmutableSettings settings, TimeProvider time, Action<string> warn)
{
    private int refused;

    /// <summary>
    /// Locks a file. One that stood already is asked first, since the run that wrote it may have died before this.
    /// </summary>
    /// <param name="blob">The file.</param>
    /// <param name="stood">True when this run has not written it.</param>
    /// <param name="cancellation">Stops the calls.</param>
    /// <exception cref="RequestFailedException">
    /// The storage is out of reach; the caller publishes again, and finds the file.
    /// </exception>
    internal async Task HoldAsync(BlobClient blob, bool stood, CancellationToken cancellation)
    {
        if (settings.KeptFor is not { } keptFor || Volatile.Read(ref refused) != 0)
            return;
        try
        {
            if (stood && await IsHeldAsync(blob, cancellation))
                return;
            await blob.SetImmutabilityPolicyAsync(
                new BlobImmutabilityPolicy
                {
                    ExpiresOn = time.GetUtcNow() + keptFor,
                    PolicyMode = settings.Locked
                        ? BlobImmutabilityPolicyMode.Locked
                        : BlobImmutabilityPolicyMode.Unlocked,
                },
                cancellationToken: cancellation);
        }
        catch (RequestFailedException no) when (IsRefusal(no.Status))
        {
            if (Interlocked.Exchange(ref refused, 1) == 0)
                warn($"Published files are not locked: the storage answers {no.Status} {no.ErrorCode}.");
        }
    }

    /// <summary>
    /// The documentation names no single code for an account without the feature, so every answer counts that another
    /// try would get again: 400 and 409 of an account or a container without it, 403 of an identity without the right,
    /// 405 and 501 of a storage that does not know the call.
    /// </summary>
    private static bool IsRefusal(int status) => status is 400 or 403 or 405 or 409 or 501;

    private static async Task<bool> IsHeldAsync(BlobClient blob, CancellationToken cancellation)
    {
        var properties = await blob.GetPropertiesAsync(cancellationToken: cancellation);
        return properties.Value.ImmutabilityPolicy?.ExpiresOn is not null;
    }
}
