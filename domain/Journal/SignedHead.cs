namespace CarbonRegistry.Domain.Journal;

/// <summary>
/// What the registry puts its name to: so many entries, with this root. Two signed heads of one registry never
/// contradict each other, or the registry has lied, and the two signatures prove it.
/// </summary>
/// <param name="Size">How many entries the journal has, 1 or more.</param>
/// <param name="Root">The root of their tree, 32 bytes.</param>
/// <param name="At">The moment of the last of them.</param>
/// <param name="KeyId">The id of the key, as <see cref="HeadKey.KeyId"/> gives it.</param>
/// <param name="Signature">ECDSA P-256 with SHA-256 over <see cref="Statement"/>, 64 bytes: r, then s.</param>
public sealed record SignedHead(long Size, byte[] Root, DateTimeOffset At, string KeyId, byte[] Signature)
{
    /// <summary>The bytes that are signed: the RFC 8785 form of <c>{"at", "root", "size"}</c>.</summary>
    public static byte[] Statement(long size, ReadOnlySpan<byte> root, DateTimeOffset at)
    {
        var writer = new CanonicalWriter();
        writer.Raw("{\"at\":\""u8);
        TimestampForm.Write(writer, at);
        writer.Raw("\",\"root\":"u8);
        writer.String(Convert.ToHexStringLower(root));
        writer.Raw(",\"size\":"u8);
        writer.Integer(size);
        writer.Raw('}');
        return writer.Written.ToArray();
    }

    /// <summary>
    /// The moment as it stands in entries and statements, such as <c>2022-07-27T17:00:00.000+06:00</c>.
    /// </summary>
    public static string TextOf(DateTimeOffset at)
    {
        var writer = new CanonicalWriter();
        TimestampForm.Write(writer, at);
        return System.Text.Encoding.ASCII.GetString(writer.Written);
    }

    /// <summary>Reads what <see cref="TextOf"/> writes; null for anything else.</summary>
    public static DateTimeOffset? MomentOf(string text) =>
        text.Length == TimestampForm.Length && text.All(char.IsAscii)
            ? TimestampForm.Read(System.Text.Encoding.ASCII.GetBytes(text))
            : null;
}
