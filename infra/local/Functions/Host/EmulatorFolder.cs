using System.Text.Json;
using System.Text.Json.Serialization;

namespace CarbonRegistry.Local.Functions;

/// <summary>Who runs the emulator of a folder, as noted in that folder.</summary>
internal sealed record EmulatorRecord(
    int Pid, int Host, DateTime? HostStarted, int BlobPort, int QueuePort, int TablePort)
{
    [JsonIgnore]
    public StorageEndpoints Endpoints => StorageEndpoints.OfPorts(BlobPort, QueuePort, TablePort);

    /// <summary>Whether the host that started the emulator still runs.</summary>
    [JsonIgnore]
    public bool HostLives => ProcessProbe.IsAlive(Host) && ProcessProbe.StartOf(Host) is { } started
        && (HostStarted is null || (started - HostStarted.Value).Duration() <= TimeSpan.FromSeconds(2));
}

/// <summary>The folder in which an emulator keeps its data.</summary>
internal sealed class EmulatorFolder(string path)
{
    private static readonly string[] Known =
        ["__azurite_db_", "__blobstorage__", "__queuestorage__", "AzuriteConfig", "emulator."];

    public string Path => path;

    public string LogPath => System.IO.Path.Combine(path, "emulator.log");

    private string RecordPath => System.IO.Path.Combine(path, "emulator.json");

    /// <summary>The note of the emulator that runs or ran on this folder; null when there is none.</summary>
    public EmulatorRecord? Read()
    {
        try
        {
            return File.Exists(RecordPath)
                ? JsonSerializer.Deserialize<EmulatorRecord>(File.ReadAllText(RecordPath))
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            return null;
        }
    }

    public void Write(EmulatorRecord record)
    {
        string draft = $"{RecordPath}.{Environment.ProcessId}.tmp";
        File.WriteAllText(draft, JsonSerializer.Serialize(record));
        File.Move(draft, RecordPath, overwrite: true);
    }

    public void Forget() => File.Delete(RecordPath);

    /// <summary>Holds the folder against other hosts while an emulator is started on it.</summary>
    /// <exception cref="StartFailure">The folder cannot be made, or another host does not let go of it.</exception>
    public async Task<IDisposable> LockAsync(CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(path);
            return await FileLock.TakeAsync(
                System.IO.Path.Combine(path, "emulator.lock"), TimeSpan.FromSeconds(90), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TimeoutException)
        {
            throw new StartFailure($"The emulator's folder {path} cannot be used: {e.Message}", e);
        }
    }

    /// <summary>Empties the folder.</summary>
    /// <exception cref="StartFailure">Something lies there that no emulator has put there.</exception>
    public void Empty()
    {
        string[] entries = Directory.GetFileSystemEntries(path);
        string? foreign = entries.Select(System.IO.Path.GetFileName)
            .FirstOrDefault(name => !Known.Any(known => name!.StartsWith(known, StringComparison.Ordinal)));
        if (foreign is not null)
            throw new StartFailure($"{path} is not emptied: {foreign} in it is no file of the storage emulator.");
        foreach (string entry in entries)
        {
            if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true);
            else if (!entry.EndsWith("emulator.lock", StringComparison.Ordinal)) File.Delete(entry);
        }
    }
}
