namespace CarbonRegistry.Local.Functions;

/// <summary>A lock between processes: a file that one of them holds open.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <exception cref="TimeoutException">Another process holds the file all that time.</exception>
    public static async Task<IDisposable> TakeAsync(string path, TimeSpan patience, CancellationToken cancellation)
    {
        long began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (TimeProvider.System.GetElapsedTime(began) > patience)
                    throw new TimeoutException($"another host holds {path}.");
                await Task.Delay(Pause, TimeProvider.System, cancellation);
            }
        }
    }
}
