using static CarbonRegistry.Domain.Law.CountedFrom;
using static CarbonRegistry.Domain.Law.TermOrigin;
using A = CarbonRegistry.Domain.Law.RegulatedAct;

namespace CarbonRegistry.Domain.Law;

/// <summary>
/// The terms of the law, one row an act, to be read from top to bottom beside Order 251. A row holds from its rule set
/// until a row of the same act with a later one. The Law of 2024 changed dates of the year and no term of these
/// (<see cref="StatutoryDates"/>), so every act has one row today.
/// </summary>
public static class Terms
{
    private const bool NoChoice = false;
    private const bool Decide = true;

    // Act, paragraph, working days, who set them, counted from; whether a person decides, how many registrars.
    private static readonly Row[] Table =
    [
        new(A.PlanInForce, Rules("12"), 3, Statutory, EntryIntoForce, NoChoice, 2,
            "в течение трех рабочих дней со дня вступления в силу Национального плана"),
        new(A.QuotaCredit, Paragraph.Code("291(5)"), 10, Statutory, PlanApproval, NoChoice, 2,
            "в течение десяти рабочих дней со дня утверждения Национального плана углеродных квот"),
        new(A.DocumentsRequest, Rules("13"), 3, Statutory, EntryIntoForce, NoChoice, 0,
            "в течение трех рабочих дней после вступления в силу Национального плана"),
        new(A.AccountApplication, Rules("14"), 3, Statutory, CompleteDocuments, Decide, 2,
            "в течение трех рабочих дней после предоставления оператором документов"),
        new(A.MonitoringPlanDefault, Rules("15"), 5, Statutory, Receipt, NoChoice, 2,
            "в течение пяти рабочих дней после получения уведомления"),
        new(A.MonitoringPlanAccepted, Rules("16"), 3, Statutory, Receipt, NoChoice, 2,
            "снимает блокировку счета субъекта квотирования в течение трех рабочих дней"),
        new(A.NewInstallationApplication, Rules("17"), 3, Statutory, CompleteDocuments, Decide, 2,
            "в течение трех рабочих дней после получения необходимых документов"),
        new(A.ReserveAllocation, Rules("18"), 3, Internal, Receipt, Decide, 2,
            "на основании уведомления уполномоченного органа о положительном решении"),
        new(A.AdditionalAllocation, Rules("19"), 3, Internal, Receipt, Decide, 2,
            "после получения уведомления уполномоченного органа о положительном решении"),
        new(A.ReturnToReserve, Rules("20(1)"), 3, Internal, Receipt, NoChoice, 2,
            "после получения уведомления уполномоченного органа о необходимости перевода"),
        new(A.ReturnAssignment, Rules("20(2)"), 3, Statutory, Receipt, NoChoice, 2,
            "в течение трех рабочих дней после получения уведомления"),
        new(A.OperatorChange, Rules("21"), 5, Statutory, Receipt, Decide, 2,
            "в течение пяти рабочих дней вносит соответствующие изменения"),
        new(A.InstallationLiquidation, Rules("22(1)"), 10, Statutory, Receipt, NoChoice, 2,
            "в течение десяти рабочих дней после получения уведомления"),
        new(A.LiquidationAssignment, Rules("22(2)"), 3, Statutory, Receipt, NoChoice, 2,
            "в течение трех рабочих дней после получения уведомления"),
        new(A.ReserveTopUp, Rules("23"), 3, Statutory, Receipt, NoChoice, 2,
            "в течение трех рабочих дней после получения соответствующего уведомления"),
        new(A.OffsetAccountApplication, Rules("25"), 3, Statutory, CompleteDocuments, Decide, 2,
            "в течение трех рабочих дней после предоставления заявителем документов"),
        new(A.OffsetIssuance, Rules("26"), 3, Statutory, CompleteDocuments, Decide, 2,
            "в течение трех рабочих дней после предоставления заявителем документа об утверждении отчета"),
        new(A.ExchangeTradeSheet, Rules("27"), 3, Statutory, Receipt, Decide, 1,
            "в течение трех рабочих дней со дня получения листа учета биржевой сделки"),
        new(A.DirectSaleResult, Rules("27"), 3, Statutory, Receipt, Decide, 2,
            "в течение трех рабочих дней со дня получения … уведомления уполномоченного органа"),
        new(A.SaleContract, Paragraph.Order221("33"), 3, Statutory, Receipt, Decide, 2,
            "within three working days from the date of providing him with the relevant contract of sale")
        {
            HolderConfirms = true,
        },
        new(A.VerifiedReportRegistered, Rules("28(1)"), 5, Statutory, ReportRegistration, NoChoice, 2,
            "в течение пяти рабочих дней после регистрации верифицированного отчета"),
        new(A.AdditionalSurrender, Rules("28(2)"), 3, Statutory, Receipt, NoChoice, 2,
            "в течение трех рабочих дней после получения уведомления уполномоченного органа о погашении"),
        new(A.TermExpiry, Rules("29"), 3, Internal, EndOfValidity, Decide, 2,
            "по истечению срока их действия"),
        new(A.VoluntaryCancellation, Rules("30"), 3, Internal, Receipt, Decide, 2,
            "по запросу их владельца")
        {
            HolderConfirms = true,
        },
        new(A.Withdrawal, Rules("4"), 3, Internal, Receipt, Decide, 2,
            "изъяты из обращения"),
        new(A.OwnTransfer, Paragraph.Code("289(7)"), 3, Internal, Receipt, Decide, 2,
            "самостоятельно распределять имеющиеся у него единицы углеродной квоты между своими установками"),
        new(A.Correction, Rules("8"), 3, Internal, Receipt, Decide, 2,
            "ведет государственный реестр посредством проведения и обеспечения проведения операций"),
        new(A.LeftOverReserve, Paragraph.Code("295(10)"), 3, Internal, EndOfValidity, Decide, 2,
            "погашаются"),
        new(A.AccountClosure, Rules("3"), 3, Internal, Receipt, Decide, 2,
            "формирование и ведение государственного реестра"),
        new(A.PlanAmendment, Rules("12"), 3, Internal, Receipt, Decide, 2,
            "общему объему единиц углеродной квоты, определенному Национальным планом"),
    ];

    /// <summary>What the law asks of the act when its event falls on the day; null before 1 July 2021.</summary>
    public static Term? Find(RegulatedAct act, DateOnly eventDate)
    {
        if (RuleSet.On(eventDate) is not { } ruleSet)
            return null;
        var row = Table.Last(candidate => candidate.Act == act && candidate.Since.Since <= ruleSet.Since);
        return new Term(act, ruleSet, row.Paragraph, row.WorkingDays, row.Origin, row.CountedFrom, row.Discretion,
            row.Approvals, row.HolderConfirms, row.Words);
    }

    /// <summary>What the law asks of the act when its event falls on the day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is before 1 July 2021: see <see cref="Find"/>.</exception>
    public static Term For(RegulatedAct act, DateOnly eventDate) => Find(act, eventDate)
        ?? throw new ArgumentOutOfRangeException(nameof(eventDate), eventDate, "No rule set is in force on the day.");

    private static Paragraph Rules(string number) => Paragraph.Order251(number);

    private sealed record Row(
        RegulatedAct Act,
        Paragraph Paragraph,
        int WorkingDays,
        TermOrigin Origin,
        CountedFrom CountedFrom,
        bool Discretion,
        int Approvals,
        string Words)
    {
        /// <summary>The first rule set under which the row holds.</summary>
        public RuleSet Since { get; init; } = RuleSet.Of2021;

        /// <summary>True where a second person of the holder must confirm as well.</summary>
        public bool HolderConfirms { get; init; }
    }
}
