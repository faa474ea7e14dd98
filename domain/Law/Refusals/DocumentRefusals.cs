using static CarbonRegistry.Domain.Law.RefusalCatalogue;
using static CarbonRegistry.Domain.Law.RefusalCode;

namespace CarbonRegistry.Domain.Law;

/// <summary>The refusals of the hundreds 1 to 3: the document, who may, accounts.</summary>
internal static class DocumentRefusals
{
    /// <summary>The entries in the order of the codes.</summary>
    public static IReadOnlyList<RefusalTemplate> All { get; } =
    [
        // What is wrong.
        Of(MalformedDocument, "¶8",
            "Құжатты оқу мүмкін болмады: {0}.",
            "Документ не удалось прочитать: {0}.",
            "The document could not be read: {0}."),
        // Kind of document.
        Of(NotSupported, "¶8",
            "{0} түріндегі құжаттарды тізілім әзірге орындамайды.",
            "Документы вида {0} реестр пока не исполняет.",
            "The registry does not carry out documents of the kind {0} yet."),
        // Number, field that differs.
        Of(NumberReused, "¶8",
            "{0} нөмірімен мазмұны басқа құжат бұрын қабылданған; айырмашылығы: {1}.",
            "Под номером {0} уже принят документ с другим содержанием; различие: {1}.",
            "A document with other content was received under the number {0} before; the difference: {1}."),
        // Days that are not covered.
        Of(CalendarNotCovered, "Civil Code 173",
            "Жұмыс күндерінің күнтізбесі қажетті мерзімді қамтымайды: {0}.",
            "Календарь рабочих дней не охватывает нужный срок: {0}.",
            "The calendar of working days does not cover the term: {0}."),
        // Day or year, the next year that the calendar can take.
        Of(CalendarDayNotCovered, "Civil Code 173",
            "Күнтізбе {0} қамтымайды; акт қоса алатын келесі жыл: {1}, ол толық берілуге тиіс.",
            "Календарь не охватывает {0}; следующий год, который может добавить акт, – {1}, и дать его надо целиком.",
            "The calendar does not cover {0}; the next year that an act can add is {1}, and it must be complete."),
        // Day, what contradicts.
        Of(CalendarDayContradicts, "Civil Code 173",
            "{0} күні бойынша қайшылық бар: {1}.",
            "Противоречие по дню {0}: {1}.",
            "A contradiction about {0}: {1}."),
        // Year, working days by the act's balance, working days by its rows.
        Of(CalendarYearIncomplete, "Civil Code 173",
            "{0} жыл толық берілмеген: акт бойынша {1} жұмыс күні болуға тиіс, ал жолдары бойынша {2} шығады.",
            "Год {0} дан не целиком: по акту в нем рабочих дней {1}, а по его строкам выходит {2}.",
            "The year {0} is not complete: by the act it has {1} working days, by its rows {2}."),
        Of(SignatureMissing, "¶8",
            "Құжатқа оны жіберушінің электрондық цифрлық қолтаңбасы қоса берілмеген.",
            "К документу не приложена электронная цифровая подпись отправителя.",
            "The document came without the electronic digital signature of its issuer."),
        // What is wrong.
        Of(SignatureUnreadable, "¶8",
            "Электрондық цифрлық қолтаңба құжаттан бөлек CMS қолтаңбасы болуға тиіс: {0}.",
            "Электронная цифровая подпись должна быть отделённой подписью CMS: {0}.",
            "The electronic digital signature must be a detached CMS signature: {0}."),
        // Identifier of the algorithm.
        Of(SignatureAlgorithmUnsupported, "¶8",
            "Тізілім мұндай алгоритммен жасалған қолтаңбаны тексере алмайды: {0}.",
            "Реестр не может проверить подпись, сделанную по такому алгоритму: {0}.",
            "The registry cannot check a signature made with this algorithm: {0}."),
        Of(SignatureBroken, "¶8",
            "Электрондық цифрлық қолтаңба осы құжаттікі емес: құжат не қолтаңба өзгертілген.",
            "Электронная цифровая подпись не от этого документа: документ или подпись изменены.",
            "The electronic digital signature is not of this document: one of the two was changed."),
        Of(CertificateUnknown, "¶8",
            "Қол қоюшының тіркеу куәлігін сенім білдірілген куәландырушы орталық бермеген.",
            "Регистрационное свидетельство подписавшего выдано не доверенным удостоверяющим центром.",
            "The signer's certificate does not come from a trusted certification authority."),
        // What is wrong.
        Of(CertificateNotValid, "¶8",
            "Құжат алынған кезде қол қоюшының тіркеу куәлігі жарамсыз болды: {0}.",
            "На момент получения документа регистрационное свидетельство подписавшего не действовало: {0}.",
            "When the document was received, the signer's certificate was not valid: {0}."),
        Of(SignerNotIssuer, "¶8",
            "Құжатқа оны жіберуші емес, басқа тұлға қол қойған.",
            "Документ подписан не отправителем, а другим лицом.",
            "The document is signed by another person than its issuer."),
        // Issuer, kind of document.
        Of(IssuerNotAllowed, "¶8",
            "{0} жіберушінің {1} түріндегі құжаттарды жіберуге құқығы жоқ.",
            "Отправитель {0} не вправе направлять документы вида {1}.",
            "The issuer {0} may not issue documents of the kind {1}."),
        // Issuer.
        Of(SignatureNotValid, "¶8",
            "Электрондық цифрлық қолтаңба жоқ, бұзылған немесе жіберушіге тиесілі емес: {0}.",
            "Электронная цифровая подпись отсутствует, нарушена или не принадлежит отправителю: {0}.",
            "The electronic digital signature is missing, broken or not the issuer's: {0}."),
        // Installation.
        Of(InstallationUnknown, "¶13",
            "{0} қондырғысы қолданыстағы Көміртегі квоталарының ұлттық жоспарында көрсетілмеген.",
            "Установка {0} не названа в действующем Национальном плане углеродных квот.",
            "No National Carbon Quota Plan in force names the installation {0}."),
        // Applicant, installation.
        Of(ApplicantNotOperator, "¶13",
            "{0} өтініш берушісі Көміртегі квоталарының ұлттық жоспары бойынша {1} қондырғысының операторы емес.",
            "Заявитель {0} не является оператором установки {1} по Национальному плану углеродных квот.",
            "The applicant {0} is not the operator of the installation {1} in the National Carbon Quota Plan."),
        // Installation or kind of account, number of the account.
        Of(AccountExists, "Code 300(2)",
            "Шот бұрын ашылған: {0}, шот нөмірі {1}.",
            "Счёт уже открыт: {0}, номер счёта {1}.",
            "The account exists already: {0}, number {1}."),
        // Account as the document names it.
        Of(AccountNotFound, "¶11",
            "Мұндай шот табылмады: {0}.",
            "Счёт не найден: {0}.",
            "There is no such account: {0}."),
        // Account.
        Of(AccountClosed, "¶11",
            "{0} шоты жабылған.",
            "Счёт {0} закрыт.",
            "The account {0} is closed."),
        // Account, grounds.
        Of(AccountBlocked, "¶15",
            "{0} шоты бұғатталған (негізі: {1}); бұғаттаудан шығарылғанға дейін операция жүргізілмейді.",
            "Счёт {0} заблокирован (основание: {1}); до снятия блокировки операция не проводится.",
            "The account {0} is blocked (ground: {1}); the move must wait until the account is unblocked."),
        // Account, ground.
        Of(AlreadyBlocked, "¶15",
            "{0} шоты «{1}» негізі бойынша бұрын бұғатталған.",
            "Счёт {0} уже заблокирован по основанию «{1}».",
            "The account {0} is blocked on the ground '{1}' already."),
        // Account, grounds.
        Of(NotBlocked, "¶16",
            "{0} шоты «{1}» негізі бойынша бұғатталмаған.",
            "Счёт {0} не заблокирован по основанию «{1}».",
            "The account {0} is not blocked on the ground '{1}'."),
        // Row of the matrix, debited account, credited account.
        Of(MoveNotAllowed, "¶11",
            "{1} шотынан {2} шотына {0} операциясын жүргізуге жол берілмейді.",
            "Операция {0} со счёта {1} на счёт {2} не допускается.",
            "The move {0} from the account {1} to the account {2} is not allowed."),
        // Account.
        Of(SameAccount, "¶2",
            "Есептен шығару және есепке жатқызу үшін бір шот көрсетілген: {0}.",
            "Для списания и зачисления указан один и тот же счёт: {0}.",
            "Debit and credit name one and the same account: {0}."),
        // Installation.
        Of(InstallationInPlan, "¶17",
            "{0} қондырғысы қолданыстағы Көміртегі квоталарының ұлттық жоспарында көрсетілген, "
            + "оның шоты 14-тармақ бойынша ашылады.",
            "Установка {0} названа в действующем Национальном плане углеродных квот, "
            + "её счёт открывается по пункту 14.",
            "The National Carbon Quota Plan in force names the installation {0}; its account is opened under ¶14."),
        // Installation.
        Of(NotNewInstallation, "¶18",
            "{0} қондырғысының шоты 17-тармақ бойынша ашылмаған, "
            + "сондықтан оған 18-тармақ бойынша резервтен бірліктер есепке жатқызылмайды.",
            "Счёт установки {0} открыт не по пункту 17, единицы из резерва на него по пункту 18 не зачисляются.",
            "The account of the installation {0} was not opened under ¶17, so ¶18 credits no units to it."),
        // Installation, category of the application, category of the notice.
        Of(CategoryMismatch, "¶18",
            "{0} қондырғысының шоты «{1}» санаты бойынша ашылған, ал хабарламада «{2}» санаты көрсетілген.",
            "Счёт установки {0} открыт по категории «{1}», а в уведомлении указана категория «{2}».",
            "The account of the installation {0} was opened under the category '{1}', but the notice names '{2}'."),
        // Account, the person who asks.
        Of(NotAccountHolder, "¶30",
            "{0} шоты {1} тұлғасына тиесілі емес.",
            "Счёт {0} не принадлежит лицу {1}.",
            "The account {0} does not belong to {1}."),
        // Account.
        Of(NotMarketSubject, "Order 221 ¶5",
            "{0} шоты көміртегі нарығы субъектісінің шоты емес.",
            "Счёт {0} не принадлежит субъекту углеродного рынка.",
            "The account {0} is not that of a carbon market subject."),
        // Account.
        Of(OperatorOnlyOnExchange, "Order 221 ¶8",
            "Сауда жүйесінің операторы бірліктерді тауар биржасы арқылы ғана сатады және сатып алады: {0} шоты.",
            "Оператор системы торговли продаёт и покупает единицы только через товарную биржу: счёт {0}.",
            "The operator of the trading system sells and buys through a commodity exchange only: account {0}."),
        // Installation, issuer.
        Of(NotOwnInstallation, "Code 289(7)",
            "{0} қондырғысы {1} тұлғасының өз қондырғысы емес.",
            "Установка {0} не является собственной установкой лица {1}.",
            "The installation {0} is not {1}'s own."),
        // Debited account, credited account.
        Of(SaleToOneself, "Order 221 ¶6",
            "{0} және {1} шоттары бір тұлғаға тиесілі; бұл сату емес, өз қондырғылары арасында беру.",
            "Счета {0} и {1} принадлежат одному лицу: это не продажа, а передача между своими установками.",
            "The accounts {0} and {1} belong to one person: this is no sale but a transfer between own installations."),
        // Code of the project, number of the approval.
        Of(ProjectRegistered, "¶24",
            "{0} жобасы немесе оның {1} мақұлдауы тізілімде бұрын тіркелген.",
            "Проект {0} или его одобрение {1} уже зарегистрированы в реестре.",
            "The project {0} or its approval {1} is registered already."),
        // Code of the project.
        Of(ProjectUnknown, "¶26",
            "{0} офсеттік жобасы бойынша шоттар ашылмаған.",
            "По офсетному проекту {0} счета не открыты.",
            "No accounts were opened for the offset project {0}."),
        // Person, code of the project.
        Of(NotApplicantOfProject, "¶26",
            "{0} {1} жобасының өтініш берушісі емес: оның осы жоба бойынша шоты жоқ.",
            "{0} не является заявителем проекта {1}: счета по этому проекту нет.",
            "{0} is no applicant of the project {1}: there is no account for it."),
        // Installation, name.
        Of(HolderUnchanged, "¶21",
            "{0} қондырғысының шоты бұрыннан {1} атына тіркелген: өзгерту қажет емес.",
            "Счёт установки {0} уже записан за {1}: изменять нечего.",
            "The account of the installation {0} is held by {1} already: there is nothing to change."),
        // Applicant, installation.
        Of(ApplicantNotHolder, "¶21",
            "{0} өтініш берушісі {1} қондырғысының шот иесі де, жаңа операторы да емес.",
            "Заявитель {0} не является ни владельцем счёта установки {1}, ни её новым оператором.",
            "The applicant {0} is neither the holder of the account of the installation {1} nor its new operator."),
        // Account, units.
        Of(AccountNotEmpty, "¶11",
            "{0} шотында бірліктер бар: {1}; мұндай шот жабылмайды.",
            "На счёте {0} остались единицы: {1}; такой счёт не закрывается.",
            "The account {0} still holds {1} units; it cannot be closed."),
        // Number, installation.
        Of(HolderNumberDiffers, "¶21",
            "Атау мен ұйымдық-құқықтық нысан өзгергенде БСН сақталады; {0} нөмірі {1} қондырғысының шот иесінікі емес.",
            "При изменении наименования или организационно-правовой формы БИН сохраняется; номер {0} не принадлежит "
            + "владельцу счёта установки {1}.",
            "A new name or legal form leaves the BIN as it is; {0} is not the number of the holder of the account of "
            + "the installation {1}."),
        // Account, procedures.
        Of(ProceduresOpen, "¶11",
            "{0} шоты бойынша аяқталмаған рәсімдер бар: {1}.",
            "По счёту {0} есть незавершённые процедуры: {1}.",
            "Procedures about the account {0} are still open: {1}."),
        // Account.
        Of(AccountStaysOpen, "¶11",
            "{0} шоты тізілімнің өз шоты болып табылады және жабылмайды.",
            "Счёт {0} является счётом самого реестра и не закрывается.",
            "The account {0} belongs to the registry itself and is not closed."),
    ];
}
