namespace CarbonRegistry.Functions.Demo;

/// <summary>
/// The story of the sample documents: what is dropped when, and what must come of it. The dates are those that the law
/// gives, counted by hand; the demo fails when the registry counts otherwise. It begins with the plan.
/// </summary>
internal static class DemoScript
{
    /// <summary>The authorised body of the samples.</summary>
    public const string Authority = "131040012349";

    /// <summary>The plan's procedure.</summary>
    public const string Plan = "planInForce.2022-2025.525-Д";

    /// <summary>The story, in order, from the plan to the end of its units.</summary>
    public static IReadOnlyList<DemoStep> Steps { get; } =
        [.. Beginning(), .. DemoCompliance.Steps(), .. DemoTrade.Steps(), .. DemoEnd.Steps()];

    private static DemoStep[] Beginning() =>
    [
        new("2022-07-25T09:30:00+06:00", "nap-2022-2025.xlsx", Plan, "the National Plan 2022-2025 comes into force")
        {
            Due = "2022-07-28", Decided = DemoDecision.TwoRegistrars,
        },
        new("2022-07-29T10:00:00+06:00", "01-application-KZ-0001.json", "accountApplication.050440556852.2022.З-001",
            "the operator of KZ-0001 applies for its account")
        {
            Due = "2022-08-03", Decided = DemoDecision.TwoRegistrars,
        },
        new("2022-07-29T10:05:00+06:00", "02-application-KZ-0002.json", "accountApplication.110340472035.2022.З-001",
            "the operator of KZ-0002 applies under the same number")
        {
            Due = "2022-08-03", Decided = DemoDecision.TwoRegistrars,
        },
        new("2022-07-29T10:10:00+06:00", "03-application-KZ-0004.json", "accountApplication.130140080186.2022.З-003",
            "the operator of KZ-0004 applies without its power of attorney")
        {
            Decided = DemoDecision.PapersMissing,
        },
        new("2022-08-02T11:00:00+06:00", "04-supplement-KZ-0004.json", "documentSupplement.130140080186.2022.З-004",
            "the missing paper of KZ-0004 comes; now the clock starts")
        {
            Completes = "accountApplication.130140080186.2022.З-003", Due = "2022-08-05",
            Decided = DemoDecision.TwoRegistrars,
        },
        new("2022-08-04T09:30:00+06:00", "05-plan-default-KZ-0002.json",
            $"monitoringPlanDefault.{Authority}.2022.12-03_451~",
            "the authority finds the monitoring plan of KZ-0002 incomplete")
        {
            Due = "2022-08-11", Decided = DemoDecision.Deadline,
        },
        new("2022-08-18T15:00:00+06:00", "06-plan-accepted-KZ-0002.json",
            $"monitoringPlanAccepted.{Authority}.2022.12-03_502~",
            "the authority accepts the corrected plan of KZ-0002")
        {
            Due = "2022-08-23", Decided = DemoDecision.TwoRegistrars,
        },
        new("2022-09-06T09:00:00+06:00", "07-additional-KZ-0001.json",
            $"additionalAllocation.{Authority}.2022.12-03_640~",
            "KZ-0001 gets additional quota; the law names no term, so the registry's own one runs")
        {
            Due = "2022-09-09", Decided = DemoDecision.TwoRegistrars,
        },
        new("2022-10-20T12:00:00+06:00", "08-liquidation-KZ-0004.json",
            $"installationLiquidation.{Authority}.2022.12-03_701~037611c6", "the installation KZ-0004 is liquidated")
        {
            Due = "2022-11-04", Decided = DemoDecision.Deadline,
        },
        new("2022-11-08T10:00:00+06:00", "09-assignment.json",
            $"reserveAssignment.{Authority}.2022.12-03_702~",
            "its units are assigned to the reserve for new installations")
        {
            Due = "2022-11-11", Decided = DemoDecision.TwoRegistrars,
        },
    ];
}
