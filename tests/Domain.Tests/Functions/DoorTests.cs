using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Domain.Tests.Flow;
using CarbonRegistry.Domain.Tests.Procedures;
using CarbonRegistry.Functions.Access;
using CarbonRegistry.Functions.Intake;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Domain.Tests.Functions;

/// <summary>What the doors let in: who may send, and what fits to what is known.</summary>
public sealed class DoorTests
{
    private static readonly WorkingCalendar Days = WorkingCalendar.Kazakhstan;
    private static readonly NationalPlan Plan = PlanTable.Read(PlanTable.Usual);
    private static readonly KnownPlan Known = new(Plan, "planInForce.2022-2023.525-Д", CarriedOut: true);

    [Theory]
    [InlineData(Role.Authority, null, "131040012349", true)]
    [InlineData(Role.Authority, null, "120140000007", false)]
    [InlineData(Role.Authority, null, "050440556852", false)]
    [InlineData(Role.Registrar, null, "120140000007", true)]
    [InlineData(Role.Registrar, null, "131040012349", false)]
    [InlineData(Role.Holder, "050440556852", "050440556852", true)]
    [InlineData(Role.Holder, "050440556852", "010240005554", false)]
    [InlineData(Role.Holder, null, "050440556852", false)]
    [InlineData(Role.Exchange, "050440556852", "050440556852", true)]
    [InlineData(Role.Admin, "050440556852", "050440556852", false)]
    [InlineData(Role.Auditor, "131040012349", "131040012349", false)]
    public void MaySend_ADocument_OnlyForItsIssuer(Role role, string? party, string issuer, bool may) =>
        Assert.Equal(may, DocumentSenders.MaySend(
            Requests.Caller(party, role), IdentificationNumber.Parse(issuer), SettingsTests.Settings()));

    [Fact]
    public void MaySend_AnAuditor_WritesNothingWhateverOtherRolesItHas()
    {
        var caller = Requests.Caller("131040012349", Enum.GetValues<Role>());

        Assert.False(DocumentSenders.MaySend(
            caller, IdentificationNumber.Parse("131040012349"), SettingsTests.Settings()));
        Assert.False(DocumentSenders.MaySendPlan(caller));
    }

    [Theory]
    [InlineData(Role.Authority, true)]
    [InlineData(Role.Registrar, false)]
    [InlineData(Role.Admin, false)]
    [InlineData(Role.Auditor, false)]
    [InlineData(Role.Holder, false)]
    [InlineData(Role.Exchange, false)]
    public void MaySendPlan_TheAuthority_Only(Role role, bool may) =>
        Assert.Equal(may, DocumentSenders.MaySendPlan(Requests.Caller(PlanTable.Operator, role)));

    [Fact]
    public void Application_BeforeItsPlan_IsLetIn() =>
        Assert.Empty(DoorFits.Application(SomePapers.Application(Plan, "X"), null));

    [Fact]
    public void Application_OfTheOperator_IsLetInEvenBeforeThePlanIsCarriedOut() =>
        Assert.Empty(DoorFits.Application(SomePapers.Application(Plan, "A"), Known with { CarriedOut = false }));

    [Fact]
    public void Application_ThatDoesNotFitThePlan_IsToldWhere()
    {
        var foreign = SomePapers.Application(Plan, "A") with
        {
            Applicant = new Party(IdentificationNumber.Parse(PlanTable.Other), "Other"),
        };

        AssertIssue("installationUnknown", "/installation",
            DoorFits.Application(SomePapers.Application(Plan, "X"), Known));
        AssertIssue("applicantNotOperator", "/applicant", DoorFits.Application(foreign, Known));
    }

    [Fact]
    public void Application_OfParagraph17_NeedsAnInstallationThatThePlanDoesNotName()
    {
        const ReserveCategory category = ReserveCategory.NewInstallations;

        Assert.Empty(DoorFits.Application(SomePapers.New("X", category), Known));
        Assert.Empty(DoorFits.Application(SomePapers.New("A", category), null));
        AssertIssue(
            "installationInPlan", "/installation", DoorFits.Application(SomePapers.New("A", category), Known));
        Assert.Empty(DoorFits.Application(SomePapers.New("Z", category), Known));
    }

    [Theory]
    [InlineData(null, "notNewInstallation", "/installation")]
    [InlineData(ReserveCategory.NewInstallations, "categoryMismatch", "/category")]
    [InlineData(ReserveCategory.UnaccountedInstallations, null, null)]
    public void Allocation_OfParagraph18_NeedsTheCategoryOfParagraph17(
        ReserveCategory? applied, string? code, string? field)
    {
        var notice = SomePapers.Allocation("X", ReserveCategory.UnaccountedInstallations, 2022, 1);
        var applicant = SomePapers.New("X", ReserveCategory.NewInstallations).Applicant;
        var newcomer = applied is { } category
            ? new NewlyKnown("X", category, applicant, true, SomePapers.Today, null, null, null)
            : null;
        var issues = DoorFits.Allocation(notice, newcomer);

        if (code is null)
            Assert.Empty(issues);
        else
            AssertIssue(code, field!, issues);
    }

    [Fact]
    public void Year_OfParagraphs18And19_LiesInAPlanThatIsKnown()
    {
        Assert.Empty(DoorFits.Year(2023, [Known with { CarriedOut = false }]));
        AssertIssue("yearOutsidePlan", "/year", DoorFits.Year(2024, [Known]));
        AssertIssue("yearOutsidePlan", "/year", DoorFits.Year(2022, []));
    }

    [Fact]
    public void Installation_ThatAnyPlanNames_IsLetIn()
    {
        var other = new KnownPlan(PlanTable.Read("2024-2025\nX 010240005554 1 1"), "p", false);

        Assert.Empty(DoorFits.Installation("A", [other, Known]));
        Assert.Empty(DoorFits.Installation("X", [other, Known]));
        AssertIssue("installationUnknown", "/installation", DoorFits.Installation("X", [Known]));
        AssertIssue("installationUnknown", "/installation", DoorFits.Installation("A", []));
    }

    [Theory]
    [InlineData(ProcedureStage.AwaitingDocuments, null)]
    [InlineData(ProcedureStage.Received, null)]
    [InlineData(ProcedureStage.AwaitingDecision, "nothingAwaited")]
    [InlineData(ProcedureStage.Executing, "nothingAwaited")]
    [InlineData(ProcedureStage.Executed, null)]
    [InlineData(ProcedureStage.Refused, "nothingAwaited")]
    [InlineData(ProcedureStage.Failed, "nothingAwaited")]
    public void Supplement_ToAnApplication_FitsWhilePapersMayBeMissing(ProcedureStage stage, string? code)
    {
        var issues = DoorFits.Supplement(Supplement(), Application() with { Stage = stage });

        if (code is null)
            Assert.Empty(issues);
        else
            AssertIssue(code, "/follows", issues);
    }

    [Fact]
    public void Supplement_ToWhatItCannotFollow_IsTold() => Assert.All(
        new ProcedureRecord?[]
        {
            null,
            Application() with { Kind = "installationLiquidation" },
            Application() with { IssuerId = PlanTable.Other },
        },
        followed => AssertIssue("followedProcedureNotFound", "/follows", DoorFits.Supplement(Supplement(), followed)));

    [Fact]
    public void Assignment_OfParagraphs20And22_FollowsWhatBringsUnitsBack()
    {
        var notice = SomePapers.Assignment(1, ReserveCategory.NewInstallations);

        Assert.Empty(DoorFits.Assignment(notice, SomeRecords.Of("p", "returnToReserve")));
        Assert.Empty(DoorFits.Assignment(notice, SomeRecords.Of("p")));
        AssertIssue("followedProcedureNotFound", "/follows", DoorFits.Assignment(notice, null));
        AssertIssue("followedProcedureNotFound", "/follows", DoorFits.Assignment(notice, Application()));
    }

    [Fact]
    public void PlanFits_PeriodThatOverlaps_IsTakenByEachOfTheOthers()
    {
        var settings = SettingsTests.Settings();
        var later = PlanTable.Read("2024-2025\nX 010240005554 1 1");
        var wide = PlanTable.Read("2023-2024\nX 010240005554 1 1");
        KnownPlan[] known = [Known, new(later, "p", false)];

        Assert.Equal(
            ["planPeriodTaken", "planPeriodTaken"],
            PlanFits.Check(wide, known, Days, settings).Select(issue => issue.Code));
        Assert.Empty(PlanFits.Check(later, [Known], Days, settings));
        Assert.Equal(
            [("2022-2023", true), ("2024-2025", true)],
            PlanFits.Check(wide, known, Days, settings).Zip(known).Select(pair => (
                pair.Second.Plan.Period.ToString(),
                pair.First.Text.Ru.Contains(pair.Second.Plan.Period.ToString(), StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("2022-2025", null)]
    [InlineData("2026-2030", null)]
    [InlineData("2016-2017", "periodNotKnown")]
    [InlineData("2025-2027", "periodNotKnown")]
    public void PlanFits_PeriodOfParagraph6_IsAKnownOneOrNew(string years, string? code) => Assert.Equal(
        code is null ? [] : [code], PlanFits.Period(PlanPeriod.Parse(years)).Select(issue => issue.Code));

    [Theory]
    [InlineData(2021, 6, 30, false)]
    [InlineData(2021, 7, 1, true)]
    [InlineData(2022, 7, 25, true)]
    [InlineData(2099, 1, 1, false)]
    public void PlanFits_DayThatNoCalendarOrLawCovers_IsTold(int year, int month, int day, bool fits)
    {
        var date = new DateOnly(year, month, day);
        var issues = PlanFits.Check(
            Plan with { ApprovedOn = date, InForceOn = date }, [], Days, SettingsTests.Settings());

        Assert.Equal(fits ? [] : ["calendarNotCovered"], issues.Select(issue => issue.Code));
    }

    private static DocumentSupplement Supplement() => new(
        SomePapers.Header() with { Issuer = new Party(IdentificationNumber.Parse(PlanTable.Operator), "Operator") },
        SomePapers.Application(Plan, "A").ProcedureId,
        [SomePapers.Person(SomePapers.Today)]);

    private static ProcedureRecord Application() =>
        SomeRecords.Of("p", "accountApplication") with { IssuerId = PlanTable.Operator };

    private static void AssertIssue(string code, string field, IReadOnlyList<Issue> issues)
    {
        var issue = Assert.Single(issues);
        Assert.Equal((code, field), (issue.Code, issue.Field));
    }
}
