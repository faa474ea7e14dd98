namespace CarbonRegistry.Domain.Law;

/// <summary>The short names of the regulated acts in three languages, in the words of the glossary.</summary>
public static class RegulatedActTitles
{
    /// <summary>The name of the act.</summary>
    public static LocalizedText Of(RegulatedAct act) => act switch
    {
        RegulatedAct.PlanInForce => new(
            "Ұлттық жоспардың күшіне енуі", "Вступление в силу Национального плана", "Entry into force of the plan"),
        RegulatedAct.QuotaCredit => new(
            "Квотаны шотқа есепке жатқызу", "Зачисление квоты на счета", "Crediting of the quota"),
        RegulatedAct.DocumentsRequest => new(
            "Шот ашуға құжаттарды сұрату", "Запрос документов для открытия счёта", "Request for account documents"),
        RegulatedAct.AccountApplication => new(
            "Қондырғы операторының шотын ашу", "Открытие счёта оператору установки", "Opening of an account"),
        RegulatedAct.MonitoringPlanDefault => new(
            "Шотты бұғаттау", "Блокирование счёта", "Blocking of an account"),
        RegulatedAct.MonitoringPlanAccepted => new(
            "Шотты бұғаттаудан шығару", "Снятие блокировки счёта", "Unblocking of an account"),
        RegulatedAct.NewInstallationApplication => new(
            "Жаңа қондырғының шотын ашу", "Открытие счёта новой установке", "Opening of a new installation's account"),
        RegulatedAct.ReserveAllocation => new(
            "Резервтен квота беру", "Выдача квоты из резерва", "Allocation from the reserve"),
        RegulatedAct.AdditionalAllocation => new(
            "Қосымша квота беру", "Выдача дополнительной квоты", "Allocation of additional quota"),
        RegulatedAct.ReturnToReserve => new(
            "Бірліктерді резервке қайтару", "Возврат единиц в резерв", "Return of units to the reserve"),
        RegulatedAct.ReturnAssignment => new(
            "Қайтарылған бірліктерді қосалқы шотқа беру",
            "Передача возвращённых единиц на субсчёт",
            "Assignment of returned units to a subaccount"),
        RegulatedAct.OperatorChange => new(
            "Қондырғы операторы туралы деректерді өзгерту",
            "Изменение сведений об операторе установки",
            "Change of the installation's operator"),
        RegulatedAct.InstallationLiquidation => new(
            "Квоталанатын қондырғыны жою", "Ликвидация квотируемой установки", "Liquidation of a quota installation"),
        RegulatedAct.LiquidationAssignment => new(
            "Жойылған қондырғының бірліктерін қосалқы шотқа беру",
            "Передача единиц ликвидированной установки на субсчёт",
            "Assignment of a liquidated installation's units to a subaccount"),
        RegulatedAct.ReserveTopUp => new(
            "Резервтің қосалқы шотын толықтыру", "Пополнение субсчёта резерва", "Top-up of a reserve subaccount"),
        RegulatedAct.OffsetAccountApplication => new(
            "Офсет өтініш берушісінің шотын ашу", "Открытие счёта заявителю офсета", "Opening of an offset account"),
        RegulatedAct.OffsetIssuance => new(
            "Офсеттік бірліктерді айналысқа енгізу", "Выпуск офсетных единиц", "Issue of offset units"),
        RegulatedAct.ExchangeTradeSheet => new(
            "Биржалық мәмілені орындау", "Исполнение биржевой сделки", "Execution of an exchange trade"),
        RegulatedAct.DirectSaleResult => new(
            "Тікелей мәмілені орындау", "Исполнение прямой сделки", "Execution of a direct sale"),
        RegulatedAct.SaleContract => new(
            "Сатып алу-сату шартын орындау", "Исполнение договора купли-продажи", "Execution of a sale contract"),
        RegulatedAct.VerifiedReportRegistered => new(
            "Көміртегі квоталарын өтеу", "Погашение углеродных квот", "Surrender of carbon quota"),
        RegulatedAct.AdditionalSurrender => new(
            "Қосымша квотаны өтеу", "Погашение дополнительной квоты", "Surrender of additional quota"),
        RegulatedAct.TermExpiry => new(
            "Мерзімі өткен бірліктерді жою", "Аннулирование по истечении срока", "Cancellation of expired units"),
        RegulatedAct.VoluntaryCancellation => new(
            "Ерікті түрде жою", "Добровольное аннулирование", "Voluntary cancellation"),
        RegulatedAct.Withdrawal => new(
            "Айналыстан алу", "Изъятие из обращения", "Withdrawal from circulation"),
        RegulatedAct.OwnTransfer => new(
            "Өз қондырғылары арасында беру", "Передача между своими установками", "Transfer between own installations"),
        RegulatedAct.Correction => new(
            "Журнал жазбасын түзету", "Исправление записи журнала", "Correction of a journal entry"),
        RegulatedAct.LeftOverReserve => new(
            "Қосымша квота резервінің қалдығын өтеу",
            "Погашение остатка резерва дополнительной квоты",
            "Surrender of the left-over reserve for additional quota"),
        RegulatedAct.AccountClosure => new(
            "Бос шотты жабу", "Закрытие пустого счёта", "Closing of an empty account"),
        RegulatedAct.PlanAmendment => new(
            "Ұлттық жоспардың жаңа редакциясы", "Новая редакция Национального плана", "New version of the plan"),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "The act has no title."),
    };
}
