using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CarbonRegistry.Domain.Notices;

/// <summary>A character of a code that people cannot tell from the right one.</summary>
/// <param name="Position">Which character of the code, from 1.</param>
/// <param name="CodePoint">Such as <c>U+041A</c>.</param>
/// <param name="Latin">What it looks like.</param>
internal readonly record struct LookAlike(int Position, string CodePoint, char Latin)
{
    // Cyrillic (with Kazakh) and Greek letters that share a glyph with a Latin one, and the dashes.
    private const string Strange = "АВЕКМНОРСТУХІҺЅЈаеорсухіһѕјԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοу‐‑‒–—−";
    private const string Plain = "ABEKMHOPCTYXIHSJaeopcyxihsjqwABEZHIKMNOPTYXoy------";

    private static readonly FrozenDictionary<char, char> Twins = Strange.Zip(Plain)
        .DistinctBy(pair => pair.First)
        .ToFrozenDictionary(pair => pair.First, pair => pair.Second);

    /// <summary>
    /// The first look-alike of a text that would be right if each look-alike were what it looks like; null otherwise.
    /// </summary>
    public static LookAlike? In(string text, Func<string, bool> isRight)
    {
        var position = text.AsSpan().IndexOfAnyExceptInRange('\0', '\u007F');
        if (position < 0 || !isRight(Fold(text)))
            return null;
        var found = text[position];
        return new LookAlike(
            position + 1, "U+" + ((int)found).ToString("X4", CultureInfo.InvariantCulture), Fold(found));
    }

    /// <summary>The text with each look-alike replaced by the ASCII character that people take it for.</summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var unit in text)
            folded.Append(Fold(unit));
        return folded.ToString();
    }

    private static char Fold(char unit) => unit switch
    {
        // The full-width forms repeat ASCII at a fixed distance.
        >= '\uFF01' and <= '\uFF5E' => (char)(unit - 0xFEE0),
        _ => Twins.GetValueOrDefault(unit, unit),
    };
}
