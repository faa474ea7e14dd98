namespace CarbonRegistry.Domain.Tests.Tidy;

/// <summary>Each guard is seen to fail on a bad text and to pass on a good one.</summary>
public sealed class GuardTests
{
    [Fact]
    public void Size_LongFileLongLineLongMethod_AreFound()
    {
        Assert.Empty(Guards.Size("domain/A.cs", Repeat("x;\n", 400)));
        Assert.Equal("401 lines, at most 400.", Assert.Single(Guards.Size("domain/A.cs", Repeat("x;\n", 401))).What);
        Assert.Empty(Guards.Size("domain/A.cs", Repeat("ә", 120) + "\r\n"));
        Assert.Equal(2, Assert.Single(Guards.Size("domain/A.cs", "\n" + Repeat("ә", 121))).Line);
        var method = "class C\n{\n    void M()\n    {\n" + Repeat("        x();\n", 68) + "    }\n}\n";
        Assert.Equal(new Finding("domain/A.cs", 3, "a method of 71 lines, at most 70."),
            Assert.Single(Guards.Size("domain/A.cs", method)));
        Assert.Empty(Guards.Size("domain/A.cs", method.Replace("        x();\n    }", "    }")));
    }

    [Theory]
    [InlineData("void M()\n{\nx();\n}", 4)]
    [InlineData("[Fact]\n[Data(\n1, new[] { 2 })]\nvoid M()\n{\nx();\n}", 4)]
    [InlineData("void M<T>()\n    where T : class\n{\nx();\n}", 5)]
    [InlineData("void M(string a = \"}\",\nint b = 1)\n{\nx(\"{\");\n}", 5)]
    [InlineData("int P\n{\nget\n{\nreturn 1;\n}\n}", 7)]
    [InlineData("int M() =>\n1\n+ 2;", 3)]
    [InlineData("Func<int> F = () =>\n{\nreturn 1;\n};", 4)]
    [InlineData("void M()\n{\nif (x)\n{\ny();\n}\n}", 7)]
    public void MethodLengths_Code_IsMeasuredFromSignatureToBrace(string code, int lines) =>
        Assert.Equal(lines, MethodLengths.Over(code, 1).Max(block => block.Lines));

    [Theory]
    [InlineData("class C\n{\n\n}")]
    [InlineData("[A(1)]\n[B]\npublic sealed class C(int a) : D(a)\n{\n\n}")]
    [InlineData("namespace N\n{\n\n}")]
    [InlineData("record R(int A)\n{\n\n}")]
    [InlineData("public readonly record struct R(int A) : I<R>\n{\n\n}")]
    [InlineData("Dictionary<string, int> D = new(x)\n{\n\n}")]
    [InlineData("int[] A = new int[]\n{\n1,\n};")]
    [InlineData("int M(E e) => e switch\n{\nE.A => 1,\n};")]
    public void MethodLengths_TypesAndTables_AreNotMeasured(string code) => Assert.Empty(MethodLengths.Over(code, 2));

    [Theory]
    [InlineData("a // {", "a     ")]
    [InlineData("a /* { \n */ b", "a      \n    b")]
    [InlineData("x = '{';", "x =    ;")]
    [InlineData("x = '\\'';", "x =     ;")]
    [InlineData("x = \"\\\"{\";", "x =      ;")]
    [InlineData("x = @\"\"\"{\"\"\";", "x = @       ;")]
    [InlineData("x = $\"{{{y[\"}\"]}\";z", "x = $            ;z")]
    [InlineData("x = $@\"{y}\"\"\";z", "x = $@       ;z")]
    [InlineData("x = \"\"\"a\"{\"\"\";z", "x =          ;z")]
    [InlineData("x = $\"\\\"{a}{b}\";z", "x = $          ;z")]
    [InlineData("var @class = 1;", "var @class = 1;")]
    public void CodeOnly_StringsAndComments_AreBlank(string text, string code) => Assert.Equal(code, CodeOnly.Of(text));

    [Fact]
    public void Unfinished_Marks_AreFoundInCodeAndComments()
    {
        Assert.Single(Guards.Unfinished("a.cs", "// TO" + "DO later"));
        Assert.Single(Guards.Unfinished("a.cs", "// FIX" + "ME"));
        Assert.Single(Guards.Unfinished("a.cs", "/* HA" + "CK */"));
        Assert.Equal(2, Assert.Single(Guards.Unfinished("a.cs", "x\nthrow new NotImplemented" + "Exception();")).Line);
        Assert.Empty(Guards.Unfinished("a.cs", "// HACKING and mastodons"));
    }

    [Theory]
    [InlineData("infra/A.cs", "Update(row, ETag.All)", true)]
    [InlineData("tests/A.cs", "Update(row, ETag.All)", true)]
    [InlineData("infra/A.cs", "Update(row, row.ETag) // ETag.All", false)]
    [InlineData("domain/A.cs", "DateTime.UtcNow", true)]
    [InlineData("functions/A.cs", "DateTimeOffset.Now", true)]
    [InlineData("functions/A.cs", "DateTime.Today", true)]
    [InlineData("functions/A.cs", "clock.GetUtcNow()", false)]
    [InlineData("domain/A.cs", "TimeProvider clock", true)]
    [InlineData("functions/A.cs", "TimeProvider clock", false)]
    [InlineData("domain/A.cs", "using NodaTime;", true)]
    [InlineData("functions/A.cs", "TimeZoneInfo.Local", true)]
    [InlineData(Guards.ZoneFile, "using NodaTime;", false)]
    public void Forbidden_Code_IsFoundWhereItIsForbidden(string path, string code, bool found) =>
        Assert.Equal(found, Guards.Forbidden(path, code).Any());

    [Fact]
    public void MachinePaths_InText_AreFound()
    {
        Assert.Single(Guards.MachinePaths("a.md", "see /wo" + "rk/main"));
        Assert.Single(Guards.MachinePaths("a.md", "\"/ro" + "ot/.nuget\""));
        Assert.Empty(Guards.MachinePaths("a.md", "https://example.kz/wo" + "rk/main and net" + "wo" + "rk/x"));
    }

    [Theory]
    [InlineData("domain/D.csproj", "../infra/I.csproj", true)]
    [InlineData("infra/I.csproj", "../functions/F.csproj", true)]
    [InlineData("infra/I.csproj", "../domain/D.csproj", false)]
    [InlineData("infra/I.csproj", "local/Tables/T.csproj", false)]
    [InlineData("infra/local/Tables/T.csproj", "../../../domain/D.csproj", true)]
    [InlineData("infra/local/Tables/T.csproj", "..\\Functions\\L.csproj", false)]
    [InlineData("functions/F.csproj", "../infra/I.csproj", false)]
    [InlineData("functions/F.csproj", "../tests/T/T.csproj", true)]
    [InlineData("tests/T/T.csproj", "../../functions/F.csproj", false)]
    [InlineData("tests/T/T.csproj", "../U/U.csproj", true)]
    [InlineData("tests/T/T.csproj", "../Verifier/V.csproj", false)]
    [InlineData("tests/Verifier/V.csproj", "../../domain/D.csproj", true)]
    public void References_BetweenLayers_GoOneWay(string project, string reference, bool found) =>
        Assert.Equal(found, Guards.References(project, Project("ProjectReference", reference)).Any());

    [Theory]
    [InlineData("domain/D.csproj", "NodaTime", false)]
    [InlineData("domain/D.csproj", "Azure.Core", true)]
    [InlineData("infra/I.csproj", "Azure.Core", false)]
    public void References_Packages_StayOutOfTheDomain(string project, string package, bool found) =>
        Assert.Equal(found, Guards.References(project, Project("PackageReference", package)).Any());

    [Fact]
    public void NamedPaths_OfAReadme_AreItsFilesAndFolders() => Assert.Equal(
        ["domain", "infra/local", "Journal.cs", "DECISIONS.md", "functions/Program.cs"],
        Guards.NamedPaths(
            "`domain/`, `infra/local/` and `Journal.cs`; see DECISIONS.md.\n"
            + "https://example.kz/functions/x.md\n```\nfunctions/Program.cs  starts\n```\n"));

    private static string Project(string element, string include) =>
        $"<Project><ItemGroup><{element} Include=\"{include}\" /></ItemGroup></Project>";

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
