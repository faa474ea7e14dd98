namespace CarbonRegistry.Domain.Tests.Notices;

/// <summary>One whole document for each kind of which the demo has no sample, by the name of its kind.</summary>
internal static class KindSamples
{
    private const string Authority = "\"issuer\": {\"bin\": \"131040012349\", \"name\": \"Министерство\"}";
    private const string Operator = "\"issuer\": {\"bin\": \"120140000007\", \"name\": \"АО «Жасыл даму»\"}";
    private const string Holder = "\"issuer\": {\"bin\": \"050440556852\", \"name\": \"ТОО «Алтай Жылу-2»\"}";
    private const string Exchange = "\"issuer\": {\"bin\": \"210140000016\", \"name\": \"АО «Биржа»\"}";
    private const string Dated = "\"number\": \"Т-1\", \"date\": \"2023-05-02\"";

    private const string Representative = """
        {"iin": "800101300303", "name": "Представитель 1",
         "powerOfAttorney": {"number": "Д-100", "date": "2022-07-28", "expires": "2025-12-31"}}
        """;

    private const string Deal = """
        "seller": "KZ-0001", "buyer": "KZ-5-1-42", "unitKind": "quota", "units": 1500, "price": 495.5
        """;

    /// <summary>The fields after the common ones.</summary>
    private static readonly Dictionary<string, (string Issuer, string Fields)> Further = new(StringComparer.Ordinal)
    {
        ["newInstallation"] = (Holder, $$"""
            "applicant": {"bin": "050440556852", "name": "ТОО «Алтай Жылу-2»"}, "installation": "KZ-0900",
            "representatives": [{{Representative}}], "category": "unaccountedInstallations",
            "installationName": "Котельная № 9", "sector": "Энергетика", "region": "Абай"
            """),
        ["offsetSupplement"] = (Holder, $$"""
            "follows": "offsetAccountApplication.050440556852.2023.Т-1",
            "approval": {"number": "ОД-7", "date": "2023-04-28"},
            "applicants": [{"bin": "050440556852", "name": "ТОО", "representatives": [{{Representative}}]}]
            """),
        ["correction"] = (Authority,
            "\"entry\": 17, \"reason\": \"Ошибка счета\", \"act\": {\"number\": \"78\", \"date\": \"2023-04-28\"}"),
        ["offsetUse"] = (Holder, "\"installation\": \"KZ-0001\", \"year\": 2022, \"units\": 700"),
        ["termExpiry"] = (Operator, "\"period\": \"2022-2025\""),
        ["leftOverReserve"] = (Operator, "\"period\": \"2022-2025\""),
        ["reserveAllocation"] = (Authority,
            "\"installation\": \"KZ-0900\", \"units\": 700, \"category\": \"newInstallations\", \"year\": 2023"),
        ["returnToReserve"] = (Authority, "\"installation\": \"KZ-0001\", \"units\": 700"),
        ["operatorChange"] = (Holder, """
            "installation": "KZ-0001", "change": "operator",
            "applicant": {"bin": "050440556852", "name": "ТОО «Алтай Жылу-2»"},
            "newOperator": {"bin": "010240005554", "name": "АО «Новый оператор»"}
            """),
        ["offsetAccountApplication"] = (Holder, $$"""
            "project": {"code": "ОП-2023/01", "name": "Лесопосадка"},
            "approval": {"number": "ОД-7", "date": "2023-05-02"},
            "applicants": [
              {"bin": "050440556852", "name": "ТОО «Алтай Жылу-2»", "representatives": [{{Representative}}]},
              {"iin": "850315300128", "name": "Заявитель"}]
            """),
        ["offsetIssuance"] = (Holder, """
            "project": {"code": "ОП-2023/01", "name": "Лесопосадка"},
            "report": {"number": "ОТ-3", "date": "2023-05-01", "periodFrom": "2022-01-01", "periodTo": "2022-12-31"},
            "units": 1000, "expiresYear": 2030,
            "shares": [{"bin": "050440556852", "units": 600}, {"iin": "850315300128", "units": 400}]
            """),
        ["exchangeTradeSheet"] = (Exchange, $$"""
            "exchange": {"bin": "210140000016", "name": "АО «Биржа»"},
            "trades": [{"tradeId": "С-1", {{Deal}}, "tradedOn": "2023-05-02"},
                       {"tradeId": "С-2", {{Deal}}, "tradedOn": "2023-04-28"}]
            """),
        ["saleContract"] = (Holder, $$"""{{Deal}}, "contract": {"number": "ДКП-7", "date": "2023-04-28"}"""),
        ["exchangeQuotation"] = (Exchange,
            "\"quotedOn\": \"2023-05-01\", \"unitKind\": \"offset\", \"price\": 1000.25"),
        ["ownTransfer"] = (Holder, "\"from\": \"KZ-0001\", \"to\": \"KZ-0011\", \"units\": 5"),
        ["additionalSurrender"] = (Authority, "\"installation\": \"KZ-0001\", \"units\": 25000"),
        ["voluntaryCancellation"] = (Holder, """
            "account": "KZ-0001", "unitKind": "international", "units": 3, "reason": "Вклад\nв климат"
            """),
        ["withdrawal"] = (Authority, """
            "account": "KZ-5-1-42", "unitKind": "quota", "units": 9, "act": {"number": "П-1", "date": "2023-05-01"}
            """),
        ["accountClosure"] = (Operator, "\"account\": \"KZ-5-1-42\", \"reason\": \"Установка ликвидирована\""),
    };

    public static IReadOnlyList<string> Names { get; } = [.. Further.Keys];

    public static string? Find(string name)
    {
        if (!Further.TryGetValue(name, out var further))
            return null;
        var kind = name switch
        {
            "newInstallation" => "accountApplication",
            "offsetSupplement" => "documentSupplement",
            _ => name,
        };
        return $$"""{{{Dated}}, "kind": "{{kind}}", {{further.Issuer}}, {{further.Fields}}}""";
    }
}
