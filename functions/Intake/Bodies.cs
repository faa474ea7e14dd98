namespace CarbonRegistry.Functions.Intake;

/// <summary>Reads what comes from outside without trusting its size.</summary>
internal static class Bodies
{
    private const int ChunkBytes = 64 * 1024;

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
}
