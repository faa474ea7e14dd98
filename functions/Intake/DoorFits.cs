using CarbonRegistry.Domain.Calendar;
using CarbonRegistry.Domain.Law;
using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Functions.Procedures;
using CarbonRegistry.Infra.Plans;
using CarbonRegistry.Infra.Procedures;

namespace CarbonRegistry.Functions.Intake;

/// <summary>Whether a document fits to what the registry knows. Pure: what is known is passed in.</summary>
internal static class DoorFits
{
    /// <summary>
    /// An application that comes before its plan waits for it, so nothing is checked then. Once the plan is known, it
    /// must name the installation and its operator, or must not name the installation where ¶17 is applied to.
    /// </summary>
    public static IReadOnlyList<Issue> Application(AccountApplication application, KnownPlan? plan)
    {
        if (plan is null)
            return [];
        if (plan.Plan.Find(application.Installation) is not { } installation)
            return application.NewInstallation is null ? [Unknown(application.Installation)] : [];
        if (application.NewInstallation is not null && installation.Total > 0)
            return [Misfit(RefusalCode.InstallationInPlan, "/installation", application.Installation)];
        var applicant = application.Applicant;
        return installation.Operator.Id == applicant.Id
            ? []
            : [Misfit(RefusalCode.ApplicantNotOperator, "/applicant", applicant.Name, application.Installation)];
    }

    /// <summary>A term that leaves the years of the calendar, or that no rule set knows, is not begun.</summary>
    public static IReadOnlyList<Issue> Term(
        RegulatedAct act, DateOnly receivedOn, WorkingCalendar calendar, TimeOnly executeAt) =>
        Terms.Find(act, receivedOn) is { } term
            && DeadlineRule.Compute(term, receivedOn, calendar, executeAt) is not null
            ? []
            : [Misfit(RefusalCode.CalendarNotCovered, "/date", receivedOn.ToString("yyyy-MM-dd", null))];

    /// <summary>A notice about an installation needs a plan that names it.</summary>
    public static IReadOnlyList<Issue> Installation(string code, IReadOnlyList<KnownPlan> plans) =>
        plans.Any(plan => plan.Plan.Find(code) is not null)
            ? []
            : [Unknown(code)];

    /// <summary>
    /// A supplement follows an application of the same issuer that still lacks papers, or one that was carried out, to
    /// renew a power of attorney (¶13.2). Who took an installation over follows the change of ¶21.
    /// </summary>
    public static IReadOnlyList<Issue> Supplement(DocumentSupplement supplement, ProcedureRecord? followed)
    {
        if (followed is null || !MayFollow(supplement.Issuer.Id.Text, followed))
            return [Misfit(RefusalCode.FollowedProcedureNotFound, "/follows", supplement.Follows.ToString())];
        // Received: the papers may be looked at in this very moment.
        return followed.Stage is ProcedureStage.AwaitingDocuments or ProcedureStage.Received or ProcedureStage.Executed
            ? []
            : [Misfit(RefusalCode.NothingAwaited, "/follows", supplement.Follows.ToString())];
    }

    /// <summary>¶18: the application of ¶17 names the same category.</summary>
    public static IReadOnlyList<Issue> Allocation(ReserveAllocation notice, NewlyKnown? newcomer)
    {
        if (newcomer is null)
            return [Misfit(RefusalCode.NotNewInstallation, "/installation", notice.Installation)];
        return newcomer.Category == notice.Category
            ? []
            :
            [
                Misfit(
                    RefusalCode.CategoryMismatch,
                    "/category",
                    notice.Installation,
                    CategoryWords.NameOf(newcomer.Category),
                    CategoryWords.NameOf(notice.Category)),
            ];
    }

    /// <summary>¶18, ¶19: a plan that is known has the year, whether it was carried out or not yet.</summary>
    public static IReadOnlyList<Issue> Year(int year, IReadOnlyList<KnownPlan> plans) =>
        plans.Any(known => known.Plan.Period.Contains(year))
            ? []
            : [Misfit(RefusalCode.YearOutsidePlan, "/year", year)];

    private static bool MayFollow(string issuer, ProcedureRecord followed) =>
        followed.Kind == DocumentKinds.NameOf(DocumentKind.OperatorChange)
            ? followed.Stage == ProcedureStage.Executed && followed.Persons().Contains(issuer)
            : IsApplication(followed) && followed.IssuerId == issuer;

    /// <summary>An assignment follows a procedure that brings units back to the reserve (¶20, ¶22).</summary>
    public static IReadOnlyList<Issue> Assignment(ReserveAssignment assignment, ProcedureRecord? followed)
    {
        string[] kinds =
        [
            DocumentKinds.NameOf(DocumentKind.ReturnToReserve),
            DocumentKinds.NameOf(DocumentKind.InstallationLiquidation),
        ];
        return followed is not null && kinds.Contains(followed.Kind)
            ? []
            : [Misfit(RefusalCode.FollowedProcedureNotFound, "/follows", assignment.Follows.ToString())];
    }

    /// <summary>The project stands in the registry already (¶24).</summary>
    public static Issue ProjectRegistered(OffsetAccountApplication application) => Misfit(
        RefusalCode.ProjectRegistered, "/project", application.Project.Code, application.Approval?.Number ?? "—");

    /// <summary>Nobody applied for accounts of the project (¶26).</summary>
    public static Issue ProjectUnknown(string project) => Misfit(RefusalCode.ProjectUnknown, "/project", project);

    /// <summary>Shares that do not sum, or a period that was issued for (¶26).</summary>
    public static Issue OfIssue(Refusal refusal) => new(RefusalNames.Of(refusal.Code), refusal.Text)
    {
        Field = refusal.Code == RefusalCode.SharesDoNotSum ? "/shares" : "/report",
    };

    private static bool IsApplication(ProcedureRecord followed) =>
        followed.Kind == DocumentKinds.NameOf(DocumentKind.AccountApplication)
        || followed.Kind == DocumentKinds.NameOf(DocumentKind.OffsetAccountApplication);
    /// <summary>What the pure decision says against the document already at the door.</summary>
    public static Issue Refused(Refusal refusal, string field) =>
        new(RefusalNames.Of(refusal.Code), refusal.Text) { Field = field };

    /// <summary>A sheet has more trades than the outcome of one procedure can name.</summary>
    public static Issue TooManyTrades(int most) => Misfit(RefusalCode.MalformedDocument, "/trades", new LocalizedText(
        $"бір парақта {most} мәміледен артық",
        $"в одном листе больше {most} сделок",
        $"one sheet has more than {most} trades"));

    private static Issue Unknown(string installation) =>
        Misfit(RefusalCode.InstallationUnknown, "/installation", installation);

    private static Issue Misfit(RefusalCode code, string field, params object[] particulars) =>
        new(RefusalNames.Of(code), RefusalCatalogue.Refuse(code, particulars).Text) { Field = field };
}
