using System.Globalization;
using System.Xml.Linq;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Status;

/// <summary>One procedure as HTML: where it stands, who decided, what happened, and what went out.</summary>
internal static class ProcedurePage
{
    private static readonly LocalizedText Provision = new("Ереже тармағы", "Пункт Правил", "Provision");
    private static readonly LocalizedText Document = new("Құжат", "Документ", "Document");
    private static readonly LocalizedText From = new("Жіберуші", "Отправитель", "Sender");
    private static readonly LocalizedText Installation = new("Қондырғы", "Установка", "Installation");
    private static readonly LocalizedText Holder = new("Шот иесі", "Владелец счета", "Holder");
    private static readonly LocalizedText Stage = new("Кезең", "Стадия", "Stage");
    private static readonly LocalizedText ReceivedAt = new("Қабылданды", "Получено", "Received");
    private static readonly LocalizedText Due = new("Мерзімі", "Срок", "Due on");
    private static readonly LocalizedText Left = new(
        "Қалған жұмыс күндері", "Осталось рабочих дней", "Working days left");
    private static readonly LocalizedText Waits = new("Не күтілуде", "Чего ожидает", "Waits for");
    private static readonly LocalizedText NotStatutory = new(
        "ішкі мерзім, заңда белгіленбеген", "внутренний срок, законом не установлен", "internal term, not set by law");
    private static readonly LocalizedText Refusal = new("Бас тарту", "Отказ", "Refusal");
    private static readonly LocalizedText SettledBy = new(
        "Бірліктерді ауыстырған рәсім", "Единицы переданы процедурой", "Units were moved by the procedure");
    private static readonly LocalizedText Parts = new("Мәмілелер", "Сделки", "Trades");
    private static readonly LocalizedText Outcome = new("Нәтижесі", "Результат", "Outcome");
    private static readonly LocalizedText Done = new("орындалды", "исполнено", "carried out");
    private static readonly LocalizedText Deficit = new("Жетіспейтін бірліктер", "Недостача единиц", "Units missing");
    private static readonly LocalizedText Entries = new("Журнал жазбалары", "Записи журнала", "Journal entries");
    private static readonly LocalizedText Notices = new(
        "Шығыс хабарламалар", "Исходящие уведомления", "Outgoing notices");
    private static readonly LocalizedText Decisions = new("Шешімдер", "Решения", "Decisions");
    private static readonly LocalizedText Who = new("Кім", "Кто", "Who");
    private static readonly LocalizedText Decision = new("Шешім", "Решение", "Decision");
    private static readonly LocalizedText Reason = new("Себебі", "Причина", "Reason");
    private static readonly LocalizedText When = new("Уақыты", "Когда", "When");
    private static readonly LocalizedText What = new("Не болды", "Что произошло", "What happened");
    private static readonly LocalizedText History = new("Тарихы", "История", "History");
    private static readonly LocalizedText Approved = new("мақұлдады", "одобрил", "approved");
    private static readonly LocalizedText Refused = new("бас тартты", "отказал", "refused");
    private static readonly LocalizedText None = new("жоқ", "нет", "none");

    /// <summary>The heading of the page.</summary>
    public static string TitleOf(PageFrame frame, ProcedureRecord record) =>
        $"{frame.Say(StatusWords.Kind(record.Kind))}: {record.Number}";

    /// <summary>The procedure.</summary>
    /// <param name="frame">The page around it.</param>
    /// <param name="record">The procedure.</param>
    /// <param name="row">The same as a row of the board.</param>
    public static IReadOnlyList<object> Of(PageFrame frame, ProcedureRecord record, StatusRow row) =>
    [
        Facts(frame, record, row),
        Titled(frame, Decisions, record.Decisions.Count == 0 ? None : null, DecisionTable(frame, record)),
        .. record.Parts.Count == 0 ? [] : new[] { Titled(frame, Parts, null, PartTable(frame, record)) },
        Titled(frame, History, record.History.Count == 0 ? None : null, HistoryTable(frame, record)),
        Titled(frame, Entries, record.Entries.Count == 0 ? None : null, EntryList(record)),
        Titled(frame, Notices, record.Outbox.Count == 0 ? None : null, Markup.Of(
            "ul", record.Outbox.Select(name => Markup.Of("li", Markup.Foreign(name))))),
    ];

    private static XElement Facts(PageFrame frame, ProcedureRecord record, StatusRow row)
    {
        var facts = new List<object?>();
        Add(Document, Markup.Foreign(record.Number), ", ", Markup.Day(record.Date));
        Add(From, Markup.Foreign($"{record.IssuerName} ({record.IssuerId})"));
        Add(Provision, record.Paragraph);
        Add(Installation, Markup.Foreign(record.Installation));
        Add(Holder, Markup.Foreign(row.Holder));
        Add(Stage, row.Stage);
        Add(ReceivedAt, Markup.Moment(KazakhstanTime.Local(record.ReceivedAt)));
        if (record.Deadline is { } due)
            Add(Due, Markup.Day(due.DueOn), due.Statutory ? null : $" ({frame.Say(NotStatutory)})");
        Add(Left, Markup.Of("span", Markup.With("class", row.Style), row.DaysLeft));
        if (row.Waits.Length > 0)
            Add(Waits, Markup.Foreign(row.Waits));
        if (record.Refusal is { } refusal)
            Add(Refusal, Markup.Foreign($"{refusal.Text.In(frame.Language)} ({refusal.Paragraph})"));
        if (record.SettledBy is { } other)
            Add(SettledBy, Markup.Of("a", Markup.With("href", frame.ProcedureAddress(other)), Markup.Foreign(other)));
        if (record.Deficit > 0)
            Add(Deficit, record.Deficit.ToString(CultureInfo.InvariantCulture));
        return Markup.Of("dl", facts);

        void Add(LocalizedText term, params IReadOnlyList<object?> value)
        {
            facts.Add(Markup.Of("dt", frame.Say(term)));
            facts.Add(Markup.Of("dd", value));
        }
    }

    private static XElement Titled(PageFrame frame, LocalizedText title, LocalizedText? instead, XElement body) =>
        Markup.Of(
            "section",
            Markup.Of("h2", frame.Say(title)),
            instead is null ? body : Markup.Of("p", frame.Say(instead)));

    private static XElement DecisionTable(PageFrame frame, ProcedureRecord record) => Markup.Table(
        frame.Say(Decisions),
        [frame.Say(Who), frame.Say(Decision), frame.Say(Reason), frame.Say(When)],
        record.Decisions.Select(one => (IReadOnlyList<object?>)
        [
            Markup.Foreign(one.Who),
            frame.Say(one.Approved ? Approved : Refused),
            Markup.Foreign(one.Reason),
            Markup.Moment(KazakhstanTime.Local(one.At)),
        ]));

    private static XElement PartTable(PageFrame frame, ProcedureRecord record) => Markup.Table(
        frame.Say(Parts),
        [frame.Say(Parts), frame.Say(Outcome), frame.Say(Entries)],
        record.Parts.Select(part => (IReadOnlyList<object?>)
        [
            Markup.Foreign(part.Act),
            Markup.Foreign(part.Code is not { } code
                ? frame.Say(Done)
                : $"{part.Text?.In(frame.Language) ?? RefusalNames.Of(code)} ({part.Paragraph})"),
            string.Join(", ", part.Entries),
        ]));

    private static XElement HistoryTable(PageFrame frame, ProcedureRecord record) => Markup.Table(
        frame.Say(History),
        [frame.Say(When), frame.Say(What), frame.Say(Who)],
        record.History.Select(happened => (IReadOnlyList<object?>)
        [
            Markup.Moment(KazakhstanTime.Local(happened.At)),
            Markup.Foreign(happened.What.In(frame.Language)),
            Markup.Foreign(happened.Who),
        ]));

    private static XElement EntryList(ProcedureRecord record) => Markup.Of("ul", record.Entries.Select(number =>
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return Markup.Of("li", Markup.Of("a", Markup.With("href", $"/api/journal?from={text}&take=1"), text));
    }));
}
