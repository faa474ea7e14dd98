using System.Xml.Linq;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Procedures;

namespace CarbonRegistry.Functions.Status;

/// <summary>What the board was asked for.</summary>
/// <param name="Due">By due day.</param>
/// <param name="Kind">The kind of document; null for all.</param>
/// <param name="Installation">The installation's code; null for all.</param>
/// <param name="Number">The document's number; null for all.</param>
internal sealed record BoardChoice(DueChoice Due, string? Kind, string? Installation, string? Number)
{
    /// <summary>The choice as a query, without the language.</summary>
    public string Query => string.Join('&', new[]
    {
        $"due={Word(Due)}",
        Kind is null ? null : $"kind={Uri.EscapeDataString(Kind)}",
        Installation is null ? null : $"installation={Uri.EscapeDataString(Installation)}",
        Number is null ? null : $"number={Uri.EscapeDataString(Number)}",
    }.OfType<string>());

    /// <summary>The word of a choice in a query.</summary>
    public static string Word(DueChoice due) => due switch
    {
        DueChoice.All => "all",
        DueChoice.Today => "today",
        DueChoice.Week => "week",
        DueChoice.Overdue => "overdue",
        DueChoice.Ended => "ended",
        _ => throw new ArgumentOutOfRangeException(nameof(due), due, null),
    };
}

/// <summary>The board as HTML: a form of filters, and one table for each part.</summary>
internal static class BoardPage
{
    /// <summary>The heading of the board.</summary>
    public static readonly LocalizedText Title = new("Рәсімдер тақтасы", "Доска процедур", "Board of procedures");

    private static readonly LocalizedText[] Columns =
    [
        new("Құжат нөмірі", "Номер документа", "Document number"),
        new("Іс-әрекет", "Действие", "Act"),
        new("Ереже тармағы", "Пункт Правил", "Provision"),
        new("Қондырғы", "Установка", "Installation"),
        new("Шот иесі", "Владелец счета", "Holder"),
        new("Кезең", "Стадия", "Stage"),
        new("Мерзімі", "Срок", "Due on"),
        new("Қалған жұмыс күндері", "Осталось рабочих дней", "Working days left"),
        new("Не күтілуде", "Чего ожидает", "Waits for"),
    ];

    private static readonly LocalizedText Nothing = new(
        "Мұндай рәсімдер жоқ.", "Таких процедур нет.", "There are no such procedures.");

    private static readonly LocalizedText Cut = new(
        "Алғашқы {0} рәсім көрсетілген; сүзгіні тарылтыңыз.",
        "Показаны первые процедуры: {0}; уточните отбор.",
        "The first {0} procedures are shown; narrow the filter.");

    private static readonly LocalizedText Asked = new("Көрсету", "Показать", "Show");
    private static readonly LocalizedText Term = new("Мерзімі бойынша", "По сроку", "By term");
    private static readonly LocalizedText AllOpen = new("барлық ашық", "все открытые", "all open");
    private static readonly LocalizedText AllKinds = new("барлығы", "все", "all");

    /// <summary>The board.</summary>
    /// <param name="frame">The page around it.</param>
    /// <param name="choice">What was asked for.</param>
    /// <param name="rows">What was found.</param>
    /// <param name="cutAt">How many rows are shown at most, when there are more; otherwise null.</param>
    public static IReadOnlyList<object> Of(
        PageFrame frame, BoardChoice choice, IReadOnlyList<StatusRow> rows, int? cutAt = null)
    {
        var parts = new List<object> { Form(frame, choice) };
        if (cutAt is { } shown)
            parts.Add(Markup.Of("p", frame.Say(Cut.With(shown))));
        foreach (var section in SectionsOf(choice.Due))
            parts.Add(Section(frame, section, [.. rows.Where(row => row.Section == section)]));
        return parts;
    }

    private static DueSection[] SectionsOf(DueChoice due) => due switch
    {
        DueChoice.All =>
            [DueSection.Overdue, DueSection.Today, DueSection.Week, DueSection.Later, DueSection.Undated],
        DueChoice.Today => [DueSection.Today],
        DueChoice.Week => [DueSection.Today, DueSection.Week],
        DueChoice.Overdue => [DueSection.Overdue],
        DueChoice.Ended => [DueSection.Ended],
        _ => throw new ArgumentOutOfRangeException(nameof(due), due, null),
    };

    private static XElement Section(PageFrame frame, DueSection section, IReadOnlyList<StatusRow> rows)
    {
        var title = $"{frame.Say(StatusWords.Section(section))}: {rows.Count}";
        var ordered = rows.OrderBy(row => row.DueOn).ThenBy(row => row.Id, StringComparer.Ordinal);
        return Markup.Of(
            "section",
            Markup.Of("h2", title),
            rows.Count == 0
                ? Markup.Of("p", frame.Say(Nothing))
                : Markup.Table(title, [.. Columns.Select(frame.Say)], ordered.Select(row => Cells(frame, row))));
    }

    private static IReadOnlyList<object?> Cells(PageFrame frame, StatusRow row) =>
    [
        Markup.Of("a", Markup.With("href", frame.ProcedureAddress(row.Id)), Markup.Foreign(row.Number)),
        row.Kind,
        row.Paragraph,
        Markup.Foreign(row.Installation),
        Markup.Foreign(row.Holder),
        row.Stage,
        row.DueOn is { } due ? Markup.Day(due) : "—",
        Markup.Of("span", Markup.With("class", row.Style), row.DaysLeft),
        row.Waits.Length == 0 ? "—" : Markup.Foreign(row.Waits),
    ];

    private static XElement Form(PageFrame frame, BoardChoice choice) => Markup.Of(
        "form",
        Markup.With("method", "get"),
        Markup.With("action", frame.Root + "board"),
        Markup.Of(
            "input", Markup.With("type", "hidden"), Markup.With("name", "lang"), Markup.With("value", frame.Language)),
        Field(frame, "due", Term, Select("due", BoardChoice.Word(choice.Due), Dues(frame))),
        Field(frame, "kind", Columns[1], Select("kind", choice.Kind ?? "", Kinds(frame))),
        Field(frame, "installation", Columns[3], Input("installation", choice.Installation)),
        Field(frame, "number", Columns[0], Input("number", choice.Number)),
        Markup.Of("p", Markup.Of("button", Markup.With("type", "submit"), frame.Say(Asked))));

    private static IEnumerable<(string Value, string Text)> Dues(PageFrame frame) =>
    [
        ("all", frame.Say(AllOpen)),
        ("today", frame.Say(StatusWords.Section(DueSection.Today))),
        ("week", frame.Say(StatusWords.Section(DueSection.Week))),
        ("overdue", frame.Say(StatusWords.Section(DueSection.Overdue))),
        ("ended", frame.Say(StatusWords.Section(DueSection.Ended))),
    ];

    private static IEnumerable<(string Value, string Text)> Kinds(PageFrame frame) =>
        ProcedureKinds.All.Select(kind => (kind.Name, frame.Say(StatusWords.Kind(kind.Name))))
            .Prepend(("", frame.Say(AllKinds)));

    private static XElement Field(PageFrame frame, string id, LocalizedText label, XElement field) => Markup.Of(
        "p", Markup.Of("label", Markup.With("for", id), frame.Say(label)), " ", field);

    private static XElement Select(string name, string chosen, IEnumerable<(string Value, string Text)> options) =>
        Markup.Of("select", Markup.With("id", name), Markup.With("name", name), options.Select(option => Markup.Of(
            "option",
            Markup.With("value", option.Value),
            option.Value == chosen ? Markup.With("selected", "selected") : null,
            option.Text)));

    private static XElement Input(string name, string? value) => Markup.Of(
        "input",
        Markup.With("id", name),
        Markup.With("name", name),
        Markup.With("type", "text"),
        Markup.With("value", value ?? ""));
}
