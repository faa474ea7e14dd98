using System.Globalization;
using System.Xml.Linq;
using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Infra.Ledger.SecondBook;

namespace CarbonRegistry.Functions.Status;

/// <summary>The cases of the second book as HTML, for those who may see every account.</summary>
internal static class AuditSection
{
    /// <summary>The heading of the page with all cases.</summary>
    public static readonly LocalizedText Title = new(
        "Екінші кітаппен салыстыру", "Сверка со второй книгой", "Reconciliation with the second book");

    private const int EvidenceOnBoard = 5;

    private static readonly LocalizedText Open = new(
        "Екінші кітаппен салыстыру: ашық істер – {0}",
        "Сверка со второй книгой: открытых дел – {0}",
        "Reconciliation with the second book: open cases – {0}");

    private static readonly LocalizedText None = new(
        "Салыстыру айырмашылық тапқан жоқ.", "Расхождений сверка не находила.", "No difference was ever found.");

    private static readonly LocalizedText Since = new("Ашылды", "Открыто", "Open since");
    private static readonly LocalizedText Compared = new(
        "Салыстырылған жазбалар", "Сверено записей", "Entries compared");
    private static readonly LocalizedText Evidence = new("Не табылды", "Что найдено", "What was found");
    private static readonly LocalizedText More = new("тағы {0}", "и еще {0}", "and {0} more");
    private static readonly LocalizedText Accounts = new(
        "Операциялары тоқтатыла тұрған шоттар", "Приостановлены операции по счетам", "Frozen accounts");
    private static readonly LocalizedText Units = new(
        "Операциялары тоқтатыла тұрған бірліктер", "Приостановлены операции с единицами", "Frozen units");
    private static readonly LocalizedText Everything = new(
        "барлық шоттар", "все счета", "all accounts");
    private static readonly LocalizedText Agreed = new(
        "Алып тастауға келіскендер", "Согласились снять", "Agreed to lift");
    private static readonly LocalizedText Needed = new(
        "Тағы қажет", "Еще нужно", "Still needed");
    private static readonly LocalizedText People = new(
        "тіркеушілердің немесе әкімшілердің келісімі: {0}; келісіп қойған адам екінші рет есептелмейді",
        "согласий регистраторов или администраторов: {0}; уже согласившийся второй раз не считается",
        "agreements of registrars or administrators: {0}; who has agreed does not count again");
    private static readonly LocalizedText Lifted = new("Алынып тасталды", "Снято", "Lifted");
    private static readonly LocalizedText Nobody = new("ешкім", "никто", "nobody");

    private static readonly LocalizedText OwnAccount = new(
        "{0} шотыңыз салыстыруда: ол бойынша операциялар салыстыру аяқталғанша күтеді.",
        "Ваш счет {0} на сверке: операции по нему ждут ее окончания.",
        "Your account {0} is under reconciliation: operations with it wait until it is settled.");

    /// <summary>The open cases, for the top of the board; nothing when there are none.</summary>
    public static IReadOnlyList<object> OnBoard(PageFrame frame, IReadOnlyList<AuditCase> cases)
    {
        var open = cases.Where(known => known.LiftedAt is null).ToList();
        return open.Count == 0 ? [] :
        [
            Markup.Of(
                "section",
                Markup.With("id", "audit"),
                Markup.Of(
                    "h2",
                    Markup.With("class", "overdue"),
                    Markup.Of("a", Markup.With("href", frame.AuditAddress), frame.Say(Open.With(open.Count)))),
                open.Select(known => One(frame, known, EvidenceOnBoard))),
        ];
    }

    /// <summary>What a holder sees: that an account of its own waits, and no more.</summary>
    public static IReadOnlyList<object> OfHolder(PageFrame frame, IReadOnlyList<string> accounts) =>
        accounts.Count == 0 ? [] :
        [
            Markup.Of(
                "section",
                Markup.With("id", "audit"),
                accounts.Select(account => Markup.Of("p", frame.Say(OwnAccount.With(account))))),
        ];

    /// <summary>All cases, the newest first, with all that is kept of them.</summary>
    public static IReadOnlyList<object> Page(PageFrame frame, IReadOnlyList<AuditCase> cases) => cases.Count == 0
        ? [Markup.Of("p", frame.Say(None))]
        : [.. cases.Reverse().Select(known => One(frame, known, int.MaxValue))];

    private static XElement One(PageFrame frame, AuditCase known, int most)
    {
        var facts = new List<object?>();
        Add(Since, Markup.Moment(KazakhstanTime.Local(known.Since)));
        Add(Compared, known.Size.ToString(CultureInfo.InvariantCulture));
        Add(Evidence, EvidenceList(frame, known, most));
        if (known.Everything)
            Add(Accounts, frame.Say(Everything));
        else
        {
            if (known.Accounts.Count > 0)
                Add(Accounts, Markup.Foreign(string.Join(", ", known.Accounts)));
            if (known.Ranges.Count > 0)
                Add(Units, Markup.Foreign(string.Join(", ", known.Ranges)));
        }
        Add(Agreed, Agreements(frame, known));
        if (known.LiftedAt is { } lifted)
            Add(Lifted, Markup.Moment(KazakhstanTime.Local(lifted)));
        else
            Add(Needed, frame.Say(People.With(AuditCase.DecisionsToLift - known.Decisions.Count)));
        return Markup.Of(
            "section",
            Markup.With("id", known.Id),
            Markup.Of("h3", Markup.Of(
                "a", Markup.With("href", $"{frame.AuditAddress}#{known.Id}"), known.Id)),
            Markup.Of("dl", facts));

        void Add(LocalizedText term, params IReadOnlyList<object?> value)
        {
            facts.Add(Markup.Of("dt", frame.Say(term)));
            facts.Add(Markup.Of("dd", value));
        }
    }

    private static XElement EvidenceList(PageFrame frame, AuditCase known, int most)
    {
        var said = known.Findings.Count == 0
            ? known.Evidence
            : [.. known.Findings.Select(finding => frame.Say(AuditWords.Of(finding))).Distinct()];
        var items = said.Take(most).Select(line => Markup.Of("li", Markup.Foreign(line))).ToList();
        if (said.Count > items.Count)
            items.Add(Markup.Of("li", frame.Say(More.With(said.Count - items.Count))));
        return Markup.Of("ul", items);
    }

    private static IReadOnlyList<object?> Agreements(PageFrame frame, AuditCase known) => known.Decisions.Count == 0
        ? [frame.Say(Nobody)]
        :
        [
            Markup.Of("ul", known.Decisions.Select(decision => Markup.Of(
                "li",
                Markup.Moment(KazakhstanTime.Local(decision.At)),
                " ",
                Markup.Foreign($"{decision.Who}: {decision.Reason}")))),
        ];
}
