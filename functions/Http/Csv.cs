using System.Globalization;
using System.Text;

namespace CarbonRegistry.Functions.Http;

/// <summary>Writes CSV (RFC 4180, UTF-8, lines end with CR LF) that no spreadsheet takes for formulas.</summary>
internal static class Csv
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/csv; charset=utf-8";

    /// <summary>A line with its end.</summary>
    public static byte[] Line(params IEnumerable<object?> cells) =>
        Encoding.UTF8.GetBytes(string.Join(',', cells.Select(Cell)) + "\r\n");

    /// <summary>
    /// A cell. Text that a spreadsheet would run begins with an apostrophe; numbers of the registry stay numbers.
    /// https://owasp.org/www-community/attacks/CSV_Injection
    /// </summary>
    public static string Cell(object? value)
    {
        if (value is int or long)
            return ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            text = "'" + text;
        return text.AsSpan().IndexOfAny("\",\r\n") < 0
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
