using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;

namespace CarbonRegistry.Functions.Access;

/// <summary>What registration and access say to people.</summary>
internal static class AccessTexts
{
    public static readonly LocalizedText Blocked = new(
        "Тізілімге қол жеткізуіңіз бұғатталған. Тізілім әкімшісіне хабарласыңыз.",
        "Ваш доступ к реестру заблокирован. Обратитесь к администратору реестра.",
        "Your access to the registry is blocked. Ask the registry's administrator.");

    public static readonly LocalizedText TooMany = new(
        "Қаралмаған өтінімдер тым көп. Кейінірек қайталаңыз.",
        "Слишком много нерассмотренных регистраций. Повторите позже.",
        "Too many registrations wait for a decision. Try again later.");

    public static readonly LocalizedText DecidedAlready = new(
        "Бұл тіркеу бойынша шешім қабылданған.",
        "По этой регистрации решение уже принято.",
        "This registration was decided on already.");

    public static readonly LocalizedText NotConfirmed = new(
        "Бұл тіркеу расталмаған немесе кілті пайдаланылған.",
        "Эта регистрация не подтверждена, или её ключ уже использован.",
        "This registration is not confirmed, or its key was used already.");

    public static readonly LocalizedText KeyNotValid = new(
        "Тіркеу кілті дұрыс емес немесе мерзімі өткен.",
        "Ключ регистрации неверен, или его срок истёк.",
        "The registration key is wrong or has expired.");

    public static readonly LocalizedText OtherCompany = new(
        "Сіз басқа ұйымның атынан тіркелгенсіз.",
        "Вы уже зарегистрированы от имени другой организации.",
        "You act for another company already.");

    public static readonly LocalizedText Oneself = new(
        "Өз қол жеткізуіңізді бұғаттай алмайсыз.",
        "Нельзя заблокировать собственный доступ.",
        "You cannot block your own access.");

    /// <summary>The body is no decision on a registration.</summary>
    public static Issue NotADecision() => new("malformedDecision", new LocalizedText(
        "{\"decision\": \"confirm\" немесе \"decline\", \"reason\": мәтін} күтіледі.",
        "Ожидается {\"decision\": \"confirm\" или \"decline\", \"reason\": текст}.",
        "Expected {\"decision\": \"confirm\" or \"decline\", \"reason\": text}."))
    { Field = "/decision" };

    /// <summary>The body has no reason.</summary>
    public static Issue ReasonMissing() => new("reasonMissing", new LocalizedText(
        "Себебін көрсетіңіз.",
        "Укажите причину.",
        "Give the reason."))
    { Field = "/reason" };

    /// <summary>The body has no key.</summary>
    public static Issue KeyMissing() => new("keyMissing", new LocalizedText(
        "{\"key\": тіркеу кілті} күтіледі.",
        "Ожидается {\"key\": ключ регистрации}.",
        "Expected {\"key\": registration key}."))
    { Field = "/key" };

    /// <summary>Requirements C3: nobody without holdings registers unless the settings admit it.</summary>
    public static Issue DelegatesNotAdmitted() => new("delegatesNotAdmitted", new LocalizedText(
        "Тізілім өкілетті ұйымдарды (делегаттарды) тіркемейді.",
        "Реестр не регистрирует делегатов без собственных счетов.",
        "The registry does not register delegates."))
    { Field = "/role" };

    /// <summary>Requirements C3: a delegate is another company.</summary>
    public static Issue DelegateBin() => new("delegateBin", new LocalizedText(
        "{\"bin\": өкілетті ұйымның (делегаттың) БСН-і} күтіледі, ол шот иесінің өзі емес.",
        "Ожидается {\"bin\": БИН делегата}, другой организации.",
        "Expected {\"bin\": BIN of the delegate}, of another company."))
    { Field = "/bin" };

    /// <summary>The body is larger than a registration may be.</summary>
    public static Issue TooLarge() => new("tooLarge", new LocalizedText(
        "Өтінім {0} байттан аспауға тиіс.",
        "Регистрация не должна превышать {0} байт.",
        "A registration has at most {0} bytes.").With(RegistrationReader.MaximumBytes));
}
