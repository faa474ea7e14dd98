using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Domain.Notices;

/// <summary>The faults of what the fields say: persons, codes, volumes, papers and rights.</summary>
public static partial class DocumentIssues
{
    /// <summary>The one reason for a refusal at the door, by the order of precedence of the reasons.</summary>
    /// <param name="issues">At least one issue of reading or of <see cref="DocumentCheck"/>.</param>
    public static RefusalCode RefusalCodeOf(IReadOnlyList<Issue> issues)
    {
        if (issues.Any(issue => issue.Code is not (NotSupportedCode or IssuerNotAllowedCode)))
            return RefusalCode.MalformedDocument;
        return issues.Any(issue => issue.Code == NotSupportedCode)
            ? RefusalCode.NotSupported
            : RefusalCode.IssuerNotAllowed;
    }

    /// <summary>The door's answer to a kind that the registry reads but does not carry out.</summary>
    public static Issue KindNotSupported(DocumentKind kind) => new(
        NotSupportedCode,
        RefusalCatalogue.Refuse(RefusalCode.NotSupported, DocumentKinds.NameOf(kind)).Text)
    { Field = "/kind" };

    internal static Issue BothBinAndIin(string field) => At(field, "bothBinAndIin",
        "БСН мен ЖСН екеуі де берілген: біреуі ғана керек.",
        "Указаны и БИН, и ИИН: нужен только один.",
        "Both bin and iin are given: exactly one is needed.");

    internal static Issue NeitherBinNorIin(string field) => At(field, "neitherBinNorIin",
        "БСН (bin) де, ЖСН (iin) де берілмеген.",
        "Не указан ни БИН (bin), ни ИИН (iin).",
        "Neither bin nor iin is given.");

    internal static Issue BinForm(string field) => At(field, "binForm",
        "БСН он екі цифрдан тұрады.",
        "БИН состоит из двенадцати цифр.",
        "A BIN has twelve digits.");

    internal static Issue IinForm(string field) => At(field, "iinForm",
        "ЖСН он екі цифрдан тұрады, алғашқы алтауы – туған күні.",
        "ИИН состоит из двенадцати цифр, первые шесть – дата рождения.",
        "An IIN has twelve digits; the first six are the date of birth.");

    internal static Issue BinIsIin(string field) => At(field, "binIsIin",
        "bin өрісінде ЖСН тұр: оны iin өрісіне жазыңыз.",
        "В поле bin стоит ИИН: укажите его в поле iin.",
        "The field bin holds an IIN: write it in iin.");

    internal static Issue IinIsBin(string field) => At(field, "iinIsBin",
        "iin өрісінде БСН тұр: ол жеке тұлғаның нөмірі емес.",
        "В поле iin стоит БИН: это не номер физического лица.",
        "The field iin holds a BIN: that is not the number of a natural person.");

    internal static Issue BinCheckDigit(string field) => At(field, "binCheckDigit",
        "БСН-нің бақылау цифры дұрыс емес.",
        "Контрольная цифра БИН неверна.",
        "The check digit of the BIN is wrong.");

    internal static Issue IinCheckDigit(string field) => At(field, "iinCheckDigit",
        "ЖСН-нің бақылау цифры дұрыс емес.",
        "Контрольная цифра ИИН неверна.",
        "The check digit of the IIN is wrong.");

    internal static Issue InstallationForm(string field) => At(field, "installationForm",
        "Қондырғының коды: екі бас латын әрпі, дефис, 4–12 цифр, мысалы KZ-0001.",
        "Код установки: две прописные латинские буквы, дефис, от 4 до 12 цифр, например KZ-0001.",
        "An installation's code is two capital Latin letters, a hyphen and 4 to 12 digits, for example KZ-0001.");

    internal static Issue UnitsNotWhole(string field) => At(field, "unitsNotWhole",
        "Бірліктер саны бүтін болуға тиіс.",
        "Количество единиц должно быть целым.",
        "The quantity of units must be whole.");

    internal static Issue UnitsNotPositive(string field) => At(field, "unitsNotPositive",
        "Бірліктер саны кемінде 1 болуға тиіс.",
        "Количество единиц должно быть не меньше 1.",
        "The quantity of units must be at least 1.");

    internal static Issue UnitsTooLarge(string field) => At(field, "unitsTooLarge",
        "Бірліктер саны 1 000 000 000 000-нан аспауға тиіс.",
        "Количество единиц должно быть не больше 1 000 000 000 000.",
        "The quantity of units must be at most 1,000,000,000,000.");

    internal static Issue ProcedureIdForm(string field) => At(field, "procedureIdForm",
        "Бұл рәсімнің идентификаторы емес, мысалы accountApplication.050440556852.2022.З-001.",
        "Это не идентификатор процедуры, например accountApplication.050440556852.2022.З-001.",
        "This is no procedure id, such as accountApplication.050440556852.2022.З-001.");

    internal static Issue ExpiresBeforeDate(string field) => At(field, "powerOfAttorneyExpiresBeforeDate",
        "Сенімхаттың мерзімі ол берілген күннен бұрын бітеді.",
        "Доверенность истекает раньше, чем выдана.",
        "The power of attorney expires before the day on which it was given.");

    internal static Issue PowerOfAttorneyExpired(string field) => At(field, "powerOfAttorneyExpired",
        "Сенімхаттың мерзімі құжаттың күнінен бұрын бітеді.",
        "Доверенность истекает до даты документа.",
        "The power of attorney expires before the document's date.");

    internal static Issue DuplicateRepresentative(string field) => At(field, "duplicateRepresentative",
        "Бұл өкіл құжатта екі рет аталған.",
        "Этот представитель назван в документе дважды.",
        "The document names this representative twice.");

    internal static Issue NotMissing(string field) => At(field, "notMissing",
        "Толықтыру бұрын жетіспеген құжатты әкелмейді.",
        "Дополнение не приносит того, чего не хватало.",
        "The supplement does not bring anything that was missing.");

    internal static Issue IssuerNotAllowed(IssuerRole role) => role switch
    {
        IssuerRole.Authority => IssuerNotAllowed(
            "уәкілетті орган", "уполномоченный орган", "the authorised body"),
        IssuerRole.SystemOperator => IssuerNotAllowed(
            "көміртегі бірліктерінің саудасы жүйесінің операторы",
            "оператор системы торговли углеродными единицами",
            "the operator of the carbon unit trading system"),
        IssuerRole.Exchange => IssuerNotAllowed(
            "рұқсат берілген тауар биржасы", "допущенная товарная биржа", "an admitted commodity exchange"),
        IssuerRole.Holder => IssuerNotAllowed(
            "құжатта аталған шот иесі", "владелец счёта, названный в документе", "the holder named in the document"),
        IssuerRole.AuthorityOrSystemOperator => IssuerNotAllowed(
            "уәкілетті орган немесе көміртегі бірліктерінің саудасы жүйесінің операторы",
            "уполномоченный орган или оператор системы торговли углеродными единицами",
            "the authorised body or the operator of the carbon unit trading system"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    internal static Issue IssuerNotOfFollowed() => At("/issuer", IssuerNotAllowedCode,
        "Толықтыруды тек бастапқы өтінішті берген тұлға жібере алады.",
        "Дополнение может подать только тот, кто подал исходное заявление.",
        "Only the issuer of the application that it follows may issue a supplement.");

    internal static Issue IssuerNotExchange() => At("/issuer", IssuerNotAllowedCode,
        "Сауда ведомосін тек онда аталған биржаның өзі шығара алады.",
        "Торговую ведомость вправе издать только та биржа, которая в ней названа.",
        "Only the exchange that the trade sheet names may issue it.");

    private static Issue IssuerNotAllowed(string kk, string ru, string en) => At("/issuer", IssuerNotAllowedCode,
        $"Мұндай құжатты тек {kk} шығара алады.",
        $"Такой документ вправе издать только {ru}.",
        $"Only {en} may issue such a document.");
}
