using System.Collections.Frozen;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace CarbonRegistry.Functions.Status;

/// <summary>
/// Builds HTML as a tree, so that every value is encoded and every element closed whatever a value holds.
/// </summary>
internal static class Markup
{
    /// <summary>Elements that HTML closes by itself.</summary>
    private static readonly FrozenSet<string> Void =
        new[] { "br", "input", "link", "meta" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>An element.</summary>
    /// <param name="name">Its name in lower case.</param>
    /// <param name="content">
    /// Attributes, elements, lists of elements, and texts, which are encoded; null adds nothing.
    /// </param>
    public static XElement Of(string name, params IReadOnlyList<object?> content)
    {
        var element = new XElement(name);
        Add(element, content);
        // HTML reads an element that ends itself as an open one, unless it is void.
        if (element.IsEmpty && !Void.Contains(name))
            element.Value = "";
        return element;
    }

    /// <summary>An attribute.</summary>
    public static XAttribute With(string name, string value) => new(name, Clean(value));

    /// <summary>
    /// A value that somebody outside wrote: it is isolated, so that its direction of writing leaves the rest alone.
    /// </summary>
    public static XElement Foreign(string? value) => Of("bdi", value ?? "—");

    /// <summary>A moment for people and for machines.</summary>
    public static XElement Moment(DateTimeOffset at) => Of(
        "time",
        With("datetime", at.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture)),
        at.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A day for people and for machines.</summary>
    public static XElement Day(DateOnly day) => Of("time", With("datetime", Text(day)), Text(day));

    /// <summary>A day as it is written.</summary>
    public static string Text(DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A table with a caption, headers of columns, and in each row a header in the first cell.</summary>
    /// <param name="caption">What the table shows.</param>
    /// <param name="columns">The headers.</param>
    /// <param name="rows">The cells of each row; a cell is text, an element or a list of both.</param>
    public static XElement Table(
        string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) => Of(
        "table",
        Of("caption", caption),
        Of("thead", Of("tr", columns.Select(column => Of("th", With("scope", "col"), column)))),
        Of("tbody", rows.Select(RowOf)));

    /// <summary>The page as it is sent.</summary>
    public static string Document(XElement html) => "<!DOCTYPE html>\n" + html.ToString(SaveOptions.DisableFormatting);

    private static void Add(XElement element, IEnumerable<object?> content)
    {
        foreach (var part in content)
        {
            if (part is string text)
                element.Add(new XText(Clean(text)));
            else if (part is IEnumerable<object?> parts)
                Add(element, parts);
            else
                element.Add(part);
        }
    }

    private static XElement RowOf(IReadOnlyList<object?> cells) => Of("tr", cells.Select((cell, index) => index == 0
        ? Of("th", With("scope", "row"), cell)
        : Of("td", cell)));

    /// <summary>
    /// No document may hold control characters or half a surrogate pair; they are shown as unreadable.
    /// </summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var paired = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            if (paired)
                clean.Append(text[i++]).Append(text[i]);
            else
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }
        return clean.ToString();
    }
}
