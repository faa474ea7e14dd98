using System.Globalization;

namespace CarbonRegistry.Domain.Law;

/// <summary>
/// A state of the law: the Environmental Code of 02.01.2021 No. 400-VI with the Orders under it, as they stood from a
/// day on. The date of the event chooses: a notice received on 7 June 2024 is carried out under the first set, one of
/// 8 June under the second. Before the Code entered into force on 1 July 2021 there is none, and nothing is computed.
/// </summary>
public sealed class RuleSet
{
    private RuleSet(DateOnly since, LocalizedText title)
    {
        Since = since;
        Title = title;
    }

    /// <summary>The Code as adopted, in force from 1 July 2021. Order 251 followed it within the month.</summary>
    public static RuleSet Of2021 { get; } = new(new DateOnly(2021, 7, 1), new(
        "ҚР Экология кодексі, 02.01.2021 редакциясы",
        "Экологический кодекс РК в редакции от 02.01.2021",
        "Environmental Code, text of 02.01.2021"));

    /// <summary>The Code as amended by the Law of 06.04.2024 No. 71-VIII, in force from 8 June 2024.</summary>
    public static RuleSet Of2024 { get; } = new(new DateOnly(2024, 6, 8), new(
        "ҚР Экология кодексі, 08.06.2024 редакциясы",
        "Экологический кодекс РК в редакции от 08.06.2024",
        "Environmental Code, text of 08.06.2024"));

    /// <summary>Every rule set, the oldest first.</summary>
    public static IReadOnlyList<RuleSet> All { get; } = [Of2021, Of2024];

    /// <summary>The first day on which it applies.</summary>
    public DateOnly Since { get; }

    /// <summary>The first day, as <c>2021-07-01</c>: under this name entries and deadlines store it.</summary>
    public string Id => Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The text of the Code that it stands for.</summary>
    public LocalizedText Title { get; }

    /// <summary>The rule set in force on the day; null before 1 July 2021.</summary>
    public static RuleSet? On(DateOnly eventDate) => All.LastOrDefault(set => set.Since <= eventDate);

    /// <summary>The rule set's <see cref="Id"/>.</summary>
    public override string ToString() => Id;
}
