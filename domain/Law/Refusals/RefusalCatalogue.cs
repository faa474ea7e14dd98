using System.Collections.Frozen;

namespace CarbonRegistry.Domain.Law;

/// <summary>One entry of the catalogue of refusals.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Paragraph">The provision behind it where the case gives no closer one.</param>
/// <param name="Text">
/// The sentence with places <c>{0}</c>… for the particulars, in the order of the entry's note.
/// </param>
public sealed record RefusalTemplate(RefusalCode Code, string Paragraph, LocalizedText Text);

/// <summary>
/// Every refusal with its provision and its words. Paragraphs are of Order 251 unless they name another act. The note
/// above an entry says what its places mean.
/// </summary>
public static class RefusalCatalogue
{
    private const string Missing = "—";
    private const int MostPlaces = 4;

    /// <summary>All entries in the order of the codes.</summary>
    public static IReadOnlyList<RefusalTemplate> All { get; } = [.. DocumentRefusals.All, .. UnitRefusals.All];

    private static readonly FrozenDictionary<RefusalCode, RefusalTemplate> ByCode =
        All.ToFrozenDictionary(template => template.Code);

    /// <summary>The entry of a code.</summary>
    public static RefusalTemplate Of(RefusalCode code) => ByCode[code];

    /// <summary>Refuses by the provision of the catalogue.</summary>
    /// <param name="code">The reason.</param>
    /// <param name="particulars">
    /// What the places of the text stand for; a <see cref="LocalizedText"/> is put in each language. A missing one
    /// shows as a dash, so that a refusal is never lost for want of a particular.
    /// </param>
    public static Refusal Refuse(RefusalCode code, params object[] particulars) =>
        Refuse(code, Of(code).Paragraph, particulars);

    /// <summary>Refuses by a closer provision than that of the catalogue.</summary>
    public static Refusal Refuse(RefusalCode code, string paragraph, object[] particulars)
    {
        var text = Of(code).Text;
        return new Refusal(code, paragraph, new LocalizedText(
            Fill(text.Kk, particulars, "kk"),
            Fill(text.Ru, particulars, "ru"),
            Fill(text.En, particulars, "en")));
    }

    private static string Fill(string template, object[] particulars, string language)
    {
        var values = new object[Math.Max(MostPlaces, particulars.Length)];
        Array.Fill(values, Missing);
        for (var i = 0; i < particulars.Length; i++)
            values[i] = particulars[i] is LocalizedText text ? text.In(language) : particulars[i];
        return string.Format(System.Globalization.CultureInfo.InvariantCulture, template, values);
    }

    internal static RefusalTemplate Of(RefusalCode code, string paragraph, string kk, string ru, string en) =>
        new(code, paragraph, new LocalizedText(kk, ru, en));
}
