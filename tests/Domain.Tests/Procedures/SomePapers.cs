using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Ledger;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Procedures;
using CarbonRegistry.Domain.Units;

namespace CarbonRegistry.Domain.Tests.Procedures;

/// <summary>Documents that fit to a <see cref="PlanTable"/>.</summary>
internal static class SomePapers
{
    public static readonly DateOnly Today = new(2022, 8, 3);

    private static readonly Party Authority = new(IdentificationNumber.Parse("131040012349"), "Authority");

    public static DocumentHeader Header(string number = "1") => new(number, Today, Authority, null);

    /// <summary>The operator's own application, with a power of attorney that lasts for years.</summary>
    public static AccountApplication Application(NationalPlan plan, string installation)
    {
        var owner = plan.Find(installation)?.Operator.Id ?? IdentificationNumber.Parse(PlanTable.Operator);
        var applicant = new Party(owner, "Operator");
        return new AccountApplication(
            Header() with { Issuer = applicant }, applicant, installation, [Person(Today.AddYears(3))]);
    }

    /// <summary>A representative whose power of attorney has this last day; without one when it is null.</summary>
    public static Representative Person(DateOnly? expires) => new(
        IdentificationNumber.Parse(PlanTable.Person),
        "Representative",
        expires is { } last ? new PowerOfAttorney("Д-1", Today.AddYears(-1), last) : null);

    public static MonitoringPlanDefault Default(string installation, MonitoringPlanGround ground) =>
        new(Header(), installation, ground);

    public static MonitoringPlanAccepted Accepted(string installation) => new(Header(), installation);

    public static InstallationLiquidation Liquidation(string installation) => new(Header("12-03/701"), installation);

    public static ReserveAssignment Assignment(long units, ReserveCategory category) =>
        new(Header("2"), Liquidation("A").ProcedureId, category, units);

    /// <summary>An application of ¶17, with a power of attorney that has this last day.</summary>
    public static AccountApplication New(string installation, ReserveCategory category, DateOnly? expires = null)
    {
        var applicant = new Party(IdentificationNumber.Parse(PlanTable.Other), "Newcomer");
        return new AccountApplication(
            Header() with { Issuer = applicant }, applicant, installation, [Person(expires ?? Today.AddYears(3))])
        {
            NewInstallation = new NewInstallation(category, $"Plant {installation}", "Energy", "Abai"),
        };
    }

    public static ReserveAllocation Allocation(string installation, ReserveCategory category, int year, long units) =>
        new(Header("3"), installation, units, category, year);

    public static AdditionalAllocation Additional(string installation, int year, long units) =>
        new(Header("4"), installation, units, year);

    public static ReturnToReserve Return(string installation, long units) => new(Header("5"), installation, units);

    public static ReserveTopUp TopUp(ReserveCategory category, long units, ReserveCategory? source = null) =>
        new(Header("6"), category, units) { Source = source };

    /// <summary>A report that is registered in the April after its year.</summary>
    public static VerifiedReportRegistered Report(string installation, int year, long tonnes) =>
        new(Header(), installation, year, tonnes, "О-1", new DateOnly(year + 1, 4, 15));

    public static AdditionalSurrender AdditionalSurrender(string installation, long units) =>
        new(Header(), installation, units);

    public static TermExpiry Expiry(PlanPeriod period) =>
        new(Header(period.ToString()), new UnitTerm(UnitKind.Quota, period));

    /// <summary>The end of the offset units that were limited to a year at issue.</summary>
    public static TermExpiry OffsetExpiry(int year) =>
        new(Header($"offset-{year}"), new UnitTerm(UnitKind.Offset, new PlanPeriod(year, year)));

    public static LeftOverReserve LeftOver(PlanPeriod period) => new(Header(period.ToString()), period);

    public static VoluntaryCancellation Cancellation(AccountReference account, long units) =>
        new(Header(), account, UnitKind.Quota, units, "Climate neutrality of the year");

    public static Withdrawal Withdrawal(AccountReference account, long units) =>
        new(Header(), account, UnitKind.Quota, units, new PaperReference("77", Today));

    public static Correction Correction(long entry) =>
        new(Header(), entry, "Wrong account", new PaperReference("78", Today));

    public static RefusalCode RefusalOf(Orders orders) => Assert.IsType<Orders.Refuse>(orders).Refusal.Code;
}
