using System.Globalization;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>The history of a procedure in words. Each event has a key, so that a repeated step adds nothing.</summary>
internal static class Happenings
{
    /// <summary>Who acts when nobody does.</summary>
    public const string Registry = "registry";

    private const string ExecutedKey = "executed";
    private const string RefusedKey = "ended";

    public static HistoryEvent Received(ProcedureRecord record, string who) => new(
        "received",
        record.ReceivedAt,
        new LocalizedText("Құжат қабылданды", "Документ получен", "The document was received"),
        who);

    public static HistoryEvent PapersMissing(DateTimeOffset at, IReadOnlyList<string> missing) => new(
        "papersMissing:" + string.Join(',', missing),
        at,
        new LocalizedText(
            "Құжаттар жетіспейді: " + PaperWords.Of(missing).Kk + ". Мерзім басталған жоқ",
            "Не хватает документов: " + PaperWords.Of(missing).Ru + ". Срок не начался",
            "Papers are missing: " + PaperWords.Of(missing).En + ". The term has not started"),
        Registry);

    public static HistoryEvent PaperAdded(DateTimeOffset at, string supplement, string who) => new(
        "supplement:" + supplement,
        at,
        new LocalizedText(
            "Жетіспеген құжаттар түсті: {0}",
            "Поступили недостающие документы: {0}",
            "Missing papers came: {0}").With(supplement),
        who);

    /// <summary>¶13.2: a paper that followed an application which was carried out.</summary>
    public static HistoryEvent PowerRenewed(DateTimeOffset at, string supplement, string who) => new(
        "supplement:" + supplement,
        at,
        new LocalizedText(
            "Жаңа сенімхат түсті: {0}",
            "Поступила новая доверенность: {0}",
            "A new power of attorney came: {0}").With(supplement),
        who);

    /// <summary>¶13.2: the holder was reminded that the last power of attorney ends.</summary>
    public static HistoryEvent PowerReminded(DateTimeOffset at, string key, DateOnly last) => new(
        key,
        at,
        new LocalizedText(
            "Шот иесіне соңғы сенімхаттың {0} күні аяқталатыны хабарланды",
            "Владельцу счета сообщено об окончании последней доверенности: {0}",
            "The holder was told that the last power of attorney ends on {0}").With(Day(last)),
        Registry);

    /// <summary>Code 291(4), text of 2024: what became of the accounts of the plan's installations.</summary>
    public static HistoryEvent OpenedAutomatically(DateTimeOffset at, int served, IReadOnlyList<string> left) => new(
        "openedAutomatically",
        at,
        left.Count == 0
            ? new LocalizedText(
                "Шоттар автоматты түрде ашылып, квоталар есептелді; қондырғылар: {0}",
                "Счета открыты автоматически, квоты зачислены; установок: {0}",
                "Accounts were opened automatically and quota was credited; installations: {0}").With(served)
            : new LocalizedText(
                "Шоттар автоматты түрде ашылып, квоталар есептелді; қондырғылар: {0}. Оператордың ауысуы тіркелмеген "
                + "қондырғыларға есептелмеді: {1}",
                "Счета открыты автоматически, квоты зачислены; установок: {0}. Не зачислено там, где смена оператора "
                + "не внесена: {1}",
                "Accounts were opened automatically and quota was credited; installations: {0}. Not credited where a "
                + "change of the operator was not recorded: {1}").With(served, string.Join(", ", left)),
        Registry);

    /// <summary>An audit froze what the act would move; nobody refused, and it is tried again.</summary>
    public static HistoryEvent Frozen(DateTimeOffset at, string auditCase) => new(
        "frozen:" + auditCase,
        at,
        new LocalizedText(
            "Екінші кітаппен салыстыру аяқталғанша күтуде: {0}",
            "Ожидает окончания сверки со второй книгой: {0}",
            "Waits until the reconciliation with the second book is settled: {0}").With(auditCase),
        Registry);

    public static HistoryEvent WaitsForPlan(DateTimeOffset at) => new(
        "waitsForPlan",
        at,
        new LocalizedText(
            "Ұлттық жоспардың қолданысқа енгізілуін күтуде",
            "Ожидает введения в действие Национального плана",
            "Waits for the National Plan to be carried out"),
        Registry);

    /// <summary>¶18; Code, article 290(8–9): the quota starts in the year after.</summary>
    public static HistoryEvent MayStartTooEarly(DateTimeOffset at, int year) => new(
        "mayStartTooEarly",
        at,
        new LocalizedText(
            "Назар аударыңыз: {0} жыл өтініш берілген жылдан кейінгі жыл емес "
            + "(Кодекстің 290-бабының 8 және 9-тармақтары)",
            "Внимание: {0} год не следует за годом заявления (пункты 8 и 9 статьи 290 Кодекса)",
            "Attention: the year {0} does not follow the year of the application (Code, article 290(8–9))").With(year),
        Registry);

    /// <summary>
    /// ¶19; Code, article 295(2): applications for additional quota are made within days of the year.
    /// </summary>
    public static HistoryEvent OutsideWindow(DateTimeOffset at, DateOnly notice, AdditionalQuotaWindow window) => new(
        "outsideWindow",
        at,
        new LocalizedText(
            "Назар аударыңыз: {0} күнгі хабарлама қосымша квотаға өтініш беру мерзіміне ({1} – {2}) сәйкес келмейді "
            + "(Кодекстің 295-бабының 2-тармағы)",
            "Внимание: уведомление от {0} не соответствует срокам подачи заявлений на дополнительную квоту ({1} – {2}) "
            + "(пункт 2 статьи 295 Кодекса)",
            "Attention: the notice of {0} does not fit to the days in which additional quota is applied for ({1} to "
            + "{2}; Code, article 295(2))").With(Day(notice), Day(window.Opens), Day(window.Closes)),
        Registry);

    public static HistoryEvent WaitsForFollowed(DateTimeOffset at, string followed) => new(
        "waitsForFollowed",
        at,
        new LocalizedText(
            "{0} рәсімінің аяқталуын күтуде",
            "Ожидает завершения процедуры {0}",
            "Waits for the procedure {0} to end").With(followed),
        Registry);

    public static HistoryEvent WaitsForOtherEvidence(DateTimeOffset at) => new(
        "waitsForOtherEvidence",
        at,
        new LocalizedText(
            "Сол шарт бойынша екінші құжатты күтуде: уәкілетті органның хабарламасы немесе шарттың данасы",
            "Ожидает второго документа о том же договоре: уведомления уполномоченного органа или экземпляра договора",
            "Waits for the other paper about the contract: the authority's notice or the copy of the contract"),
        Registry);

    /// <summary>Both dates of a direct sale, of which the earlier starts the term (requirements C1).</summary>
    public static HistoryEvent BothEvidences(DateTimeOffset at, ProcedureRecord own, ProcedureRecord other) => new(
        "bothEvidences",
        at,
        new LocalizedText(
            "Шарт бойынша екі құжат та түсті: {0} – {1}, {2} – {3}",
            "Поступили оба документа о договоре: {0} – {1}, {2} – {3}",
            "Both papers about the contract are there: {0} on {1}, {2} on {3}").With(
                own.Id, Day(KazakhstanTime.DateOf(own.ReceivedAt)),
                other.Id, Day(KazakhstanTime.DateOf(other.ReceivedAt))),
        Registry);

    public static HistoryEvent SettledBy(DateTimeOffset at, string procedure) => new(
        "settledBy",
        at,
        new LocalizedText(
            "Бірліктерді сол мәміле бойынша {0} рәсімі ауыстырды",
            "Единицы по той же сделке перевела процедура {0}",
            "The units of the same deal were moved by the procedure {0}").With(procedure),
        Registry);

    public static HistoryEvent WaitsForDay(DateTimeOffset at, DateOnly day) => new(
        "waitsForDay",
        at,
        new LocalizedText(
            "Ұлттық жоспар {0} күні қолданысқа енгізіледі",
            "Национальный план вступает в силу {0}",
            "The National Plan enters into force on {0}").With(Day(day)),
        Registry);

    public static HistoryEvent WaitsForEndOfTerm(DateTimeOffset at, DateOnly day) => new(
        "waitsForEndOfTerm",
        at,
        new LocalizedText(
            "Бірліктердің қолданылу мерзімі {0} күні аяқталады",
            "Срок действия единиц истекает {0}",
            "The term of the units ends on {0}").With(Day(day)),
        Registry);

    /// <summary>¶29: holders of unused units were warned.</summary>
    public static HistoryEvent Warned(DateTimeOffset at, int days, DateOnly day) => new(
        WarnedKey(days),
        at,
        new LocalizedText(
            "Шот иелеріне пайдаланылмаған бірліктердің {0} күні жойылатыны ескертілді",
            "Владельцы счетов предупреждены, что неиспользованные единицы подлежат аннулированию с {0}",
            "Holders were warned that unused units are cancelled from {0}").With(Day(day)),
        Registry);

    /// <summary>The key of a warning so many days before the end of a term.</summary>
    public static string WarnedKey(int days) => string.Create(CultureInfo.InvariantCulture, $"warned:{days}");

    /// <summary>Requirements C12: units that no rule moves.</summary>
    public static HistoryEvent LeftOver(DateTimeOffset at, string accounts) => new(
        "leftOver",
        at,
        new LocalizedText(
            "Жоспардың басқа шоттардағы қалдығы туралы уәкілетті органға хабарланды: {0}",
            "Уполномоченному органу сообщено об остатках плана на других счетах: {0}",
            "The authority was told of what is left of the plan on other accounts: {0}").With(accounts),
        Registry);

    public static HistoryEvent WaitsForCalendar(DateTimeOffset at) => new(
        "waitsForCalendar",
        at,
        new LocalizedText(
            "Мерзімді есептеу үшін жұмыс күндерінің күнтізбесі жетіспейді",
            "Для расчета срока не хватает календаря рабочих дней",
            "The working-day calendar does not reach far enough to compute the term"),
        Registry);

    public static HistoryEvent ClockStarted(DateTimeOffset at, StoredDeadline deadline) => new(
        "clock",
        at,
        new LocalizedText(
            "Мерзім басталды: {0} жұмыс күні, {1} қоса алғанда",
            "Начался срок: рабочих дней – {0}, до {1} включительно",
            "The term runs: {0} working days, up to and including {1}").With(deadline.WorkingDays, Day(deadline.DueOn)),
        Registry);

    public static HistoryEvent Decided(StoredDecision decision) => new(
        (decision.Approved ? "approved:" : "refused:") + decision.Who,
        decision.At,
        decision.OfHolder ? OfHolder(decision) : OfRegistrar(decision),
        decision.Who);

    private static LocalizedText OfRegistrar(StoredDecision decision) => decision.Approved
        ? new LocalizedText("Тіркеуші мақұлдады", "Регистратор одобрил", "A registrar approved")
        : new LocalizedText("Тіркеуші бас тартты: {0}", "Регистратор отказал: {0}", "A registrar refused: {0}")
            .With(decision.Reason ?? "—");

    private static LocalizedText OfHolder(StoredDecision decision) => decision.Approved
        ? new LocalizedText("Шот иесі растады", "Владелец счета подтвердил", "The account's holder confirmed")
        : new LocalizedText(
            "Шот иесі бас тартты: {0}", "Владелец счета отказался: {0}", "The account's holder declined: {0}")
            .With(decision.Reason ?? "—");

    /// <summary>An act of the calendar moved the term: the old day, the new one, and the acts.</summary>
    public static HistoryEvent Moved(
        DateTimeOffset at, StoredDeadline before, StoredDeadline after, IReadOnlyList<LocalizedText> acts)
    {
        var by = acts.Count == 0
            ? new LocalizedText(after.CalendarVersion, after.CalendarVersion, after.CalendarVersion)
            : new LocalizedText(
                string.Join("; ", acts.Select(act => act.Kk)),
                string.Join("; ", acts.Select(act => act.Ru)),
                string.Join("; ", acts.Select(act => act.En)));
        var (from, to) = before.DueOn != after.DueOn
            ? (before.DueOn, after.DueOn)
            : (before.CodeDueOn ?? before.DueOn, after.CodeDueOn ?? after.DueOn);
        return new HistoryEvent(
            "moved:" + after.CalendarVersion,
            at,
            new LocalizedText(
                $"Мерзім {Day(from)} күнінен {Day(to)} күніне ауыстырылды: {by.Kk}",
                $"Срок перенесен с {Day(from)} на {Day(to)}: {by.Ru}",
                $"The term was moved from {Day(from)} to {Day(to)}: {by.En}"),
            Registry);
    }

    /// <summary>A moment of the term; a term that was moved has each of them once more.</summary>
    public static HistoryEvent DeadlineStep(DateTimeOffset at, DeadlineStepKind kind, StoredDeadline? deadline) => new(
        deadline is { MovedFrom.Count: > 0 } moved ? $"deadline:{kind}:{Day(moved.DueOn)}" : "deadline:" + kind,
        at,
        kind switch
        {
            DeadlineStepKind.Remind => new(
                "Еске салу: бір жұмыс күні қалды",
                "Напоминание: остался один рабочий день",
                "Reminder: one working day is left"),
            DeadlineStepKind.Escalate => new(
                "Мерзім бүгін аяқталады, шешім қабылданған жоқ",
                "Срок истекает сегодня, решение не принято",
                "The term ends today and nobody has decided"),
            DeadlineStepKind.Overdue => new("Мерзім өтіп кетті", "Срок истек", "The term has passed"),
            DeadlineStepKind.CarryOut => new(
                "Мерзім бойынша орындалады",
                "Исполняется в силу срока",
                "Carried out by the deadline"),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        },
        Registry);

    /// <summary>When the procedure was carried out; null when it was not.</summary>
    public static DateTimeOffset? ExecutedAt(ProcedureRecord record) =>
        record.History.FirstOrDefault(happened => happened.Key == ExecutedKey)?.At;

    /// <summary>When the procedure was carried out or refused; null when it has not ended.</summary>
    public static DateTimeOffset? EndedAt(ProcedureRecord record) => record.Ended
        ? record.History.LastOrDefault(happened => happened.Key is ExecutedKey or RefusedKey)?.At
        : null;

    public static HistoryEvent Executed(DateTimeOffset at, string who) => new(
        ExecutedKey, at, new LocalizedText("Орындалды", "Исполнено", "Carried out"), who);

    public static HistoryEvent RefusedFor(DateTimeOffset at, StoredRefusal refusal) => new(
        RefusedKey, at, refusal.Text, Registry);

    /// <summary>The particulars of a fault are for those who run the system and stand in their log.</summary>
    public static HistoryEvent Fault(DateTimeOffset at) => new(
        string.Create(CultureInfo.InvariantCulture, $"fault:{at:yyyyMMddHH}"),
        at,
        new LocalizedText(
            "Тізілімдегі ақау; рәсім өздігінен жалғасады",
            "Сбой реестра; процедура будет продолжена сама",
            "A fault of the registry; the procedure goes on by itself"),
        Registry);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
