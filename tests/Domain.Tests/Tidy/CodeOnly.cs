namespace CarbonRegistry.Domain.Tests.Tidy;

/// <summary>
/// C# text with comments, strings and characters blanked out, lines kept: what is left are words, braces and semicolons
/// that mean something. It knows plain, verbatim, interpolated and raw strings.
/// </summary>
internal sealed class CodeOnly
{
    private readonly string text;
    private readonly char[] code;
    private int at;

    private CodeOnly(string text)
    {
        this.text = text;
        code = text.ToCharArray();
    }

    public static string Of(string text)
    {
        var scanner = new CodeOnly(text);
        while (scanner.at < text.Length)
            scanner.Next();
        return new string(scanner.code);
    }

    private char Here => at < text.Length ? text[at] : '\0';

    private bool Sees(string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private void Next()
    {
        if (Sees("//"))
            BlankUntil("\n");
        else if (Sees("/*"))
            BlankThrough("*/");
        else if (Here == '\'')
            Escaped('\'');
        else if (Here is '"' or '$' or '@')
            StringOrPrefix();
        else
            at++;
    }

    private void StringOrPrefix()
    {
        var start = at;
        var (dollars, verbatim) = (0, false);
        for (; Here is '$' or '@'; at++)
            (dollars, verbatim) = Here == '$' ? (dollars + 1, verbatim) : (dollars, true);
        if (Here != '"')
        {
            at = Math.Max(at, start + 1);
            return;
        }

        if (!verbatim && Sees("\"\"\""))
            Raw();
        else if (dollars > 0)
            Interpolated(verbatim);
        else if (verbatim)
            Verbatim();
        else
            Escaped('"');
    }

    private void Escaped(char quote)
    {
        Blank();
        while (at < text.Length && Here != quote && Here != '\n')
        {
            if (Here == '\\')
                Blank();
            Blank();
        }

        Blank();
    }

    private void Verbatim()
    {
        Blank();
        while (at < text.Length && (Here != '"' || Sees("\"\"")))
        {
            if (Here == '"')
                Blank();
            Blank();
        }

        Blank();
    }

    private void Interpolated(bool verbatim)
    {
        Blank();
        while (at < text.Length && (Here != '"' || (verbatim && Sees("\"\""))))
        {
            if (Sees("{{") || Sees("}}") || Here == (verbatim ? '"' : '\\'))
            {
                Blank();
                Blank();
            }
            else if (Here == '{')
            {
                Hole();
            }
            else
            {
                Blank();
            }
        }

        Blank();
    }

    // A hole is code and may hold strings of its own; it is blanked as well, so that its braces do not count.
    private void Hole()
    {
        var depth = 0;
        do
        {
            depth += Here switch { '{' => 1, '}' => -1, _ => 0 };
            var from = at;
            Next();
            for (var index = from; index < at; index++)
                BlankAt(index);
        }
        while (depth > 0 && at < text.Length);
    }

    private void Raw()
    {
        var quotes = 0;
        for (; Here == '"'; quotes++)
            Blank();
        BlankThrough(new string('"', quotes));
    }

    private void BlankThrough(string end)
    {
        BlankUntil(end);
        for (var index = 0; index < end.Length; index++)
            Blank();
    }

    private void BlankUntil(string end)
    {
        while (at < text.Length && !Sees(end))
            Blank();
    }

    private void Blank()
    {
        if (at < text.Length)
            BlankAt(at++);
    }

    private void BlankAt(int index)
    {
        if (code[index] is not ('\n' or '\r'))
            code[index] = ' ';
    }
}
