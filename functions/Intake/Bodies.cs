namespace CarbonRegistry.Functions.Intake;

/// <summary>Reads what comes from outside without trusting its size.</summary>
internal static class Bodies
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>
    /// The largest request that a host lets through has this size; a larger blob is kept only so far.
    /// </summary>
    private const int KeptAtMost = 64 * 1024 * 1024;

    /// <summary>The stream's bytes, at most <paramref name="limit"/> of them; the rest is not read.</summary>
    public static async Task<byte[]> ReadAsync(Stream stream, int limit, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (bytes.Length < limit)
        {
            var wanted = (int)Math.Min(chunk.Length, limit - bytes.Length);
            var read = await stream.ReadAsync(chunk.AsMemory(0, wanted), cancellation);
            if (read == 0)
                break;
            bytes.Write(chunk, 0, read);
        }
        return bytes.ToArray();
    }

    /// <summary>
    /// What was read of a document to judge it, with the rest when it is larger: a refused one is kept as it came.
    /// </summary>
    /// <param name="read">The first bytes.</param>
    /// <param name="judged">The size up to which a document is read to be judged.</param>
    /// <param name="rest">The stream behind them.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<byte[]> WithRestAsync(
        byte[] read, int judged, Stream rest, CancellationToken cancellation) =>
        read.Length < judged ? read : [.. read, .. await ReadAsync(rest, KeptAtMost - read.Length, cancellation)];
}
