using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Plans;

/// <summary>Recognises the categories of the reserve by the words of the Code, article 290(5).</summary>
public static class CategoryWords
{
    private static readonly (ReserveCategory Category, string[] Beginnings)[] Rules =
    [
        (ReserveCategory.NewInstallations, Headings.Fold(["нов", "жаңа", "new"])),
        (ReserveCategory.UnaccountedInstallations, Headings.Fold(["неучт", "учт", "ескерілме", "unaccounted"])),
        (ReserveCategory.CapacityIncrease, Headings.Fold(["мощност", "қуат", "capacity"])),
        (ReserveCategory.AdministeredTransition, Headings.Fold(["администр", "әкімшіл", "administered"])),
        (ReserveCategory.Auction, Headings.Fold(["аукцион", "auction"])),
    ];

    /// <summary>The category that a text names; null when it names none or more than one.</summary>
    internal static ReserveCategory? Recognise(string text)
    {
        foreach (var category in ReserveCategoryName.All)
        {
            if (text.AsSpan().Trim().SequenceEqual(ReserveCategoryName.Of(category)))
                return category;
        }
        var words = PlainText.Words(text);
        ReserveCategory? found = null;
        foreach (var (category, beginnings) in Rules)
        {
            if (!Headings.Begins(words, beginnings))
                continue;
            if (found is not null)
                return null;
            found = category;
        }
        return found;
    }

    /// <summary>The category in the words of the glossary.</summary>
    public static LocalizedText NameOf(ReserveCategory category) => category switch
    {
        ReserveCategory.NewInstallations =>
            new("жаңа квоталанатын қондырғылар", "новые квотируемые установки", "new quota installations"),
        ReserveCategory.UnaccountedInstallations => new(
            "бұрын ескерілмеген квоталанатын қондырғылар",
            "ранее не учтённые квотируемые установки",
            "previously unaccounted quota installations"),
        ReserveCategory.CapacityIncrease => new("қуаттылықты ұлғайту", "увеличение мощности", "increase of capacity"),
        ReserveCategory.AdministeredTransition => new(
            "квоталанатын санатқа ауысатын әкімшілендірілетін қондырғылар",
            "администрируемые установки, переходящие в категорию квотируемых",
            "administered installations becoming quota installations"),
        ReserveCategory.Auction => new("аукцион шарттарымен сату", "продажа на условиях аукциона", "auction sale"),
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "The reserve has five categories."),
    };
}
