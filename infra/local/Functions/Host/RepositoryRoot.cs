namespace CarbonRegistry.Local.Functions;

/// <summary>Finds the folder of the solution, where the settings and the emulator lie.</summary>
internal static class RepositoryRoot
{
    private const string Mark = "CarbonRegistry.sln";

    /// <exception cref="StartFailure">Neither the program nor the current folder is inside the repository.</exception>
    public static string Find()
    {
        return Above(AppContext.BaseDirectory) ?? Above(Environment.CurrentDirectory)
            ?? throw new StartFailure($"No folder above the program or the current folder holds {Mark}.");
    }

    private static string? Above(string folder)
    {
        DirectoryInfo? at = new(folder);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, Mark)))
            at = at.Parent;
        return at?.FullName;
    }
}
