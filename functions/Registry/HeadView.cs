using Azure;
using CarbonRegistry.Domain.Journal;
using CarbonRegistry.Infra.Ledger;
using CarbonRegistry.Infra.Ledger.Publication;

namespace CarbonRegistry.Functions.Registry;

/// <summary>
/// The present head as it is answered: signed, or without a signature while the storage that must keep every signed
/// head is away, or while none may be signed.
/// </summary>
public sealed class HeadView(RegistryLedger ledger, SignedHeads heads)
{
    /// <summary>Size, root, moment, signature and key, in the texts that were signed.</summary>
    public async Task<HeadAnswer> ViewAsync(CancellationToken cancellation)
    {
        if (await SignedAsync(cancellation) is { } signed)
            return Of(HeadForm.Of(signed));
        var bare = ledger.Head;
        var at = bare.At is { } last ? SignedHead.TextOf(last) : null;
        return new HeadAnswer(bare.Size, Convert.ToHexStringLower(bare.Root), at, null, null);
    }

    private async Task<SignedHead?> SignedAsync(CancellationToken cancellation)
    {
        try
        {
            return await heads.CurrentAsync(cancellation);
        }
        catch (Exception away) when (away is RequestFailedException or AggregateException)
        {
            return null;
        }
    }

    private static HeadAnswer Of(HeadForm form) =>
        new(form.Size, form.Root, form.At, form.Signature, form.KeyId);
}

/// <summary>A head as it is answered.</summary>
/// <param name="Size">How many entries.</param>
/// <param name="Root">The root, lower-case hex.</param>
/// <param name="At">The moment of the last entry; null while there is none.</param>
/// <param name="Signature">Lower-case hex; null for a head that is not signed.</param>
/// <param name="KeyId">The key; null for a head that is not signed.</param>
public sealed record HeadAnswer(long Size, string Root, string? At, string? Signature, string? KeyId);
