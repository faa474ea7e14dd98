using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// Reads the fields of one JSON object and remembers which it was asked for: whatever else stands there is unknown.
/// A field that cannot be read gives null and an issue, so that reading goes on.
/// </summary>
internal sealed class ObjectReader
{
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    private readonly List<string> known = [];

    public ObjectReader(JsonElement element, string pointer, IssueList issues)
    {
        Pointer = pointer;
        Issues = issues;
        // A name that stands twice was reported before; its first value is read.
        foreach (var property in element.EnumerateObject())
        {
            if (JsonStrings.TryName(property) is { } name)
                fields.TryAdd(name, property.Value);
        }
    }

    public string Pointer { get; }

    public IssueList Issues { get; }

    public string At(string name) => JsonPointer.Field(Pointer, name);

    public bool Has(string name) => fields.ContainsKey(name);

    public bool IsAbsentOrEmpty(string name) => !fields.TryGetValue(name, out var value)
        || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    /// <summary>A text as it stands; null without an issue when it is optional and absent.</summary>
    public string? Text(string name, bool optional = false) =>
        Find(name, JsonValueKind.String, JsonForm.Text, optional) is { } value ? JsonStrings.TryText(value) : null;

    /// <summary>A text of one line that says something.</summary>
    public string? Line(string name, bool optional = false)
    {
        if (Text(name, optional) is not { } text)
            return null;
        if (string.IsNullOrWhiteSpace(text))
            return Refuse(DocumentIssues.BlankText(At(name)));
        return FirstOf(text, Rune.IsControl) is { } control
            ? Refuse(DocumentIssues.ControlCharacters(At(name), control))
            : text;
    }

    /// <summary>The number of a document in normal form C.</summary>
    public string? Number(string name, int lengthMax)
    {
        if (Text(name) is not { } text)
            return null;
        var number = NormalFormC.Of(text);
        if (FirstOf(number, IsInvisible) is { } invisible)
            return Refuse(DocumentIssues.NumberControlCharacters(At(name), invisible));
        if (string.IsNullOrWhiteSpace(number))
            return Refuse(DocumentIssues.NumberEmpty(At(name)));
        return number.EnumerateRunes().Count() > lengthMax
            ? Refuse(DocumentIssues.NumberTooLong(At(name), lengthMax))
            : number;
    }

    /// <summary>A text of one or more lines that says something.</summary>
    public string? Words(string name)
    {
        if (Text(name) is not { } text)
            return null;
        return string.IsNullOrWhiteSpace(text) ? Refuse(DocumentIssues.BlankText(At(name))) : text;
    }

    public DateOnly? Date(string name, bool optional = false)
    {
        if (Text(name, optional) is not { } text)
            return null;
        if (!HasDateForm(text))
        {
            Issues.Add(DocumentIssues.DateForm(At(name)));
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Issues.Add(DocumentIssues.DateImpossible(At(name)));
        return null;
    }

    /// <summary>A JSON number as a double, which is all that the canonical form keeps of it.</summary>
    public double? Double(string name, bool optional = false) =>
        Find(name, JsonValueKind.Number, JsonForm.Number, optional) is { } value
        && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : null;

    /// <summary>The characters of a number that <see cref="Double"/> read.</summary>
    public string NumberAsWritten(string name) => fields[name].GetRawText();

    public bool IsText(string name) =>
        fields.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String;

    /// <summary>An object inside this one; the caller ends it with <see cref="RefuseUnknown"/>.</summary>
    public ObjectReader? Object(string name, bool optional = false) =>
        Find(name, JsonValueKind.Object, JsonForm.Object, optional) is { } value
            ? new ObjectReader(value, At(name), Issues)
            : null;

    /// <summary>
    /// The objects of a list, at least one unless it is optional; elements that are no objects are reported and left
    /// out.
    /// </summary>
    public IEnumerable<ObjectReader> Objects(string name, bool optional = true)
    {
        if (Find(name, JsonValueKind.Array, JsonForm.List, optional) is not { } list)
            yield break;
        if (!optional && list.GetArrayLength() == 0)
            Issues.Add(DocumentIssues.ListEmpty(At(name)));
        var index = 0;
        foreach (var element in list.EnumerateArray())
        {
            if (Issues.IsFull)
                yield break;
            var pointer = JsonPointer.Element(At(name), index++);
            if (element.ValueKind == JsonValueKind.Object)
                yield return new ObjectReader(element, pointer, Issues);
            else
                Issues.Add(DocumentIssues.WrongType(pointer, JsonForm.Object));
        }
    }

    /// <summary>Reports every field that nobody asked for.</summary>
    public void RefuseUnknown()
    {
        foreach (var name in fields.Keys.Except(known, StringComparer.Ordinal))
        {
            if (Issues.IsFull)
                return;
            var suggestion = Spelling.Closest(name, known.Where(other => !fields.ContainsKey(other)));
            Issues.Add(DocumentIssues.UnknownField(At(name), name, suggestion));
        }
    }

    private JsonElement? Find(string name, JsonValueKind kind, JsonForm form, bool optional)
    {
        known.Add(name);
        if (!fields.TryGetValue(name, out var value))
        {
            if (!optional)
                Issues.Add(DocumentIssues.MissingField(At(name)));
            return null;
        }

        if (value.ValueKind == kind)
            return value;
        Issues.Add(DocumentIssues.WrongType(At(name), form));
        return null;
    }

    private string? Refuse(Issue issue)
    {
        Issues.Add(issue);
        return null;
    }

    private static bool HasDateForm(string text)
    {
        if (text.Length != 10)
            return false;
        for (var position = 0; position < text.Length; position++)
        {
            var right = position is 4 or 7 ? text[position] == '-' : char.IsAsciiDigit(text[position]);
            if (!right)
                return false;
        }

        return true;
    }

    private static string? FirstOf(string text, Func<Rune, bool> condition)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (condition(rune))
                return "U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture);
        }

        return null;
    }

    /// <summary>Two numbers that look the same on paper must not be two numbers.</summary>
    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
