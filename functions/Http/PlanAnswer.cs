using CarbonRegistry.Domain.Notices;
using CarbonRegistry.Domain.Plans;
using CarbonRegistry.Infra.Plans;

namespace CarbonRegistry.Functions.Http;

/// <summary>A plan as it is answered: as read, with what was read but is worth a look.</summary>
internal static class PlanAnswer
{
    /// <summary>The answer.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="warnings">What is worth a look.</param>
    /// <param name="language">kk, ru or en.</param>
    /// <param name="version">The number of the version in force; null for a workbook that was only read.</param>
    public static object Of(
        PlanView plan, IReadOnlyList<Issue> warnings, string language, int? version = null) => new
        {
            plan.Period,
            CapBy = BudgetPeriods.CapOf(PlanPeriod.Parse(plan.Period), BudgetPeriods.All),
            Version = version,
            plan.Order,
            plan.ApprovedOn,
            plan.InForceOn,
            plan.Total,
            Installations = plan.Installations.Select(line => new
            {
                line.Code,
                line.Name,
                Operator = PartyView.Of(line.Operator.Bin ?? line.Operator.Iin!, line.Operator.Name),
                line.Sector,
                line.Region,
                line.Years,
                line.Total,
            }),
            plan.Reserve,
            Warnings = warnings.Select(warning => IssueView.Of(warning, language)),
        };
}
