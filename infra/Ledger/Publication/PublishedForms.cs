using CarbonRegistry.Domain.Journal;

namespace CarbonRegistry.Infra.Ledger.Publication;

/// <summary>A signed head as JSON. Published shape: names and meaning are frozen.</summary>
/// <param name="Size">How many entries.</param>
/// <param name="Root">The root, 64 lower-case hex digits.</param>
/// <param name="At">The moment of the last entry, with milliseconds, exactly as it is signed.</param>
/// <param name="Signature">128 lower-case hex digits.</param>
/// <param name="KeyId">The id of the key.</param>
public sealed record HeadForm(long Size, string Root, string At, string Signature, string KeyId)
{
    /// <summary>The form of a head.</summary>
    public static HeadForm Of(SignedHead head) => new(
        head.Size,
        Convert.ToHexStringLower(head.Root),
        SignedHead.TextOf(head.At),
        Convert.ToHexStringLower(head.Signature),
        head.KeyId);

    /// <summary>The head of the form.</summary>
    /// <exception cref="JournalCorruptException">The form is no head.</exception>
    public SignedHead ToHead()
    {
        try
        {
            var at = SignedHead.MomentOf(At) ?? throw new FormatException("no moment");
            return new SignedHead(
                Size, Convert.FromHexString(Root), at, KeyId, Convert.FromHexString(Signature));
        }
        catch (FormatException malformed)
        {
            throw new JournalCorruptException("A published head is malformed.", malformed);
        }
    }
}

/// <summary>A public key as JSON. Published shape: names and meaning are frozen.</summary>
/// <param name="KeyId">SHA-256 of the key, lower-case hex.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo in base64.</param>
/// <param name="FirstSize">The smallest head that the key signs.</param>
/// <param name="Rotation">The signature of the key before it, lower-case hex; null for the first key.</param>
public sealed record KeyForm(string KeyId, string PublicKey, long FirstSize, string? Rotation)
{
    /// <summary>The form of a key.</summary>
    public static KeyForm Of(HeadKey key) => new(
        key.KeyId,
        Convert.ToBase64String(key.PublicKey),
        key.FirstSize,
        key.Rotation is { } rotation ? Convert.ToHexStringLower(rotation) : null);

    /// <summary>The key of the form.</summary>
    /// <exception cref="JournalCorruptException">The form is no key.</exception>
    public HeadKey ToKey()
    {
        try
        {
            var rotation = Rotation is null ? null : Convert.FromHexString(Rotation);
            return new HeadKey(Convert.FromBase64String(PublicKey), FirstSize, rotation);
        }
        catch (FormatException malformed)
        {
            throw new JournalCorruptException("A published key is malformed.", malformed);
        }
    }
}

/// <summary>
/// <c>latest.json</c>: the last signed head and all keys, in one blob, so that one ETag guards both and no head is
/// signed with a key that another process has just replaced.
/// </summary>
/// <param name="Head">The last signed head; null before the first one.</param>
/// <param name="Keys">All keys, the oldest first.</param>
public sealed record LatestForm(HeadForm? Head, IReadOnlyList<KeyForm> Keys);

/// <summary><c>export/manifest.json</c>: what the public export consists of. Published shape.</summary>
/// <param name="Format">The version of the format, 1.</param>
/// <param name="Head">The signed head up to which the files go.</param>
/// <param name="Keys">All keys, the oldest first.</param>
/// <param name="Files">The files of entries in order, without a gap; the last may be of a day that is not over.</param>
/// <param name="Totals">The statement of all totals and balances at the head.</param>
/// <param name="Dictionary">What the fields mean.</param>
public sealed record ManifestForm(
    int Format,
    HeadForm Head,
    IReadOnlyList<KeyForm> Keys,
    IReadOnlyList<DayForm> Files,
    FileForm Totals,
    FileForm Dictionary);

/// <summary>A file of entries, one canonical JSON a line, each line ended by a newline.</summary>
/// <param name="Name">The file's name from the container's root.</param>
/// <param name="Date">The day in Kazakhstan.</param>
/// <param name="Open">True when the day is not over; a later manifest names another file in its place.</param>
/// <param name="First">The number of its first entry.</param>
/// <param name="Last">The number of its last entry.</param>
/// <param name="Count">How many entries.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hex.</param>
public sealed record DayForm(string Name, DateOnly Date, bool Open, long First, long Last, long Count, string Sha256);

/// <summary>A file with its hash.</summary>
public sealed record FileForm(string Name, string Sha256);
