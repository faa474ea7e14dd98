using static CarbonRegistry.Domain.Law.RefusalCatalogue;
using static CarbonRegistry.Domain.Law.RefusalCode;

namespace CarbonRegistry.Domain.Law;

/// <summary>The refusals of the hundreds 4 and 5: units, procedures.</summary>
internal static class UnitRefusals
{
    /// <summary>The entries in the order of the codes.</summary>
    public static IReadOnlyList<RefusalTemplate> All { get; } =
    [
        // Quantity.
        Of(QuantityNotPositive, "Order 221 ¶2",
            "Бірліктердің саны оң бүтін сан болуға тиіс; көрсетілгені: {0}.",
            "Количество единиц должно быть целым положительным числом; указано: {0}.",
            "The quantity must be a positive whole number of units; given: {0}."),
        // Account, units.
        Of(UnitKindNotAllowed, "¶11",
            "{0} шоты мұндай бірліктерге арналмаған: {1}.",
            "Счёт {0} не предназначен для таких единиц: {1}.",
            "The account {0} is not meant for such units: {1}."),
        // Account, units.
        Of(BlockNotHeld, "¶9",
            "{0} шотында көрсетілген бірліктер жоқ: {1}.",
            "На счёте {0} нет указанных единиц: {1}.",
            "The account {0} does not hold the named units: {1}."),
        // Account, units there are, units needed.
        Of(InsufficientUnits, "¶2",
            "{0} шотында операция үшін {1} бірлік бар, {2} бірлік қажет.",
            "На счёте {0} для операции имеется единиц: {1}, требуется: {2}.",
            "The account {0} has {1} units for the move, {2} are needed."),
        // Series, units that there would be, units planned.
        Of(PlanExceeded, "¶12",
            "Айналысқа енгізілетін бірліктер бекітілген көлемнен асып кетеді: {0}, барлығы {1}, бекітілгені {2}.",
            "Введение в обращение превысит утверждённый объём: {0}, всего {1}, утверждено {2}.",
            "More units would be put into circulation than approved: {0}, in all {1}, approved {2}."),
        // Series, units issued.
        Of(AlreadyIssued, "¶12",
            "{0} бірліктері айналысқа бұрын енгізілген: {1}.",
            "Единицы {0} уже введены в обращение: {1}.",
            "The units {0} were put into circulation already: {1}."),
        // Account, units.
        Of(NotForSale, "Code 289(9)",
            "{0} шотындағы бірліктер сатылуға жатпайды: {1}.",
            "Единицы на счёте {0} не подлежат продаже: {1}.",
            "Units on the account {0} may not be sold: {1}."),
        // Entry.
        Of(CorrectionMismatch, "¶8",
            "Түзету {0} жазбасының бірліктерін дәл көрсетпейді.",
            "Исправление не называет в точности единицы записи {0}.",
            "The correction does not name exactly the units of the entry {0}."),
        // Entry.
        Of(CorrectionNotAllowed, "¶8",
            "{0} жазбасы түзетуге жатпайды немесе бұрын түзетілген.",
            "Запись {0} не подлежит исправлению или уже исправлена.",
            "The entry {0} may not be corrected, or was corrected already."),
        // Year.
        Of(YearOutsidePlan, "Code 289(8)",
            "{0} жылы қолданысқа енгізілген бірде-бір Көміртегі квоталарының ұлттық жоспарының кезеңіне кірмейді.",
            "{0} год не входит в период ни одного введённого в действие Национального плана углеродных квот.",
            "The year {0} lies in the period of no National Carbon Quota Plan that was put into force."),
        // Subaccount, units there are, units needed.
        Of(ReserveShort, "¶18",
            "{0} қосалқы шотында {1} бірлік бар, {2} бірлік қажет. "
            + "Уәкілетті орган қосалқы шотты толықтыру туралы хабарлама жібере алады (23-тармақ).",
            "На субсчёте {0} имеется единиц: {1}, требуется: {2}. "
            + "Уполномоченный орган может направить уведомление о пополнении субсчёта (пункт 23).",
            "The subaccount {0} has {1} units, {2} are needed. The authority may send a notice to top it up (¶23)."),
        // Subaccount, its units.
        Of(TargetIsLargest, "¶23",
            "{0} қосалқы шотындағы бірліктердің көлемі онсыз да ең көп ({1}), оны толықтыратын қосалқы шот жоқ.",
            "На субсчёте {0} уже наибольший объём единиц ({1}), пополнить его не с чего.",
            "The subaccount {0} has the largest volume itself ({1} units); there is none to top it up from."),
        // Largest subaccount, its units, units asked for.
        Of(LargestNotEnough, "¶23",
            "Ең көп көлем {0} қосалқы шотында: {1} бірлік, ал сұралғаны {2} бірлік. "
            + "Көлемді бірнеше хабарламаға бөліңіз, біріншісі {1} бірліктен аспауға тиіс.",
            "Наибольший объём – на субсчёте {0}: {1}, а запрошено: {2}. "
            + "Разделите объём на несколько уведомлений, первое – не более чем на {1}.",
            "The largest volume lies on the subaccount {0}: {1} units, but {2} are asked for. "
            + "Split the volume into several notices, the first for at most {1}."),
        // Subaccounts, units of each.
        Of(LargestTied, "¶23",
            "Ең көп көлем бірнеше қосалқы шотта бірдей: {0}, әрқайсысында {1} бірлік. "
            + "Уәкілетті орган толықтыру көзін жаңа хабарламада көрсетуге тиіс (source өрісі).",
            "Наибольший объём одинаков на нескольких субсчетах: {0}, на каждом единиц: {1}. "
            + "Уполномоченный орган должен назвать источник в новом уведомлении (поле source).",
            "Several subaccounts share the largest volume: {0}, {1} units each. "
            + "The authority must name the source in a new notice (field source)."),
        // Installation, year, units surrendered, tonnes of the report.
        Of(AlreadySurrendered, "¶28",
            "{0} қондырғысының {1} жылғы шығарындылары үшін {2} бірлік бұрын өтелген, есеп {3} бірлікті талап етеді.",
            "За выбросы установки {0} за {1} год уже погашено единиц: {2}, отчёт требует: {3}.",
            "For the emissions of {0} in {1}, {2} units were surrendered already; the report calls for {3}."),
        // Account, units there are, units needed.
        Of(AdditionalQuotaShort, "¶28",
            "{0} шотында қосымша квота ретінде алынған {1} бірлік бар, {2} бірлік қажет.",
            "На счёте {0} единиц, полученных как дополнительная квота: {1}, требуется: {2}.",
            "The account {0} holds {1} units that came as additional quota, {2} are needed."),
        // Entry.
        Of(EntryNotFound, "¶8",
            "Журналда бірліктер қозғалысының {0} нөмірлі жазбасы жоқ.",
            "В журнале нет записи о движении единиц с номером {0}.",
            "The journal has no entry {0} that moved units."),
        // Units.
        Of(TreatyNeeded, "Order 221 ¶3",
            "{0} халықаралық шарт бойынша ғана сатылады, мұндай шарт тіркелмеген.",
            "{0}: продажа допускается только на основании международного договора, такой договор не внесён.",
            "Only under an international treaty can these be sold, and none is recorded: {0}."),
        // Price, quotation, day of the quotation.
        Of(PriceBelowQuotation, "Order 221 ¶29",
            "Бір бірліктің {0} теңге бағасы {2} күнгі {1} теңге биржалық белгіленімнен төмен.",
            "Цена {0} тенге за единицу ниже биржевой котировки {1} тенге от {2}.",
            "The price of {0} tenge for one unit is below the exchange quotation of {1} tenge of {2}."),
        // Sum of the shares, approved volume.
        Of(SharesDoNotSum, "¶26",
            "Үлестердің қосындысы {0}, ал бекітілген көлем {1}.",
            "Сумма долей {0}, а утвержденный объем {1}.",
            "The shares sum to {0}, and the approved volume is {1}."),
        // Code of the project, first and last day, the earlier procedure.
        Of(ReportPeriodIssued, "¶26",
            "{0} жобасы бойынша {1} – {2} кезеңінің бір бөлігіне бірліктер бұрын шығарылған: {3}.",
            "По проекту {0} за часть периода {1} – {2} единицы уже введены в обращение: {3}.",
            "For a part of the period {1} to {2} of the project {0}, units were put into circulation before: {3}."),
        // Last year of the term, year of the act.
        Of(TermEndedBeforeIssue, "¶10",
            "Бірліктердің мерзімі {0} жылы аяқталады, ал оларды айналымға енгізу жылы {1}.",
            "Срок единиц истекает в {0} году, а вводятся в обращение они в {1} году.",
            "The term of the units ends in {0}, and they would be put into circulation in {1}."),
        // Lines of the plan.
        Of(AmendmentChangesVolumes, "¶12",
            "Жоспардың жаңа редакциясы көлемдерді өзгертеді: {0}. Көлемдер тек 18, 19, 20, 22 және 23-тармақтардың "
            + "құжаттары бойынша өзгереді.",
            "Новая редакция плана меняет объёмы: {0}. Объёмы меняются только документами пунктов 18, 19, 20, 22 и 23.",
            "The new version of the plan changes volumes: {0}. Volumes change only by the documents of paragraphs 18, "
            + "19, 20, 22 and 23."),
        // Installation, account.
        Of(AmendmentLeavesOutAccount, "¶22",
            "Жоспардың жаңа редакциясында {0} қондырғысы жоқ, ал оның {1} шоты ашық. Қондырғы 22-тармақ бойынша "
            + "жойылады.",
            "В новой редакции плана нет установки {0}, а её счёт {1} открыт. Установка ликвидируется по пункту 22.",
            "The new version of the plan leaves out the installation {0}, whose account {1} is open. An installation "
            + "is liquidated by paragraph 22."),
        // Units in circulation, total of the new version.
        Of(AmendmentChangesTotal, "¶12",
            "Айналысқа {0} бірлік енгізілген, ал жоспардың жаңа редакциясының жалпы көлемі {1}.",
            "В обращение введено единиц: {0}, а общий объём новой редакции плана: {1}.",
            "{0} units were put into circulation, and the total of the new version of the plan is {1}."),
        // Year.
        Of(NoUnitsOfTerm, "¶29",
            "Шығарылған кезде {0} жылмен шектелген оффсеттік бірліктер ешбір шотта жоқ.",
            "Ни на одном счёте нет офсетных единиц, ограниченных при вводе в обращение {0} годом.",
            "No account holds offset units that were limited to {0} at issue."),
        // Account, units.
        Of(UnitsToReturn, "Code 295(8)",
            "{0} шотында қуаттылықтың төмендеуінен босаған {1} бірлік бар: олар жойылмайды, резервке қайтарылады.",
            "На счёте {0} есть единицы, высвобожденные при снижении мощности: {1}. Они не аннулируются по запросу, "
            + "а возвращаются в резерв.",
            "The account {0} has {1} units that a decrease of capacity freed. They are not cancelled on request, they "
            + "go back to the reserve."),
        // Procedure.
        Of(FollowedProcedureNotFound, "¶20",
            "Құжат сілтеме жасайтын рәсім табылмады, басқа түрге жатады немесе орындалмаған: {0}.",
            "Процедура, на которую ссылается документ, не найдена, другого вида или не исполнена: {0}.",
            "The procedure that the document follows is unknown, of another kind or not carried out: {0}."),
        // Units to assign, units that came back.
        Of(AssignmentExceedsReturn, "¶20",
            "{0} бірлік бөлінеді, ал резервке {1} бірлік қайтарылған.",
            "Распределяется единиц: {0}, а в резерв возвращено: {1}.",
            "{0} units are assigned, but {1} came back to the reserve."),
        // Reason.
        Of(RefusedByRegistrar, "¶8",
            "Тіркеуші бас тартты: {0}.",
            "Регистратор отказал: {0}.",
            "A registrar refused: {0}."),
        // Period.
        Of(PlanPeriodTaken, "¶6",
            "{0} кезеңіне арналған Көміртегі квоталарының ұлттық жоспары бұрын қолданысқа енгізілген.",
            "Национальный план углеродных квот на период {0} уже введён в действие.",
            "A National Carbon Quota Plan for the period {0} is in force already."),
        // Representative, day.
        Of(PowerOfAttorneyNotValid, "¶13",
            "{0} өкілінің сенімхаты {1} күні жарамды емес.",
            "Доверенность представителя {0} не действует на день {1}.",
            "The power of attorney of the representative {0} is not valid on {1}."),
        // Procedure.
        Of(NothingAwaited, "¶14",
            "{0} рәсімі бойынша бұл құжаттар талап етілмейді.",
            "По процедуре {0} такие документы не требуются.",
            "The procedure {0} does not wait for such papers."),
        // Installation.
        Of(AcceptedMeanwhile, "¶16",
            "{0} қондырғысының мониторингтеу жоспары осы арада ұсынылды, бұғаттаудың негізі жоқ.",
            "План мониторинга установки {0} тем временем представлен, основания для блокировки нет.",
            "The monitoring plan of the installation {0} was submitted meanwhile; there is no ground for a block."),
        // Year.
        Of(YearNotCovered, "¶28",
            "{0} жылын қолданыстағы бірде-бір Көміртегі квоталарының ұлттық жоспары қамтымайды.",
            "{0} год не охвачен ни одним действующим Национальным планом углеродных квот.",
            "No National Carbon Quota Plan in force covers the year {0}."),
        // Period, last day of validity.
        Of(TermNotOver, "¶29",
            "{0} кезеңінің бірліктері {1} күніне дейін жарамды.",
            "Единицы периода {0} действительны до {1}.",
            "The units of the period {0} are valid until {1}."),
        // Contract or trade, procedure that has it.
        Of(AlreadySettled, "¶27",
            "Мәміле бұрын қабылданған: {0}, рәсім {1}.",
            "Сделка уже принята: {0}, процедура {1}.",
            "The deal was received already: {0}, procedure {1}."),
        // Contract, procedure of the other paper, fields that differ.
        Of(EvidenceDiffers, "Order 221 ¶31",
            "{0} шарты бойынша мәліметтер {1} рәсімінің құжатынан өзгеше: {2}.",
            "Сведения о договоре {0} расходятся с документом процедуры {1}: {2}.",
            "What is said of the contract {0} differs from the document of the procedure {1}: {2}."),
        // Reason that the holder gave.
        Of(DeclinedByHolder, "¶8",
            "Шот иесі растаудан бас тартты: {0}.",
            "Владелец счёта отказался подтвердить: {0}.",
            "The holder of the account declined to confirm: {0}."),
        // Period of the plan, known period.
        Of(PeriodNotKnown, "¶6",
            "{0} жылдары {1} көміртегі бюджеттендіру кезеңіне сәйкес келмейді немесе жүйе тоқтатылған уақытқа түседі.",
            "Годы {0} не совпадают с периодом углеродного бюджетирования {1} или приходятся на приостановку.",
            "The years {0} are not those of the carbon budgeting period {1}, or the system is suspended in it."),
        // Procedure.
        Of(AmendmentPending, "¶12",
            "Жоспардың басқа редакциясы шешімді күтуде: {0}.",
            "Другая редакция плана ожидает решения: {0}.",
            "Another version of the plan waits for its decision: {0}."),
        // Period.
        Of(NothingToAmend, "¶12",
            "{0} кезеңінің күшіне енген жоспары жоқ, өзгертетін ештеңе жоқ.",
            "На период {0} нет действующего плана, менять нечего.",
            "The period {0} has no plan in force: there is nothing to amend."),
        // Procedure.
        Of(TermEndPending, "¶29",
            "Осы мерзімнің аяқталуы туралы құжат бұрын түскен, одан бас тартылмаған: {0}.",
            "Документ об окончании этого срока уже поступил, и в нём не отказано: {0}.",
            "A document about the end of this term came before and was not refused: {0}."),
        // Auction.
        Of(AuctionUnknown, "Order 221 ¶17",
            "{0} аукционы күнтізбеде де, қосымша аукцион туралы хабарламада да жоқ.",
            "Аукциона {0} нет ни в календаре, ни среди дополнительных.",
            "The auction {0} stands in no calendar and is no additional one."),
        // Auction or day, procedure that has it.
        Of(AuctionTaken, "Order 221 ¶17",
            "{0} басқа аукционға тиесілі: {1} рәсімі.",
            "{0} – уже за другим аукционом: процедура {1}.",
            "{0} belongs to another auction: procedure {1}."),
        // Year, procedure that has the calendar.
        Of(AuctionCalendarExists, "Order 221 ¶18",
            "{0} жылғы аукциондар күнтізбесі жарияланған: {1} рәсімі. Күн тек кейінге ауыстырылады.",
            "Календарь аукционов на {0} год уже опубликован: процедура {1}. Даты меняет только перенос.",
            "The calendar of auctions of {0} was published: procedure {1}. Only a postponement moves its days."),
        // Auction, procedure that announced it.
        Of(AuctionAnnounced, "Order 221 ¶24",
            "{0} аукционы жарияланған: {1} рәсімі.",
            "Аукцион {0} уже объявлен: процедура {1}.",
            "The auction {0} was announced already: procedure {1}."),
        // Auction.
        Of(AuctionNotPlanned, "Order 221 ¶19",
            "{0} – қосымша аукцион, оның күні кейінге ауыстырылмайды.",
            "{0} – дополнительный аукцион, его дата не переносится.",
            "{0} is an additional auction; its day is not moved."),
        // Auction, day, year.
        Of(AuctionOutsideYear, "Order 221 ¶18",
            "{0} аукционының {1} күні {2} жылға жатпайды.",
            "День аукциона {0}, {1}, не относится к {2} году.",
            "The day of the auction {0}, {1}, is not one of the year {2}."),
        // Auction, day.
        Of(AuctionPast, "Order 221 ¶17",
            "{0} аукционының {1} күні келді немесе өтіп кетті.",
            "День аукциона {0}, {1}, уже наступил или прошёл.",
            "The day of the auction {0}, {1}, has come or passed."),
        // Auction, day.
        Of(AuctionOnDayOff, "Order 221 ¶17",
            "{0} аукционының {1} күні жұмыс күні емес, сауда болмайды.",
            "День аукциона {0}, {1}, нерабочий: торгов в этот день нет.",
            "The day of the auction {0}, {1}, is not worked: there is no trading."),
        // Auction, units, most allowed, units of the year.
        Of(AuctionTooLarge, "Order 221 ¶21",
            "{0} аукционының көлемі {1}, жылдық {3} көлемнің 25 пайызынан, {2} бірліктен, артық.",
            "Объём аукциона {0}, {1}, больше 25 процентов, {2}, годового объёма {3}.",
            "The auction {0} sells {1}, more than 25 percent, {2}, of the {3} units of the year."),
        // Units.
        Of(LotsNotHundreds, "Order 221 ¶22",
            "Лоттар жүз тоннаға еселі болуға тиіс; көрсетілгені: {0}.",
            "Лоты кратны ста тоннам; указано: {0}.",
            "Lots are multiples of a hundred tonnes; given: {0}."),
        // New day, day so far, last day allowed.
        Of(PostponementNotAllowed, "Order 221 ¶19",
            "Аукцион {1} күнінен кейінге, {2} күнінен аспай ауыстырылады; көрсетілгені: {0}.",
            "Аукцион переносится на день после {1}, не позже {2}; указано: {0}.",
            "The auction may move to a day after {1} and up to {2}; given: {0}."),
        // Day.
        Of(AdditionalNotInDecember, "Order 221 ¶20",
            "Қосымша аукциондар желтоқсанда өткізіледі; көрсетілгені: {0}.",
            "Дополнительные аукционы проводятся в декабре; указано: {0}.",
            "Additional auctions are held in December; given: {0}."),
        // Day of the auction, last day of the notice.
        Of(AdditionalNoticeLate, "Order 221 ¶20",
            "{0} күнгі аукцион туралы {1} күнінен кешіктірмей хабарлау керек еді.",
            "Об аукционе {0} следовало уведомить не позднее {1}.",
            "The auction of {0} was to be told of no later than {1}."),
        // Day of the auction, last day of the announcement.
        Of(AnnouncementLate, "Order 221 ¶24",
            "{0} күнгі аукционның ең төменгі бағасын {1} күнінен кешіктірмей жариялау керек еді.",
            "Минимальную цену аукциона {0} следовало объявить не позднее {1}.",
            "The least price of the auction of {0} was to be announced no later than {1}."),
        // Price stated, price computed, trades.
        Of(MinimumPriceDiffers, "Order 221 ¶24",
            "{0} теңге баға соңғы {2} сауданың орташа өлшемді бағасынан ({1} теңге) өзгеше.",
            "Цена {0} тенге не равна средневзвешенной по последним торгам (сделок: {2}), {1} тенге.",
            "The price {0} is not the weighted average of the last {2} trades, {1} tenge."),
        // Auction.
        Of(MinimumPriceUnknown, "Order 221 ¶24",
            "{0} аукционының ең төменгі бағасын есептейтін биржалық сауда жоқ: minimumPrice өрісі керек.",
            "Минимальную цену аукциона {0} не из чего рассчитать, биржевых торгов не было: нужно поле minimumPrice.",
            "There are no exchange trades to compute the least price of the auction {0} from: minimumPrice is needed."),
        // Price, least price, auction.
        Of(PriceBelowMinimum, "Order 221 ¶25",
            "{0} теңге баға {2} аукционының ең төменгі бағасынан ({1} теңге) төмен.",
            "Цена {0} тенге ниже минимальной цены аукциона {2}, {1} тенге.",
            "The price {0} is below the least price of the auction {2}, {1} tenge."),
        // Units, units of a lot.
        Of(LotsNotWhole, "Order 221 ¶22",
            "{0} бірлік {1} бірліктен тұратын бүтін лоттар болмайды.",
            "{0} единиц не составляют целых лотов по {1}.",
            "{0} units are not whole lots of {1}."),
        // Lots, limit, auction.
        Of(LotLimitExceeded, "Order 221 ¶23",
            "{2} аукционында бір субъект {1} лоттан артық сатып алмайды; шығатыны: {0}.",
            "На аукционе {2} один субъект приобретает не больше лотов, чем {1}; выходит: {0}.",
            "In the auction {2} one subject buys at most {1} lots; this would make {0}."),
        // Units, units of the auction, auction.
        Of(AuctionVolumeExceeded, "Order 221 ¶26",
            "{2} аукционына {1} бірлік қойылған; сатылғаны {0} болар еді.",
            "На аукцион {2} выставлено единиц: {1}; продано было бы {0}.",
            "The auction {2} has {1} units; {0} would be sold."),
    ];
}
