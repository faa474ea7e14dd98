using CarbonRegistry.Domain.Accounts;
using CarbonRegistry.Domain.Law;

namespace CarbonRegistry.Functions.Registry;

/// <summary>The names of the accounts of ¶11, in the words of the glossary.</summary>
internal static class AccountKindTitles
{
    /// <summary>The name of a kind of account.</summary>
    public static LocalizedText Of(AccountKind kind) => kind switch
    {
        AccountKind.Issuance => new(
            "Көміртегі квотасының бірліктерін айналысқа енгізу шоты",
            "Счет ввода в обращение единиц углеродной квоты",
            "Quota issuance account"),
        AccountKind.Cancellation => new(
            "Көміртегі бірліктерін жою шоты", "Счет аннулирования углеродных единиц", "Cancellation account"),
        AccountKind.Surrender => new(
            "Көміртегі квоталарын өтеу шоты", "Счет погашения углеродных квот", "Surrender account"),
        AccountKind.TradingSystemOperator => new(
            "Көміртегі бірліктерімен сауда жүйесі операторының шоты",
            "Счет оператора системы торговли углеродными единицами",
            "Account of the operator of the trading system"),
        AccountKind.Installation => new(
            "Қондырғы операторының шоты", "Счет оператора установки", "Account of an installation's operator"),
        AccountKind.OffsetApplicant => new(
            "Офсет өтініш берушісінің шоты", "Счет заявителя офсета", "Account of an offset applicant"),
        AccountKind.Reserve => new(
            "Ұлттық жоспар резервінің шоты", "Счет резерва Национального плана", "Reserve of the National Plan"),
        AccountKind.Gateway => new("Халықаралық шлюз шоты", "Счет международного шлюза", "International gateway"),
        AccountKind.Withdrawn => new(
            "Айналыстан алынған бірліктер шоты", "Счет изъятых из обращения единиц", "Withdrawn units"),
        AccountKind.ReserveNew => new(
            "Жаңа қондырғыларға арналған қосалқы шот", "Субсчет для новых установок", "Reserve for new installations"),
        AccountKind.ReserveUnaccounted => new(
            "Бұрын есепке алынбаған қондырғыларға арналған қосалқы шот",
            "Субсчет для ранее не учтенных установок",
            "Reserve for previously unaccounted installations"),
        AccountKind.ReserveCapacity => new(
            "Қуаттылықты ұлғайтуға арналған қосалқы шот",
            "Субсчет для увеличения мощности",
            "Reserve for an increase of capacity"),
        AccountKind.ReserveTransition => new(
            "Әкімшілендіру субъектілерінің қондырғыларына арналған қосалқы шот",
            "Субсчет для установок субъектов администрирования",
            "Reserve for administered installations"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
