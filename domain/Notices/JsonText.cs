using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace CarbonRegistry.Domain.Notices;

/// <summary>From bytes to a JSON object whose every name and value can be read, or the issues that forbid it.</summary>
internal static class JsonText
{
    /// <summary>1 MiB (interfaces, section 3).</summary>
    public const int BytesMax = 1024 * 1024;

    /// <summary>How many objects and lists may stand inside each other; the contract's documents need four.</summary>
    public const int DepthMax = 16;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Parses the bytes; null when they are no JSON object.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8, IssueList issues)
    {
        if (utf8.Length > BytesMax)
            issues.Add(DocumentIssues.TooLarge(BytesMax));
        else if (utf8.Span.StartsWith(ByteOrderMark))
            return ParseText(utf8[ByteOrderMark.Length..], issues);
        else
            return ParseText(utf8, issues);
        return null;
    }

    /// <summary>
    /// Reports names that stand twice, lone surrogates and numbers that no double can hold. True when the value has
    /// none of them, so that it has a canonical form.
    /// </summary>
    public static bool IsUnambiguous(JsonElement value, string pointer, IssueList issues) => value.ValueKind switch
    {
        // A full list says already that there is no canonical form.
        _ when issues.IsFull => false,
        JsonValueKind.Object => IsUnambiguousObject(value, pointer, issues),
        JsonValueKind.Array => IsUnambiguousList(value, pointer, issues),
        JsonValueKind.String => JsonStrings.TryText(value) is not null
            || Refuse(DocumentIssues.LoneSurrogate(pointer), issues),
        JsonValueKind.Number => (value.TryGetDouble(out var number) && double.IsFinite(number))
            || Refuse(DocumentIssues.NumberOutOfRange(pointer), issues),
        _ => true,
    };

    private static JsonDocument? ParseText(ReadOnlyMemory<byte> utf8, IssueList issues)
    {
        if (utf8.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            issues.Add(DocumentIssues.Empty());
            return null;
        }

        if (!Utf8.IsValid(utf8.Span))
        {
            issues.Add(DocumentIssues.InvalidUtf8(TextPosition.Of(utf8.Span, ValidLength(utf8.Span))));
            return null;
        }

        if (FaultOfForm(utf8.Span) is { } fault)
        {
            issues.Add(fault);
            return null;
        }

        var document = JsonDocument.Parse(utf8);
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        issues.Add(DocumentIssues.NotAnObject());
        return null;
    }

    /// <summary>Reads all tokens without building anything: a depth bomb costs no more than its bytes.</summary>
    private static Issue? FaultOfForm(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = BytesMax });
        try
        {
            while (reader.Read())
            {
                var opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
                if (opens && reader.CurrentDepth >= DepthMax)
                    return DocumentIssues.TooDeep(TextPosition.Of(utf8, (int)reader.TokenStartIndex), DepthMax);
            }

            return null;
        }
        catch (JsonException error)
        {
            return DocumentIssues.NotJson(PositionOf(utf8, error));
        }
    }

    private static TextPosition PositionOf(ReadOnlySpan<byte> utf8, JsonException error)
    {
        var lineStart = 0;
        for (var line = 0L; line < (error.LineNumber ?? 0); line++)
            lineStart += utf8[lineStart..].IndexOf((byte)'\n') + 1;
        return TextPosition.Of(utf8, lineStart + (int)(error.BytePositionInLine ?? 0));
    }

    private static int ValidLength(ReadOnlySpan<byte> utf8)
    {
        var valid = 0;
        while (valid < utf8.Length
            && Rune.DecodeFromUtf8(utf8[valid..], out _, out var length) == OperationStatus.Done)
        {
            valid += length;
        }

        return valid;
    }

    private static bool IsUnambiguousObject(JsonElement value, string pointer, IssueList issues)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var right = true;
        foreach (var property in value.EnumerateObject())
        {
            if (JsonStrings.TryName(property) is not { } name)
            {
                right = Refuse(DocumentIssues.LoneSurrogate(pointer), issues);
                continue;
            }

            var field = JsonPointer.Field(pointer, name);
            right &= names.Add(name) || Refuse(DocumentIssues.DuplicateName(field), issues);
            right &= IsUnambiguous(property.Value, field, issues);
        }

        return right;
    }

    private static bool IsUnambiguousList(JsonElement value, string pointer, IssueList issues)
    {
        var right = true;
        var index = 0;
        foreach (var element in value.EnumerateArray())
            right &= IsUnambiguous(element, JsonPointer.Element(pointer, index++), issues);
        return right;
    }

    private static bool Refuse(Issue issue, IssueList issues)
    {
        issues.Add(issue);
        return false;
    }
}
