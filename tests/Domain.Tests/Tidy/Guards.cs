using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CarbonRegistry.Domain.Tests.Tidy;

/// <summary>What no analyzer checks, each as a pure function of a path and a text.</summary>
internal static partial class Guards
{
    public const int MaxLinesOfFile = 400;
    public const int MaxCharactersOfLine = 120;
    public const int MaxLinesOfMethod = 70;

    /// <summary>The one file that knows the time zone.</summary>
    public const string ZoneFile = "domain/Calendar/KazakhstanTime.cs";

    public static IEnumerable<Finding> Size(string path, string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        if (lines.Length > MaxLinesOfFile)
            yield return new(path, 0, $"{lines.Length} lines, at most {MaxLinesOfFile}.");
        for (var index = 0; index < lines.Length; index++)
        {
            var characters = lines[index].TrimEnd('\r').Length;
            if (characters > MaxCharactersOfLine)
                yield return new(path, index + 1, $"{characters} characters, at most {MaxCharactersOfLine}.");
        }

        foreach (var (line, length) in MethodLengths.Over(text, MaxLinesOfMethod))
            yield return new(path, line, $"a method of {length} lines, at most {MaxLinesOfMethod}.");
    }

    /// <summary>Marks of unfinished work, in code and in comments.</summary>
    public static IEnumerable<Finding> Unfinished(string path, string text) =>
        Matches(path, text, UnfinishedMark(), "unfinished work:");

    /// <summary>Code that the rules of the whole project forbid.</summary>
    public static IEnumerable<Finding> Forbidden(string path, string text)
    {
        var code = CodeOnly.Of(text);
        var layer = path.Split('/')[0];
        var found = Matches(path, code, AnyVersion(), "an update that names no version:");
        if (layer is "domain" or "functions")
            found = found.Concat(Matches(path, code, AmbientClock(), "a clock of the machine:"));
        if (layer == "domain")
            found = found.Concat(Matches(path, code, Effect(), "the domain has no clock, chance or log:"));
        if (layer != "tests" && path != ZoneFile)
            found = found.Concat(Matches(path, code, Zone(), $"only {ZoneFile} knows the zone:"));
        return found;
    }

    /// <summary>Paths of the machine that somebody worked on.</summary>
    public static IEnumerable<Finding> MachinePaths(string path, string text) =>
        Matches(path, text, MachinePath(), "a path of one machine:");

    /// <summary>References that go against <c>functions → infra → domain</c>.</summary>
    public static IEnumerable<Finding> References(string path, string xml)
    {
        var project = XDocument.Parse(xml);
        var folder = Path.GetDirectoryName(path)!.Replace('\\', '/');
        var layer = Layer(folder);
        foreach (var reference in Included(project, "ProjectReference"))
        {
            var target = Layer(Normalize($"{folder}/{reference.Replace('\\', '/')}"));
            if (!Allows(layer, target))
                yield return new(path, 0, $"{layer} must not refer to {target} ({reference}).");
        }

        foreach (var package in Included(project, "PackageReference"))
        {
            if (layer == "domain" && package != "NodaTime")
                yield return new(path, 0, $"the domain must not use the package {package}.");
        }
    }

    /// <summary>The files and folders that a README names, as it writes them.</summary>
    public static IEnumerable<string> NamedPaths(string readme) => NamedPath().Matches(readme)
        .Select(match => match.Value.TrimEnd('.', '/'))
        .Distinct(StringComparer.Ordinal);

    private static bool Allows(string layer, string target) => layer switch
    {
        "domain" => false,
        "infra/local" => target == "infra/local",
        "infra" => target is "domain" or "infra/local",
        "functions" => target is "domain" or "infra" or "infra/local",
        // The verifier trusts nobody, so that it may not use a line of what it verifies.
        "tests/Verifier" => false,
        "tests" => target != "tests",
        _ => false,
    };

    private static string Layer(string path) =>
        path.StartsWith("infra/local", StringComparison.Ordinal) ? "infra/local"
        : path.StartsWith("tests/Verifier", StringComparison.Ordinal) ? "tests/Verifier"
        : path.Split('/')[0];

    private static string Normalize(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }

        return string.Join('/', parts);
    }

    private static IEnumerable<string> Included(XDocument project, string element) => project.Descendants()
        .Where(node => node.Name.LocalName == element)
        .Select(node => (string?)node.Attribute("Include"))
        .OfType<string>();

    private static IEnumerable<Finding> Matches(string path, string text, Regex pattern, string what) =>
        pattern.Matches(text).Select(match =>
            new Finding(path, 1 + text.AsSpan(0, match.Index).Count('\n'), $"{what} {match.Value}"));

    // The words are put together here, or this file would name itself.
    [GeneratedRegex(@"\b(TO" + "DO|FIX" + "ME|HA" + "CK|NotImplemented" + @"Exception)\b")]
    private static partial Regex UnfinishedMark();

    [GeneratedRegex(@"\bETag\s*\.\s*All\b")]
    private static partial Regex AnyVersion();

    [GeneratedRegex(@"\bDateTime(Offset)?\s*\.\s*(Now|UtcNow|Today)\b")]
    private static partial Regex AmbientClock();

    [GeneratedRegex(@"\b(TimeProvider|Stopwatch|Random|ILogger)\b")]
    private static partial Regex Effect();

    [GeneratedRegex(@"\b(NodaTime|TimeZoneInfo)\b")]
    private static partial Regex Zone();

    [GeneratedRegex(@"(?<![\w.:/-])/(work|root)/")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"(?<![\w/.-])((domain|infra|functions|tests)/[\w./-]*|[\w.-]+\.(cs|csproj|sln|props|md|csv)\b)")]
    private static partial Regex NamedPath();
}
