using System.Globalization;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Procedures;

/// <summary>What the registry says of auctions, to those concerned and in the history of procedures.</summary>
internal static class AuctionTexts
{
    private static readonly LocalizedText PostponedText = new(
        "{0} аукционы {1} күніне ауыстырылды.",
        "Аукцион {0} перенесён на {1}.",
        "The auction {0} is postponed to {1}.");

    private static readonly LocalizedText AdditionalText = new(
        "{1} күні қосымша аукцион өтеді: {0}. Сатылатын квота бірліктері: {2}.",
        "{1} состоится дополнительный аукцион {0}. Единиц квоты к продаже: {2}.",
        "An additional auction, {0}, will be held on {1}. Quota units for sale: {2}.");

    private static readonly LocalizedText CalendarMissingText = new(
        "{0} жылғы аукциондар күнтізбесі жарияланған жоқ. Ол {1} күнінен кешіктірілмей жарияланады, {2} күн қалды.",
        "Календарь аукционов на {0} год не опубликован. Он публикуется не позднее {1}, осталось дней: {2}.",
        "The calendar of auctions of {0} is not published. It is published no later than {1}; days left: {2}.");

    /// <summary>Order 221 ¶19: to those who applied.</summary>
    public static LocalizedText Postponed(AuctionPostponement move) =>
        PostponedText.With(move.AuctionId, Day(move.AuctionDate));

    /// <summary>Order 221 ¶20: to those who may take part.</summary>
    public static LocalizedText Additional(AdditionalAuction notice) =>
        AdditionalText.With(notice.Auction.AuctionId, Day(notice.Auction.Date), notice.Auction.Units);

    /// <summary>Order 221 ¶18: to the operator whose calendar is missing.</summary>
    public static LocalizedText CalendarMissing(int year, DateOnly dueOn, int daysLeft) =>
        CalendarMissingText.With(year, Day(dueOn), daysLeft);

    /// <summary>Order 221 ¶18: the calendar came late; without one there would be no auctions at all.</summary>
    public static HistoryEvent CalendarLate(DateTimeOffset at, DateOnly dueOn) => new(
        "calendarLate",
        at,
        new LocalizedText(
            "Назар аударыңыз: күнтізбе {0} күнінен кешіктірілмей жариялануға тиіс еді (№ 221 бұйрық, 18-тармақ)",
            "Внимание: календарь следовало опубликовать не позднее {0} (пункт 18 Правил, приказ № 221)",
            "Attention: the calendar was to be published no later than {0} (Order 221 ¶18)").With(Day(dueOn)),
        Happenings.Registry);

    /// <summary>Order 221 ¶24: on what the least price rests.</summary>
    public static HistoryEvent Priced(DateTimeOffset at, StoredAnnouncement announced) => new(
        "priced",
        at,
        announced.Trades == 0
            ? new LocalizedText(
                "Назар аударыңыз: биржалық сауда болған жоқ, ең төменгі бағаны оператор көрсетті: {0} теңге",
                "Внимание: биржевых торгов не было, минимальную цену указал оператор: {0} тенге",
                "Attention: there were no exchange trades; the operator stated the least price: {0} tenge")
                .With(Tenge(announced.MinimumPrice))
            : new LocalizedText(
                "Ең төменгі баға – соңғы {1} сауданың орташа өлшемді бағасы: {0} теңге",
                "Минимальная цена – средневзвешенная последних торгов (сделок: {1}): {0} тенге",
                "The least price is the weighted average of the last {1} trades: {0} tenge")
                .With(Tenge(announced.MinimumPrice), announced.Trades),
        Happenings.Registry);

    /// <summary>Order 221 ¶26: the units are locked until the auction's sales are settled.</summary>
    public static HistoryEvent WaitsForSettlement(DateTimeOffset at, string auction, DateOnly heldOn) => new(
        $"waitsForAuction:{Day(heldOn)}",
        at,
        new LocalizedText(
            "{1} күнгі {0} аукционы жарияланды; бірліктер мәмілелер орындалғанша бұғатталған",
            "Объявлен аукцион {0} на {1}; единицы удерживаются до исполнения сделок",
            "The auction {0} of {1} is announced; its units are locked until its sales are settled")
            .With(auction, Day(heldOn)),
        Happenings.Registry);

    /// <summary>Order 221 ¶17: the operator sold on days for which no auction was announced.</summary>
    public static HistoryEvent SoldWithoutAuction(DateTimeOffset at, IEnumerable<DateOnly> days) => new(
        "soldWithoutAuction",
        at,
        new LocalizedText(
            "Назар аударыңыз: оператор аукцион жарияланбаған күні сатты: {0}",
            "Внимание: оператор продавал в день, на который аукцион не объявлен: {0}",
            "Attention: the operator sold on a day for which no auction was announced: {0}")
            .With(string.Join(", ", days.Select(Day))),
        Happenings.Registry);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Tenge(decimal price) => price.ToString("0.##", CultureInfo.InvariantCulture);
}
