using System.Globalization;
using System.Xml.Linq;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;
using CarbonRegistry.Infra.Ledger;

namespace CarbonRegistry.Functions.Status;

/// <summary>
/// What everybody may read: the counters of ¶4, the journal's head, the plans, and the next days off.
/// </summary>
/// <param name="Totals">The counters by kind and period.</param>
/// <param name="Head">Where the journal ends.</param>
/// <param name="Plans">The plans that were carried out.</param>
/// <param name="DaysOff">The next holidays, weekends left out.</param>
internal sealed record PublicPart(
    IReadOnlyList<TotalsRow> Totals,
    LedgerHead Head,
    IReadOnlyList<NationalPlan> Plans,
    IReadOnlyList<DayOff> DaysOff)
{
    private static readonly LocalizedText TotalsTitle = new(
        "Бірліктердің жиынтық деректері (¶4)", "Сводные данные о единицах (¶4)", "Totals of units (¶4)");

    private static readonly LocalizedText[] TotalsColumns =
    [
        new("Бірлік түрі және кезең", "Вид единиц и период", "Kind of unit and period"),
        new("Айналысқа енгізілген", "Введено в обращение", "Put into circulation"),
        new("Шоттарда", "На счетах", "Held"),
        new("Берілген", "Передано", "Transferred"),
        new("Сатып алынған", "Приобретено", "Acquired"),
        new("Резервте", "В резерве", "Reserved"),
        new("Бұғатталған", "Заблокировано", "Blocked"),
        new("Жойылған", "Аннулировано", "Cancelled"),
        new("Өтелген", "Погашено", "Surrendered"),
        new("Айналыстан алынған", "Изъято из обращения", "Withdrawn"),
    ];

    private static readonly LocalizedText HeadTitle = new("Журнал", "Журнал", "Journal");
    private static readonly LocalizedText Entries = new("Жазбалар саны", "Записей", "Entries");
    private static readonly LocalizedText Root = new("Ағаш түбірі", "Корень дерева", "Root of the tree");
    private static readonly LocalizedText LastAt = new("Соңғы жазба", "Последняя запись", "Last entry");
    private static readonly LocalizedText PlansTitle = new(
        "Қолданыстағы Ұлттық жоспарлар", "Действующие Национальные планы", "National Plans in force");
    private static readonly LocalizedText[] PlanColumns =
    [
        new("Кезең", "Период", "Period"),
        new("Бұйрық", "Приказ", "Order"),
        new("Күшіне енген күні", "Вступил в силу", "In force since"),
        new("Бірліктер", "Единиц", "Units"),
        new("Қондырғылар", "Установок", "Installations"),
    ];

    private static readonly LocalizedText AuctionsTitle = new(
        "Аукциондар (№ 221 бұйрық, 18 және 24-тармақтар)",
        "Аукционы (приказ № 221, п. 18 и 24)",
        "Auctions (Order 221 ¶18, 24)");

    private static readonly LocalizedText[] AuctionColumns =
    [
        new("Аукцион", "Аукцион", "Auction"),
        new("Күні", "День", "Day"),
        new("Бірліктер", "Единиц", "Units"),
        new("Лот", "Лот", "Lot"),
        new("Бір субъектіге лоттар, ең көбі", "Лотов одному субъекту, не больше", "Lots for one subject, at most"),
        new("Ең төменгі баға, теңге", "Минимальная цена, тенге", "Least price, KZT"),
    ];

    private static readonly LocalizedText DaysTitle = new(
        "Жақын демалыс күндері", "Ближайшие нерабочие дни", "Next days off");
    private static readonly LocalizedText[] DayColumns = [new("Күні", "День", "Day"), new("Себебі", "Причина", "Why")];
    private static readonly LocalizedText Nothing = new("Деректер жоқ.", "Данных нет.", "There is nothing yet.");

    /// <summary>The auctions that are still to come.</summary>
    public IReadOnlyList<Auction> Auctions { get; init; } = [];

    /// <summary>The part as HTML.</summary>
    public IReadOnlyList<object> On(PageFrame frame) =>
    [
        Section(frame, TotalsTitle, TotalsColumns, [.. Totals.Select(row => TotalsRow(frame, row))]),
        Markup.Of("section", Markup.Of("h2", frame.Say(HeadTitle)), Markup.Of(
            "dl",
            Markup.Of("dt", frame.Say(Entries)),
            Markup.Of("dd", Number(Head.Size)),
            Markup.Of("dt", frame.Say(Root)),
            Markup.Of("dd", Markup.Of("code", Convert.ToHexStringLower(Head.Root))),
            Markup.Of("dt", frame.Say(LastAt)),
            Markup.Of("dd", Head.At is { } at ? Markup.Moment(KazakhstanTime.Local(at)) : "—"))),
        Section(frame, PlansTitle, PlanColumns, [.. Plans.Select(plan => (IReadOnlyList<object?>)
        [
            plan.Period.ToString(),
            Markup.Foreign(plan.Order),
            Markup.Day(plan.InForceOn),
            Number(plan.Total),
            Number(plan.Installations.Count),
        ])]),
        Section(frame, AuctionsTitle, AuctionColumns, [.. Auctions.Select(auction => (IReadOnlyList<object?>)
        [
            Markup.Foreign(auction.Id),
            Markup.Day(auction.HeldOn),
            Number(auction.Units),
            auction.Terms is { } lots ? Number(lots.LotUnits) : "—",
            auction.Terms is { } limit ? Number(limit.LotLimit) : "—",
            auction.Terms is { } terms ? terms.MinimumPrice.ToString("0.00", CultureInfo.InvariantCulture) : "—",
        ])]),
        Section(frame, DaysTitle, DayColumns, [.. DaysOff.Select(off => (IReadOnlyList<object?>)
        [
            Markup.Day(off.Date),
            Markup.Foreign(off.Why.In(frame.Language)),
        ])]),
    ];

    private static XElement Section(
        PageFrame frame,
        LocalizedText title,
        IEnumerable<LocalizedText> columns,
        IReadOnlyList<IReadOnlyList<object?>> rows) => Markup.Of(
        "section",
        Markup.Of("h2", frame.Say(title)),
        rows.Count == 0
            ? Markup.Of("p", frame.Say(Nothing))
            : Markup.Table(frame.Say(title), [.. columns.Select(frame.Say)], rows));

    private static IReadOnlyList<object?> TotalsRow(PageFrame frame, TotalsRow row) =>
    [
        $"{frame.Say(KindOf(row.UnitKind))} {row.Period}",
        .. new[]
        {
            row.Issued, row.Held, row.Transferred, row.Acquired, row.Reserved, row.Blocked, row.Cancelled,
            row.Surrendered, row.Withdrawn,
        }.Select(Number),
    ];

    private static LocalizedText KindOf(UnitKind kind) => kind switch
    {
        UnitKind.Quota => new("Көміртегі квотасының бірліктері", "Единицы углеродной квоты", "Quota units"),
        UnitKind.Offset => new("Офсеттік бірліктер", "Офсетные единицы", "Offset units"),
        UnitKind.International => new("Халықаралық бірліктер", "Международные единицы", "International units"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    // Groups of three, parted by a space that does not break: the way numbers are written in all three languages.
    private static string Number(long number) =>
        number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u00A0');
}
