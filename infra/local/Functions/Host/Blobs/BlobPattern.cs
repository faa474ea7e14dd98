using System.Text;
using System.Text.RegularExpressions;

namespace CarbonRegistry.Local.Functions;

/// <summary>The path of a blob trigger: a container, and a pattern of names with tokens like <c>{name}</c>.</summary>
internal sealed class BlobPattern
{
    private static readonly Regex Token = new(@"\{([A-Za-z_][A-Za-z0-9_]*)\}", RegexOptions.CultureInvariant);
    private readonly Regex? names;

    private BlobPattern(string container, Regex? names)
    {
        Container = container;
        this.names = names;
    }

    public string Container { get; }

    /// <exception cref="StartFailure">The path names no container.</exception>
    public static BlobPattern Parse(string path)
    {
        string[] parts = path.Split('/', 2);
        if (parts[0].Length == 0 || parts[0].Contains('{', StringComparison.Ordinal))
            throw new StartFailure($"The blob trigger \"{path}\" does not begin with the name of a container.");
        return new BlobPattern(parts[0], parts.Length == 1 ? null : Names(parts[1]));
    }

    /// <summary>The values of the tokens when the name fits; null when it does not.</summary>
    public IReadOnlyDictionary<string, object?>? Match(string name)
    {
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        if (names is null) return values;
        Match match = names.Match(name);
        if (!match.Success) return null;
        foreach (string token in names.GetGroupNames().Where(group => !char.IsAsciiDigit(group[0])))
            values[token] = match.Groups[token].Value;
        return values;
    }

    private static Regex Names(string pattern)
    {
        StringBuilder text = new("^");
        int at = 0;
        foreach (Match token in Token.Matches(pattern))
        {
            text.Append(Regex.Escape(pattern[at..token.Index])).Append($"(?<{token.Groups[1].Value}>.+)");
            at = token.Index + token.Length;
        }

        text.Append(Regex.Escape(pattern[at..])).Append(@"\z");
        return new Regex(text.ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }
}
