namespace CarbonRegistry.Domain.Law;

/// <content>How a refusal is made from its entry.</content>
public static partial class RefusalCatalogue
{
    private const string Missing = "—";
    private const int MostPlaces = 4;

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
}
