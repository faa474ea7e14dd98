using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>The sentences of outgoing notices. The words are those of the Code and of Order 251.</summary>
internal static class OutgoingTexts
{
    public static readonly LocalizedText DocumentsRequested = new(
        "{0} бұйрығымен бекітілген Көміртегі квоталарының ұлттық жоспары қолданысқа енгізілді. Шот ашу үшін мыналарды "
        + "ұсыныңыз: 1) ЖСН немесе БСН көрсетілген өтініш; 2) өкілдердің ЖСН көрсетілген сенімхат. Қондырғылар: {1}.",
        "Введен в действие Национальный план углеродных квот, утвержденный приказом {0}. Для открытия счета "
        + "представьте: "
        + "1) заявление с указанием ИИН или БИН; 2) доверенность на представителей с указанием их ИИН. Установки: {1}.",
        "The National Carbon Quota Plan approved by order {0} is in force. To have an account opened, submit: 1) an "
        + "application with your IIN or BIN; 2) a power of attorney for your representatives with their IIN. "
        + "Installations: {1}.");

    private static readonly LocalizedText DocumentsMissing = new(
        "{0} өтінішіне құжаттар жетіспейді: {1}. Шот ашу мерзімі олар толық ұсынылғаннан кейін басталады.",
        "К заявлению {0} не хватает документов: {1}. Срок открытия счета начнется, когда они будут представлены "
        + "полностью.",
        "The application {0} lacks papers: {1}. The term for opening the account starts once they are complete.");

    private static readonly LocalizedText AccountOpened = new(
        "{0} шоты ашылды.",
        "Открыт счет {0}.",
        "The account {0} was opened.");

    private static readonly LocalizedText InstallationAccountOpened = new(
        "{0} шоты ашылды, қондырғы {1}.",
        "Открыт счет {0}, установка {1}.",
        "The account {0} was opened for the installation {1}.");

    public static readonly LocalizedText Credited = new(
        "{0} шотына {1} бірлік есептелді (журналдың {2}-жазбасы).",
        "На счет {0} зачислено единиц: {1} (запись журнала {2}).",
        "{1} units were credited to the account {0} (journal entry {2}).");

    public static readonly LocalizedText Debited = new(
        "{0} шотынан {1} бірлік есептен шығарылды (журналдың {2}-жазбасы).",
        "Со счета {0} списано единиц: {1} (запись журнала {2}).",
        "{1} units were debited from the account {0} (journal entry {2}).");

    private static readonly LocalizedText Blocked = new(
        "{0} шоты бұғатталды. Негізі: {1}. Бұғаттан шығару үшін мониторингтеу жоспарын уәкілетті органға ұсыныңыз.",
        "Счет {0} заблокирован. Основание: {1}. Чтобы снять блокировку, представьте план мониторинга "
        + "уполномоченному органу.",
        "The account {0} was blocked. Ground: {1}. To have the block lifted, submit the monitoring plan to the "
        + "authorised body.");

    public static readonly LocalizedText Unblocked = new(
        "{0} шоты бұғаттан шығарылды.",
        "Блокировка счета {0} снята.",
        "The block of the account {0} was lifted.");

    /// <summary>Paragraph, number of the document, old day, new day.</summary>
    public static readonly LocalizedText TermMoved = new(
        "{1} құжатын орындау мерзімі ({0}) күнтізбенің өзгеруіне байланысты {2} күнінен {3} күніне ауыстырылды.",
        "Срок исполнения документа {1} ({0}) в связи с изменением календаря перенесен с {2} на {3}.",
        "The term of the document {1} ({0}) was moved from {2} to {3} by a change of the calendar.");

    public static readonly LocalizedText Reminder = new(
        "Еске салу: {0}, {1} құжаты {2} күнін қоса алғанға дейін орындалуға тиіс.",
        "Напоминание: {0}, документ {1} должен быть исполнен до {2} включительно.",
        "Reminder: {0}, the document {1} must be carried out up to and including {2}.");

    public static readonly LocalizedText Overdue = new(
        "Мерзімі өтті: {0}, {1} құжаты {2} күніне дейін орындалған жоқ.",
        "Срок истек: {0}, документ {1} не исполнен до {2} включительно.",
        "Overdue: {0}, the document {1} was not carried out by {2}.");

    public static readonly LocalizedText Executed = new(
        "{0} құжаты орындалды ({1}).",
        "Документ {0} исполнен ({1}).",
        "The document {0} was carried out ({1}).");

    private static readonly LocalizedText Refused = new(
        "{0} құжаты қабылданбады: {1}",
        "В исполнении документа {0} отказано: {1}",
        "The document {0} was refused: {1}");

    /// <summary>A request for papers that names them in words.</summary>
    public static LocalizedText DocumentsMissingFor(string number, IReadOnlyList<string> missing)
    {
        var words = PaperWords.Of(missing);
        return new(
            DocumentsMissing.With(number, words.Kk).Kk,
            DocumentsMissing.With(number, words.Ru).Ru,
            DocumentsMissing.With(number, words.En).En);
    }

    /// <summary>The opening of an account, of an installation where it has one.</summary>
    public static LocalizedText AccountOpenedFor(object account, string? installation) =>
        installation is null ? AccountOpened.With(account) : InstallationAccountOpened.With(account, installation);

    /// <summary>A refusal with its reason in each language.</summary>
    public static LocalizedText RefusedFor(string number, LocalizedText reason) => new(
        Refused.With(number, reason.Kk).Kk,
        Refused.With(number, reason.Ru).Ru,
        Refused.With(number, reason.En).En);

    /// <summary>A block's notice, with the ground of ¶15 in words.</summary>
    public static LocalizedText BlockedFor(object account, string ground)
    {
        var words = Ground(ground);
        return new(
            Blocked.With(account, words.Kk).Kk, Blocked.With(account, words.Ru).Ru, Blocked.With(account, words.En).En);
    }

    private static LocalizedText Ground(string ground) => ground switch
    {
        "notSubmitted" => new(
            "мониторингтеу жоспары ұсынылмаған", "план мониторинга не представлен", "no monitoring plan was submitted"),
        "incomplete" => new(
            "мониторингтеу жоспары толық емес", "план мониторинга неполон", "the monitoring plan is incomplete"),
        "nonConforming" => new(
            "мониторингтеу жоспары талаптарға сай емес",
            "план мониторинга не соответствует требованиям",
            "the monitoring plan does not conform"),
        _ => new(ground, ground, ground),
    };
}
