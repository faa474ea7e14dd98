using System.Text.Json;

namespace CarbonRegistry.Domain.Journal;

/// <summary>
/// The canonical form of JSON of RFC 8785 (JCS, https://www.rfc-editor.org/rfc/rfc8785): no white space, members
/// sorted by the UTF-16 code units of their names, numbers as ECMAScript prints them, the fewest escapes. Two
/// documents say the same exactly when these bytes are the same.
/// </summary>
public static class CanonicalJson
{
    private static readonly JsonReaderOptions Strict = new() { CommentHandling = JsonCommentHandling.Disallow };

    /// <summary>The canonical bytes of a value that was parsed before.</summary>
    /// <exception cref="JsonException">
    /// The value has a name twice, a lone surrogate, text that is no UTF-8, or a number beyond the range of a double:
    /// RFC 7493 (I-JSON) shuts these out, and different readers would understand them differently.
    /// </exception>
    public static byte[] Canonicalize(JsonElement value)
    {
        var writer = new CanonicalWriter();
        try
        {
            Write(writer, value);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw new JsonException("The value has no canonical form: " + error.Message, error);
        }
        return writer.Written.ToArray();
    }

    /// <summary>The canonical bytes of one JSON text of at most 64 levels.</summary>
    /// <exception cref="JsonException">
    /// The bytes are no JSON, more than one value, or have no canonical form.
    /// </exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> utf8Json)
    {
        var reader = new Utf8JsonReader(utf8Json, Strict);
        using var document = JsonDocument.ParseValue(ref reader);
        if (reader.Read())
            throw new JsonException("A JSON text is one value.");
        return Canonicalize(document.RootElement);
    }

    private static void Write(CanonicalWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value);
                break;
            case JsonValueKind.Array:
                WriteArray(writer, value);
                break;
            case JsonValueKind.String:
                writer.String(value.GetString());
                break;
            case JsonValueKind.Number:
                WriteNumber(writer, value);
                break;
            case JsonValueKind.True:
                writer.Raw("true"u8);
                break;
            case JsonValueKind.False:
                writer.Raw("false"u8);
                break;
            case JsonValueKind.Null:
                writer.Raw("null"u8);
                break;
            case JsonValueKind.Undefined:
            default:
                throw new ArgumentException("An undefined element is no JSON value.", nameof(value));
        }
    }

    private static void WriteObject(CanonicalWriter writer, JsonElement value)
    {
        var members = value.EnumerateObject().ToArray();
        var names = Array.ConvertAll(members, member => member.Name);
        Array.Sort(names, members, StringComparer.Ordinal);
        writer.Raw('{');
        for (var i = 0; i < names.Length; i++)
        {
            if (i > 0 && names[i] == names[i - 1])
                throw new ArgumentException($"The name '{names[i]}' stands twice in one object.", nameof(value));
            if (i > 0)
                writer.Raw(',');
            writer.String(names[i]);
            writer.Raw(':');
            Write(writer, members[i].Value);
        }
        writer.Raw('}');
    }

    private static void WriteArray(CanonicalWriter writer, JsonElement value)
    {
        writer.Raw('[');
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first)
                writer.Raw(',');
            first = false;
            Write(writer, item);
        }
        writer.Raw(']');
    }

    private static void WriteNumber(CanonicalWriter writer, JsonElement value)
    {
        if (!value.TryGetDouble(out var number))
            throw new ArgumentException($"{value.GetRawText()} is outside the range of a double.", nameof(value));
        writer.Number(number);
    }
}
