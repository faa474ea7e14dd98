namespace CarbonRegistry.Domain.Tests.Tidy;

/// <summary>The guards over the whole repository.</summary>
public sealed class TidyTests
{
    [Fact]
    public void Sources_Size_StaysReadable() => AssertNone(OverSources(Guards.Size));

    [Fact]
    public void Sources_Work_IsFinished() => AssertNone(OverSources(Guards.Unfinished));

    [Fact]
    public void Sources_Code_UsesNothingForbidden() => AssertNone(OverSources(Guards.Forbidden));

    [Fact]
    public void Texts_Paths_AreOfNoMachine() =>
        AssertNone(RepositoryFiles.Texts().SelectMany(path => Guards.MachinePaths(path, RepositoryFiles.Read(path))));

    [Fact]
    public void Projects_References_GoFromFunctionsOverInfraToDomain() =>
        AssertNone(RepositoryFiles.Projects().SelectMany(path => Guards.References(path, RepositoryFiles.Read(path))));

    [Fact]
    public void Projects_All_AreInTheSolution()
    {
        var solution = RepositoryFiles.Read("CarbonRegistry.sln").Replace('\\', '/');
        Assert.All(RepositoryFiles.Projects(), path => Assert.Contains(path, solution, StringComparison.Ordinal));
    }

    [Fact]
    public void ZoneFile_Exists() => Assert.Contains(Guards.ZoneFile, RepositoryFiles.Sources());

    [Fact]
    public void Readme_FilesAndFoldersThatItNames_Exist()
    {
        const string Readme = "README.md";
        if (!File.Exists(Path.Combine(RepositoryFiles.Root, Readme)))
            return;
        var files = RepositoryFiles.Texts().Select(path => Path.GetFileName(path)!).ToHashSet(StringComparer.Ordinal);
        var missing = Guards.NamedPaths(RepositoryFiles.Read(Readme))
            .Where(name => !files.Contains(name) && !Path.Exists(Path.Combine(RepositoryFiles.Root, name)));
        AssertNone(missing.Select(name => new Finding(Readme, 0, $"{name} does not exist.")));
    }

    [Theory]
    [InlineData("domain/Calendar/calendar-kz.csv", "date,kind,name,source,confidence\n", 100)]
    [InlineData("domain/Law/glossary.csv", "en,ru,kk\n", 50)]
    public void Data_OfTheLaw_IsThere(string path, string head, int rows)
    {
        var text = RepositoryFiles.Read(path).Replace("\r\n", "\n");
        Assert.StartsWith(head, text, StringComparison.Ordinal);
        Assert.True(text.Split('\n').Length > rows, $"{path} has lost rows.");
    }

    private static IEnumerable<Finding> OverSources(Func<string, string, IEnumerable<Finding>> guard) =>
        RepositoryFiles.Sources().SelectMany(path => guard(path, RepositoryFiles.Read(path)));

    private static void AssertNone(IEnumerable<Finding> findings)
    {
        var all = findings.ToArray();
        Assert.True(all.Length == 0, string.Join('\n', all.Select(finding => finding.ToString())));
    }
}
