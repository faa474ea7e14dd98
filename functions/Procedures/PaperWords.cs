using System.Globalization;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>The papers of ¶13 in words: a letter does not speak in JSON pointers.</summary>
internal static class PaperWords
{
    private static readonly LocalizedText All = new(
        "өкілдердің ЖСН көрсетілген сенімхат",
        "доверенность на представителей с указанием их ИИН",
        "a power of attorney for the representatives with their IIN");

    /// <summary>The missing papers, separated by commas.</summary>
    /// <param name="pointers">JSON pointers into the application.</param>
    public static LocalizedText Of(IReadOnlyList<string> pointers)
    {
        var words = pointers.Select(OfOne).ToList();
        return new(
            string.Join(", ", words.Select(text => text.Kk)),
            string.Join(", ", words.Select(text => text.Ru)),
            string.Join(", ", words.Select(text => text.En)));
    }

    private static LocalizedText OfOne(string pointer)
    {
        var parts = pointer.Split('/');
        if (parts is not ["", "representatives", var index, "powerOfAttorney"])
            return pointer == "/representatives" ? All : new LocalizedText(pointer, pointer, pointer);
        var number = int.Parse(index, NumberStyles.None, CultureInfo.InvariantCulture) + 1;
        return new LocalizedText(
            "{0}-өкілдің сенімхаты",
            "доверенность представителя № {0}",
            "the power of attorney of representative no. {0}").With(number);
    }
}
