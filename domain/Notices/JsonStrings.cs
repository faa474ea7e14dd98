using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace CarbonRegistry.Domain.Notices;

/// <summary>
/// Reads texts and names that may hold a lone surrogate. The parser lets an escape such as <c>\ud800</c> pass and
/// throws when the text is asked for; a hostile document would buy a hundred thousand exceptions, so it is seen before.
/// </summary>
internal static class JsonStrings
{
    private const int EscapeLength = 6;

    /// <summary>The text of a string value; null when it has a lone surrogate.</summary>
    public static string? TryText(JsonElement value) =>
        HasLoneSurrogate(JsonMarshal.GetRawUtf8Value(value)) ? null : value.GetString();

    /// <summary>The name of a field; null when it has a lone surrogate.</summary>
    public static string? TryName(JsonProperty property) =>
        HasLoneSurrogate(JsonMarshal.GetRawUtf8PropertyName(property)) ? null : property.Name;

    /// <summary>True when an escape is half of a pair. Unescaped text is UTF-8, which has no surrogates.</summary>
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> raw)
    {
        for (var at = raw.IndexOf((byte)'\\'); at >= 0 && at < raw.Length;)
        {
            var unit = UnitAt(raw[at..]);
            if (unit is null)
                at += 2;
            else if (!char.IsSurrogate(unit.Value))
                at += EscapeLength;
            else if (char.IsHighSurrogate(unit.Value) && UnitAt(raw[(at + EscapeLength)..]) is { } low
                && char.IsLowSurrogate(low))
                at += 2 * EscapeLength;
            else
                return true;
            var next = at < raw.Length ? raw[at..].IndexOf((byte)'\\') : -1;
            at = next < 0 ? raw.Length : at + next;
        }

        return false;
    }

    /// <summary>The code unit of an escape <c>\uXXXX</c> at the start; null for anything else.</summary>
    private static char? UnitAt(ReadOnlySpan<byte> raw) =>
        raw.Length >= EscapeLength && raw.StartsWith("\\u"u8) && ushort.TryParse(
            raw[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;
}
