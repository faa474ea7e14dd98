using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Functions.Http;

/// <summary>What the API says to people, beside the refusals of the law.</summary>
internal static class Sentences
{
    public static readonly LocalizedText DocumentHasIssues = new(
        "Құжат қабылданбады: табылған қателер саны – {0}. Ештеңе өзгерген жоқ.",
        "Документ не принят: найдено ошибок – {0}. Ничего не изменено.",
        "The document was not accepted: {0} issue(s) found. Nothing was changed.");

    public static readonly LocalizedText SignInFirst = new(
        "Алдымен жүйеге кіріңіз.",
        "Сначала войдите в систему.",
        "Sign in first.");

    public static readonly LocalizedText Forbidden = new(
        "Сіздің рөліңіз бұл әрекетке рұқсат бермейді.",
        "Ваша роль не разрешает это действие.",
        "Your role does not allow this.");

    public static readonly LocalizedText NotFound = new(
        "Мұндай жазба табылмады.",
        "Такой записи нет.",
        "There is no such record.");

    public static readonly LocalizedText BadParameter = new(
        "«{0}» параметрінің мәні дұрыс емес.",
        "Неверное значение параметра «{0}».",
        "The value of the parameter '{0}' is not right.");

    public static readonly LocalizedText Busy = new(
        "Тіркелім қазір бос емес. {0} секундтан кейін қайталаңыз.",
        "Реестр сейчас занят. Повторите через {0} с.",
        "The registry is busy. Try again in {0} s.");

    public static readonly LocalizedText StorageAway = new(
        "Тізілімнің деректер қоймасы жауап бермейді. Сұрауды кейінірек қайталаңыз: нөмірі бірдей құжат екі рет "
        + "орындалмайды.",
        "Хранилище реестра не отвечает. Повторите запрос позже: документ с одним и тем же номером дважды не "
        + "исполняется.",
        "The storage of the registry does not answer. Send the request again later: a document with the same number is "
        + "never carried out twice.");

    public static readonly LocalizedText NumberReused = new(
        "Осы нөмірмен басқа мазмұндағы құжат бұрын қабылданған. Айырмашылығы: {0}.",
        "Под этим номером уже принят документ с другим содержанием. Различие: {0}.",
        "A document with this number and other content was received before. It differs in: {0}.");

    public static readonly LocalizedText NothingToDecide = new(
        "Бұл рәсім бойынша шешім қабылдау қажет емес.",
        "По этой процедуре решать нечего.",
        "There is nothing to decide in this procedure.");

    public static readonly LocalizedText DecidedAlready = new(
        "Сіз бұл рәсім бойынша шешім қабылдап қойдыңыз.",
        "Вы уже приняли решение по этой процедуре.",
        "You have decided on this procedure already.");

    public static readonly LocalizedText LiftAgreedAlready = new(
        "Сіз тоқтата тұруды алып тастауға келісім бердіңіз; екінші адамның келісімі қажет.",
        "Вы уже согласились снять приостановление; нужно согласие второго человека.",
        "You have agreed to lift the freeze already; a second person must agree.");

    public static readonly LocalizedText NothingFrozen = new(
        "Бұл іс бойынша тоқтата тұру алынып тасталған.",
        "Приостановление по этому делу уже снято.",
        "The freeze of this case was lifted already.");

    public static readonly LocalizedText OwnDocument = new(
        "Құжатты жіберген адам ол бойынша шешім қабылдай алмайды.",
        "Приславший документ не может принимать решение по нему.",
        "Whoever sent the document cannot decide on it.");

    public static readonly LocalizedText NoDiscretion = new(
        "Бұл жағдайда заң бас тарту құқығын бермейді ({0}).",
        "В этом случае закон не оставляет права отказать ({0}).",
        "Here the law leaves no right to refuse ({0}).");
}
