namespace CarbonRegistry.Domain.Tests.Tidy;

/// <summary>The sources of the repository that these tests were built from, and no build output.</summary>
internal static class RepositoryFiles
{
    private static readonly HashSet<string> SkippedFolders = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".idea", ".vscode", ".azurite", ".azurite-demo", "bin", "obj", "node_modules", "TestResults",
        "artifacts",
    };

    private static readonly HashSet<string> TextEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".cs", ".csproj", ".sln", ".props", ".targets", ".json", ".md", ".txt", ".csv", ".xml", ".yml", ".yaml", ".sh",
        ".bicep", ".bicepparam", ".html", ".css", ".js", ".mjs", ".config", ".editorconfig", ".gitignore",
        ".gitattributes", "",
    };

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Every text file, relative to the root; local settings hold keys and are no part of it.</summary>
    public static IEnumerable<string> Texts() => Walk(Root)
        .Where(path => TextEndings.Contains(Path.GetExtension(path)))
        .Select(Relative)
        .Where(path => path != "local.settings.json");

    /// <summary>Every C# file below the four top folders, relative to the root.</summary>
    public static IEnumerable<string> Sources() => Texts()
        .Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
        .Where(path => path.Split('/')[0] is "domain" or "infra" or "functions" or "tests");

    /// <summary>Every project file, relative to the root.</summary>
    public static IEnumerable<string> Projects() =>
        Texts().Where(path => path.EndsWith(".csproj", StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
            yield return file;
        foreach (var child in Directory.EnumerateDirectories(folder))
        {
            if (SkippedFolders.Contains(Path.GetFileName(child)))
                continue;
            foreach (var file in Walk(child))
                yield return file;
        }
    }

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "CarbonRegistry.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("No folder above the tests holds CarbonRegistry.sln.");
    }
}
