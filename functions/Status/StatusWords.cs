using System.Globalization;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Status;

/// <summary>What the status page says of procedures, in words instead of names of the code.</summary>
internal static class StatusWords
{
    /// <summary>The kind of a procedure.</summary>
    /// <param name="kind">Its name in the table of procedures.</param>
    public static LocalizedText Kind(string kind) => kind switch
    {
        "documentSupplement" => new("Жетіспеген құжаттар", "Недостающие документы", "Missing papers"),
        "exchangeQuotation" => new("Биржалық баға белгілеу", "Биржевая котировка", "Exchange quotation"),
        "offsetUse" => new(
            "Офсеттік бірліктерді өтеуге пайдалану",
            "Использование офсетных единиц для погашения",
            "Use of offset units for a surrender"),
        "auctionCalendar" => new("Аукциондар күнтізбесі", "Календарь аукционов", "Calendar of auctions"),
        "auctionPostponement" => new("Аукционды кейінге ауыстыру", "Перенос аукциона", "Postponement of an auction"),
        "additionalAuction" => new("Қосымша аукцион", "Дополнительный аукцион", "Additional auction"),
        "auctionAnnouncement" => new(
            "Аукцион туралы хабарландыру", "Объявление аукциона", "Announcement of an auction"),
        _ => RegulatedActTitles.Of(ProcedureKinds.Of(kind).Act),
    };

    /// <summary>Where a procedure stands.</summary>
    public static LocalizedText Stage(ProcedureStage stage) => stage switch
    {
        ProcedureStage.Received => new("Қабылданды", "Принято", "Received"),
        ProcedureStage.AwaitingDocuments => new("Құжаттарды күтуде", "Ожидает документов", "Waits for papers"),
        ProcedureStage.AwaitingDecision => new("Шешім күтуде", "Ожидает решения", "Waits for a decision"),
        ProcedureStage.Executing => new("Орындалуда", "Исполняется", "Being carried out"),
        ProcedureStage.Executed => new("Орындалды", "Исполнено", "Carried out"),
        ProcedureStage.Refused => new("Бас тартылды", "Отказано", "Refused"),
        ProcedureStage.Failed => new("Тізілімдегі ақау", "Сбой реестра", "A fault of the registry"),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };

    /// <summary>The title of a part of the board.</summary>
    public static LocalizedText Section(DueSection section) => section switch
    {
        DueSection.Overdue => new("Мерзімі өткен", "Просрочено", "Overdue"),
        DueSection.Today => new("Мерзімі бүгін", "Срок сегодня", "Due today"),
        DueSection.Week => new("Мерзімі осы аптада", "Срок на этой неделе", "Due this week"),
        DueSection.Later => new("Мерзімі кейінірек", "Срок позже", "Due later"),
        DueSection.Undated => new("Мерзімі басталмаған", "Срок не начался", "The term has not started"),
        DueSection.Ended => new("Аяқталған", "Завершено", "Ended"),
        _ => throw new ArgumentOutOfRangeException(nameof(section), section, null),
    };

    /// <summary>How many working days are left.</summary>
    /// <param name="section">Where the procedure stands on the board.</param>
    /// <param name="left">Working days after today up to the due day; null when nobody can say.</param>
    public static LocalizedText DaysLeft(DueSection section, int? left) => (section, left) switch
    {
        (DueSection.Ended, _) => new("аяқталды", "завершено", "ended"),
        (_, null) => new("мерзім жоқ", "срока нет", "no term"),
        (DueSection.Overdue, < 0) => new LocalizedText(
            "мерзімі {0} жұмыс күніне өтіп кетті",
            "просрочено, рабочих дней: {0}",
            "overdue, working days: {0}").With(-left.Value),
        (DueSection.Overdue, _) => new("мерзімі өтіп кетті", "просрочено", "overdue"),
        (DueSection.Today, _) => new("бүгін соңғы күн", "сегодня последний день", "today is the last day"),
        _ => new LocalizedText(
            "{0} жұмыс күні қалды", "осталось рабочих дней: {0}", "working days left: {0}").With(left.Value),
    };

    /// <summary>What a procedure waits for; null when it waits for nothing.</summary>
    public static LocalizedText? Waits(ProcedureRecord record)
    {
        if (record.Ended)
            return null;
        if (record.Awaiting.Count > 0 && record.Awaiting.All(one => one.StartsWith('/')))
            return PaperWords.Of(record.Awaiting);
        if (record.Awaiting is [var condition, ..])
            return Condition(condition);
        return record.Stage switch
        {
            ProcedureStage.AwaitingDecision => Decision(record),
            ProcedureStage.Failed => new(
                "тізілім өздігінен жалғастырады", "реестр продолжит сам", "the registry goes on by itself"),
            _ => null,
        };
    }

    private static LocalizedText Condition(string name) => name switch
    {
        ProcedureKinds.Plan => new(
            "Ұлттық жоспардың қолданысқа енгізілуі",
            "введение в действие Национального плана",
            "the National Plan to be carried out"),
        "inForceOn" => new(
            "Ұлттық жоспардың күшіне ену күні",
            "день вступления Национального плана в силу",
            "the day on which the National Plan enters into force"),
        "endOfTerm" => new(
            "бірліктердің қолданылу мерзімінің аяқталуы",
            "окончание срока действия единиц",
            "the end of the units' term"),
        PrepareProcedure.AwaitsAuction => new(
            "аукцион мәмілелерінің орындалуы", "исполнение сделок аукциона", "the settlement of the auction"),
        PrepareProcedure.AwaitsOtherEvidence => new(
            "сол шарт бойынша екінші құжат",
            "второй документ о том же договоре",
            "the other paper about the contract"),
        CarryOut.Frozen => new(
            "екінші кітаппен салыстырудың аяқталуы; тоқтата тұруды екі адам алып тастайды",
            "окончание сверки со второй книгой; приостановление снимают два человека",
            "the reconciliation with the second book; two people lift the freeze"),
        Calendar.CalendarSweep.Awaited => new(
            "жұмыс күндерінің күнтізбесі", "календарь рабочих дней", "the calendar of working days"),
        _ => new LocalizedText(
            "{0} рәсімінің аяқталуы", "завершение процедуры {0}", "the end of the procedure {0}").With(name),
    };

    private static LocalizedText Decision(ProcedureRecord record)
    {
        var given = record.Decisions.Where(one => one.Approved && !one.OfHolder)
            .Select(one => one.Who).Distinct(StringComparer.Ordinal).Count();
        var words = new LocalizedText(
            "тіркеушілердің мақұлдауы: {1} ішінен {0}",
            "одобрения регистраторов: {0} из {1}",
            "approvals of registrars: {0} of {1}").With(given, record.ApprovalsNeeded);
        if (record.ConfirmsAs is not null && !record.Decisions.Any(one => one.OfHolder))
        {
            words = Both(
                words, new("шот иесінің растауы", "подтверждение владельца счета", "the holder's confirmation"));
        }
        if (record.Deadline is { } due && !ProcedureKinds.Of(record.Kind).LeavesDiscretion)
        {
            var at = Domain.Calendar.KazakhstanTime.Local(due.ExecuteAt)
                .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            words = Both(words, new LocalizedText(
                "шешім болмаса, {0} кезінде орындалады",
                "без решения исполнится {0}",
                "without a decision it is carried out at {0}").With(at));
        }
        return words;
    }

    private static LocalizedText Both(LocalizedText one, LocalizedText other) =>
        new($"{one.Kk}; {other.Kk}", $"{one.Ru}; {other.Ru}", $"{one.En}; {other.En}");
}
