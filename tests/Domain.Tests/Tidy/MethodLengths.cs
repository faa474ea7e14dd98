using System.Text.RegularExpressions;

namespace CarbonRegistry.Domain.Tests.Tidy;

/// <summary>
/// Measures blocks of code by their braces, from the first line of the signature, attributes not counted, to the
/// closing brace. Types, namespaces, initializers, arguments and the table of a switch expression are not measured:
/// they are no control flow.
/// </summary>
internal static partial class MethodLengths
{
    /// <summary>Every block or expression body that is longer than the limit; nested ones are named too.</summary>
    /// <param name="text">C# source.</param>
    /// <param name="limit">Lines that are still right.</param>
    public static IEnumerable<(int Line, int Lines)> Over(string text, int limit)
    {
        var code = CodeOnly.Of(text);
        var open = new Stack<int?>();
        var (header, brackets, arrow) = (0, 0, false);
        for (var at = 0; at < code.Length; at++)
        {
            brackets += code[at] switch { '(' or '[' => 1, ')' or ']' => -1, _ => 0 };
            if (brackets > 0)
                continue;
            arrow |= code[at] == '>' && at > header && code[at - 1] == '=';
            if (code[at] == '{')
            {
                var first = Start(code, header, at);
                open.Push(Measured(code[first..at]) ? first : null);
            }
            else if (code[at] == '}' && open.TryPop(out var start) && start is { } begin)
            {
                if (Lines(code, begin, at) > limit)
                    yield return (Line(code, begin), Lines(code, begin, at));
            }
            else if (code[at] == ';' && arrow)
            {
                var member = Start(code, header, at);
                if (Lines(code, member, at) > limit)
                    yield return (Line(code, member), Lines(code, member, at));
            }

            if (code[at] is '{' or '}' or ';')
                (header, arrow) = (at + 1, false);
        }
    }

    private static bool Measured(string header)
    {
        var beforeParameters = header.Split('(')[0];
        return !Declaration().IsMatch(beforeParameters) && !Initializer().IsMatch(header);
    }

    // Attributes stand before the signature in their own brackets; a fact with thirty rows of data is no long method.
    private static int Start(string code, int from, int to)
    {
        var at = SkipSpace(code, from, to);
        while (at < to && code[at] == '[')
        {
            var depth = 0;
            do
                depth += code[at++] switch { '[' => 1, ']' => -1, _ => 0 };
            while (depth > 0 && at < to);
            at = SkipSpace(code, at, to);
        }

        return at;
    }

    private static int SkipSpace(string code, int from, int to)
    {
        while (from < to && char.IsWhiteSpace(code[from]))
            from++;
        return from;
    }

    private static int Line(string code, int at) => 1 + code.AsSpan(0, at).Count('\n');

    private static int Lines(string code, int from, int to) => 1 + code.AsSpan(from, to - from).Count('\n');

    [GeneratedRegex(@"\b(namespace|class|struct|interface|enum|record)\b")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(=|\bwith|\bswitch|\bnew(\s+[\w.<>,?\[\]\s]+)?\s*(\([^{}]*\))?)\s*$")]
    private static partial Regex Initializer();
}
