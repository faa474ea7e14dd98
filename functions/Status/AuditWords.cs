using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.SecondBook;
using CarbonRegistry.Infra.Ledger.SecondBook;

namespace CarbonRegistry.Functions.Status;

/// <summary>What an audit found, in words.</summary>
internal static class AuditWords
{
    private static readonly LocalizedText Nowhere = new("еш жерде жоқ", "нигде", "nowhere");

    private static readonly LocalizedText BothBooks = new(
        "{0} бірліктері: журнал бойынша – {1}, бірінші кітап бойынша – {2}",
        "единицы {0}: по журналу – {1}, по первой книге – {2}",
        "units {0}: by the journal {1}, by the first book {2}");

    private static readonly LocalizedText Entry = new("{0}-жазба", "запись {0}", "entry {0}");
    private static readonly LocalizedText Account = new("{0} шоты", "счет {0}", "account {0}");
    private static readonly LocalizedText Units = new("{0} бірліктері", "единицы {0}", "units {0}");

    /// <summary>One finding: what each book says, or what is wrong and where.</summary>
    public static LocalizedText Of(KeptFinding finding)
    {
        if (!Enum.TryParse<AuditMatter>(finding.What, out var matter) || !Enum.IsDefined(matter))
            return new(finding.What, finding.What, finding.What);
        if (matter == AuditMatter.FirstBookPlace && finding.Range is { } range)
        {
            return In(
                BothBooks,
                language => [range, Place(finding.ByJournal, language), Place(finding.ByFirstBook, language)]);
        }
        var parts = new List<LocalizedText> { Of(matter) };
        if (finding.Entry is { } entry)
            parts.Add(Entry.With(entry));
        if (finding.Account is { } account)
            parts.Add(Account.With(account));
        if (finding.Range is { } units)
            parts.Add(Units.With(units));
        return new(
            string.Join(", ", parts.Select(part => part.Kk)),
            string.Join(", ", parts.Select(part => part.Ru)),
            string.Join(", ", parts.Select(part => part.En)));
    }

    /// <summary>In what way something is wrong.</summary>
    public static LocalizedText Of(AuditMatter matter) => matter switch
    {
        AuditMatter.Number => new(
            "Жазбалар нөмірлерінде үзіліс немесе қайталау бар",
            "В номерах записей пропуск или повтор",
            "Entry numbers have a gap or come twice"),
        AuditMatter.Time => new(
            "Жазбаның уақыты алдыңғысынан ерте",
            "Запись раньше предыдущей",
            "The entry is earlier than the one before it"),
        AuditMatter.Instruction => new(
            "Бір өкім екі рет енгізілген", "Одно распоряжение внесено дважды", "One instruction stands twice"),
        AuditMatter.Account => new(
            "Шоттың нөмірі немесе жай-күйі дұрыс емес",
            "Номер или состояние счета неверны",
            "The account's number or state is wrong"),
        AuditMatter.Move => new(
            "Қағидаларда мұндай операция жоқ", "Такой операции в Правилах нет", "The Rules have no such move"),
        AuditMatter.Sink => new(
            "Бірліктер шығыс жасалмайтын шоттан шығарылған",
            "Единицы списаны со счета, с которого списаний не бывает",
            "Units left an account from which nothing leaves"),
        AuditMatter.Correction => new(
            "Түзету өзі атаған жазбаның кері операциясы емес",
            "Исправление не обратно той записи, которую называет",
            "The correction is not the reverse of the entry that it names"),
        AuditMatter.Issue => new(
            "Бірліктердің шығарылуы дұрыс емес", "Выпуск единиц неверен", "The issue of units is wrong"),
        AuditMatter.Place => new(
            "Бірліктер өздері жоқ шоттан шығарылған",
            "Единицы списаны со счета, на котором их нет",
            "Units were moved from an account that does not hold them"),
        AuditMatter.Sum => new(
            "Қалдықтар шығарылған бірліктерге тең емес",
            "Остатки не сходятся с выпущенными единицами",
            "Balances and issued units differ"),
        AuditMatter.FirstBookPlace => new(
            "Екі кітап бірліктерді әртүрлі шотта көрсетеді",
            "Две книги видят единицы на разных счетах",
            "The two books have the units on different accounts"),
        AuditMatter.FirstBookAttributes => new(
            "Бірінші кітапта бірліктер туралы мәлімет журналдағыдан өзгеше",
            "В первой книге сведения о единицах иные, чем в журнале",
            "The first book has other particulars of the units than the journal"),
        AuditMatter.StoredPage => new(
            "Журналдың сақталған беті жоқ немесе бүлінген",
            "Хранимая страница журнала отсутствует или повреждена",
            "A stored page of the journal is missing or spoilt"),
        AuditMatter.StoredEntry => new(
            "Сақталған жазба бұрын енгізілген жазба емес",
            "Хранимая запись не та, что была внесена",
            "A stored entry is not the one that was posted"),
        AuditMatter.StoredHead => new(
            "Журналдың сақталған басы беттерінен шықпайды",
            "Хранимая вершина журнала не следует из его страниц",
            "The stored head does not follow from the pages"),
        AuditMatter.SignedHead => new(
            "Қол қойылған бас сақталған журналға жатпайды",
            "Подписанная вершина не принадлежит хранимому журналу",
            "A signed head does not belong to the stored journal"),
        AuditMatter.PublishedFile => new(
            "Жарияланған файл журналға немесе тізімге сәйкес емес",
            "Опубликованный файл расходится с журналом или с манифестом",
            "A published file differs from the journal or from its manifest"),
        _ => throw new ArgumentOutOfRangeException(nameof(matter), matter, null),
    };

    private static string Place(string? account, string language) => account ?? Nowhere.In(language);

    private static LocalizedText In(LocalizedText text, Func<string, object[]> values) =>
        new(text.With(values("kk")).Kk, text.With(values("ru")).Ru, text.With(values("en")).En);
}
