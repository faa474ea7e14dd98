namespace CarbonRegistry.Domain.Notices;

/// <summary>The faults of years, amounts, accounts, projects, papers and lists.</summary>
public static partial class DocumentIssues
{
    internal static Issue YearOutOfRange(string field, int min, int max) => At(field, "yearOutOfRange",
        $"Жыл – {min} мен {max} аралығындағы бүтін сан.",
        $"Год – целое число от {min} до {max}.",
        $"A year is a whole number from {min} to {max}.");

    internal static Issue CountOutOfRange(string field) => At(field, "countOutOfRange",
        "Мән – 0 мен 10^12 аралығындағы бүтін сан.",
        "Значение – целое число от 0 до 10^12.",
        "The value is a whole number from 0 to 10^12.");

    internal static Issue PeriodForm(string field) => At(field, "periodForm",
        "Кезең 2022-2025 түрінде жазылады.",
        "Период пишется в виде 2022-2025.",
        "A period is written like 2022-2025.");

    internal static Issue ExpiresYearPast(string field) => At(field, "expiresYearPast",
        "Бірліктердің соңғы жылы құжаттың жылынан ерте болмайды.",
        "Последний год единиц не может быть раньше года документа.",
        "The last year of the units may not come before the year of the document.");

    internal static Issue PriceNotPositive(string field) => At(field, "priceNotPositive",
        "Баға нөлден үлкен болуға тиіс.",
        "Цена должна быть больше нуля.",
        "The price must be above zero.");

    internal static Issue PriceTooLarge(string field) => At(field, "priceTooLarge",
        "Баға 1 000 000 000 000 теңгеден аспауға тиіс.",
        "Цена должна быть не больше 1 000 000 000 000 тенге.",
        "The price must be at most 1,000,000,000,000 tenge.");

    internal static Issue PriceDecimals(string field) => At(field, "priceDecimals",
        "Бағада үтірден кейін ең көбі екі цифр болады.",
        "В цене не больше двух знаков после запятой.",
        "A price has at most two decimals.");

    internal static Issue TonnesNotWhole(string field) => At(field, "tonnesNotWhole",
        "Шығарындылар тоннасының саны бүтін болуға тиіс.",
        "Количество тонн выбросов должно быть целым.",
        "The emissions must be whole tonnes.");

    internal static Issue TonnesNegative(string field) => At(field, "tonnesNegative",
        "Шығарындылар тоннасының саны теріс болмайды.",
        "Количество тонн выбросов не бывает отрицательным.",
        "The tonnes of emissions cannot be negative.");

    internal static Issue TonnesTooLarge(string field) => At(field, "tonnesTooLarge",
        "Шығарындылар 1 000 000 000 000 тоннадан аспауға тиіс.",
        "Выбросы должны быть не больше 1 000 000 000 000 тонн.",
        "The emissions must be at most 1,000,000,000,000 tonnes.");

    internal static Issue AccountForm(string field) => At(field, "accountForm",
        "Шот нөмірмен (мысалы, KZ-5-1-42) немесе қондырғының кодымен (мысалы, KZ-0001) аталады.",
        "Счёт называют номером, например KZ-5-1-42, или кодом установки, например KZ-0001.",
        "An account is named by its number, for example KZ-5-1-42, or by an installation's code, for example KZ-0001.");

    internal static Issue AccountCheckDigits(string field) => At(field, "accountCheckDigits",
        "Шот нөмірінің бақылау цифрлары дұрыс емес.",
        "Контрольные цифры номера счёта неверны.",
        "The check digits of the account's number are wrong.");

    internal static Issue SellerIsBuyer(string field) => At(field, "sellerIsBuyer",
        "Сатушы мен сатып алушы – бір шот.",
        "Продавец и покупатель – один и тот же счёт.",
        "Seller and buyer are the same account.");

    internal static Issue SameInstallation(string field) => At(field, "sameInstallation",
        "Бірліктер сол қондырғының өзіне беріледі: from мен to әртүрлі болуға тиіс.",
        "Единицы передаются той же установке: from и to должны различаться.",
        "The units would go to the same installation: from and to must differ.");

    internal static Issue DateAfterDocument(string field) => At(field, "dateAfterDocument",
        "Бұл күн құжаттың күнінен кеш.",
        "Эта дата позже даты документа.",
        "This day comes after the document's date.");

    internal static Issue PeriodReversed(string field) => At(field, "periodReversed",
        "Кезең басталмай тұрып аяқталады.",
        "Период заканчивается раньше, чем начинается.",
        "The period ends before it begins.");

    internal static Issue ListEmpty(string field) => At(field, "listEmpty",
        "Тізім бос: кемінде бір жазба керек.",
        "Список пуст: нужна хотя бы одна запись.",
        "The list is empty: at least one entry is needed.");

    internal static Issue DuplicateTrade(string field) => At(field, "duplicateTrade",
        "Бұл tradeId ведомоста екі рет тұр.",
        "Этот tradeId стоит в ведомости дважды.",
        "The sheet has this tradeId twice.");

    internal static Issue DuplicateAuction(string field) => At(field, "duplicateAuction",
        "Бұл auctionId күнтізбеде екі рет тұр.",
        "Этот auctionId стоит в календаре дважды.",
        "The calendar has this auctionId twice.");

    internal static Issue TwoAuctionsOnADay(string field) => At(field, "twoAuctionsOnADay",
        "Бір күнге екі аукцион белгіленген: сауда парағы аукционды күні бойынша ғана ажыратады.",
        "На один день назначены два аукциона: ведомость различает аукционы только по дню.",
        "Two auctions are planned for one day: a trade sheet tells auctions apart by their day alone.");

    internal static Issue DuplicateParty(string field) => At(field, "duplicateParty",
        "Бұл тұлға тізімде екі рет аталған.",
        "Это лицо названо в списке дважды.",
        "The list names this person twice.");

    internal static Issue ProjectCodeForm(string field, int max) => At(field, "projectCodeForm",
        $"Жобаның коды – бір жол, 1–{max} көрінетін таңба, шетінде бос орын жоқ.",
        $"Код проекта – одна строка, от 1 до {max} печатных знаков, без пробелов по краям.",
        $"A project's code is one line of 1 to {max} printable characters, without spaces at its ends.");

    internal static Issue ProjectCodeHoldsIin(string field) => At(field, "projectCodeHoldsIin",
        "Жобаның кодында ЖСН бар: жеке деректер журналға түспеуге тиіс.",
        "В коде проекта есть ИИН: персональные данные не должны попасть в журнал.",
        "The project's code holds an IIN: personal data may not reach the journal.");

    internal static Issue CategoryOfAdditionalAllocation(string field, IEnumerable<string> allowed)
    {
        var list = string.Join(", ", allowed);
        return At(field, "categoryOfAdditionalAllocation",
            $"Қуатты арттыруға additionalAllocation құжаты бар (¶19). Мұнда рұқсат етілгендері: {list}.",
            $"Для увеличения мощности есть документ additionalAllocation (¶19). Здесь допустимы: {list}.",
            $"For an increase of capacity there is additionalAllocation (¶19). Allowed here are: {list}.");
    }

    internal static Issue NeedsCategory(string field) => At(field, "needsCategory",
        "Бұл өріс тек category өрісімен бірге беріледі (¶17).",
        "Это поле указывают только вместе с полем category (¶17).",
        "This field comes only together with category (¶17).");

    internal static Issue SupplementEmpty(string field) => At(field, "supplementEmpty",
        "Толықтыру ештеңе әкелмейді: representatives, approval немесе applicants керек.",
        "Дополнение ничего не приносит: нужно поле representatives, approval или applicants.",
        "The supplement brings nothing: representatives, approval or applicants is needed.");
}
