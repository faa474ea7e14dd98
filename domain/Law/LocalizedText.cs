namespace CarbonRegistry.Domain.Law;

/// <summary>One sentence for people in the three languages of the registry. Russian is the default.</summary>
/// <param name="Kk">Kazakh.</param>
/// <param name="Ru">Russian.</param>
/// <param name="En">English.</param>
public sealed record LocalizedText(string Kk, string Ru, string En)
{
    /// <summary>
    /// The sentence in the language of an <c>Accept-Language</c> tag (<c>kk</c>, <c>ru</c>, <c>en</c>).
    /// </summary>
    /// <param name="language">A two-letter tag; anything unknown, and null, means Russian.</param>
    public string In(string? language) => language switch
    {
        "kk" => Kk,
        "en" => En,
        _ => Ru,
    };

    /// <summary>The same text with its placeholders <c>{0}</c>, <c>{1}</c>… filled in each language.</summary>
    public LocalizedText With(params object[] values) => new(
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Kk, values),
        string.Format(System.Globalization.CultureInfo.InvariantCulture, Ru, values),
        string.Format(System.Globalization.CultureInfo.InvariantCulture, En, values));
}
