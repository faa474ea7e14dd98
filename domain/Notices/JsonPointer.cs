using System.Globalization;

namespace CarbonRegistry.Domain.Notices;

/// <summary>JSON pointers (RFC 6901). The empty text points at the whole document.</summary>
public static class JsonPointer
{
    /// <summary>The pointer to the whole document.</summary>
    public const string Root = "";

    /// <summary>The pointer to a field of the object that <paramref name="parent"/> points at.</summary>
    public static string Field(string parent, string name) =>
        $"{parent}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>The pointer to an element, from 0, of the list that <paramref name="list"/> points at.</summary>
    public static string Element(string list, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{list}/{index}");
}
